"""OpenSpec proposal: why a change is made, and which capabilities it touches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import HEADING, Cites, Named, Subject
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.openspec.changes import title_claims
from auditlint.kinds.openspec.requirements import CAPABILITY
from auditlint.kinds.task_counts import stated_tasks
from auditlint.parsing.structure import plain
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="openspec-proposal",
    title="OpenSpec proposal",
    framework="openspec",
    nature=LIVING,
    paths=("openspec/changes/*/proposal.md", "openspec/changes/archive/*/proposal.md"),
    lines=(r"^ {0,3}##[ \t]+Why[ \t]*\r?$", r"^ {0,3}##[ \t]+What Changes[ \t]*\r?$"),
)

_LISTS = {"new capabilities": "new", "modified capabilities": "modified"}
_SECTIONS = {"why": "why", "what changes": "what_changes", "impact": "impact"}


class Capability(NamedTuple):
    """A capability that the proposal lists, as ``new`` or ``modified``."""

    name: str
    span: Span
    role: str
    context: Span


def capabilities(document: Document) -> list[Capability]:
    """Return the capabilities listed under their headings; "None" items are left out."""
    out = []
    for section in document.sections:
        role = _LISTS.get(section.title.casefold())
        if role is None:
            continue
        for item in document.items_in(section.span):
            if item.depth:
                continue
            match = pattern(r"(?:\*\*)?`([\w./-]+)`").match(item.text)
            if match is not None:
                start = item.text_span.start
                place = Span(start + match.start(1), start + match.end(1))
                out.append(Capability(match[1], place, role, section.title_span))
    return out


def model(document: Document) -> Mapping:
    """Build the model: the texts of the fixed sections and the listed capabilities."""
    builder = base_model(document)
    seen: set[str] = set()
    for section in document.sections:
        key = _SECTIONS.get(section.title.casefold()) if section.level == 2 else None
        if key is None or key in seen:
            continue
        seen.add(key)
        start, end = section.title_span.end, section.end
        text = document.text[start:end]
        left = start + len(text) - len(text.lstrip())
        builder.text(key, text.strip(), Span(left, left + len(text.strip())))
    listed = []
    for one in capabilities(document):
        entry = ModelBuilder(one.span).text("name", one.name, one.span)
        listed.append(entry.text("role", one.role, one.span).build())
    return builder.list("capabilities", listed, Span(document.body, document.body)).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract the change's own name and the capabilities it says it touches."""
    title = document.title
    if title is not None and title.level == 1:
        name = pattern(r"(?:change(?: proposal)?|proposal)\s*[:–—-]\s*", re.IGNORECASE).sub("", title.title, 1)
        yield Named(Subject("change", ""), plain(name), title.title_span, HEADING)
    for one in capabilities(document):
        yield Cites(
            Subject(CAPABILITY, one.name), one.span, f"{one.role} capability", one.context
        )
    yield from title_claims(document)
    yield from stated_tasks(document)
