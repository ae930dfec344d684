"""Validation strategy of a phase (GSD): which task is tested by which command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import ROW, Counter, Entry, Status, Subject
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.gsd.identity import identity
from auditlint.kinds.judged_rows import add_rows
from auditlint.kinds.scores import cell_at, is_struck
from auditlint.reading import words
from auditlint.reading.numbers import integer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Cell, Row

KIND = Kind(
    id="gsd-validation",
    title="Phase validation strategy",
    framework="gsd",
    nature=HISTORICAL,
    paths=(
        ".planning/**/phases/**/*-VALIDATION.md",
        ".planning/**/phases/**/VALIDATION.md",
        ".planning/**/*-phases/**/*-VALIDATION.md",
        ".planning/**/*-phases/**/VALIDATION.md",
    ),
    front=("phase", "nyquist_compliant"),
    heading=r"\bvalidation strategy\b",
    headings=(r"sampling rate", r"test infrastructure", r"per-task verification", r"sign-off"),
    least=2,
)

GREEN = "green"
RED = "red"
PENDING = "pending"
FLAKY = "flaky"

_SYMBOLS = {"✅": GREEN, "❌": RED, "⬜": PENDING, "⚠": FLAKY}
_WORDS = {"green": GREEN, "red": RED, "pending": PENDING, "flaky": FLAKY, "covered": GREEN}


def read_state(text: str) -> str:
    """Read a row's status: green, red, pending or flaky; "" for anything else."""
    said = words.read(text)
    word = _WORDS.get(said.word)
    if word is not None:
        # A test that had to fail first did: "red captured", "red as expected".
        return "" if word == RED and said.tail else word
    found = {state for symbol, state in _SYMBOLS.items() if symbol in text}
    return found.pop() if len(found) == 1 and not words.clean(text) else ""


def _rows(document: Document) -> list[tuple[Row, Cell]]:
    found = []
    for table in document.tables:
        headings = [heading.casefold() for heading in table.headings]
        if not headings or headings[0] not in ("task id", "task"):
            continue
        column = table.column("status")
        for row in table.rows:
            cell = cell_at(row, column)
            if cell is not None and row.cells and not is_struck(row):
                found.append((row, cell))
    return found


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings, and the tasks with their status."""
    builder = base_model(document)
    add_rows(builder, "tasks", _rows(document))
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract identity, the state of each task, and the counters of an audit of it."""
    yield from identity(
        document, {"created": "created", "audited": "audited", "validated": "validated"}
    )
    for row, cell in _rows(document):
        state = read_state(cell.text)
        if state:
            subject = Subject("task", row.cells[0].plain)
            known = {GREEN: words.DONE, RED: words.FAILED, PENDING: words.OPEN}
            yield Status(subject, known.get(state, words.UNKNOWN), cell.text, cell.span, ROW)
            if state == RED:
                yield Entry("failed row", row.cells[0].plain, True, cell.span)
    yield from _audit(document)


def _audit(document: Document) -> Iterator[Claim]:
    """The table ``Metric | Count`` of an audit: gaps found are resolved, escalated or left."""
    for table in document.tables:
        headings = [heading.casefold() for heading in table.headings]
        if headings[:1] != ["metric"] or len(headings) != 2:
            continue
        numbers = {
            row.cells[0].plain.casefold(): (integer(row.cells[1].plain), row.cells[1].span)
            for row in table.rows
            if len(row.cells) == 2
        }
        found = numbers.get("gaps found")
        resolved = numbers.get("resolved")
        escalated = numbers.get("escalated")
        if found is None or resolved is None or escalated is None or len(numbers) != 3:
            continue
        if found[0] is None or resolved[0] is None or escalated[0] is None:
            continue
        yield Counter(
            "gaps found", found[0], resolved[0] + escalated[0], found[1],
            "resolved and escalated gaps", (resolved[1], escalated[1]), summed=True,
        )
