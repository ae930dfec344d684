"""Security report of a phase (GSD): the threats of its plans, and which are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import ROW, Counter, Defines, Entry, Status, Subject
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.gsd.identity import identity
from auditlint.kinds.judged_rows import add_rows
from auditlint.kinds.scores import cell_at, is_struck
from auditlint.reading import words
from auditlint.reading.numbers import integer, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Cell, Row, Table

KIND = Kind(
    id="gsd-security",
    title="Phase security report",
    framework="gsd",
    nature=HISTORICAL,
    paths=(
        ".planning/**/phases/**/*-SECURITY.md",
        ".planning/**/phases/**/SECURITY.md",
        ".planning/**/*-phases/**/*-SECURITY.md",
        ".planning/**/*-phases/**/SECURITY.md",
    ),
    front=("phase", "threats_open"),
    heading=r"^phase\b.*\bsecurity\b",
    headings=(r"threat register", r"trust boundaries", r"audit trail", r"accepted risks"),
    least=2,
)

_OPEN = frozenset((words.OPEN, words.ACTIVE, words.FAILED))


def _threats(document: Document) -> list[tuple[Row, Cell]] | None:
    """The rows of the threat register with their status cells; None where they cannot be read."""
    tables = [one for one in document.tables if _is_register(one)]
    if not tables:
        return None
    rows: list[tuple[Row, Cell]] = []
    seen: set[str] = set()
    for table in tables:
        column = table.column("status", "result", "verdict")
        for row in table.rows:
            cell = cell_at(row, column)
            if is_struck(row):
                continue
            if cell is None or not row.cells or row.cells[0].plain in seen:
                return None
            seen.add(row.cells[0].plain)
            rows.append((row, cell))
    return rows


def _is_register(table: Table) -> bool:
    headings = [heading.casefold() for heading in table.headings]
    return (
        bool(headings)
        and headings[0] in ("threat id", "threat", "id", "threat ref")
        and table.column("status", "result", "verdict") > 0
        and any(one in headings for one in ("disposition", "category", "component", "mitigation"))
    )


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings, and the threats with their status."""
    builder = base_model(document)
    add_rows(builder, "threats", _threats(document) or ())
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract identity, threats and their counters."""
    yield from identity(
        document, {"created": "created", "audited": "audited", "verified": "verified"}
    )
    rows = _threats(document)
    if rows is not None:
        states = [words.state(cell.text) for _, cell in rows]
        for (row, cell), state in zip(rows, states, strict=True):
            subject = Subject("threat", row.cells[0].plain)
            yield Defines(subject, row.cells[0].span, row.cells[0].plain)
            yield Status(subject, state, cell.text, cell.span, ROW)
            yield Entry("threat", row.cells[0].plain, state in _OPEN, cell.span)
        if rows and all(state in _OPEN or state == words.DONE for state in states):
            yield from _counter(document, rows, states)
    yield from _audit_trail(document)


def _counter(
    document: Document, rows: list[tuple[Row, Cell]], states: list[str]
) -> Iterator[Claim]:
    meta = document.meta
    stated = meta.scalar("threats_open") if meta is not None else None
    number = integer(stated.text) if stated is not None else None
    if meta is None or stated is None or number is None or meta.entry("block_on") is not None:
        return  # Where a severity blocks, only threats from that severity on may be counted.
    if any("non-blocking" in cell.text or "nonblocking" in cell.text for _, cell in rows):
        return
    places = tuple(
        cell.span for (_, cell), state in zip(rows, states, strict=True) if state in _OPEN
    )
    yield Counter("threats_open", number, len(places), stated.span, "open threats", places)


def _audit_trail(document: Document) -> Iterator[Claim]:
    """``Audit Date | Threats Total | Closed | Open``: total is closed plus open, row by row."""
    for table in document.tables:
        headings = [heading.casefold() for heading in table.headings]
        total = next((i for i, one in enumerate(headings) if "total" in one), -1)
        closed = next((i for i, one in enumerate(headings) if one.startswith("closed")), -1)
        opened = next((i for i, one in enumerate(headings) if one.startswith("open")), -1)
        if min(total, closed, opened) < 0 or not pattern(r"audit|threat").search(
            " ".join(headings)
        ):
            continue
        for row in table.rows:
            cells = [cell_at(row, index) for index in (total, closed, opened)]
            numbers = [integer(cell.plain) if cell is not None else None for cell in cells]
            if cells[0] is None or None in numbers:
                continue
            yield Counter(
                "total", numbers[0] or 0, (numbers[1] or 0) + (numbers[2] or 0), cells[0].span,
                "closed and open threats", (), summed=True,
            )
