r"""A table row with more cells than its header: content is lost.

## What it does
Reports rows that have text behind the last cell that the header has room for. Mostly a pipe in
inline code divides the cell: in a table, a pipe needs a backslash even there. Rows with fewer
cells than the header are complete as they are and are not reported.

## Why is this bad?
Whatever stands behind the last column is not shown by anything that renders Markdown, and all
cells behind the stray pipe stand under the wrong heading. No other rule judges such a row.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

| Item          | Status |
|---------------|--------|
| `str | None`  | Done   |
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

| Item          | Status |
|---------------|--------|
| `str \| None` | Done   |
```

## How to fix
Write `\|` for a pipe that is content; the fix does that for pipes inside code spans. Otherwise add
the missing column to the header, or remove the cell too many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import SAFE, Edit, Finding, Fix, Related
from auditlint.reading.ranges import Ranges
from auditlint.rules.base import Rule
from auditlint.schema.locate import first_line
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.structure import Row, Table
    from auditlint.rules.base import Context

RULE = Rule(
    code="DOC006",
    name="ragged-table",
    summary="A table row has more cells than its header",
    severity="warning",
    fix="safe",
    needs=("tables",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each ragged row, or one for a header that is too short for all."""
    if context.kind.format != "markdown":
        return
    text = context.document.text
    for table in context.document.tables:
        ragged = [row for row in table.rows if row.ragged]
        if len(ragged) > 1 and len(ragged) == len(table.rows):
            yield _header_finding(text, table)
            continue
        for row in ragged:
            yield _finding(text, table, row)


def _header_finding(text: str, table: Table) -> Finding:
    """All rows have too many cells: the header is what is wrong."""
    width = len(table.header)
    header = first_line(text, Span(table.start, table.header_end))
    return Finding(
        header,
        f"all {len(table.rows)} rows have more cells than the header, which has {width}",
        related=(Related(table.rows[0].span, "the first row"),),
        data={"header": text[header.start : header.end], "rows": len(table.rows)},
    )


def _finding(text: str, table: Table, row: Row) -> Finding:
    source = text[row.start : row.end]
    width = len(table.header)
    pipes = pipes_in(source)
    # The parser drops what has no column; the count is how many pipes divide the row.
    cells = len(pipes) + 1 - source.startswith("|") - source.endswith("|")
    inside = pipes_in_code(source)
    fix = None
    why = ""
    if inside and cells - len(inside) <= width:
        why = ": a pipe in inline code divides a cell"
        edits = tuple(
            Edit(Span(row.start + at, row.start + at), "\\") for at in inside
        )
        fix = Fix(SAFE, "Escape the pipe in the code span", edits)
    lost = Span(row.cells[-1].end, row.end) if row.cells else row.span
    start = lost.start
    while start < lost.end and text[start] in " \t|":
        start += 1
    return Finding(
        Span(row.start + inside[0], row.start + inside[0] + 1) if fix else Span(start, row.end),
        f"the row has {cells} cells, but its header has {width}{why}",
        fix=fix,
        data={"row": row.cells[0].text if row.cells else "", "cells": cells, "header": width},
    )


def pipes_in(source: str) -> list[int]:
    """Return the places of the pipes in a row that no backslash escapes."""
    out = []
    escaped = False
    for at, char in enumerate(source):
        if char == "|" and not escaped:
            out.append(at)
        escaped = char == "\\" and not escaped
    return out


def pipes_in_code(source: str) -> list[int]:
    """Return the unescaped pipes that would stand in a code span if the row were no table.

    A run of backticks opens a span that the next run of the same length closes.
    """
    runs: list[tuple[int, int]] = []
    at = source.find("`")
    while at >= 0:
        end = at
        while end < len(source) and source[end] == "`":
            end += 1
        runs.append((at, end))
        at = source.find("`", end)
    # For every length, where its runs stand: found without going back over the row.
    later: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        later.setdefault(end - start, []).append(index)
    position = dict.fromkeys(later, 0)
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(runs):
        start, end = runs[index]
        length = end - start
        same = later[length]
        while position[length] < len(same) and same[position[length]] <= index:
            position[length] += 1
        if position[length] < len(same):
            closing = same[position[length]]
            spans.append((end, runs[closing][0]))
            index = closing + 1
        else:
            index += 1
    code = Ranges(spans)
    return [at for at in pipes_in(source) if code.holds(at)]
