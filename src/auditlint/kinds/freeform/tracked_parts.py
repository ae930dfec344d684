"""What a progress tracker tracks: phases, steps and the like, by their headings and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Subject
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import pattern
from auditlint.views.headings import own_status

if TYPE_CHECKING:
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Row, Section, Table
    from auditlint.views.headings import OwnStatus


UNITS = "phases?|stages?|steps?|epics?|milestones?|sprints?|weeks?|parts?|waves?|iterations?"

_UNIT = r"\W{0,8}(" + UNITS + r")\s+#?(\d{1,4}(?:\.\d{1,4}){0,3}[A-Za-z]?)(?![\w/.]*\d)"


class Part(NamedTuple):
    """A section that the tracker tracks, with its subject."""

    subject: Subject
    section: Section


def subject_of(unit: str, number: str) -> Subject | None:
    identity = phase_id(number)
    if identity is None:
        return None
    return Subject(unit.casefold().rstrip("s"), str(identity))


def parts(document: Document) -> list[Part]:
    """Return the sections whose heading begins with ``Phase N``, ``Step N.M`` and the like."""
    memo = document.memo.get(__name__)
    if memo is None:
        memo = []
        for section in document.sections:
            match = pattern(_UNIT, 2).match(section.title)
            if match is None or section.level < 2:
                continue
            subject = subject_of(match[1], match[2])
            if subject is not None:
                memo.append(Part(subject, section))
        document.memo[__name__] = memo
    result: list[Part] = memo
    return result


def row_subject(table: Table, row: Row) -> Subject | None:
    """What a row is about: ``2.1`` below "Phase", or ``Phase 2.1: Name``."""
    if row.ragged or not row.cells:
        return None
    label = row.cells[0].plain
    match = pattern(_UNIT, 2).match(label)
    if match is not None:
        return subject_of(match[1], match[2])
    unit = table.headings[0].casefold().rstrip("s") if table.header else ""
    if pattern(UNITS, 2).fullmatch(unit) and pattern(r"\d[\d.]*[A-Za-z]?(?=$|[ .:(])").match(label):
        number = pattern(r"\d+(?:\.\d+)*[A-Za-z]?").match(label)
        return subject_of(unit, number[0]) if number else None
    return None


def heading_status(document: Document, section: Section) -> OwnStatus | None:
    span = section.title_span
    return own_status(document.text[span.start : span.end], span.start)
