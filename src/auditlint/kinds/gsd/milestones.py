"""Milestones list: what was shipped when, with its numbers (GSD and Kata)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint import claims as claim
from auditlint.claims import Count, Dated, Defines, Named, Status, Subject, Tally
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.gsd.phases import milestone_version
from auditlint.kinds.scores import PHASES, REQUIREMENTS
from auditlint.parsing.nodes import Mapping
from auditlint.reading.numbers import is_approximate, pattern
from auditlint.source.text import Span
from auditlint.views.headings import own_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Item, Section

KIND = Kind(
    id="gsd-milestones",
    title="Milestones",
    framework="gsd",
    nature=LIVING,
    paths=(".planning/MILESTONES.md", ".planning/workstreams/*/MILESTONES.md"),
    names=("*milestones*.md",),
    heading=r"\bmilestones\b",
    headings=(r"^v\d[\d.]*\b.*\b(?:shipped|current|in progress)",),
    fields=("delivered", "phases completed", "key accomplishments", "git range"),
    least=2,
)


class Entry(NamedTuple):
    """A milestone's section."""

    version: str
    name: str
    shipped: str
    section: Section
    base: int
    source: str


def _entries(document: Document) -> Iterator[Entry]:
    for section in document.sections:
        if section.level != 2:
            continue
        version = milestone_version(section.title)
        if not version:
            continue
        base = section.title_span.start
        source = document.text[base : section.title_span.end]
        match = pattern(r"v\d[\w.]*[\s:—–-]*([^(\n]*)", 2).search(source)
        name = match[1].strip(" *—–-") if match else ""
        date = pattern(r"\bshipped:?\s+(?:on\s+)?(\d{4}-\d{2}-\d{2})", 2).search(source)
        yield Entry(version, name, date[1] if date else "", section, base, source)


def model(document: Document) -> Mapping:
    """Build the model: title, headings, and ``milestones`` with version, name and date."""
    builder = base_model(document)
    builder.list("milestones", (_model_of(one) for one in _entries(document)), builder.span)
    return builder.build()


def _model_of(entry: Entry) -> Mapping:
    span = entry.section.title_span
    builder = ModelBuilder(span).text("version", entry.version, span)
    if entry.name:
        builder.text("name", entry.name, span)
    if entry.shipped:
        at = entry.base + entry.source.find(entry.shipped)
        builder.text("shipped", entry.shipped, Span(at, at + len(entry.shipped)))
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract versions, names, dates and the numbers of phases, plans and requirements."""
    parts = _parts(document)
    for entry in _entries(document):
        subject = Subject("milestone", entry.version)
        at = entry.source.casefold().find(entry.version.casefold())
        span = Span(entry.base + at, entry.base + at + len(entry.version))
        yield Defines(subject, span, entry.name)
        if entry.name:
            start = entry.base + max(entry.source.find(entry.name), 0)
            yield Named(subject, entry.name, Span(start, start + len(entry.name)), claim.HEADING)
        if entry.shipped:
            start = entry.base + entry.source.find(entry.shipped)
            yield Dated(
                subject, "shipped", entry.shipped, Span(start, start + len(entry.shipped)),
                claim.HEADING,
            )
        own = own_status(entry.source, entry.base)
        if own is not None:
            yield Status(subject, own.state, own.raw, own.span, claim.HEADING)
        yield from _numbers(*parts.get(entry.section.start, ([], [])), f"milestone {entry.version}")


def _parts(document: Document) -> dict[int, tuple[list[Field], list[Item]]]:
    """The fields and list items of each section of level 2, by its start."""
    parts: dict[int, tuple[list[Field], list[Item]]] = {}
    for field in document.fields:
        for section in document.section_at(field.key_span.start).ancestors():
            if section.level == 2:
                parts.setdefault(section.start, ([], []))[0].append(field)
    for item in document.items:
        for section in item.section.ancestors():
            if section.level == 2:
                parts.setdefault(section.start, ([], []))[1].append(item)
    return parts


_STATED = r"(?<![\w.~/,-])(\d{1,4})(?:\s?/\s?(\d{1,4}))?\s+(phases|plans|requirements)\b"
#: What a range of phases is counted as: of no noun that a number could be held against.
PHASE_RANGE = "phase range"
_NOUNS = {"phases": PHASES, "plans": "plans", "requirements": REQUIREMENTS}


def _numbers(fields: list[Field], items: list[Item], scope: str) -> Iterator[Claim]:
    """``**Phases completed:** 3-5 (8 plans total)``, ``- 3 phases, 8 plans``."""
    for field in fields:
        key = field.key.casefold()
        if key in ("phases completed", "phases", "plans", "requirements"):
            yield from _in_text(field.value, field.value_span.start, scope)
            yield from _range(field, scope)
            number = pattern(r"(\d{1,4})(?=\s*(?:$|\(|\|))").match(field.value)
            if key in _NOUNS and number is not None:
                start = field.value_span.start
                yield Count(
                    _NOUNS[key], None, int(number[1]), Span(start, start + len(number[1])),
                    claim.FIELD, scope=scope,
                )
    for item in items:
        if pattern(r"\d{1,4} phases?, \d{1,4} plans?\b").match(item.text):
            yield from _in_text(item.text, item.text_span.start, scope)


def _in_text(text: str, base: int, scope: str) -> Iterator[Claim]:
    for match in pattern(_STATED).finditer(text):
        approximate = is_approximate(text, match.start(1), match.end(1))
        end = match.end(2) if match[2] else match.end(1)
        first = int(match[1])
        yield Count(
            _NOUNS[match[3]], first if match[2] else None, int(match[2]) if match[2] else first,
            Span(base + match.start(1), base + end), claim.LINE, approximate, scope,
        )


def _range(field: Field, scope: str) -> Iterator[Claim]:
    """``3-5`` names three phases; some may have been inserted between them, or dropped."""
    match = pattern(r"(?:\d{1,4}\s*\()?(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\d.,+/-])\b").match(field.value)
    if match is None or int(match[2]) < int(match[1]):
        return
    base = field.value_span.start
    span = Span(base + match.start(1), base + match.end(2))
    yield Tally(
        PHASE_RANGE, None, int(match[2]) - int(match[1]) + 1, span, (span,), complete=False, scope=scope
    )
