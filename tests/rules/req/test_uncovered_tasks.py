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
        pytest.param("- [ ] T001 Keep (FR-001/002/003)", id="slashes"),
    ],
)
def test_stays_silent(tasks: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, SPEC + TASKS.format(tasks), "REQ008") == []


def test_a_story_and_a_requirement(tmp_path: Path) -> None:
    tasks = "- [ ] T001 [US1] Keep (FR-001)\n- [ ] T002 [US2] Show (FR-003)"
    assert found_in_tree(tmp_path, SPEC + TASKS.format(tasks), "REQ008") == [
        "specs/004-tides/spec.md:7:5 no task names user story US3, although the tasks name the other 2",
        "specs/004-tides/spec.md:12:5 no task names requirement FR-002, although the tasks name the"
        " other 2",
    ]


#: Three stories with scenarios, so that one without any is seen.
TOLD = """==> specs/004-tides/spec.md <==
# Feature Specification: Tides

### User Story 1 - Keep (Priority: P1)

1. **Given** a table, **When** it is kept, **Then** it is there.

### User Story 2 - Show (Priority: P1)

1. **Given** a table, **When** it is shown, **Then** it is seen.

### User Story 3 - {name}

{scenario}

## Requirements

- **FR-001**: System MUST keep tables
- **FR-002**: System MUST show tables
- **FR-003**: {requirement}
"""
NAMED = "- [ ] T001 [US1] Keep (FR-001)\n- [ ] T002 [US2] Show (FR-002)"


@pytest.mark.parametrize(
    ("name", "scenario", "requirement", "expected"),
    [
        ("Print", "1. **Given** one, **Then** it is printed.", "System MUST print tables",
         ["11:5 no task names user story US3", "19:5 no task names requirement FR-003"]),
        ("Print (removed: nobody prints)", "", "~~System MUST print tables~~", []),
        ("(entfällt)", "1. Siehe US2", "(entfällt: niemand druckt)", []),
        ("（已移除：打印）", "（由 US2 取代。）", "（已移除）", []),
        ("~~Print~~", "1. Kept for the number", "*(see FR-002)*", []),
        # Prose alone, where the others have scenarios, keeps a number.
        ("Print", "The second story shows what was to be printed.", "[Removed] print", []),
    ],
)
def test_what_is_no_more_needs_no_task(
    name: str, scenario: str, requirement: str, expected: list[str], tmp_path: Path
) -> None:
    text = TOLD.format(name=name, scenario=scenario, requirement=requirement) + TASKS.format(NAMED)
    assert found_in_tree(tmp_path, text, "REQ008") == [
        f"specs/004-tides/spec.md:{one}, although the tasks name the other 2" for one in expected
    ]


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        # Two of three tasks name a requirement, or all tasks of stories do: that is the list's way.
        ("- [ ] T001 Keep (FR-001)\n- [ ] T002 Show (FR-003)\n- [ ] T003 Tidy", ["FR-002"]),
        ("- [ ] T001 Plan\n- [ ] T002 Tidy\n- [ ] T003 [US1] Keep (FR-001)\n- [ ] T004 [US2] Show (FR-003)",
         ["FR-002"]),
        # Some name one in passing.
        ("- [ ] T001 Keep (FR-001)\n- [ ] T002 Show (FR-003)\n- [ ] T003 Tidy\n- [ ] T004 Test", []),
        ("- [ ] T001 Plan\n- [ ] T003 [US1] Keep (FR-001)\n- [ ] T004 [US2] Show (FR-003)\n"
         "- [ ] T005 [US2] Colour\n- [ ] T006 [US1] Test", []),
    ],
)
def test_naming_requirements_must_be_the_way_of_the_list(
    tasks: str, expected: list[str], tmp_path: Path
) -> None:
    text = SPEC + TASKS.format(tasks + "\n\nThen US1, US2 and US3 are shown.")
    assert found_in_tree(tmp_path, text, "REQ008") == [
        "specs/004-tides/spec.md:12:5 no task names requirement "
        f"{one}, although the tasks name the other 2" for one in expected
    ]
