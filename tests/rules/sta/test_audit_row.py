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
