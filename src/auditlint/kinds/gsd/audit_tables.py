"""The tables of a milestone audit: what each one's rows are, and how it judges them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import ROW, Count, Entry, Remark, Satisfied, Status, Subject, Tally, Verdict
from auditlint.kinds.gsd.criteria import judged_row
from auditlint.kinds.gsd.quoted_sources import quoted, source_columns
from auditlint.kinds.scores import (
    FLOWS,
    INTEGRATION,
    PHASES,
    REQUIREMENTS,
    cell_at,
    count_rows,
    id_part,
    is_entry,
    status_column,
)
from auditlint.reading import words
from auditlint.reading.ids import expand, listed, phase_id
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Cell, Row, Table


_SECTIONS: tuple[tuple[str, str], ...] = (
    ("requirement", REQUIREMENTS),
    ("phase verification", PHASES),
    ("flow", FLOWS),
    ("integration", INTEGRATION),
    ("connected exports", INTEGRATION),
)


def noun_here(document: Document, offset: int) -> str:
    """The noun of the innermost section whose heading names one."""
    for section in document.section_at(offset).ancestors():
        folded = section.title.casefold()
        for word, noun in _SECTIONS:
            if word in folded:
                return noun
    return ""


def table_claims(document: Document) -> Iterator[Claim]:
    by_noun: dict[str, list[tuple[Table, list[tuple[Row, Cell | None]]]]] = {}
    by_section: dict[int, list[tuple[Row, Cell | None]]] = {}
    unjudged: set[str] = set()
    for table in document.tables:
        noun = _table_noun(document, table)
        column = status_column(table)
        if noun == REQUIREMENTS and column < 0:
            unjudged.update(one for row in table.rows if row.cells and (one := _row_id(row)))
        if not noun or column < 0:
            continue
        rows = [(row, cell_at(row, column)) for row in table.rows if is_entry(row)]
        by_noun.setdefault(noun, []).append((table, rows))
        if noun == PHASES:
            yield from _phase_rows(table, rows)
        if noun == REQUIREMENTS:
            by_section.setdefault(table.section.start, []).extend(rows)
            yield from _verdicts(table, rows, column)
    for noun, tables in by_noun.items():
        if noun == REQUIREMENTS:
            yield from _requirement_tally(tables, by_section, unjudged)
        elif len(tables) == 1:
            table, rows = tables[0]
            count = count_rows(rows)
            yield Tally(
                noun, count.done, count.total, Span(table.start, table.header_end),
                tuple(row.span for row, _ in rows), count.complete, partial=count.partial,
            )


def _table_noun(document: Document, table: Table) -> str:
    """What the rows of a table are: requirements, phases, flows or integration; "" if neither."""
    headings = [heading.casefold() for heading in table.headings]
    first = headings[0] if headings else ""
    if first in ("req-id", "req id", "requirement", "requirement id", "req", "id", "requirements"):
        here = noun_here(document, table.start)
        ids = sum(1 for row in table.rows if row.cells and _row_id(row))
        # "CLI Integration (CLI-01 through CLI-03)" below a heading of requirements is one too.
        inside = any(
            "requirement" in above.title.casefold()
            for above in document.section_at(table.start).ancestors()
        )
        if ids * 2 > len(table.rows) and (inside or here in (REQUIREMENTS, "")):
            return REQUIREMENTS
        return ""
    if first in ("phase", "phases", "#") and noun_here(document, table.start) == PHASES:
        return PHASES
    if first in ("flow", "e2e flow", "flows", "user flow"):
        return FLOWS
    if first in ("from", "from phase", "connection", "export", "link") and (
        noun_here(document, table.start) == INTEGRATION
    ):
        return INTEGRATION
    return ""


def requirement_tables(document: Document) -> list[Table]:
    """Return the tables whose rows are requirements with a verdict each."""
    return [
        table for table in document.tables
        if status_column(table) >= 0 and _table_noun(document, table) == REQUIREMENTS
    ]


def _row_id(row: Row) -> str:
    found = next(expand(row.cells[0].text[:60]), None)
    return found.id if found else ""


def _phase_rows(table: Table, rows: list[tuple[Row, Cell | None]]) -> Iterator[Claim]:
    column = table.column("score", "must-haves", "truths", "verification score")
    for row, cell in rows:
        if cell is None or not row.cells:
            continue
        match = pattern(r"(?:phase\s+)?([0-9]+[A-Za-z]?(?:\.[0-9]+)*)\b").match(
            row.cells[0].plain.casefold()
        )
        phase = phase_id(match[1]) if match else None
        if phase is not None:
            yield Status(
                Subject("phase", str(phase)), words.state(cell.text), cell.text, cell.span, ROW
            )
            score = _phase_score(cell_at(row, column) if column >= 0 else None, str(phase))
            if score is not None:
                yield score[1]
            beside = (cell, score[0] if score is not None else None)
            said = "; ".join(
                one.plain for one in row.cells[1:] if one not in beside and one.plain
            )
            if said:
                yield Remark(Subject("phase", str(phase)), said, row.span)


def _phase_score(cell: Cell | None, phase: str) -> tuple[Cell, Count] | None:
    """The score that a row gives a phase's verification: ``7/8``, ``7/8 truths verified``."""
    match = pattern(
        r"[*`]{0,3}(\d{1,4})\s?/\s?(\d{1,4})(?: (?:observable )?(?:must-haves?|truths?|success criteria"
        r"|criteria))?(?: (?:verified|passed|met))?[*`]{0,3}", 2
    ).fullmatch(cell.text) if cell is not None else None
    if cell is None or match is None:
        return None
    span = Span(cell.start + match.start(1), cell.start + match.end(2))
    return cell, Count(
        "phase score", int(match[1]), int(match[2]), span, ROW, scope=f"phase {phase}"
    )


