"""OpenSpec design: the decisions behind one change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import Defines, Subject
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.openspec.changes import title_claims
from auditlint.kinds.task_counts import stated_tasks
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Section

KIND = Kind(
    id="openspec-design",
    title="OpenSpec design",
    framework="openspec",
    nature=LIVING,
    paths=("openspec/changes/*/design.md", "openspec/changes/archive/*/design.md"),
    lines=(
        r"^ {0,3}##[ \t]+Goals? */ *Non-Goals?[ \t]*\r?$",
        r"^ {0,3}##[ \t]+(?:Key )?Decisions?[ \t]*\r?$",
    ),
)

_DECISION = r"(?:Decision[ ]+)?(?:([A-Z]{0,2}[0-9]{1,3})[.:)]|Decision:)[ ]*(.*)"


def decisions(document: Document) -> list[tuple[str, str, Section]]:
    """Return the headings below "Decisions": number ("" for none), name and section."""
    out = []
    for section in document.sections:
        above = section.parent
        if above is None or above.title.casefold() not in ("decisions", "key decisions"):
            continue
        match = pattern(_DECISION, re.IGNORECASE).fullmatch(section.title)
        number, name = (match[1] or "", match[2]) if match else ("", section.title)
        out.append((number, name, section))
    return out


def model(document: Document) -> Mapping:
    """Build the model: the decisions with their numbers and names."""
    listed = []
    for number, name, section in decisions(document):
        entry = ModelBuilder(section.title_span)
        if number:
            entry.text("number", number, section.title_span)
        listed.append(entry.text("name", name, section.title_span).build())
    top = Span(document.body, document.body)
    return base_model(document).list("decisions", listed, top).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract the numbered decisions."""
    for number, name, section in decisions(document):
        if number:
            yield Defines(Subject("decision", number), section.title_span, name)
    yield from title_claims(document)
    yield from stated_tasks(document)
