from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import lint_tree
from tests.traps.building import build

FOLDER = ".planning/phases/07-tides"
REPORT = f"{FOLDER}/07-VERIFICATION.md"
AUDIT = ".planning/v1.0-MILESTONE-AUDIT.md"


def gap(*missing: str, issue: str = "Wrong zone", path: str = "docs/tides.md", more: str = "") -> str:
    listed = "".join(f'      - "{one}"\n' for one in missing)
    asked = f"    missing:\n{listed}" if missing else ""
    return (
        f"  - truth: The manual names the zone\n    status: failed\n    reason: It does not.\n{more}"
        f'    artifacts:\n      - path: {path}\n        issue: "{issue}"\n{asked}'
    )


def report(*gaps: str, path: str = REPORT, head: str = "") -> str:
    return (
        f"==> {path} <==\n---\nphase: 07-tides\nstatus: gaps_found\n{head}gaps:\n{''.join(gaps)}---\n\n"
        "# Phase 7: Tides Verification Report\n\n"
    )


def doc(text: str, path: str = "docs/tides.md") -> str:
    return f"==> {path} <==\n{text}\n\n"


def found(folder: Path, text: str) -> list[str]:
    build(folder, text)
    return [
        f"{one.place.path}:{one.place.line}:{one.place.column} {one.message}"
        for one in lint_tree(folder, "") if one.code == "VER002"
    ]


