"""Rows of a roadmap's progress table: the phase, its plans ``N/M``, its status and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint import claims as claim
from auditlint.claims import Count, Dated, Status, Subject
from auditlint.kinds.gsd import phases as of
from auditlint.kinds.gsd.phases import Mention
from auditlint.kinds.scores import cell_at, is_struck
from auditlint.kinds.traceability import version_in
from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Cell, Row, Table


class Progress(NamedTuple):
    """A row of a progress table, its cells found by what they hold."""

    mention: Mention
    plans: Cell | None
    status: Cell | None
    completed: Cell | None


_PLAN_HEADINGS = ("plans complete", "plans", "plans completed", "plan progress", "plans done")
_FRACTION = r"\**\s*(\d{1,4})\s?/\s?(\d{1,4}|\?|TBD|-|–|—|N|X)\s*\**"
_NO_COUNT = frozenset(("", "-", "—", "–", "tbd", "?", "n/a"))


def progress_rows(document: Document) -> Iterator[Progress]:
    for table in document.tables:
        headings = [heading.casefold() for heading in table.headings]
        if not headings or headings[0] not in ("phase", "phases", "#"):
            continue
        status = table.column("status", "state")
        plans = table.column(*_PLAN_HEADINGS)
        if status < 0 or (plans < 0 and headings[0] == "#"):
            continue
        for row in table.rows:
            if row.ragged or not row.cells or is_struck(row):
                continue
            first = row.cells[0]
            head = of.row_head(first.text, first.start)
            if head is None:
                continue
            name, name_span = head.name, head.name_span
            named = cell_at(row, table.column("name", "title"))
            if not name and named is not None:
                name, name_span = named.plain, named.span
            shift = _shift(table, row, plans)
            completed = table.column("completed", "date", "completed on", "done")
            scope = of.scope_at(document, table.start, table.section)
            milestone = cell_at(row, table.column("milestone"))
            if milestone is not None and not shift and version_in(milestone.text):
                scope = of.Scope(version_in(milestone.text), scope.closed)
            yield Progress(
                Mention(head.id, of.ROW, name, head.id_span, name_span, *scope, row=row),
                _cell(row, plans, shift), _cell(row, status, shift), _cell(row, completed, shift),
            )


def _cell(row: Row, column: int, shift: int) -> Cell | None:
    return cell_at(row, column + shift) if column >= 0 else None


def _shift(table: Table, row: Row, plans: int) -> int:
    """-1 where a row lacks a cell before the plans, as the framework's own writer leaves it."""
    if plans < 1:
        return 0
    cell, before = cell_at(row, plans), cell_at(row, plans - 1)
    if cell is None or before is None or plans - 1 < 1:
        return 0
    fits = pattern(_FRACTION).fullmatch
    if fits(cell.text) or cell.plain.casefold() in _NO_COUNT:
        return 0
    return -1 if fits(before.text) else 0


def row_claims(subject: Subject, row: Progress) -> Iterator[Claim]:
    if row.status is not None and row.status.text:
        yield Status(
            subject, words.state(row.status.text), row.status.text, row.status.span, claim.ROW
        )
    if row.plans is not None:
        match = pattern(_FRACTION).fullmatch(row.plans.text)
        if match is not None and match[2].isdigit():
            span = Span(row.plans.start + match.start(1), row.plans.start + match.end(2))
            yield Count(
                "plans", int(match[1]), int(match[2]), span, claim.ROW, scope=f"phase {subject.id}"
            )
    if row.completed is not None:
        dated = pattern(r"\d{4}-\d{2}-\d{2}").match(row.completed.plain)
        if dated is not None:
            yield Dated(subject, "completed", dated[0], row.completed.span, claim.ROW)
