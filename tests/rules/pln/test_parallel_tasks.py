"""PLN003 in the task lists of spec-kit: neighbours marked [P] that change one file."""

from __future__ import annotations

import pytest

from tests.helpers import lint

PATH = "specs/004-tides/tasks.md"


def reported(text: str) -> list[tuple[str, str]]:
    return [
        (f"{one.place.line}:{one.place.column} {one.message}", one.severity)
        for one in lint(text, PATH) if one.code == "PLN003"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "- [ ] T001 [P] Keep in src/a.py\n- [ ] T002 [P] Show in src/b.py\n", id="two-files"
        ),
        pytest.param(
            "- [ ] T001 Keep in src/a.py\n- [ ] T002 [P] Show in src/a.py\n", id="one-is-not-parallel"
        ),
        pytest.param(
            "- [ ] T001 [P] Keep in src/a.py\n- [ ] T002 Read in src/b.py\n"
            "- [ ] T003 [P] Show in src/a.py\n", id="something-between-them",
        ),
        pytest.param(
            "## A\n\n- [ ] T001 [P] Keep in src/a.py\n\n## B\n\n- [ ] T002 [P] Show in src/a.py\n",
            id="two-headings",
        ),
        pytest.param(
            "- [ ] T001 [P] Keep in src/a.py\n- [ ] T002 [P] Show in src/a.py (depends on T001)\n",
            id="one-waits-for-the-other",
        ),
        pytest.param(
            "- [ ] T001 [P] Keep in src/a.py\n- [ ] T002 [P] Show what src/a.py keeps\n"
            "- [ ] T003 [P] Run the checks in src/a.py\n- [ ] T004 [P] Show a in src/b.py from src/a.py\n"
            "- [ ] T005 [P] Print in src/c.py (as in src/a.py)\n", id="only-read",
        ),
        pytest.param(
            "- [ ] T001 [P] Create src/a.py wiring it to src/run.sh\n"
            "- [ ] T002 [P] Create src/b.py wiring it to src/run.sh\n", id="wired-to-one-file",
        ),
        pytest.param(
            "- [ ] T001 [P] Keep in src/a.py\n- [ ] T002 [P] Show in src/a.py\n\n"
            "T001 and T002 run together (different sections of the same file).\n", id="on-purpose",
        ),
        pytest.param(
            "- [ ] T001 [P] Keep in docs/a.md\n- [ ] T002 [P] Show in docs/a.md\n", id="documents"
        ),
    ],
)
def test_stays_silent(text: str) -> None:
    assert reported(text) == []


def test_fires_once_for_a_file() -> None:
    text = (
        "## Phase 1: Setup\n\n- [ ] T001 [P] Keep a table in `src/tides/table.py`\n"
        "- [x] T002 [P] [US1] Sort tables in src/tides/table.py\n"
        "- [ ] T003 [P] Extend src/tides/table.py by a name\n"
    )
    assert reported(text) == [
        (
            "4:37 task T002 (and 1 more) may be done at the same time as T001, and both change"
            " src/tides/table.py", "warning",
        )
    ]


def test_what_is_done_is_a_notice() -> None:
    text = "- [x] T001 [P] Keep in src/a.py\n- [X] T002 [P] Show in src/a.py\n"
    assert [severity for _, severity in reported(text)] == ["notice"]