EXCHANGE = "Change 'in local time' to 'in UTC+1' in docs/tides.md"
COMMIT = "==> commit: step <==\n"
OLD, NEW = doc("All times are in local time."), doc("All times are in UTC+1.")
BARE, FULL = doc("def high(): ...", "src/t.py"), doc("def high(): ...\ndef lowWater(): ...", "src/t.py")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(report(gap(EXCHANGE)) + OLD, id="still-open"),
        pytest.param(report(gap(EXCHANGE)) + doc("Times in local time, others in UTC+1."), id="both"),
        pytest.param(report(gap(EXCHANGE)) + doc("No times at all."), id="neither"),
        pytest.param(report(gap(EXCHANGE)), id="no-file"),
        pytest.param(
            report(gap(EXCHANGE, "Change 'by hour' to 'by minute' in docs/tides.md"))
            + doc("In UTC+1: in UTC+1, by hour."), id="half-of-it",
        ),
        pytest.param(report(gap(EXCHANGE, more="    resolved_by: 07-03\n")) + NEW, id="resolved"),
        pytest.param(
            report(gap(EXCHANGE), path=".planning/milestones/v1-phases/07-tides/07-VERIFICATION.md") + NEW,
            id="archived",
        ),
        pytest.param(report(gap("Either change 'in local time' to 'in UTC+1', or drop it")) + NEW, id="hedged"),
        pytest.param(report(gap("Add the zone", "Ask the harbour", EXCHANGE)) + NEW, id="a-third"),
        pytest.param(report(gap("Add `lowWater` to src/t.py")) + FULL, id="names-without-git"),
        pytest.param(
            report(gap("Add `lowWater` to src/t.py")) + FULL + COMMIT, id="was-there-already"
        ),
        pytest.param(
            report(gap("Add `lowWater` to src/t.py")) + BARE + COMMIT + doc("def high(): 1", "src/t.py")
            + COMMIT, id="not-there-yet",
        ),
        pytest.param(
            report(gap(issue="File does not exist", path="src/t.py")) + COMMIT, id="still-missing"
        ),
        pytest.param(
            report(gap(issue="Missing tests for it", path="src/t.py")) + COMMIT + FULL + COMMIT,
            id="misses-something-else",
        ),
        pytest.param(report("  - []\n  - 7\n  - {truth: [], missing: {}}\n"), id="odd-shapes"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            report(gap(EXCHANGE)) + NEW,
            f"{REPORT}:12:9 the gap is open, but docs/tides.md has `in UTC+1` and not `in local time`",
            id="without-git",
        ),
        pytest.param(
            report(gap(EXCHANGE)) + NEW + COMMIT,
            f"{REPORT}:12:9 the gap is open, but docs/tides.md has `in UTC+1` and not `in local time`",
            id="same-commit",
        ),
        pytest.param(
            report(
                gap("Change '- [ ] **Phase 7: Test Tides**' in the list (line 3) to '[x]'",
                    path=".planning/ROADMAP.md"),
                head="re_verification: true\n  previous_status: gaps_found\n",
            ) + doc("# Roadmap\n\n- [x] **Phase 7: Test Tides**", ".planning/ROADMAP.md"),
            f"{REPORT}:14:9 the gap is open, but .planning/ROADMAP.md has `- [x] **Phase 7: Test Tides**`"
            " and not `- [ ] **Phase 7: Test Tides**`",
            id="front-matter-that-is-no-yaml",
        ),
        pytest.param(
            report(gap("Add `lowWater` to src/t.py")) + BARE + COMMIT + FULL + COMMIT,
            f"{REPORT}:12:9 the gap is open, but `lowWater` is in src/t.py since", id="added",
        ),
        pytest.param(
            report(gap(issue="Line 1 still uses `localTime`", path="src/t.py"))
            + doc("localTime()", "src/t.py") + COMMIT + doc("harbourTime()", "src/t.py") + COMMIT,
            f"{REPORT}:10:16 the gap is open, but src/t.py no longer has `localTime`", id="dropped",
        ),
        pytest.param(
            report(gap(issue="File does not exist", path="src/t.py")) + COMMIT + FULL + COMMIT,
            f"{REPORT}:10:16 the gap is open, but src/t.py exists", id="made",
        ),
    ],
)
def test_fires(text: str, expected: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == [expected]


def because(reason: str, *missing: str, path: str = "src/t.py") -> str:
    """A report with a gap for this reason."""
    return report(gap(*missing, issue="Not as promised", path=path).replace("reason: It does not.", f'reason: "{reason}"'))


def since(before: str, after: str) -> str:
    """A file as it was when the report was written, and as it is now."""
    return before + COMMIT + after + COMMIT


MORE = since(BARE, doc("def high(): ...\ndef lowWater():\n    return 1", "src/t.py"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(because("`lowWater` is not defined in src/t.py") + BARE + COMMIT, id="still-undefined"),
        pytest.param(
            because("`lowWater` is not defined in src/t.py")
            + since(BARE, doc("def high(): return lowWater", "src/t.py")), id="only-named",
        ),
        pytest.param(because("`lowWater` is not defined in src/t.py") + since(BARE, FULL), id="a-stub-now"),
        pytest.param(
            because("`lowWater` is not defined in src/t.py")
            + since(FULL, doc("def lowWater(): return 1", "src/t.py")), id="was-defined-then",
        ),
        pytest.param(because("`lowWater` may not be defined in src/t.py") + MORE, id="a-doubt"),
        pytest.param(because("`lowWater` is not defined in src/t.py when it is low") + MORE, id="a-condition"),
        pytest.param(because("Nothing is tested. `lowWater` is not defined in src/t.py") + MORE, id="said-besides"),
        pytest.param(because("low is not defined in src/t.py") + MORE, id="a-word"),
        pytest.param(
            because("`lowWater` is not defined in src/t.py. docs/tides.md still says 'in local time'")
            + OLD + MORE, id="one-of-two",
        ),
        pytest.param(
            because("`lowWater` is not defined in src/t.py", "Add `ebbWater` to src/t.py") + MORE,
            id="asks-for-more",
        ),
        pytest.param(
            because("`lowWater` is not defined in src/t.py", "Ask the harbour", "Ask the port") + MORE,
            id="lists-more",
        ),
        pytest.param(because("docs/tides.md says 'in local time'") + since(OLD, NEW), id="no-word-of-wrong"),
        pytest.param(because("docs/tides.md still says 'in local time'") + OLD + COMMIT, id="still-says"),
        pytest.param(NEW + COMMIT + because("docs/tides.md still says 'in local time'") + COMMIT, id="never-said"),
        pytest.param(because("src/t.py does not exist") + COMMIT, id="file-still-missing"),
        pytest.param(because("src/t.py does not exist") + BARE + COMMIT, id="file-was-there"),
        pytest.param(because("Both src/t.py and src/u.py do not exist") + COMMIT + BARE + COMMIT, id="one-of-two-files"),
    ],
)
def test_reasons_that_decide_nothing(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            because("`lowWater` is not defined in src/t.py, so nobody calls it") + MORE,
            "`lowWater` is defined: src/t.py:2", id="defined",
        ),
        pytest.param(
            because("No function lowWater exists in t.py") + MORE, "`lowWater` is defined: src/t.py:2",
            id="named-the-other-way",
        ),
        pytest.param(
            because("`lowWater()` missing from `src/t.py`") + MORE, "`lowWater` is in src/t.py since", id="added",
        ),
        pytest.param(
            because("src/t.py does not export `lowWater` or `ebb_water`")
            + since(BARE, doc("def lowWater(): return 1\ndef ebb_water(): return 2", "src/t.py")),
            "`lowWater`, `ebb_water` are defined: src/t.py:1", id="lacks-two",
        ),
        pytest.param(
            because("docs/tides.md still says 'in local time'", path="docs/tides.md") + since(OLD, NEW),
            "docs/tides.md no longer has `in local time`", id="dropped",
        ),
        pytest.param(
            because("src/t.py:1 still contains assert_eq(len(tides), 18). Nobody changed it.")
            + since(doc("assert_eq(len(tides), 18)", "src/t.py"), doc("assert_eq(len(tides), 24)", "src/t.py")),
            "src/t.py no longer has `assert_eq(len(tides), 18)`", id="dropped-code",
        ),
        pytest.param(
            OLD + COMMIT + NEW + COMMIT + because("docs/tides.md still says 'in local time'", path="docs/tides.md")
            + COMMIT, "docs/tides.md no longer has `in local time`", id="mended-while-it-was-written",
        ),
        pytest.param(
            because("src/t.py does not exist", path="docs/tides.md") + COMMIT + BARE + COMMIT,
            "src/t.py exists", id="made",
        ),
        pytest.param(
            because("src/t.py and src/u.py do not exist yet", path="docs/tides.md")
            + COMMIT + BARE + doc("def low(): ...", "src/u.py") + COMMIT,
            "src/t.py exists (and 1 more)", id="two-made",
        ),
    ],
)
def test_reasons_that_no_longer_hold(text: str, expected: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == [f"{REPORT}:7:13 the gap is open, but {expected}"]


def test_the_evidence_of_an_audit(tmp_path: Path) -> None:
    text = AUDITED.replace("Phase 7 has no VERIFICATION.md", "`lowWater` is not defined in src/t.py", 1)
    text = text.replace("Phase 7 has no VERIFICATION.md", "The harbour was not asked")
    assert found(tmp_path, f"==> {AUDIT} <==\n{text}\n{MORE}") == [
        f"{AUDIT}:10:17 the gap is open, but `lowWater` is defined: src/t.py:2"
    ]


AUDITED = (
    "---\nmilestone: v1.0\naudited: 2026-03-01\nstatus: gaps_found\ngaps:\n  requirements:\n"
    '    - id: TIDE-01\n      status: unsatisfied\n      phase: Phase 7\n'
    '      evidence: "Phase 7 has no VERIFICATION.md"\n'
    '    - id: TIDE-02\n      status: unsatisfied\n      phase: Phase 7\n'
    '      evidence: "Phase 7 has no VERIFICATION.md"\n---\n\n# v1.0 Milestone Audit Report\n'
)


def test_an_audit_of_what_was_verified_since(tmp_path: Path) -> None:
    text = doc(AUDITED, AUDIT) + (
        f"==> {REPORT} <==\n---\nphase: 07-tides\nstatus: passed\n---\n\n# Phase 7: Tides Verification Report\n"
    )
    assert found(tmp_path, text) == [
        f"{AUDIT}:7:7 2 gaps say that there is no verification, and phase 7 has one"
    ]


def test_an_audit_of_what_is_still_not_verified(tmp_path: Path) -> None:
    plan = f"==> {FOLDER}/07-01-PLAN.md <==\n---\nphase: 07-tides\n---\n"
    assert found(tmp_path, doc(AUDITED, AUDIT) + plan) == []


def review(fix: str, more: str = "") -> str:
    return (
        "==> docs/TIDE_REVIEW.md <==\n# Review: Issues\n\n## High Priority Issues\n\n"
        f"### ISSUE-001: Wrong zone\n**Severity**: HIGH\n**Location**: `docs/tides.md`\n{more}"
        f"**Problem**: Local time.\n**Fix**: {fix}\n\n### ISSUE-002: Wrong unit\n"
        "**Severity**: HIGH\n**Location**: `src/tides.py`\n**Problem**: Feet.\n\n"
    )


FIX = "Change `in local time` to `in UTC+1`."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(review(FIX) + OLD, id="open"),
        pytest.param(review(FIX, "**Status**: resolved\n") + NEW, id="resolved"),
        pytest.param(review("Say `in UTC+1`.") + NEW, id="no-exchange"),
        pytest.param(review("Maybe change `in local time` to `in UTC+1`.") + NEW, id="a-doubt"),
    ],
)
def test_stays_silent_on_an_issue(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


def test_an_issue_that_was_mended(tmp_path: Path) -> None:
    assert found(tmp_path, review(FIX) + NEW) == [
        "docs/TIDE_REVIEW.md:9:10 the gap is open, but docs/tides.md has `in UTC+1` and not"
        " `in local time`"
    ]
