from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found, found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

CODE = "SPC005"
OPENSPEC = "openspec/changes/keep-tides/tasks.md"
SPECKIT = "specs/004-tides/tasks.md"


def tasks(*ids: str) -> str:
    return "".join(f"- [ ] {one} Do it\n" for one in ids)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param(OPENSPEC, "## 1. A\n\n" + tasks("1.1", "1.2", "1.2a", "1.10"), id="ascending"),
        pytest.param(OPENSPEC, "## 01. A\n\n" + tasks("1.1") + "\n## 2. B\n\n" + tasks("02.1"), id="zeros"),
        pytest.param(
            OPENSPEC, "## Phase A\n\n" + tasks("1.1", "1.2") + "\n## Phase B\n\n" + tasks("1.1", "1.2"),
            id="sections-that-number-anew",
        ),
        pytest.param(OPENSPEC, "## 1. A\n\n- [ ] 1.1 It\n\n```\n- [ ] 1.1 It\n```\n", id="a-quotation"),
        pytest.param(OPENSPEC, "## 1. A\n\nNothing to do.\n", id="no-items"),
        pytest.param(
            SPECKIT, tasks("T001", "T002", "T003", "T090", "T090-1", "T090.2", "T090-MIN"), id="ids-of-their-own"
        ),
        pytest.param(
            SPECKIT,
            "## Phase 3: User Stories 1 & 2\n\n" + tasks("T001 [US1]", "T002 [US2]"), id="two-stories",
        ),
        pytest.param(
            SPECKIT,
            tasks("T001", "T002", "T003", "T004", "T046-MIN")
            + "- [x] SKIP: T005 (not needed)\n\nT046 before T001-T004. T005 is later.\n",
            id="short-forms-and-ranges",
        ),
        pytest.param(
            SPECKIT, tasks("T001", "T002", "T003", "T004", "T005") + "\nT009 was removed.\n",
            id="a-task-that-was-removed",
        ),
        pytest.param(SPECKIT, tasks("T003", "T001"), id="too-few-to-have-an-order"),
        pytest.param(SPECKIT, tasks("T003.1", "T003.2", "T003.3", "T003.1~T003.3: all"), id="a-pointer"),
        pytest.param(SPECKIT, tasks("T003", "T004", "T003: Sort (see above)", "T004（見上方）"), id="above"),
        pytest.param(
            SPECKIT, tasks("T070", "T071-A", "T071-B", "T071-C", "T072", "T073"), id="letters-in-order"
        ),
    ],
)
def test_stays_silent(path: str, text: str) -> None:
    assert found(text, CODE, path) == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param(
            OPENSPEC, "## 1. A\n\n" + tasks("1.1", "1.2", "1.1", "1.2", "1.3"),
            ["5:7 task 1.1 (and 1 more) is here a second time"], id="a-run-of-repeated-ids",
        ),
        pytest.param(
            OPENSPEC, "## 1. A\n\n" + tasks("1.1", "2.2", "2.3") + "\n## 2. B\n\n" + tasks("2.1"),
            ["4:7 task 2.2 (and 1 more) stands under group 1, but is of group 2"], id="wrong-group",
        ),
        pytest.param(
            OPENSPEC, "## 1. A\n\n- 1.1 It\n- 1.2 That\n",
            ["3:3 none of the 2 items is a checkbox, so tools see no task here"], id="no-boxes",
        ),
        pytest.param(
            OPENSPEC, "## 6. A\n\n" + tasks("6.5b.1", "6.5b.2", "6.5b.2"),
            ["5:7 task 6.5b.2 is here a second time"], id="letters-between-numbers",
        ),
        pytest.param(
            SPECKIT, tasks("T001", "T002", "T002"), ["3:7 task T002 is here a second time"],
            id="repeated",
        ),
        pytest.param(
            SPECKIT,
            "## Phase 3: User Story 1\n\n" + tasks("T001 [US1]", "T002 [US1]", "T003 [US2]"),
            ["5:7 task T003 stands under user story US1, but is of user story US2"],
            id="wrong-story",
        ),
        pytest.param(
            SPECKIT,
            tasks("T001", "T002", "T003", "T004") + "- [ ] T005 Sort (depends on T002, T009)\n",
            ["5:35 task T005 waits for T009, which is not in this list"], id="waits-for-nothing",
        ),
        pytest.param(
            SPECKIT,
            tasks("T001", "T002", "T003", "T004", "T005")
            + "\nT001 and T002 come first, then T003, and T012 last.\n",
            ["7:42 no task of this list is T012; it has 5 from T001 to T005"], id="cited",
        ),
        pytest.param(
            SPECKIT, tasks("T001", "T002", "T009", "T003", "T004", "T005"),
            ["3:7 task T009 breaks the ascending order of the other 5 ids"], id="order",
        ),
    ],
)
def test_fires(path: str, text: str, expected: list[str]) -> None:
    assert found(text, CODE, path) == expected


SPEC = """==> specs/004-tides/spec.md <==
# Feature Specification: Tides

### User Story 1 - Look up (Priority: P1)

## Requirements

- **FR-001**: System MUST keep tables
- ~~**FR-002**: System MUST fax them~~
"""


def feature(*lines: str) -> str:
    return SPEC + "==> specs/004-tides/tasks.md <==\n" + "".join(f"- [ ] {one}\n" for one in lines)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(feature("T001 [US1] Keep (FR-001)", "T002 Fax (FR-002)"), id="all-there"),
        pytest.param(feature("T001 Be fast (NFR-009)"), id="a-register-the-specification-lacks"),
        pytest.param(
            "==> specs/004-tides/spec.md <==\n# Feature Specification: Tides\n"
            "==> specs/004-tides/tasks.md <==\n- [ ] T001 [US7] Keep (FR-009)\n",
            id="a-specification-without-ids",
        ),
        pytest.param(feature("T001 Sum (per spec 020 FR-053)"), id="of-another-specification"),
        pytest.param(feature("T001 Sum as 020 FR-053 / FR-054 say"), id="of-another-by-number"),
        pytest.param(feature("T001 Sum, see specs/020-tills/spec.md FR-053"), id="of-another-by-path"),
        pytest.param(feature("T001 Sum (FR-053 from 020-tills)"), id="of-another-behind"),
        pytest.param(
            SPEC + "==> specs/005-winds/tasks.md <==\n- [ ] T001 [US7] Keep\n", id="another-feature"
        ),
    ],
)
def test_stays_silent_between_documents(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


def test_stories_and_requirements_that_are_not_defined(tmp_path: Path) -> None:
    # Its own number in front, or a number that is no feature's, makes an id no foreign one.
    text = feature(
        "T001 [US1] Keep (004 FR-009, status 404 FR-001)", "T002 [US3] Show", "T003 [US3] Print"
    )
    assert found_in_tree(tmp_path, text, CODE) == [
        "specs/004-tides/tasks.md:1:28 task T001 is for FR-009, which the specification does not"
        " define; FR entries: 2",
        "specs/004-tides/tasks.md:2:13 task T002 (and 1 more) is for US3, which the specification"
        " does not define; user stories: 1",
    ]
