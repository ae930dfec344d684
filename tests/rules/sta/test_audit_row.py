from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

CODE = "STA005"


def audit(row: str, audited: str = "2026-05-04", path: str = "v1.0-MILESTONE-AUDIT.md") -> str:
    return (
        f"==> .planning/{path} <==\n---\nmilestone: v1.0\naudited: {audited}\nstatus: passed\n---\n"
        "\n# v1.0 Milestone Audit\n\n## Phase Verification\n\n| Phase | Status | Notes |\n"
        f"|---|---|---|\n{row}\n"
    )


def report(status: str, verified: str = "2026-05-01", folder: str = "phases") -> str:
    return (
        f"==> .planning/{folder}/01-ledger/01-VERIFICATION.md <==\n---\nphase: 01-ledger\n"
        f"verified: {verified}\nstatus: {status}\n---\n\n# Phase 1 Verification\n"
    )


PASSED = "| 1. Ledger | passed | Entries are kept |"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(audit(PASSED) + report("passed"), id="agree"),
        pytest.param(audit(PASSED) + report("human_needed"), id="neither-passed-nor-failed"),
        pytest.param(audit(PASSED) + report("gaps_found", "2026-05-04"), id="the-same-day"),
        pytest.param(audit(PASSED) + report("gaps_found", "2026-06-01"), id="newer"),
        pytest.param(audit(PASSED) + report("gaps_found", "soon"), id="no-date"),
        pytest.param(
            audit(PASSED, "2026-05-04T10:00:00Z") + report("gaps_found", "2026-05-04T11:00:00Z"),
            id="an-hour-later",
        ),
        pytest.param(
            audit("| 1. Ledger | passed | Gaps closed by phase 4 |") + report("gaps_found"),
            id="explained",
        ),
        pytest.param(audit("| 1. Ledger | passed* | |") + report("gaps_found"), id="footnote"),
        pytest.param(audit("| 1. Ledger | ⚠️ passed | |") + report("gaps_found"), id="reserved"),
        pytest.param(
            audit("| 1. Ledger | passed (override) | |") + report("gaps_found"), id="qualified"
        ),
        pytest.param(audit(PASSED + "\n| 1. Ledger | gaps_found | |") + report("gaps_found"),
                     id="two-rows"),
        pytest.param(
            audit(PASSED) + report("gaps_found")
            + "==> .planning/phases/01-ledger/VERIFICATION.md <==\n---\nphase: 1\n"
            "verified: 2026-05-02\nstatus: passed\n---\n",
            id="two-verifications",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            audit(PASSED) + report("gaps_found"),
            "phase 1 is 'passed' here, but its verification of 2026-05-01 says 'gaps_found'",
            id="passed-against-gaps",
        ),
        pytest.param(
            audit("| 1. Ledger | failed | |") + report("passed"),
            "phase 1 is 'failed' here, but its verification of 2026-05-01 says 'passed'",
            id="failed-against-passed",
        ),
        pytest.param(
            audit(PASSED, "2026-05-04T10:00:00Z") + report("gaps_found", "2026-05-04T09:00:00Z"),
            "phase 1 is 'passed' here, but its verification of 2026-05-04 says 'gaps_found'",
            id="an-hour-before",
        ),
        pytest.param(
            audit(PASSED) + report("gaps_found", folder="milestones/v1.0-phases")
            + report("passed", folder="phases"),
            "phase 1 is 'passed' here, but its verification of 2026-05-01 says 'gaps_found'",
            id="the-phase-of-its-own-milestone",
        ),
        pytest.param(
            audit(PASSED) + audit(PASSED, path="milestones/v1.0-MILESTONE-AUDIT.md")
            + report("gaps_found"),
            "phase 1 is 'passed' here, but its verification of 2026-05-01 says 'gaps_found'",
            id="once-for-an-archived-copy",
        ),
    ],
)
def test_fires(text: str, message: str, tmp_path: Path) -> None:
    column = 15
    assert found_in_tree(tmp_path, text, CODE) == [
        f".planning/v1.0-MILESTONE-AUDIT.md:13:{column} {message}"
    ]


def scored(*scores: str, audited: str = "2026-05-04", note: str = "Entries are kept") -> str:
    """An audit that gives phase 1, 2, 3... a score: that of phase 1 stands in line 13."""
    rows = "".join(f"| {n}. Name | passed | {score} | {note} |\n" for n, score in enumerate(scores, 1))
    return audit("", audited).replace(
        "| Phase | Status | Notes |\n|---|---|---|\n\n",
        f"| Phase | Status | Score | Notes |\n|---|---|---|---|\n{rows}",
    )


def reports(*scores: str, more: str = "", body: str = "") -> str:
    return "".join(
        f"==> .planning/phases/0{n}-name/0{n}-VERIFICATION.md <==\n---\nphase: 0{n}-name\n"
        f"verified: 2026-05-01\nstatus: passed\nscore: {score}\n{more}---\n\n"
        f"# Phase {n} Verification\n{body}"
        for n, score in enumerate(scores, 1)
    )


TRUTHS = """
### Observable Truths

| # | Truth | Status | Evidence |
|---|---|---|---|
| 1 | a | VERIFIED | x |
| 2 | b | VERIFIED | x |
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(scored("5/7") + reports("5/7 must-haves verified"), id="equal"),
        pytest.param(
            scored("**7/7 must-haves verified**") + reports("7/7"), id="in-bold-with-words"
        ),
        pytest.param(scored("7/7", audited="2026-05-01") + reports("5/7"), id="the-same-day"),
        pytest.param(scored("7/7", audited="2026-04-01") + reports("5/7"), id="verified-later"),
        pytest.param(
            scored("7/7") + reports("5/7", more="re_verification: true\n"), id="verified-again"
        ),
        pytest.param(scored("7/7", note="Gaps closed since") + reports("5/7"), id="explained"),
        pytest.param(scored("4/4") + reports("5/7"), id="of-something-else"),
        pytest.param(scored("2/2") + reports("5/7", body=TRUTHS), id="the-truths-counted"),
        pytest.param(scored("~7/7") + reports("5/7"), id="approximate"),
        pytest.param(scored("7/7") + reports("most"), id="no-score"),
        pytest.param(
            scored("7/7") + reports("5/7")
            + "==> .planning/phases/01-name/VERIFICATION.md <==\n---\nphase: 1\n---\n",
            id="several-verifications",
        ),
    ],
)
def test_scores_stay_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            scored("7/7") + reports("5/7"),
            "13:22 phase 1 scores 7/7 here, but its verification says 5/7", id="of-one-total",
        ),
        pytest.param(
            scored("4/4", "5/5", "8/8") + reports("4/4", "5/5", "9/10"),
            "15:22 phase 3 scores 8/8 here, but its verification says 9/10",
            id="where-the-other-rows-copy-the-scores",
        ),
        pytest.param(
            scored("7/7") + reports("5/7").replace("status: passed", "status: gaps_found"),
            "13:13 phase 1 is 'passed' here, but its verification of 2026-05-01 says 'gaps_found'",
            id="the-status-speaks-alone",
        ),
    ],
)
def test_scores(text: str, message: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == [
        f".planning/v1.0-MILESTONE-AUDIT.md:{message}"
    ]
