"""A dashboard of a tracker: a table of counts whose rows are named like sections with tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Tracked
from auditlint.kinds.freeform.tracked_parts import row_subject
from auditlint.kinds.freeform.tracked_statistics import DONE_COLUMNS, TOTAL_COLUMNS
from auditlint.reading import words
from auditlint.reading.numbers import integer, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Cell, Row, Table

_STATUS = ("status", "state", "current status")

#: What the entries of a section say: whether each is done, and where.
_Marks = tuple[tuple[bool, Span], ...]


def dashboard(document: Document) -> Iterator[Tracked]:
    """Yield what each row of a dashboard states, with the rows of the section that it names.

    Two thirds of its rows must name a section that holds one table with a status each: then the
    pair is the document's way.
    """
    sections = _sections(document)
    for table in document.tables if sections else ():
        total, done = table.column(*TOTAL_COLUMNS), table.column(*DONE_COLUMNS)
        if total < 1 or done < 1:
            continue
        rows = [one for one in table.rows if _label(one) not in ("", "total", "totals", "sum", "all")]
        found = [(row, *sections[_label(row)]) for row in rows if _label(row) in sections]
        if len(found) < 2 or len(found) * 3 < len(rows) * 2:
            continue
        for row, marks, place in found:
            stated = _stated(row, total, done)
            if stated is not None and row_subject(table, row) is None:
                whole, part = stated
                yield Tracked(
                    row.cells[0].plain, integer(part.plain), integer(whole.plain), part.span,
                    whole.span, marks, place, noun="row",
                )
        return


def _sections(document: Document) -> dict[str, tuple[_Marks, Span]]:
    """By name, the sections whose only table gives each of its rows a status that is known."""
    tables: dict[int, list[Table]] = {}
    for one in document.tables:
        tables.setdefault(one.section.start, []).append(one)
    out: dict[str, tuple[_Marks, Span]] = {}
    twice: set[str] = set()
    for section in document.sections:
        some = tables.get(section.start, [])
        marks = _marks(some[0]) if len(some) == 1 and not section.children else None
        if marks:
            name = _folded(section.title)
            if name in out:
                twice.add(name)
            out[name] = (marks, section.title_span)
    return {name: found for name, found in out.items() if name not in twice}


def _marks(table: Table) -> _Marks | None:
    column = table.column(*_STATUS)
    if column < 1:
        return None
    out = []
    for row in table.rows:
        state = words.state(row.cells[column].text) if column < len(row.cells) else words.UNKNOWN
        if row.ragged or state == words.UNKNOWN:
            return None
        out.append((state == words.DONE, row.span))
    return tuple(out)


def _label(row: Row) -> str:
    return "" if row.ragged or not row.cells else _folded(row.cells[0].plain)


def _folded(name: str) -> str:
    """A name without its number: ``2. Hearings & Calendar``."""
    return words.clean(pattern(r"\s*(?:\d{1,3}[.):]\s+)?").sub("", name, count=1))


def _stated(row: Row, total: int, done: int) -> tuple[Cell, Cell] | None:
    if max(total, done) >= len(row.cells):
        return None
    whole, part = row.cells[total], row.cells[done]
    return None if integer(whole.plain) is None or integer(part.plain) is None else (whole, part)
