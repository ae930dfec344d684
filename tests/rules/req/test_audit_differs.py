from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree

LIST = """==> .planning/REQUIREMENTS.md <==
# Requirements: Mill{}

## v1 Requirements

- [{}] **FLOW-01**: Water wheel
- [{}] **FLOW-02**: Sluice
- [{}] **FLOW-03**: Spillway

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| FLOW-01 | Phase 1 | {} |
| FLOW-02 | Phase 1 | {} |
| FLOW-03 | Phase 1 | {} |

"""
AUDIT = """==> .planning/v1.0-MILESTONE-AUDIT.md <==
---
milestone: v1.0
---
# v1.0 Audit

## Requirements Coverage

| Requirement | Phase | Status |
|-------------|-------|--------|
| FLOW-01 | 1 | satisfied |
| FLOW-02 | 1 | {} |
| FLOW-03 | 1 | satisfied |
"""
ALL_OPEN = ("", " ", " ", " ", "Pending", "Pending", "Pending")
ONE_OPEN = ("", "x", " ", "x", "Complete", "Pending", "Complete")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            LIST.format("", "x", "x", "x", "Complete", "Complete", "Complete")
            + AUDIT.format("satisfied"), id="agree",
        ),
        pytest.param(LIST.format(*ONE_OPEN) + AUDIT.format("unsatisfied"), id="both-open"),
        pytest.param(
            LIST.format(*ONE_OPEN) + AUDIT.format("satisfied (partial, accepted)"), id="reserved"
        ),
        pytest.param(
            LIST.format("", "x", "x", "x", "Complete", "Pending", "Complete")
            + AUDIT.format("satisfied"), id="box-and-row-disagree",
        ),
        pytest.param(
            LIST.format("", "x", " ", "x", "Complete", "Pending (user)", "Complete")
            + AUDIT.format("satisfied"), id="open-on-purpose",
        ),
        pytest.param(
            LIST.format(" v1.1", *ONE_OPEN[1:]) + AUDIT.format("satisfied"),
            id="the-list-of-the-next-milestone",
        ),
        pytest.param(
            LIST.format(*ONE_OPEN) + AUDIT.format("satisfied")
            + "==> .planning/milestones/v1.0-REQUIREMENTS.md <==\n# Requirements: v1.0\n",
            id="its-own-list-is-archived",
        ),
        pytest.param(LIST.format(*ALL_OPEN), id="no-audit"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REQ007") == []


def test_one_requirement(tmp_path: Path) -> None:
    text = LIST.format(" v1", *ONE_OPEN[1:]) + AUDIT.format("✓ Satisfied")
    assert found_in_tree(tmp_path, text, "REQ007") == [
        ".planning/REQUIREMENTS.md:14:23 FLOW-02 is 'Pending' here, but the audit calls it"
        " '✓ Satisfied'"
    ]


def test_a_list_that_was_never_kept_is_one_finding(tmp_path: Path) -> None:
    text = LIST.format(*ALL_OPEN) + AUDIT.format("satisfied")
    assert found_in_tree(tmp_path, text, "REQ007") == [
        ".planning/REQUIREMENTS.md:13:23 the audit calls 3 requirements (FLOW-01, FLOW-02,"
        " FLOW-03) satisfied, but none is done in this list: FLOW-01 is 'Pending'"
    ]
    found = [one for one in lint_tree(tmp_path, text) if one.code == "REQ007"]
    assert [one.place.path for one in found[0].related] == [
        ".planning/v1.0-MILESTONE-AUDIT.md"
    ] * 3
    assert found[0].fix is not None


def test_the_archived_list_of_an_audit_at_the_root(tmp_path: Path) -> None:
    text = LIST.format(*ONE_OPEN).replace("REQUIREMENTS.md", "milestones/v1.0-REQUIREMENTS.md")
    text += AUDIT.format("satisfied")
    assert len(found_in_tree(tmp_path, text, "REQ007", archived=True)) == 1
