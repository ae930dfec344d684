"""OpenSpec delta: what an open change adds to, alters in or takes from one capability."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Cites, Defines, Specified, Subject
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.openspec.requirements import (
    SCENARIO,
    SUBJECT,
    Requirement,
    requirement_model,
    requirements,
    specified,
)
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Section

KIND = Kind(
    id="openspec-delta",
    title="OpenSpec spec delta",
    framework="openspec",
    nature=LIVING,
    paths=("openspec/changes/**/specs/**/spec.md",),
    lines=(r"^ {0,3}##[ \t]+(?:(?i:added|modified|removed|renamed)) (?i:requirements)[ \t]*\r?$",),
)

_OPERATION = r"(?i:(added|modified|removed|renamed)\s+requirements)"
_QUOTED = r"`?#{0,4}\s*Requirement:\s*([^`\n]+)`?"


class Operation(NamedTuple):
    """A section of a delta: what it does, and the requirement blocks in it."""

    name: str
    section: Section
    blocks: tuple[Requirement, ...]
    names: tuple[tuple[str, Span, str], ...]
    """Requirements that are only named, in list items: name, place, and role (``from``,
    ``to`` or "")."""


def operations(document: Document) -> list[Operation]:
    """Return the operations of a delta in source order; read once for each document."""
    kept: list[Operation] | None = document.memo.get("delta operations")
    if kept is not None:
        return kept
    out = []
    for section in document.sections:
        match = pattern(_OPERATION).fullmatch(section.title) if section.level == 2 else None
        if match is None:
            continue
        inner = [
            one for one in document.sections if section.start < one.start < section.end
        ]
        name = match[1].upper()
        names = () if name in ("ADDED", "MODIFIED") else tuple(_names(document, section))
        out.append(Operation(name, section, tuple(requirements(document, inner)), names))
    document.memo["delta operations"] = out
    return out


def _names(document: Document, section: Section) -> Iterator[tuple[str, Span, str]]:
    for item in document.items_in(section.span):
        match = pattern(r"(?:\*\*)?(FROM|TO)(?:\*\*)?:(?:\*\*)?\s*", re.IGNORECASE).match(item.text)
        role = match[1].lower() if match else ""
        named = pattern(_QUOTED).match(item.text, match.end() if match else 0)
        if named is not None:
            start = item.text_span.start
            name = named[1].rstrip()
            begin = start + named.start(1)
            yield name, Span(begin, begin + len(name)), role


def model(document: Document) -> Mapping:
    """Build the model: the operations with the requirements that they hold or name."""
    found = [_operation(one) for one in operations(document)]
    top = Span(document.body, document.body)
    return base_model(document).list("operations", found, top).build()


def _operation(operation: Operation) -> Mapping:
    span = operation.section.title_span
    builder = ModelBuilder(span).text("operation", operation.name, span)
    builder.list("requirements", [requirement_model(one) for one in operation.blocks], span)
    named = []
    for name, place, role in operation.names:
        one = ModelBuilder(place).text("name", name, place)
        if role:
            one.text("role", role, place)
        named.append(one.build())
    if named:
        builder.list("named", named, span)
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract what the delta defines (added) and what it refers to (all other operations)."""
    placed: set[int] = set()
    for operation in operations(document):
        context = operation.section.title_span
        role = operation.name.casefold()
        for one in operation.blocks:
            placed.add(one.span.start)
            yield specified(one, role if role != "renamed" else "renamed from")
        for name, place, side in operation.names:
            yield Specified(name, f"{role} {side}" if side else role, place, "", (), block=False)
        for one in operation.blocks:
            subject = Subject(SUBJECT, one.name)
            if operation.name == "ADDED":
                yield Defines(subject, one.span, one.name)
            else:
                yield Cites(subject, one.span, role, context)
            for scenario in one.scenarios:
                yield Defines(
                    Subject(SCENARIO, f"{one.name}/{scenario.name}"), scenario.span, scenario.name
                )
        for name, place, side in operation.names:
            yield Cites(
                Subject(SUBJECT, name), place, f"{role} {side}" if side else role, context
            )
    for one in requirements(document, document.sections):
        if one.span.start not in placed:
            yield specified(one, "", placed=False)
