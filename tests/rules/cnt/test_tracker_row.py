from __future__ import annotations

import pytest

from tests.helpers import found

PATH = "IMPLEMENTATION_PROGRESS.md"


def tracker(rows: str, headline: str = "") -> str:
    return f"""# Reader Progress

{headline}

## Phase 1: Parse

### Phase 1.1: Lines
- [x] a
- [x] b

### Phase 1.2: Words
- [x] c
- [ ] d
- [ ] e

## Statistics

| Phase | Tasks | Complete |
|-------|-------|----------|
{rows}
"""


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("| 1.1 | 2 | 2 |\n| 1.2 | 3 | 1 |", id="right"),
        pytest.param("| Phase 1.1: Lines | 2 | 2 |\n| Phase 1.2: Words | 3 | 1 |", id="names"),
        pytest.param("| 1.1 | ~9 | 2 |\n| 1.2 | 3+ | 1 |", id="approximate"),
        pytest.param("| 1.1 | 9 | 2 | x |\n| 1.2 | 3 | 1 |", id="ragged"),
        pytest.param("| 1.1 | 9 | 2 |\n| 4 | 3 | 1 |\n| 5 | 1 | 1 |", id="no convention"),
        pytest.param("| 1.1 | ? | 2 |\n| 1.2 | TBD | 1 |", id="unknown"),
    ],
)
def test_stays_silent(rows: str) -> None:
    assert found(tracker(rows), "CNT007", PATH) == []


def test_one_finding_for_each_wrong_row() -> None:
    assert found(tracker("| 1.1 | 4 | 2 |\n| 1.2 | 3 | 2 |"), "CNT007", PATH) == [
        "20:9 row '1.1' states 4 tasks, but its section holds 2 boxes, 2 ticked",
        "21:13 row '1.2' states 2 complete, but its section holds 3 boxes, 1 ticked",
    ]


@pytest.mark.parametrize(
    "headline",
    [
        "**Current Status**: 3/5 tasks complete",
        "**Current Status**: 2/4 phases complete",
        "**Current Status**: ~9/20 tasks complete",
        "**Current Status**: Target: 9/20 tasks",
    ],
)
def test_headline_silent(headline: str) -> None:
    assert found(tracker("| 1.1 | 2 | 2 |\n| 1.2 | 3 | 1 |", headline), "CNT007", PATH) == []


def test_headline_against_table_and_boxes() -> None:
    text = tracker("| 1.1 | 2 | 2 |\n| 1.2 | 3 | 1 |", "**Current Status**: 2/9 tasks complete")
    assert found(text, "CNT007", PATH) == [
        "3:21 2/9 tasks stated, but the table's rows sum to 3/5 and 3 of 5 boxes are ticked"
    ]


def test_headline_above_fewer_boxes_without_a_table_is_undecided() -> None:
    text = "# X Progress\n\n**Status**: 1/9 tasks\n\n## Phase 1: A\n\n- [ ] a\n- [x] b\n"
    assert found(text, "CNT007", PATH) == []
    assert found(text.replace("1/9", "0/2"), "CNT007", PATH) == [
        "3:13 0/2 tasks stated, but 1 of 2 boxes are ticked"
    ]


DASHBOARD = """# Desk Task Tracker

## Summary Dashboard

| Area | Total | Not Started | Completed |
|------|-------|-------------|-----------|
| Drawers & Keys | {total} | 1 | {done} |
| Lamp | 1 | 0 | 1 |
| Chair | 4 | 4 | 0 |
| Total | 9 | 9 | 9 |

## Task Breakdown

### 1. Drawers & Keys

| Part | Status |
|------|--------|
| Left | Completed |
| Right | {right} |

### 2. Lamp

| Part | Status |
|------|--------|
| Bulb | Done |
"""


@pytest.mark.parametrize(
    ("total", "done", "right", "expected"),
    [
        ("2", "1", "Not Started", []),
        ("2", "1", "On order", []),
        ("~3", "1", "Not Started", []),
        ("3", "1", "Not Started",
         ["7:20 row 'Drawers & Keys' states 3 tasks, but its section holds 2 rows, 1 done"]),
        ("2", "2", "In Progress",
         ["7:28 row 'Drawers & Keys' states 2 complete, but its section holds 2 rows, 1 done"]),
    ],
)
def test_a_dashboard_of_sections_with_tables(
    total: str, done: str, right: str, expected: list[str]
) -> None:
    text = DASHBOARD.format(total=total, done=done, right=right)
    assert found(text, "CNT007", "docs/TASK_TRACKER.md") == expected


def test_rows_that_name_no_section_are_no_dashboard() -> None:
    text = DASHBOARD.format(total="3", done="1", right="Not Started").replace("### 2. Lamp", "### 2. Light")
    assert found(text, "CNT007", "docs/TASK_TRACKER.md") == []
