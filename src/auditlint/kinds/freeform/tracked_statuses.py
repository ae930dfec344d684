"""The statuses that a progress tracker gives its phases: headings, fields, lines and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FIELD, HEADING, LINE, ROW, Status
from auditlint.kinds.freeform.tracked_parts import (
    UNITS,
    heading_status,
    parts,
    row_subject,
    subject_of,
)
from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.reading.ranges import Ranges
from auditlint.source.text import Span
from auditlint.views.headings import own_status
from auditlint.views.places import fields_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Section


def status_claims(document: Document) -> Iterator[Claim]:
    for one in parts(document):
        own = heading_status(document, one.section)
        if own is not None:
            yield Status(one.subject, own.state, own.raw, own.span, HEADING)
        for field in _own_fields(document, one.section):
            if field.key.casefold() == "status":
                yield Status(
                    one.subject, words.state(field.value), field.value, field.value_span, FIELD
                )
    top = parts(document)[0].section.start if parts(document) else len(document.text)
    for field in document.fields:
        if field.key_span.start >= top:
            break
        if field.key.casefold() in ("status", "current status", "overall status", "progress"):
            yield from _listed(field)
    yield from _lines(document)
    yield from _rows(document)


def _own_fields(document: Document, section: Section) -> Iterator[Field]:
    end = section.children[0].start if section.children else section.end
    yield from fields_within(document, Span(section.start, end))


def _listed(field: Field) -> Iterator[Claim]:
    """``Phase 1 COMPLETE | Phase 2-4 PENDING``: one statement for each phase named."""
    base = field.value_span.start
    for piece in pattern(r"[^|;,]+").finditer(field.value):
        match = pattern(
            r"\W{0,8}(" + UNITS + r")\s+(\d{1,3}(?:\.\d{1,3})*)(?:\s?[-–]\s?(\d{1,3}))?\W+", 2
        ).match(piece[0])
        if match is None:
            continue
        rest = pattern(r"\s[-–—(]").split(piece[0][match.end() :].strip(), maxsplit=1)[0]
        word = words.read(rest)
        if word.state == words.UNKNOWN or word.tail:
            continue
        start = base + piece.start() + match.end()
        span = Span(start, start + len(rest))
        numbers = [match[2]]
        if match[3] and match[2].isdigit() and int(match[2]) < int(match[3]) < 100:
            numbers = [str(one) for one in range(int(match[2]), int(match[3]) + 1)]
        for number in numbers:
            subject = subject_of(match[1], number)
            if subject is not None:
                yield Status(subject, word.state, rest, span, FIELD)


def _lines(document: Document) -> Iterator[Claim]:
    """Lines and items that begin with a phase and end in its status, outside headings.

    ``- **Phase 2**: 3-5 days (pending)``; ``✅ **Phase 1 COMPLETE**:``.
    """
    prose = document.prose
    hidden = Ranges(
        [one.span for one in document.tables] + [one.title_span for one in document.sections]
    )
    line = (
        r"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:[^\w\s|#\[]{1,12}[ \t]+)?"
        r"((?:[^\w\s|#\[]{1,8}[ \t]*)?\*{0,2}(" + UNITS + r")\s+(\d{1,3}(?:\.\d{1,3})*)"
        r"(?![\d./\-–])[^\n]*)"
    )
    for match in pattern(_mojibake_tolerant(line), 2 | 8).finditer(prose):
        if hidden.holds(match.start(1)):
            continue
        subject = subject_of(match[2], match[3])
        own = own_status(match[1], match.start(1))
        if subject is not None and own is not None:
            yield Status(subject, own.state, own.raw, own.span, LINE)


def _mojibake_tolerant(source: str) -> str:
    """Let a leading symbol be one that was read as another code page, letters included."""
    return source.replace(r"[^\w\s|#\[]{1,12}[ \t]+", r"(?:[^\w\s|#\[]|[^\x00-\x7f]){1,12}[ \t]+")


_STATUS_COLUMNS = ("status", "state", "current status")


def _rows(document: Document) -> Iterator[Claim]:
    for table in document.tables:
        column = table.column(*_STATUS_COLUMNS)
        if column < 1:
            continue
        for row in table.rows:
            subject = row_subject(table, row)
            if subject is None or column >= len(row.cells):
                continue
            cell = row.cells[column]
            yield Status(subject, words.state(cell.text), cell.text, cell.span, ROW)
