from __future__ import annotations

import pytest

from auditlint.config import Limits
from auditlint.kinds.gsd.source_plans import source_column, source_plans
from auditlint.parsing.document import Document

PATH = ".planning/phases/07-tides/07-VERIFICATION.md"


def plans(cell: str, path: str = PATH) -> list[tuple[str, str]]:
    text = f"| Requirement | Source Plan |\n|---|---|\n| TIDE-01 | {cell} |\n"
    (table,) = Document(path, text, Limits()).tables
    column = source_column(table)
    assert column == 1
    found = source_plans(table.rows[0].cells[column], path)
    return [(one, text[span.start : span.end]) for one, span in found]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("07-01", [("7-1", "07-01")]),
        ("`07-01-PLAN.md`", [("7-1", "`07-01-PLAN.md`")]),
        ("07-01-slug-of-it-PLAN", [("7-1", "07-01-slug-of-it-PLAN")]),
        ("CK-07-01", [("7-1", "CK-07-01")]),
        ("2.1-03b", [("2.1-3B", "2.1-03b")]),
        ("07-01, 07-04", [("7-1", "07-01"), ("7-4", "07-04")]),
        ("07-01/02", [("7-1", "07-01"), ("7-2", "02")]),
        ("07-01 & 07-02", [("7-1", "07-01"), ("7-2", "07-02")]),
        ("07-01, and 07-02", [("7-1", "07-01"), ("7-2", "07-02")]),
        ("Plan 2", [("7-2", "Plan 2")]),
        ("02", [("7-2", "02")]),
        ("07-01 Task 3+4", [("7-1", "07-01 Task 3+4")]),
        ("07-01 through 07-03", [(f"7-{n}", "07-01 through 07-03") for n in (1, 2, 3)]),
        ("07-01..03", [(f"7-{n}", "07-01..03") for n in (1, 2, 3)]),
    ],
)
def test_read(cell: str, expected: list[tuple[str, str]]) -> None:
    assert plans(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "", "—", "7", "all", "07-01 (moved from 06-02)", "07-01 mostly", "ORPHANED (no plan)",
        "07-03 through 07-01", "07-01 through 08-02", "07-01 through 07-99", "07-01,", "2026-01-02",
        "07-01-02-03", ", ".join(["07-01"] * 200), "07-01" * 5_000, "1" * 50_000,
    ],
)
def test_left_alone(cell: str) -> None:
    assert plans(cell) == []


def test_a_plan_without_its_phase_needs_the_report_s_own() -> None:
    assert plans("02", "docs/VERIFICATION.md") == []
