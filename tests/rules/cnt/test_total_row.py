from __future__ import annotations

import pytest

from tests.helpers import found

HEAD = "# v1.0 Milestone Audit\n\n"


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("| A | N |\n|---|---|\n| x | 1 |\n| y | 2 |\n| Total | 3 |\n", id="right"),
        pytest.param(
            "| A | N |\n|---|---|\n| x | 1,000 |\n| y | 2 |\n| **Total** | **1,002** |\n",
            id="thousands",
        ),
        pytest.param(
            "| A | N |\n|---|---|\n| x | ~1 |\n| y | 2 |\n| Total | 9 |\n", id="approximate"
        ),
        pytest.param(
            "| A | N |\n|---|---|\n| x | 1 |\n| y | 2 |\n| **Total** | **9*** |\n", id="footnote"
        ),
        pytest.param("| A | N |\n|---|---|\n| x | 1* |\n| y | 2 |\n| Total | 9 |\n", id="noted part"),
        pytest.param("| A | N |\n|---|---|\n| x | - |\n| y | 2 |\n| Total | 9 |\n", id="missing"),
        pytest.param(
            "| A | N |\n|---|---|\n| x | 1 |\n| Subtotal | 1 |\n| y | 2 |\n| z | 2 |\n"
            "| Subtotal | 4 |\n| Total | 5 |\n",
            id="subtotals",
        ),
        pytest.param(
            "| A | % |\n|---|---|\n| x | 50 |\n| y | 70 |\n| Total | 60 |\n", id="percentages"
        ),
        pytest.param(
            "| A | N |\n|---|---|\n| x | 1 | 2 |\n| y | 2 |\n| Total | 9 |\n", id="ragged"
        ),
        pytest.param(
            "| A | N |\n|---|---|\n| x | 1/2 |\n| y | 2/2 |\n| Total | 3/4 |\n", id="fractions"
        ),
    ],
)
def test_stays_silent(table: str) -> None:
    assert found(HEAD + table, "CNT002") == []


def test_one_finding_for_each_wrong_cell() -> None:
    table = (
        "| Layer | Tests | Done |\n|---|---|---|\n| a | 10 | 1/2 |\n| b | 5 | 1/2 |\n"
        "| **TOTAL** | **54** | **3/4** |\n"
    )
    assert found(HEAD + table, "CNT002") == [
        "7:17 total 54 stated, but the rows of the column 'Tests' sum to 15",
        "7:26 total 3/4 stated, but the rows of the column 'Done' sum to 2/4",
    ]


def test_totals_of_parts_among_the_rows() -> None:
    table = (
        "# Pump Progress\n\n| Part | Tests |\n|---|---|\n| Seal | 2 |\n| Motor | 3 |\n"
        "| **Total Housing** | 2 |\n| **Total Drive** | 3 |\n| **Grand Total** | 5 |\n"
    )
    assert found(table, "CNT002", "IMPLEMENTATION_PROGRESS.md") == []
