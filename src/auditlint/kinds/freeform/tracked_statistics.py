"""The statistics table of a progress tracker: how many tasks each phase has, and has done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.kinds.freeform.tracked_parts import row_subject
from auditlint.reading.numbers import fractions, integer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Subject
    from auditlint.parsing.structure import Cell, Row, Table
    from auditlint.source.text import Span


class Stated(NamedTuple):
    """What a row states: done and total, each with its place."""

    subject: Subject
    label: str
    done: int | None
    total: int | None
    done_span: Span
    total_span: Span
    row: Row


TOTAL_COLUMNS = ("tasks", "total", "total tasks", "items", "# tasks", "task count")

DONE_COLUMNS = ("complete", "completed", "done", "finished", "tasks complete", "tasks done")


def statistics(table: Table) -> Iterator[Stated]:
    """The rows of a table that states tasks by phase."""
    total = table.column(*TOTAL_COLUMNS)
    done = table.column(*DONE_COLUMNS)
    if total < 1 and done < 1:
        return
    for row in table.rows:
        subject = row_subject(table, row)
        if subject is None:
            continue
        stated = _stated(row, subject, total, done)
        if stated is not None:
            yield stated


def _stated(row: Row, subject: Subject, total: int, done: int) -> Stated | None:
    label = row.cells[0].plain
    for column in (total, done):
        cell = _cell(row, column)
        if cell is None:
            continue
        for one in fractions(cell.text, cell.start):
            if one.approximate:
                return None
            return Stated(subject, label, one.done, one.total, one.span, one.span, row)
    whole = _cell(row, total)
    part = _cell(row, done)
    number = integer(whole.plain) if whole else None
    count = integer(part.plain) if part else None
    if number is None or whole is None:
        return None
    return Stated(
        subject, label, count, number, part.span if part else whole.span, whole.span, row
    )


def _cell(row: Row, column: int) -> Cell | None:
    return row.cells[column] if 0 <= column < len(row.cells) else None


def leaves_of(rows: list[Stated]) -> list[Stated]:
    """The rows that no other row is a part of: ``2.1`` stands for itself, ``2`` for its parts."""
    wholes: set[str] = set()
    for one in rows:
        above, dot, _ = one.subject.id.rpartition(".")
        while dot:
            wholes.add(above)
            above, dot, _ = above.rpartition(".")
    return [one for one in rows if one.subject.id not in wholes]
