from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree

LIST = """==> .planning/REQUIREMENTS.md <==
# Requirements: Mill

## v1 Requirements

- [ ] **FLOW-01**: Water wheel
- [ ] **FLOW-02**: Sluice

## v2 Requirements (Future)

- **FLOW-08**: Turbine

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| FLOW-01 | Phase 1 | Pending |
| FLOW-02 | Phase 1 | Pending |

"""
PLAN = """==> .planning/phases/01-wheel/01-01-PLAN.md <==
---
phase: 01-wheel
plan: 01
requirements: [{}]
---
"""
ROADMAP = "==> .planning/ROADMAP.md <==\n# Roadmap\n\n### Phase 1: Wheel\n\n**Requirements**: {}\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LIST + PLAN.format("FLOW-01, FLOW-02"), id="defined"),
        pytest.param(LIST + PLAN.format("FLOW-08"), id="a-future-one"),
        pytest.param(LIST + PLAN.format("FLOW-1, FLOW-02a"), id="padding-and-parts"),
        pytest.param(LIST + PLAN.format("DEC-07, SHA-256"), id="another-register"),
        pytest.param(
            LIST + PLAN.format("FLOW-09").replace("01-wheel/01-01", "07-dam/07-01"),
            id="a-phase-of-another-milestone",
        ),
        pytest.param(PLAN.format("FLOW-09"), id="no-list"),
        pytest.param(
            LIST + "| FLOW-09 | flow |v| over |x| | 1 | 2 | 3 |\n" + PLAN.format("FLOW-09"),
            id="a-row-that-cannot-be-read",
        ),
        pytest.param(
            LIST + ROADMAP.format("FLOW-01, extends FLOW-09 of the old mill"), id="more-than-ids"
        ),
        pytest.param(
            LIST + PLAN.format("FLOW-09")
            + "==> .planning/milestones/v0.9-REQUIREMENTS.md <==\n# Requirements: v0.9\n\n"
            "## v0.9 Requirements\n\n- [x] **FLOW-09**: Pond\n",
            id="an-archived-list-defines-it",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REQ003") == []


def test_one_finding_for_every_place(tmp_path: Path) -> None:
    text = LIST + PLAN.format("FLOW-01, FLOW-09") + ROADMAP.format("FLOW-01, FLOW-09")
    assert found_in_tree(tmp_path, text, "REQ003") == [
        ".planning/ROADMAP.md:5:28 FLOW-09 is defined in no requirements list"
    ]
    found = [one for one in lint_tree(tmp_path, text) if one.code == "REQ003"]
    assert [one.place.path for one in found[0].related] == [
        ".planning/phases/01-wheel/01-01-PLAN.md"
    ]


def test_a_plan_whose_milestone_was_archived_without_its_folders(tmp_path: Path) -> None:
    text = LIST.replace("REQUIREMENTS.md", "milestones/v1.0-REQUIREMENTS.md")
    text += PLAN.format("FLOW-01, FLOW-09")
    assert found_in_tree(tmp_path, text, "REQ003") == [
        ".planning/phases/01-wheel/01-01-PLAN.md:4:25 FLOW-09 is defined in no requirements list"
    ]
