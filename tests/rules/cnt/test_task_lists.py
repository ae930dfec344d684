"""CNT007 between documents: what is stated of a task list, against its boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found, found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

CHANGE = "openspec/changes/print-tides"
TASKS = f"==> {CHANGE}/tasks.md <==\n## 1. Print\n\n- [x] 1.1 Lay out\n- [ ] 1.2 Check\n"
STEPS = TASKS + "  - [ ] Hold it up\n"
TRACKER = "# Tides Progress\n\n**Current Status**: {} tasks complete\n\n{}\n\n## Phase 1\n\n{}"


def proposal(line: str) -> str:
    return f"==> {CHANGE}/proposal.md <==\n## Why\nPaper.\n\n## What Changes\n- Sheets\n\n{line}\n"


def tracker(stated: str, where: str, boxes: str = "- [x] Lay out\n- [ ] Check\n") -> str:
    return "==> IMPLEMENTATION_PROGRESS.md <==\n" + TRACKER.format(stated, where, boxes)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TASKS + proposal("**Total**: 2 tasks across 2 days"), id="agrees"),
        pytest.param(TASKS + proposal("About 5 tasks in total"), id="approximate"),
        pytest.param(TASKS + proposal("Phase 1 has the first 5 tasks in total"), id="a-part"),
        pytest.param(TASKS + proposal("- Phases 1-2: all 5 tasks can run in parallel"), id="of-phases"),
        pytest.param(TASKS + proposal("MVP: 3 + 2 = 5 tasks total"), id="of-a-product"),
        pytest.param(TASKS + proposal("**Previously**: 5 tasks in total"), id="once"),
        pytest.param(TASKS + proposal("The remaining 5 tasks in total"), id="what-remains"),
        pytest.param(STEPS + proposal("**Total Tasks**: 3"), id="steps-may-count"),
        pytest.param(STEPS + proposal("**Total Tasks**: 2"), id="steps-may-not-count"),
        pytest.param(
            f"==> {CHANGE}/tasks.md <==\nNothing yet.\n" + proposal("**Total Tasks**: 5"), id="no-tasks"
        ),
        pytest.param(TASKS + tracker("1/2", f"See `{CHANGE}/tasks.md`."), id="tracker-agrees"),
        pytest.param(TASKS + tracker("2/5", "Of another list."), id="tracker-of-something-else"),
        pytest.param(
            TASKS + tracker("2/5", f"See `{CHANGE}/tasks.md` and `docs/tasks.md`."), id="two-lists"
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert [one for one in found_in_tree(tmp_path, text, "CNT007") if "tasks.md" in one] == []


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("**Total**: 5 tasks across 2 days", "7:12"),
        ("**Total Tasks**: 5", "7:18"),
        ("It has 5 tasks in total.", "7:8"),
        ("The change includes 5 tasks.", "7:21"),
        ("All 5 tasks are done.", "7:5"),
    ],
)
def test_a_proposal(line: str, place: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, TASKS + proposal(line), "CNT007") == [
        f"{CHANGE}/proposal.md:{place} 5 tasks stated, but tasks.md lists 2"
    ]


def test_a_tracker_is_held_against_the_list_that_it_cites(tmp_path: Path) -> None:
    boxes = "- [x] Lay out\n- [x] Check\n"
    text = TASKS + tracker("2/2", f"See `{CHANGE}/tasks.md`.", boxes)
    assert found_in_tree(tmp_path, text, "CNT007") == [
        "IMPLEMENTATION_PROGRESS.md:3:21 2 of 2 tasks stated as done, but 1 of the 2 boxes of tasks.md"
        " are ticked"
    ]


def test_a_plan_of_a_feature(tmp_path: Path) -> None:
    text = (
        "==> specs/004-tides/plan.md <==\n# Implementation Plan: Tides\n\n- 7 tasks across 2 phases\n"
        "==> specs/004-tides/tasks.md <==\n- [ ] T001 Keep\n- [ ] T002 Show\n"
    )
    assert found_in_tree(tmp_path, text, "CNT007") == [
        "specs/004-tides/plan.md:3:3 7 tasks stated, but tasks.md lists 2"
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (f"{CHANGE}/tasks.md", "## 1. Print\n- [ ] 1.1 Lay out\n\n## Summary\n**Total Tasks**: 4 tasks\n"),
        ("specs/004-tides/tasks.md", "- [ ] T001 Lay out\n\n\n\n**Total Tasks**: 4\n"),
    ],
)
def test_a_list_that_counts_itself(path: str, text: str) -> None:
    assert found(text, "CNT004", path) == ["5:18 4 tasks stated, but 1 is listed"]


BESIDE = """==> openspec/changes/add-export/PROGRESS.md <==
# Export Progress

**Current Status**: 2/2 tasks complete

## Phase 1: Write - COMPLETE

## Next Steps
==> openspec/changes/add-export/tasks.md <==
## 1. Export

- [x] 1.1 Lay out
- [ ] 1.2 Check
"""


def test_a_tracker_is_held_against_the_list_in_its_own_folder(tmp_path: Path) -> None:
    findings = found_in_tree(tmp_path, BESIDE, "CNT007")
    assert [one.partition(" ")[2] for one in findings] == [
        "2 of 2 tasks stated as done, but 1 of the 2 boxes of tasks.md are ticked"
    ]
