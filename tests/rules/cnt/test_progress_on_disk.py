"""CNT010 between documents: a state file's counters against the phase folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

ROADMAP = """==> .planning/ROADMAP.md <==
# Roadmap
{}
### Phase 1: Ledger

### Phase 2: Reports

"""
COUNTERS = """==> .planning/STATE.md <==
---
gsd_state_version: 1.0
progress:
  total_phases: {0}
  completed_phases: {1}
  total_plans: {2}
  completed_plans: {3}
---

# Project State

"""
POSITION = """==> .planning/STATE.md <==
# Project State

## Current Position

Phase: {} of 2 ({})
Plan: {}

"""


def plans(*names: str) -> str:
    return "".join(
        f"==> .planning/phases/{'01-ledger' if name[1] == '1' else '02-reports'}/{name}.md <==\n# P\n"
        for name in names
    )


#: Phase 1 is done, one of the two plans of phase 2 is.
FOLDERS = plans(
    "01-01-PLAN", "01-01-SUMMARY", "02-01-PLAN", "02-01-SUMMARY", "02-02-PLAN"
)
SEVERAL = ROADMAP.format("\n## v1.0 Draft\n\n## v2.0 Book\n")


@pytest.mark.parametrize(
    "text",
    [
        ROADMAP.format("") + COUNTERS.format(2, 1, 3, 2) + FOLDERS,
        ROADMAP.format("") + COUNTERS.format(0, 0, 0, 0) + FOLDERS,
        # More plans are planned than are written.
        ROADMAP.format("") + COUNTERS.format(4, 1, 9, 2) + FOLDERS,
        # The running milestone is the last phase alone.
        SEVERAL + COUNTERS.format(1, 0, 2, 1) + FOLDERS,
        # The folder of a phase that is complete is gone.
        ROADMAP.format("\n- [x] **Phase 3: Export**\n") + COUNTERS.format(3, 2, 9, 8) + FOLDERS,
        # A summary for a whole phase.
        ROADMAP.format("") + COUNTERS.format(2, 1, 3, 9 - 8) + FOLDERS + plans("02-SUMMARY"),
        ROADMAP.format("") + POSITION.format(2, "Reports", "1 of 2") + FOLDERS,
        ROADMAP.format("") + POSITION.format(2, "Reports", "2 of 2") + FOLDERS,
        ROADMAP.format("") + POSITION.format(2, "Reports", "2 of 4") + FOLDERS,
        # The position is in a phase of another name.
        ROADMAP.format("") + POSITION.format(1, "Printing", "4 of 7") + FOLDERS,
    ],
)
def test_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "CNT010") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ROADMAP.format("") + COUNTERS.format(2, 1, 3, 1) + FOLDERS,
            ["7:20 1 of 3 plans completed, but of 3 in the folders 2 have summaries"],
        ),
        (
            ROADMAP.format("") + COUNTERS.format(2, 1, 1, 1) + FOLDERS,
            ["7:20 1 of 1 plans completed, but of 3 in the folders 2 have summaries"],
        ),
        (
            ROADMAP.format("") + COUNTERS.format(2, 2, 3, 2) + FOLDERS,
            [
                "5:21 2 of 2 phases completed, but of 2 in the folders 1 have summaries for all "
                "their plans"
            ],
        ),
        (
            ROADMAP.format("") + POSITION.format(1, "Ledger", "3 of 3") + FOLDERS
            + plans("01-02-PLAN", "01-03-PLAN"),
            [],
        ),
        (
            ROADMAP.format("") + POSITION.format(2, "Reports", "1 of 2") + FOLDERS
            + plans("02-02-SUMMARY"),
            ["6:7 plan 1 of 2 of phase 2, but 2 of its 2 plans have summaries"],
        ),
        (
            ROADMAP.format("") + POSITION.format(1, "Ledger", "1 of 1") + FOLDERS
            + plans("01-02-PLAN", "01-03-PLAN", "01-03-SUMMARY"),
            ["6:7 plan 1 of 1 of phase 1, but 2 of its 3 plans have summaries"],
        ),
    ],
    ids=["plans", "total", "phases", "waiting plan", "current plan", "total of the phase"],
)
def test_fires(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "CNT010") == [
        f".planning/STATE.md:{one}" for one in expected
    ]
