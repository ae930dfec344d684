"""The debt that a milestone audit lists in its body: items, phases, and the stated total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FIELD, Count, Parts, Tally
from auditlint.kinds.scores import DEBT, DEBT_PHASES, cell_at
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import integer, is_approximate, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Row


_DEBT_TOTAL = (
    r"(\d{1,4}) (?:(?:total|open|tech|technical|debt|deferred|documented|minor|non-blocking) ){0,3}items?\b"
    r"(?: across (\d{1,3}) phases?)?"
)


def debt_claims(document: Document) -> Iterator[Claim]:
    sections = [
        one for one in document.sections
        if "debt" in one.title.casefold() and not any(
            "debt" in above.title.casefold() for above in one.ancestors()[1:]
        )
    ]
    if len(sections) != 1:
        return
    section = sections[0]
    rows: list[tuple[Row, str]] = []
    headers: Span | None = None
    several = False
    for table in document.tables_in(section.span):
        severity = table.column("severity", "type", "class", "category")
        first = table.headings[0].casefold() if table.header else ""
        if first not in ("item", "phase", "debt", "issue", "#", "id", "tech debt", "debt item"):
            return
        if first == "phase" and table.column("items", "item", "debt", "issue", "description") < 0:
            return
        headers = headers or Span(table.start, table.header_end)
        for row in table.rows:
            several = several or (first == "phase" and _lists_several(row))
            cell = cell_at(row, severity)
            rows.append((row, words.clean(cell.text) if cell else ""))
            count = table.column("items", "count")
            counted = cell_at(row, count)
            if counted is not None and integer(counted.plain) is not None:
                return  # A row that counts several items is no item.
    if headers is not None:
        yield Tally(
            DEBT, None, len(rows), headers, tuple(row.span for row, _ in rows),
            complete=not several,
        )
    if headers is not None and not several:
        yield from _debt_phases(document, section.span, headers)
    for field in document.fields_in(section.span):
        if field.key.casefold() == "total":
            yield from _debt_total(document, field, rows)


def _debt_phases(document: Document, span: Span, headers: Span) -> Iterator[Claim]:
    """Count the phases that have debt: by the tables' phase column, or by their subsections."""
    phases: dict[str, Span] = {}
    for table in document.tables_in(span):
        column = table.column("phase", "phases")
        if column < 0:
            title = table.section.title
            if not title.casefold().startswith("phase "):
                return
            named = [(title, table.section.title_span)]
        else:
            cells = [(cell_at(row, column), row.span) for row in table.rows]
            named = [(cell.plain if cell else "", place) for cell, place in cells]
        for text, place in named:
            match = pattern(r"(?:phase )?(\d[\d.]*)(?=$|[ :(])", 2).match(text)
            phase = phase_id(match[1]) if match else None
            if phase is None:
                return
            phases.setdefault(str(phase), place)
    if phases:
        yield Tally(DEBT_PHASES, None, len(phases), headers, tuple(phases.values()))


def _lists_several(row: Row) -> bool:
    """Whether a row is for several phases, or has several items in it."""
    return any(mark in cell.text for cell in row.cells[:2] for mark in (", ", "; "))


def _debt_total(
    document: Document, field: Field, rows: list[tuple[Row, str]]
) -> Iterator[Claim]:
    prose = document.prose[field.value_span.start : field.value_span.end]
    base = field.value_span.start
    match = pattern(_DEBT_TOTAL).match(prose)
    if match is None or is_approximate(prose, match.start(1), match.end(1)):
        return
    number = Span(base + match.start(1), base + match.end(1))
    yield Count(DEBT, None, int(match[1]), number, FIELD)
    if match[2]:
        yield Count(
            DEBT_PHASES, None, int(match[2]), Span(base + match.start(2), base + match.end(2)),
            FIELD,
        )
    behind = prose[match.end() :]
    inner = pattern(r"\s*\(([^()]{1,200})\)").match(behind)
    if inner is None:
        return
    parts = []
    start = base + match.end() + inner.start(1)
    for part in pattern(r"(\d{1,4}) ([^,;\d]{1,60})").finditer(inner[1]):
        parts.append(
            (part[2].strip(), int(part[1]), Span(start + part.start(1), start + part.end(1)))
        )
    if not parts:
        return
    counted = []
    for label, _, _ in parts:
        names = [words.clean(name) for name in label.split("/")]
        counted.append((label, sum(1 for _, level in rows if _level_is(level, names))))
    covered = sum(number for _, number in counted)
    whole = Span(start, start + len(inner[1]))
    yield Parts(
        DEBT, int(match[1]), tuple(parts), whole,
        # Rows that no label covers would make the comparison a guess.
        tuple(counted) if rows and covered == len(rows) else (),
        tuple(row.span for row, _ in rows),
    )


def _level_is(level: str, names: list[str]) -> bool:
    word = level.split(" ")[0] if level else ""
    return bool(word) and word in {name.split(" ")[0] for name in names if name}