#: Columns beside the verdict that hold a status of their own.
_SOURCES = ("verification", "verification.md", "requirements", "requirements.md", "summary",
            "summary frontmatter", "implementation", "code", "status", "checkbox", "traceability")


def _verdicts(
    table: Table, rows: list[tuple[Row, Cell | None]], column: int
) -> Iterator[Claim]:
    headings = table.headings
    columns = source_columns(table, column)
    for row, cell in rows:
        if cell is None:
            continue
        identity = _row_id(row)
        if not identity:
            continue
        yield from quoted(row, columns)
        others = tuple(
            (headings[index], other.text, other.span)
            for index, other in enumerate(row.cells)
            if index not in (0, column)
            and index < len(headings)
            and headings[index].casefold() in _SOURCES
        )
        state = words.state(cell.text)
        if any("`" in one.text for one in row.cells):
            yield judged_row(row, cell, "" if row.ragged else state)
        for one in listed(id_part(row)):
            yield Verdict(Subject("requirement", one.id), state, cell.plain, cell.span, ROW)
        subject = Subject("requirement", identity)
        if state == words.DONE:
            yield Satisfied(subject, cell.text, cell.span, others)
        elif state == words.FAILED:
            yield Entry(
                "unsatisfied requirement", identity, True, cell.span, (identity,)
            )


def _requirement_tally(
    tables: list[tuple[Table, list[tuple[Row, Cell | None]]]],
    by_section: dict[int, list[tuple[Row, Cell | None]]],
    unjudged: set[str],
) -> Iterator[Claim]:
    """Count each requirement once, over all tables; and the rows of each section.

    The count is partial where tables without a verdict list others, which are `unjudged`.
    """
    for start, rows in by_section.items():
        count = count_rows(rows)
        if any(len(list(expand(id_part(row)))) != 1 for row, _ in rows):
            continue
        table = next(table for table, _ in tables if table.section.start == start)
        yield Tally(
            REQUIREMENTS, count.done, count.total, Span(table.start, table.header_end),
            tuple(row.span for row, _ in rows), count.complete, str(start), count.partial,
        )
    states: dict[str, str] = {}
    spans: list[Span] = []
    complete = True
    for _, rows in tables:
        for row, cell in rows:
            ids = [one.id for one in expand(id_part(row))] if row.cells else []
            if not ids or cell is None or row.ragged:
                complete = False
                continue
            state = words.state(cell.text)
            if state == words.HELD or state == words.UNKNOWN:
                complete = False
            spans.append(row.span)
            for identity in ids:
                # One id in two tables (overview and detail): the rows must not count twice.
                if states.get(identity, state) != state:
                    complete = False
                states[identity] = state
    if not states:
        return
    complete = complete and unjudged <= states.keys()
    done = sum(1 for state in states.values() if state == words.DONE)
    partial = sum(1 for state in states.values() if state == words.ACTIVE)
    first = tables[0][0]
    yield Tally(
        REQUIREMENTS, done if complete else None, len(states),
        Span(first.start, first.header_end), tuple(spans), complete, partial=partial,
    )
