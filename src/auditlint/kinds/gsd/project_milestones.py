"""The milestones that a project's description calls current or shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import FIELD, HEADING, Dated, Named, Status, Subject
from auditlint.kinds.traceability import version_in
from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document

_CURRENT = frozenset(("current milestone", "active milestone"))
_SHIPPED = "shipped"
_VALUE = (
    r"\**(v\d[\d.]*\d|v\d)\**(?![\w-])[\s:—–-]*([^\W\d][^(,—–*:\r\n]{0,80}?)?"
    r"(?=\s*(?:--|\s-\s|[(,—–*:]|$))"
)


class _Said(NamedTuple):
    key: str
    value: str
    span: Span
    source: str


def milestone_claims(document: Document) -> Iterator[Claim]:
    """``## Current Milestone: v1.1 Berths``, ``**Shipped:** v1.0 Tides (2026-03-09)``."""
    for one in _said(document):
        match = pattern(_VALUE, 2).match(one.value)
        version = version_in(match[1]) if match is not None else ""
        if match is None or not version:
            continue
        subject = Subject("milestone", version)
        base = one.span.start
        if match[2]:
            yield Named(subject, match[2], Span(base + match.start(2), base + match.end(2)), one.source)
        place = Span(base + match.start(1), base + match.end(1))
        if one.key == _SHIPPED:
            yield Status(subject, words.DONE, one.key, place, one.source)
            dated = pattern(r"\s*\((\d{4}-\d{2}-\d{2})\)\W*$").match(one.value, match.end())
            if dated is not None:
                day = Span(base + dated.start(1), base + dated.end(1))
                yield Dated(subject, "shipped", dated[1], day, one.source)
        elif not pattern(r"ship|complet|archiv|done|✅|✓|next|planned", 2).search(one.value):
            yield Status(subject, words.ACTIVE, one.key, place, one.source)


def _said(document: Document) -> Iterator[_Said]:
    for section in document.sections:
        start, end = section.title_span
        key, colon, _ = document.text[start:end].partition(":")
        folded = key.strip(" *").casefold()
        if colon and (folded in _CURRENT or folded == _SHIPPED):
            at = start + len(key) + 1
            value = document.text[at:end]
            at += len(value) - len(value.lstrip())
            yield _Said(folded, value.strip(), Span(at, end), HEADING)
    for field in document.fields:
        folded = field.key.casefold()
        if field.style == "bold" and (folded in _CURRENT or folded == _SHIPPED):
            yield _Said(folded, field.value, field.value_span, FIELD)
