from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

TREE = """==> .planning/REQUIREMENTS.md <==
# Requirements: Mill

## v1 Requirements

- [{0}] **FLOW-01**: Water wheel
- [{0}] **FLOW-02**: Sluice

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| FLOW-01 | Phase 1 | {1} |
| FLOW-02 | Phase 1 | {1} |

==> .planning/ROADMAP.md <==
# Roadmap: Mill

- [{2}] **Phase 1: Wheel** - Turning

### Phase 1: Wheel

**Requirements**: FLOW-01, FLOW-02

"""
PLAN = "==> .planning/phases/01-wheel/01-01-PLAN.md <==\n# Plan\n"
SUMMARY = "==> .planning/phases/{0}/{1}-01-SUMMARY.md <==\n# Summary\n"
REPORT = """==> .planning/phases/01-wheel/01-VERIFICATION.md <==
---
phase: 01-wheel
status: {}
---
# Verification

## Requirements Coverage

| Requirement | Status |
|-------------|--------|
| FLOW-01 | ✓ SATISFIED |
| FLOW-02 | {} |
"""
DONE = SUMMARY.format("01-wheel", "01")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TREE.format("x", "Complete", "x"), id="both-done"),
        pytest.param(TREE.format(" ", "Pending", " "), id="both-open"),
        pytest.param(TREE.format(" ", "Pending (user)", "x"), id="open-on-purpose"),
        pytest.param(TREE.format(" ", "Deferred", "x"), id="held-back"),
        pytest.param(TREE.format("x", "Pending", "x"), id="box-and-row-disagree"),
        pytest.param(TREE.format(" ", "Pending", "x") + PLAN, id="a-plan-without-its-summary"),
        pytest.param(
            TREE.format(" ", "Pending", "x") + PLAN + DONE
            + REPORT.format("gaps_found", "✓ SATISFIED"), id="not-verified",
        ),
        pytest.param(
            TREE.format(" ", "Pending", "x").replace("| FLOW-01 | Phase 1", "| FLOW-01 | Phase 2")
            + PLAN + DONE + REPORT.format("passed", "? NEEDS HUMAN"),
            id="the-verification-does-not-call-it-satisfied",
        ),
        pytest.param(TREE.format("x", "Complete", " "), id="no-folders-to-bear-it-out"),
        pytest.param(TREE.format("x", "Complete", " ") + DONE, id="begun"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REQ009") == []


@pytest.mark.parametrize(
    "folders",
    [
        pytest.param("", id="no-folders"),
        pytest.param(PLAN + DONE, id="with-summary"),
        pytest.param(PLAN + DONE + REPORT.format("passed", "✓ SATISFIED"), id="verified"),
    ],
)
def test_open_although_its_phase_is_complete(folders: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, TREE.format(" ", "Pending", "x") + folders, "REQ009") == [
        ".planning/REQUIREMENTS.md:12:23 2 requirements (FLOW-01, FLOW-02) are still 'Pending'"
        " here, but phase 1 is complete"
    ]


def test_done_although_its_phase_has_not_begun(tmp_path: Path) -> None:
    text = TREE.format("x", "Complete", " ") + SUMMARY.format("02-dam", "02")
    assert found_in_tree(tmp_path, text, "REQ009") == [
        ".planning/REQUIREMENTS.md:12:23 2 requirements (FLOW-01, FLOW-02) are done here, but"
        " phase 1 has not begun"
    ]


def test_what_an_audit_already_tells_is_not_told_twice(tmp_path: Path) -> None:
    text = TREE.format(" ", "Pending", "x") + (
        "==> .planning/v1.0-MILESTONE-AUDIT.md <==\n# v1.0 Audit\n\n## Requirements Coverage\n\n"
        "| Requirement | Status |\n|---|---|\n| FLOW-01 | satisfied |\n| FLOW-02 | satisfied |\n"
    )
    assert found_in_tree(tmp_path, text, "REQ009") == []
    assert len(found_in_tree(tmp_path, text, "REQ007")) == 2
