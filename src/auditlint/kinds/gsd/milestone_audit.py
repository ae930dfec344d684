"""Milestone audit: did a milestone reach what it set out to do (GSD and Kata).

Front matter states scores, gaps and debt; the body repeats them in tables, score lines and
sentences. Nothing in the frameworks compares the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import (
    FIELD,
    FOOTER,
    FRONT_MATTER,
    HEADING,
    ROW,
    Count,
    Dated,
    Entry,
    Named,
    Parts,
    Remark,
    Satisfied,
    Status,
    Subject,
    Tally,
    Verdict,
)
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.scores import (
    DEBT,
    DEBT_PHASES,
    FLOWS,
    INTEGRATION,
    PHASES,
    REQUIREMENTS,
    all_counts,
    cell_at,
    count_rows,
    counts_in,
    heading_count,
    is_entry,
    is_score,
    score_counts,
    status_column,
)
from auditlint.parsing.nodes import Mapping, Scalar, Sequence
from auditlint.reading import words
from auditlint.reading.ids import expand, listed, phase_id
from auditlint.reading.numbers import integer, is_approximate, leading_fraction, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.nodes import Node
    from auditlint.parsing.structure import Cell, Row, Table

KIND = Kind(
    id="gsd-milestone-audit",
    title="Milestone audit",
    framework="gsd",
    nature=HISTORICAL,
    paths=(".planning/**/*MILESTONE-AUDIT*.md",),
    names=("*audit*.md",),
    front=("milestone", "audited"),
    heading=r"\bmilestone\b.*\baudit\b|\baudit\b.*\bmilestone\b",
    headings=(
        r"requirements? coverage", r"phase verification", r"integration", r"flow", r"tech debt",
    ),
    least=2,
)

DOCUMENT = Subject("document", "")


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings."""
    return base_model(document).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract status, scores, tallies, debt and verdicts."""
    meta = document.meta
    if meta is not None:
        yield from _front_matter(meta)
    yield from _identity(document)
    yield from _scores(document)
    yield from _tables(document)
    yield from _debt(document)


def _front_matter(meta: Mapping) -> Iterator[Claim]:
    status = meta.scalar("status")
    if status is not None:
        yield Status(DOCUMENT, words.state(status.text), status.text, status.span, FRONT_MATTER)
    audited = meta.scalar("audited")
    if audited is not None:
        yield Dated(DOCUMENT, "audited", audited.text, audited.span, FRONT_MATTER)
    milestone = meta.scalar("milestone")
    if milestone is not None:
        yield Named(Subject("milestone", ""), milestone.text, milestone.span, FRONT_MATTER)
    for entry in (meta.mapping("scores") or meta).entries:
        if isinstance(entry.value, Scalar):
            fraction = leading_fraction(entry.value.text)
            if fraction is None:
                continue
            noun = entry.key if entry.key in (REQUIREMENTS, PHASES, INTEGRATION, FLOWS) else ""
            if noun:
                # The value's span covers its quotes too; the claim's place is what is written.
                yield Count(
                    noun, fraction.done, fraction.total, entry.value.span, FRONT_MATTER,
                    # A tail narrows what is counted: "10/10 (completed phases)".
                    fraction.approximate
                    or entry.value.text.strip() != f"{fraction.done}/{fraction.total}",
                )
    yield from _gaps(meta)
    yield from _front_debt(meta)


_OPEN_WORDS = frozenset((words.OPEN, words.ACTIVE, words.FAILED, words.UNKNOWN))


def _gaps(meta: Mapping) -> Iterator[Claim]:
    gaps = meta.mapping("gaps")
    if gaps is None:
        return
    total = 0
    places: list[Span] = []
    for entry in gaps.entries:
        if not isinstance(entry.value, Sequence):
            continue
        for item in entry.value.items:
            total += 1
            places.append(item.span)
            yield _gap(entry.key, item)
            if entry.key == REQUIREMENTS:
                yield from _gap_verdicts(item)
    span = next(one.key_span for one in meta.entries if one.key == "gaps")
    yield Tally("gaps", None, total, span, tuple(places))


def _gap_verdicts(item: Node) -> Iterator[Claim]:
    """How a gap judges the requirements it names: by its status, else as not satisfied."""
    name = item.scalar("id") if isinstance(item, Mapping) else item
    if not isinstance(name, Scalar):
        return
    status = item.scalar("status") if isinstance(item, Mapping) else None
    state = words.state(status.text) if status is not None else words.FAILED
    for one in listed(name.text.partition(": ")[0]):
        subject = Subject("requirement", one.id)
        raw = status.text if status is not None else "gap"
        yield Verdict(subject, state, raw, item.span, FRONT_MATTER)


def _gap(category: str, item: Node) -> Entry:
    label = ""
    is_open = True
    blocking = True
    ids: tuple[str, ...] = ()
    if isinstance(item, Scalar):
        label = item.text
    elif isinstance(item, Mapping):
        name = item.scalar("id", "flow", "from", "description", "issue")
        label = name.text if name else ""
        status = item.scalar("status")
        if status is not None:
            is_open = words.state(status.text) in _OPEN_WORDS
        if item.scalar("resolved", "closed_by", "resolution") is not None:
            is_open = False
        severity = item.scalar("severity")
        if severity is not None and words.clean(severity.text).startswith(
            ("non-blocking", "non blocking", "nonblocking", "low", "minor", "info", "none")
        ):
            blocking = False
        if category == REQUIREMENTS and name is not None:
            ids = tuple(one.id for one in expand(name.text))
        status_word = words.read(status.text).word if status is not None else ""
        if category == REQUIREMENTS and status_word == "partial":
            ids = ()
    kind = "unsatisfied requirement" if category == REQUIREMENTS else "gap"
    return Entry(kind, label, is_open, item.span, ids, blocking)


def _front_debt(meta: Mapping) -> Iterator[Claim]:
    entry = meta.entry("tech_debt")
    if entry is None or not isinstance(entry.value, Sequence):
        return
    total = 0
    phases = 0
    spans: list[Span] = []
    for item in entry.value.items:
        if not isinstance(item, Mapping):
            # A flat list of strings: an item each, without phases.
            total += 1
            spans.append(item.span)
            continue
        phases += 1
        listed = item.get("items")
        if not isinstance(listed, Sequence):
            return
        total += len(listed.items)
        spans += [one.span for one in listed.items]
    yield Count(DEBT, None, total, entry.key_span, FRONT_MATTER)
    yield Tally("debt", None, total, entry.key_span, tuple(spans))


def _identity(document: Document) -> Iterator[Claim]:
    title = document.title
    if title is not None:
        yield Named(Subject("milestone", ""), title.title, title.title_span, HEADING)
    first_section = next(
        (one.start for one in document.sections if one.level == 2), len(document.text)
    )
    for field in document.fields:
        key = field.key.casefold()
        source = FOOTER if field.style == "footer" else FIELD
        if source == FIELD and field.key_span.start > first_section:
            continue
        if key == "status" and source == FIELD:
            yield Status(DOCUMENT, words.state(field.value), field.value, field.value_span, source)
        elif key == "audited":
            yield Dated(DOCUMENT, "audited", field.value, field.value_span, source)
        elif key == "milestone" and source == FIELD:
            yield Named(Subject("milestone", ""), field.value, field.value_span, source)


_SECTIONS: tuple[tuple[str, str], ...] = (
    ("requirement", REQUIREMENTS),
    ("phase verification", PHASES),
    ("flow", FLOWS),
    ("integration", INTEGRATION),
    ("connected exports", INTEGRATION),
)


def _noun_here(document: Document, offset: int) -> str:
    """The noun of the innermost section whose heading names one."""
    for section in document.section_at(offset).ancestors():
        folded = section.title.casefold()
        for word, noun in _SECTIONS:
            if word in folded:
                return noun
    return ""


def _scores(document: Document) -> Iterator[Claim]:
    for field in document.fields:
        if field.style == "footer":
            continue
        if is_score(field):
            yield from score_counts(document, field, _noun_here(document, field.key_span.start))
        elif field.key.casefold() == "status" and document.section_at(
            field.key_span.start
        ).level > 1:
            yield from counts_in(field.value, field.value_span.start, FIELD, "")
    for section in document.sections:
        source = document.text[section.title_span.start : section.title_span.end]
        score = heading_count(section.title, section.title_span, source)
        if score is not None and section.level > 1:
            yield Count(
                REQUIREMENTS if _noun_here(document, section.start) == REQUIREMENTS else "rows",
                score[0], score[1], score[2], HEADING, scope=str(section.start),
            )
    yield from all_counts(document, document.body, len(document.text))


def _tables(document: Document) -> Iterator[Claim]:
    by_noun: dict[str, list[tuple[Table, list[tuple[Row, Cell | None]]]]] = {}
    by_section: dict[int, list[tuple[Row, Cell | None]]] = {}
    for table in document.tables:
        noun = _table_noun(document, table)
        column = status_column(table)
        if not noun or column < 0:
            continue
        rows = [(row, cell_at(row, column)) for row in table.rows if is_entry(row)]
        by_noun.setdefault(noun, []).append((table, rows))
        if noun == PHASES:
            yield from _phase_rows(rows)
        if noun == REQUIREMENTS:
            by_section.setdefault(table.section.start, []).extend(rows)
            yield from _verdicts(table, rows, column)
    for noun, tables in by_noun.items():
        if noun == REQUIREMENTS:
            yield from _requirement_tally(tables, by_section)
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
        here = _noun_here(document, table.start)
        ids = sum(1 for row in table.rows if row.cells and _row_id(row))
        # "CLI Integration (CLI-01 through CLI-03)" below a heading of requirements is one too.
        inside = any(
            "requirement" in above.title.casefold()
            for above in document.section_at(table.start).ancestors()
        )
        if ids * 2 > len(table.rows) and (inside or here in (REQUIREMENTS, "")):
            return REQUIREMENTS
        return ""
    if first in ("phase", "phases", "#") and _noun_here(document, table.start) == PHASES:
        return PHASES
    if first in ("flow", "e2e flow", "flows", "user flow"):
        return FLOWS
    if first in ("from", "from phase", "connection", "export", "link") and (
        _noun_here(document, table.start) == INTEGRATION
    ):
        return INTEGRATION
    return ""


def _row_id(row: Row) -> str:
    found = next(expand(row.cells[0].text[:60]), None)
    return found.id if found else ""


def _phase_rows(rows: list[tuple[Row, Cell | None]]) -> Iterator[Claim]:
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
            said = "; ".join(one.plain for one in row.cells[1:] if one is not cell and one.plain)
            if said:
                yield Remark(Subject("phase", str(phase)), said, row.span)


#: Columns beside the verdict that hold a status of their own.
_SOURCES = ("verification", "verification.md", "requirements", "requirements.md", "summary",
            "summary frontmatter", "implementation", "code", "status", "checkbox", "traceability")


def _verdicts(
    table: Table, rows: list[tuple[Row, Cell | None]], column: int
) -> Iterator[Claim]:
    headings = table.headings
    for row, cell in rows:
        if cell is None:
            continue
        identity = _row_id(row)
        if not identity:
            continue
        others = tuple(
            (headings[index], other.text, other.span)
            for index, other in enumerate(row.cells)
            if index not in (0, column)
            and index < len(headings)
            and headings[index].casefold() in _SOURCES
        )
        state = words.state(cell.text)
        for one in listed(row.cells[0].text[:200]):
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
) -> Iterator[Claim]:
    """Count each requirement once, over all tables; and the rows of each section."""
    for start, rows in by_section.items():
        count = count_rows(rows)
        if any(len(list(expand(row.cells[0].text[:200]))) != 1 for row, _ in rows):
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
            ids = [one.id for one in expand(row.cells[0].text[:200])] if row.cells else []
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
    done = sum(1 for state in states.values() if state == words.DONE)
    partial = sum(1 for state in states.values() if state == words.ACTIVE)
    first = tables[0][0]
    yield Tally(
        REQUIREMENTS, done if complete else None, len(states),
        Span(first.start, first.header_end), tuple(spans), complete, partial=partial,
    )


_DEBT_TOTAL = (
    r"(\d{1,4}) (?:(?:total|open|tech|technical|debt|deferred|documented|minor|non-blocking) ){0,3}items?\b"
    r"(?: across (\d{1,3}) phases?)?"
)


def _debt(document: Document) -> Iterator[Claim]:
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
