"""A total row that is not the sum of its column.

## What it does
Looks at tables with a row whose first cell says Total, Sum or the like, adds up every column of
whole numbers above it, and reports each cell of the total row that differs. Thousands
separators, bold cells, fractions (`12/14`) and subtotals are understood. A column with a number
that is missing, approximate or not whole is left alone.

## Why is this bad?
A total is what readers quote. When a row changes and the total does not, every report that
cites it is wrong.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

| Layer | Tests |
|-------|-------|
| Core  | 120   |
| Web   | 45    |
| **Total** | **175** |
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

| Layer | Tests |
|-------|-------|
| Core  | 120   |
| Web   | 45    |
| **Total** | **165** |
```

## How to fix
Recount the rows, then correct the total, or the row that is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.parsing.structure import plain
from auditlint.reading.numbers import integer, pattern
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.structure import Cell, Row, Table
    from auditlint.rules.base import Context

RULE = Rule(
    code="CNT002",
    name="total-row",
    summary="A total row is not the sum of its column",
    severity="error",
    fix="unsafe",
    needs=("tables",),
    triggers=("otal", "OTAL", "Sum", "SUM", "sum", "合計", "总计", "合计", "Gesamt"),
)

_TOTALS = frozenset(
    ("total", "totals", "sum", "grand total", "overall total", "gesamt", "合計", "总计", "合计")
)
_SUBTOTALS = ("subtotal", "sub-total", "sub total", "小計")


class _Amount(NamedTuple):
    """A whole number, or a fraction of two, in a cell."""

    values: tuple[int, ...]
    span: Span


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each wrong cell of a total row."""
    for table in context.document.tables:
        yield from _check_table(table)


def _check_table(table: Table) -> Iterator[Finding]:
    addends: list[Row] = []
    whole: list[Row] = []
    for row in table.rows:
        label = _label(row)
        if row.ragged:
            return
        if label.startswith(_SUBTOTALS):
            yield from _check_row(table, row, addends)
            addends = []
            continue
        if label in _TOTALS:
            if any(_label(one).startswith("total ") for one in whole):
                return  # Totals of parts stand among the rows.
            yield from _check_row(table, row, whole)
            # What follows a total belongs to another sum.
            addends, whole = [], []
            continue
        addends.append(row)
        whole.append(row)


def _label(row: Row) -> str:
    return plain(row.cells[0].text).casefold().strip(" :") if row.cells else ""


def _check_row(table: Table, total: Row, rows: list[Row]) -> Iterator[Finding]:
    if len(rows) < 2:
        return
    for column in range(1, len(total.cells)):
        if _is_share(table, column):
            continue
        stated = _amount(total.cells[column])
        if stated is None:
            continue
        parts = [_amount(row.cells[column]) if column < len(row.cells) else None for row in rows]
        known = [part for part in parts if part is not None]
        if len(known) != len(rows) or any(
            len(part.values) != len(stated.values) for part in known
        ):
            continue
        sums = tuple(sum(values) for values in zip(*(part.values for part in known), strict=True))
        if sums == stated.values:
            continue
        said = "/".join(str(value) for value in stated.values)
        summed = "/".join(str(value) for value in sums)
        heading = table.headings[column] if column < len(table.header) else ""
        name = f"the column {heading!r}" if heading else "the column"
        yield Finding(
            stated.span,
            f"total {said} stated, but the rows of {name} sum to {summed}",
            related=(
                Related(
                    Span(known[0].span.start, known[-1].span.end),
                    f"{len(known)} rows that sum to {summed}",
                ),
            ),
            fix=Fix(UNSAFE, f"Change {said} to {summed}", (Edit(stated.span, summed),)),
            data={"column": heading or column, "stated": said, "sum": summed},
        )


def _is_share(table: Table, column: int) -> bool:
    """Whether a column holds shares or averages, which are not summed."""
    heading = table.headings[column].casefold() if column < len(table.header) else ""
    return "%" in heading or any(
        word in heading
        for word in ("percent", "share", "rate", "average", "avg", "mean", "median", "max", "min",
                     "unique", "distinct", "ratio", "score", "version", "id", "phase", "line")
    )


def _amount(cell: Cell) -> _Amount | None:
    """Read a cell that holds nothing but a whole number or a fraction of two."""
    text = cell.text
    stripped = text.strip("*_ `")
    if not stripped or not stripped[0].isdigit() or "~~" in text:
        return None
    lead, _, tail = text.partition(stripped)
    if tail.count("*") > lead.count("*"):
        return None  # "67*": a footnote has a say in it.
    start = cell.start + text.find(stripped)
    span = Span(start, start + len(stripped))
    number = integer(stripped)
    if number is not None:
        return _Amount((number,), span)
    match = pattern(r"(\d{1,9})\s?/\s?(\d{1,9})").fullmatch(stripped)
    return _Amount((int(match[1]), int(match[2])), span) if match else None
