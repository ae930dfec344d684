from __future__ import annotations

import pytest

from tests.helpers import found

PATH = "IMPLEMENTATION_PROGRESS.md"
HEAD = "# Cache Progress\n\n## Timeline\n\n"


def table(total: str, *parts: str) -> str:
    rows = "".join(f"| {n} | {part} |\n" for n, part in enumerate(parts, 1))
    return f"{HEAD}| Step | Effort |\n|---|---|\n{rows}| **Total** | {total} |\n"


def lines(total: str, *parts: str) -> str:
    items = "".join(f"- **Part {n}**: {part}\n" for n, part in enumerate(parts, 1))
    return f"{HEAD}{items}\n**Total**: {total}\n"


@pytest.mark.parametrize("shape", [table, lines])
@pytest.mark.parametrize(
    ("total", "parts"),
    [
        pytest.param("6-7 days", ("2-3 days", "4 days"), id="ranges"),
        pytest.param("~9 days", ("2 days", "4 days"), id="approximate total"),
        pytest.param("9 days", ("2 days", "~4 days"), id="approximate part"),
        pytest.param("9 days", ("2 days", "soon"), id="missing part"),
        pytest.param("3 days", ("1 day", "2 days", "4 hours"), id="hours rounded away"),
        pytest.param("2 days", ("8 hours", "8 hours"), id="day of eight hours"),
        pytest.param("4 days", ("2-3 days", "1-2 days"), id="one number within the range"),
        pytest.param("1h 40m", ("50 min", "50 min"), id="hours and minutes"),
        pytest.param("3 weeks", ("5 days", "10 days"), id="weeks of five days"),
        pytest.param("1-2 hours", ("50 min", "30 min"), id="a range that hedges one sum"),
    ],
)
def test_stays_silent(shape: object, total: str, parts: tuple[str, ...]) -> None:
    assert callable(shape)
    assert found(shape(total, *parts), "CNT011", PATH) == []


@pytest.mark.parametrize(
    "total",
    ["5 days with two in parallel", "5 days plus buffer", "5 days, now 3 days", "5 days/month"],
)
def test_what_is_no_sum(total: str) -> None:
    assert found(lines(total, "2 days", "1 day"), "CNT011", PATH) == []


def test_table() -> None:
    assert found(table("**6-7d**", "2-3d", "3-4d", "2h"), "CNT011", PATH) == [
        "10:17 total 6-7 days stated, but the 3 parts sum to 5-7 days + 2 hours"
    ]


def test_line() -> None:
    assert found(lines("5 days", "2 days", "2 days"), "CNT011", PATH) == [
        "8:12 total 5 days stated, but the 2 parts sum to 4 days"
    ]


def test_overlap_is_not_agreement() -> None:
    assert found(lines("3-6 days", "2-3 days", "2-3 days"), "CNT011", PATH) == [
        "8:12 total 3-6 days stated, but the 2 parts sum to 4-6 days"
    ]


def test_a_table_with_a_total_line_below() -> None:
    text = f"{HEAD}| Step | Effort |\n|---|---|\n| a | 2h |\n| b | 3h |\n\n**Total: 6 hours**\n"
    assert found(text, "CNT011", PATH) == [
        "10:10 total 6 hours stated, but the 2 parts sum to 5 hours"
    ]


def test_a_total_over_several_sections_is_undecided() -> None:
    text = (
        "# Cache Progress\n\n## Morning\n\n- read: 2 hours\n- plan: 2 hours\n\n"
        "## Evening\n\n- write: 1 hour\n- send: 1 hour\n\n**Total**: 6 hours\n"
    )
    assert found(text, "CNT011", PATH) == []


@pytest.mark.parametrize(
    ("above", "expected"),
    [("- Tasks: 9", 1), ("- Time estimate: 5-7 hours", 0)],
)
def test_a_list_above_that_holds_parts_too(above: str, expected: int) -> None:
    text = (
        f"# Loader Progress\n\n## Phase 1\n\n## Strategy\n\nFirst:\n{above}\n\nThen:\n- Read: 2 hours\n"
        "- Write: 1 hour\n\n**Total estimate**: 10 hours\n"
    )
    assert len(found(text, "CNT011", "IMPLEMENTATION_PROGRESS.md")) == expected
