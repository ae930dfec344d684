"""Reading requirement blocks, which main specs and deltas have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Specified
from auditlint.kinds.base import ModelBuilder
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Section

#: The type of a requirement that has a name and no number. It is its own type, since the names
#: are judged within one capability only.
SUBJECT = "spec requirement"
SCENARIO = "scenario"
CAPABILITY = "capability"

_NAME = r"Requirement:[ \t]*(.*)"
_SCENARIO = r"Scenario:[ \t]*(.*)"


class Scenario(NamedTuple):
    """A scenario of a requirement, with the place of its heading."""

    name: str
    span: Span


class Requirement(NamedTuple):
    """A requirement block: its name and its place, its statement, its scenarios."""

    name: str
    span: Span
    text: str
    text_span: Span
    scenarios: tuple[Scenario, ...]
    section: Section


def _named(section: Section, source: str, marker: str) -> tuple[str, Span] | None:
    match = pattern(marker, re.IGNORECASE).match(section.title)
    if match is None:
        return None
    name = match[1].strip()
    place = source.rfind(name, section.title_span.start, section.title_span.end) if name else -1
    # A name with markup inside is found nowhere in the source: take the whole heading.
    span = Span(place, place + len(name)) if place >= 0 else section.title_span
    return name, span


def requirements(document: Document, sections: list[Section]) -> list[Requirement]:
    """Return the requirement blocks among `sections`, in source order."""
    out = []
    for section in sections:
        named = _named(section, document.text, _NAME)
        if named is None:
            continue
        stop = section.children[0].start if section.children else section.end
        start = document.text.find("\n", section.title_span.end, stop)
        start = stop if start < 0 else start + 1
        text = document.text[start:stop]
        left = start + len(text) - len(text.lstrip())
        statement = text.strip()
        out.append(
            Requirement(
                *named, statement, Span(left, left + len(statement)),
                tuple(_scenarios(document, section)), section,
            )
        )
    return out


def _scenarios(document: Document, section: Section) -> list[Scenario]:
    """Every heading right below a requirement is a scenario, whatever it is called."""
    out = []
    for child in section.children:
        named = _named(child, document.text, _SCENARIO)
        out.append(Scenario(*(named or (child.title, child.title_span))))
    return out


def specified(one: Requirement, operation: str, placed: bool = True) -> Specified:
    """Return the claim that a requirement block makes."""
    return Specified(
        one.name, operation, one.span, one.text,
        tuple((scenario.name, scenario.span) for scenario in one.scenarios), placed,
    )


def requirement_model(requirement: Requirement) -> Mapping:
    """Return the model of a requirement: name, text, scenarios."""
    builder = ModelBuilder(requirement.span).text("name", requirement.name, requirement.span)
    if requirement.text:
        builder.text("text", requirement.text, requirement.text_span)
    scenarios = [
        ModelBuilder(one.span).text("name", one.name, one.span).build()
        for one in requirement.scenarios
    ]
    return builder.list("scenarios", scenarios, requirement.span).build()


def capability_of(path: str) -> str:
    """Return the capability that a ``specs/<area>/<capability>/spec.md`` path is about, or ""."""
    folders = path.split("/")[:-1]
    if "specs" not in folders:
        return ""
    return "/".join(folders[len(folders) - folders[::-1].index("specs") :])
