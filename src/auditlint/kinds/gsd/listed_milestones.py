"""The milestones that a roadmap lists or has headings for, and what it says of their state."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint import claims as claim
from auditlint.claims import Boxed, Dated, Defines, Named, Status, Subject
from auditlint.kinds.gsd import phases as of
from auditlint.kinds.traceability import version_in
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span
from auditlint.views.headings import status_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Item


class Milestone(NamedTuple):
    """A milestone in the list at the head of a roadmap, or as a heading."""

    version: str
    name: str
    span: Span
    text: str
    base: int
    item: Item | None
    end: int
    """Where the name ends in `text`."""


def milestones(document: Document) -> Iterator[Milestone]:
    for item in document.items:
        if item.text.startswith("~~") or of.phase_head(item.text, 0) is not None:
            continue
        match = pattern(r"[^\w\s(\[`]*\s*\*\*\W{0,3}(v\d[\w.]*)\b[\s:—–-]*([^*\n]*)\*\*", 2).match(item.text)
        if match is not None and version_in(match[1]):
            base = item.text_span.start
            first_line = item.text.partition("\n")[0]
            yield Milestone(
                version_in(match[1]), match[2].strip(), Span(base + match.start(1), base + match.end(1)),
                first_line, base, item, match.end(),
            )
    for section in document.sections:
        source = document.text[section.title_span.start : section.title_span.end]
        version = of.milestone_version(section.title)
        if section.level > 1 and version and not of.phase_head(source, 0):
            at = source.casefold().find(version.casefold())
            if at >= 0:
                base = section.title_span.start
                yield Milestone(
                    version, "", Span(base + at, base + at + len(version)), source, base, None,
                    at + len(version),
                )


def milestone_claims(document: Document) -> Iterator[Claim]:
    for one in milestones(document):
        subject = Subject("milestone", one.version)
        if one.item is None:
            yield Defines(subject, one.span, one.name)
        if one.name:
            yield Named(subject, one.name, one.span, claim.LINE)
        shipped = pattern(r"\bshipped:?\s+(?:on\s+)?(\d{4}-\d{2}-\d{2})", 2).search(one.text)
        if shipped is not None:
            span = Span(one.base + shipped.start(1), one.base + shipped.end(1))
            yield Dated(subject, "shipped", shipped[1], span, claim.LINE)
        if one.item is not None and one.item.box is not None:
            yield Boxed(subject, one.item.box, one.item.box_span, one.item.text_span)
        own = status_behind(one.text, one.base, one.end)
        if own is not None:
            source = claim.LINE if one.item is not None else claim.HEADING
            yield Status(subject, own.state, own.raw, own.span, source)
