"""OpenSpec main spec: what one capability does now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Defines, Named, Subject
from auditlint.kinds.base import LIVING, Kind, base_model
from auditlint.kinds.openspec.requirements import (
    CAPABILITY,
    SCENARIO,
    SUBJECT,
    Requirement,
    capability_of,
    requirement_model,
    requirements,
    specified,
)
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="openspec-spec",
    title="OpenSpec main spec",
    framework="openspec",
    nature=LIVING,
    paths=("openspec/specs/**/spec.md",),
    heading=r"\bspec(?:ification)?\b",
    headings=(r"^purpose$", r"^requirements$", r"^requirement:"),
    least=3,
)


def model(document: Document) -> Mapping:
    """Build the model: the purpose and the requirements with their scenarios."""
    builder = base_model(document)
    for section in document.sections:
        if section.level == 2 and section.title.casefold() == "purpose":
            start, end = section.title_span.end, section.end
            text = document.text[start:end]
            left = start + len(text) - len(text.lstrip())
            builder.text("purpose", text.strip(), Span(left, left + len(text.strip())))
            break
    blocks = [requirement_model(one) for one in requirements(document, document.sections)]
    return builder.list("requirements", blocks, Span(document.body, document.body)).build()


def _is_placed(requirement: Requirement) -> bool:
    """Whether a requirement stands below "Requirements", as a reader of specs expects."""
    above = requirement.section.parent
    while above is not None and above.level > 2:
        above = above.parent
    return above is not None and above.title.strip().casefold() == "requirements"


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract the requirements and scenarios that the spec defines, and what it calls itself."""
    title = document.title
    capability = capability_of(document.path)
    if title is not None and title.level == 1:
        yield Named(Subject(CAPABILITY, capability), title.title, title.title_span, "heading")
    for one in requirements(document, document.sections):
        yield specified(one, "", _is_placed(one))
        yield Defines(Subject(SUBJECT, one.name), one.span, one.name)
        for scenario in one.scenarios:
            yield Defines(
                Subject(SCENARIO, f"{one.name}/{scenario.name}"), scenario.span, scenario.name
            )
