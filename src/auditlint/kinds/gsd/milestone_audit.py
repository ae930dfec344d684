"""Milestone audit: did a milestone reach what it set out to do (GSD and Kata).

Front matter states scores, gaps and debt; the body repeats them in tables, score lines and
sentences. Nothing in the frameworks compares the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FIELD, FOOTER, HEADING, Count, Dated, Named, Status, Subject
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.gsd.audit_debt import debt_claims
from auditlint.kinds.gsd.audit_front_matter import front_matter_claims
from auditlint.kinds.gsd.audit_tables import noun_here, requirement_tables, table_claims
from auditlint.kinds.scores import (
    REQUIREMENTS,
    all_counts,
    counts_in,
    heading_count,
    is_entry,
    is_score,
    score_counts,
)
from auditlint.reading import words
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Section
    from auditlint.source.text import Span


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
        yield from front_matter_claims(meta)
    yield from _identity(document)
    yield from _scores(document)
    yield from table_claims(document)
    yield from debt_claims(document)


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


def _scores(document: Document) -> Iterator[Claim]:
    parts = _Parts(document)
    for field in document.fields:
        if field.style == "footer":
            continue
        if is_score(field):
            counts = score_counts(document, field, noun_here(document, field.key_span.start))
            yield from filter(None, map(parts.of, counts))
        elif field.key.casefold() == "status" and document.section_at(
            field.key_span.start
        ).level > 1:
            yield from counts_in(field.value, field.value_span.start, FIELD, "")
    for section in document.sections:
        source = document.text[section.title_span.start : section.title_span.end]
        score = heading_count(section.title, section.title_span, source)
        if score is not None and section.level > 1:
            yield Count(
                REQUIREMENTS if noun_here(document, section.start) == REQUIREMENTS else "rows",
                score[0], score[1], score[2], HEADING, scope=str(section.start),
            )
    yield from _sentences(document, parts)


class _Parts:
    """The parts of an audit that have a table of requirements each, where there are several.

    Below the heading of one a number may be that table's or the document's.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._rows: dict[int, int] | None = None

    def rows_at(self, offset: int) -> int:
        """Return how many rows the tables of the section at `offset` have; 0 for no table."""
        if self._rows is None:
            self._rows = {}
            for table in requirement_tables(self._document):
                start = table.section.start
                self._rows[start] = self._rows.get(start, 0) + sum(map(is_entry, table.rows))
        return self._rows.get(self._document.section_at(offset).start, 0)

    def of(self, count: Count) -> Count | None:
        """Return `count` as its part's own, or the document's; None where neither is sure."""
        own = self.rows_at(count.span.start) if count.noun == REQUIREMENTS else 0
        rows = self._rows or {}
        if not own or len(rows) < 2 or count.total == sum(rows.values()):
            return count
        if count.total == own:
            return count._replace(scope=str(self._document.section_at(count.span.start).start))
        return None


def _sentences(document: Document, parts: _Parts) -> Iterator[Count]:
    """Counts in sentences, such as "All 9 requirements": of the document, or of their section.

    Below a heading without a table of requirements the number is the document's only where the
    document sums up; in a table, only in the requirements' row.
    """
    for one in all_counts(document, document.body, len(document.text)):
        section = document.section_at(one.span.start)
        own = parts.rows_at(one.span.start)
        if one.noun == REQUIREMENTS and not own and not _sums_up(document, section, one.span):
            continue
        placed = parts.of(one)
        if placed is not None:
            yield placed


def _sums_up(document: Document, section: Section, span: Span) -> bool:
    """Whether what stands at `span` is about the whole document: its head, or a summary of it."""
    words = r"summary|conclusion|verdict|overview|results?\b|scores?\b|coverage|sign-?off|outcome"
    if section.level > 1 and not pattern(words, 2).search(section.title):
        return False
    line = document.text[document.text.rfind("\n", 0, span.start) + 1 : span.start].lstrip()
    return not line.startswith("|") or "requirement" in line.lstrip("| *").partition("|")[0].casefold()
