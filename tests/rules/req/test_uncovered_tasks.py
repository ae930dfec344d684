"""REQ008 for spec-kit: stories and requirements that the tasks leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """==> specs/004-tides/spec.md <==
# Feature Specification: Tides

### User Story 1 - Keep (Priority: P1)

### User Story 2 - Show (Priority: P1)

### User Story 3 - Print (Priority: P2)

## Requirements

- **FR-001**: System MUST keep tables
- **FR-002**: System MUST show tables
- **FR-003**: System MUST print tables
"""
TASKS = "==> specs/004-tides/tasks.md <==\n# Tasks: Tides\n\n{}\n"


@pytest.mark.parametrize(
    "tasks",
    [
        pytest.param("- [ ] T001 Keep\n- [ ] T002 Show", id="tasks-that-name-nothing"),
        pytest.param("- [ ] T001 [US1] Keep\n- [ ] T002 Show", id="one-name-is-no-convention"),
        pytest.param("- [ ] T001 [US1] Keep\n- [ ] T002 [US2] Show\n\n## User Story 3: later", id="heading"),
        pytest.param("- [ ] T001 Keep (FR-001..FR-003)", id="a-range"),
    ],
)
def test_stays_silent(tasks: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, SPEC + TASKS.format(tasks), "REQ008") == []


def test_a_story_and_a_requirement(tmp_path: Path) -> None:
    tasks = "- [ ] T001 [US1] Keep (FR-001)\n- [ ] T002 [US2] Show (FR-003)"
    assert found_in_tree(tmp_path, SPEC + TASKS.format(tasks), "REQ008") == [
        "specs/004-tides/spec.md:7:5 no task is for user story US3, although the tasks name the other 2",
        "specs/004-tides/spec.md:12:5 no task is for requirement FR-002, although the tasks name the"
        " other 2",
    ]
