from __future__ import annotations

import pytest

from tests.helpers import found, lint

OPEN = "openspec/changes/add-export/tasks.md"
ARCHIVED = "openspec/changes/archive/2026-03-01-add-export/tasks.md"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("## 1. A\n\n- [ ] 1.1 Write\n  - [ ] Rows\n", OPEN, id="both-open"),
        pytest.param("## 1. A\n\n- [x] 1.1 Write\n- [ ] 1.2 Read\n", OPEN, id="siblings"),
        pytest.param(
            "## 1. A\n\n- [x] 1.1 Write\n  - [ ] Colours (deferred)\n- [ ] 1.2 Read\n", OPEN,
            id="the-child-is-deferred",
        ),
        pytest.param(
            "## 1. A\n\n- [x] 1.1 Write\n  - [~] Rows\n- [ ] 1.2 Read\n", OPEN,
            id="neither-open-nor-done",
        ),
        pytest.param("## 1. A\n\n- [x] 1.1 Write\n", ARCHIVED, id="archived-and-done"),
        pytest.param(
            "## 1. A\n\n- [x] 1.1 Write\n- [ ] 1.2 Speed (out of scope)\n", ARCHIVED,
            id="archived-with-an-excuse",
        ),
        pytest.param(
            "## 1. A\n\n- [x] 1.1 Write\n\n```\n- [ ] 1.2 Read\n```\n", ARCHIVED, id="quoted"
        ),
    ],
)
def test_stays_silent(text: str, path: str) -> None:
    assert found(text, "BOX006", path) == []


def test_ticked_above_open() -> None:
    text = "## 1. A\n\n- [x] 1.1 Write\n  - [ ] Rows\n  - Notes\n    - [ ] Header\n- [ ] 1.2 Read\n"
    assert found(text, "BOX006", OPEN) == [
        "3:3 this box is ticked, but 2 open boxes stand below it"
    ]


def test_archived_with_open_tasks_is_a_notice() -> None:
    text = "## 1. A\n\n- [x] 1.1 Write\n- [ ] 1.2 Read\n- [ ] 1.3 Show\n"
    (one,) = [each for each in lint(text, ARCHIVED) if each.code == "BOX006"]
    assert (one.severity, one.message) == (
        "notice", "2 of 3 tasks are open, but the change is archived"
    )


def test_done_and_not_archived_is_said_with_preview_only() -> None:
    text = "## 1. A\n\n- [x] 1.1 Write\n- [x] 1.2 Read\n"
    assert found(text, "BOX006", OPEN) == [
        "1:4 all 2 tasks are done, but the change is not archived"
    ]
    assert found(text, "BOX006", OPEN, preview=False) == []


def test_tasks_of_a_feature() -> None:
    text = "- [x] T001 Keep tables\n  - [ ] Read one\n- [ ] T002 Show\n"
    assert found(text, "BOX006", "specs/004-tides/tasks.md") == [
        "1:3 this box is ticked, but an open box stands below it"
    ]
