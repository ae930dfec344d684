"""spec-kit constitution: the principles that every feature of a project keeps to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import FOOTER, Dated, Subject
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.parsing.structure import plain
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="speckit-constitution",
    title="spec-kit constitution",
    framework="spec-kit",
    nature=LIVING,
    paths=(".specify/memory/constitution.md", "memory/constitution.md"),
    heading=r"\bconstitution\b",
    headings=(r"principles\b", r"^governance\b"),
    fields=("ratified", "last amended"),
    least=2,
)

_PRINCIPLE = r"(?:(?:Principle )?([IVXL]{1,7}|\d{1,2})[.:)][ ]*)?(.+)"
_KEYS = {"version": "version", "ratified": "ratified", "last amended": "last_amended"}


def _own(document: Document) -> dict[str, Field]:
    """The last line of the document: its version, and when it was ratified and amended."""
    found: dict[str, Field] = {}
    for field in document.fields:
        key = _KEYS.get(field.key.casefold())
        if key is not None:
            found[key] = field
    return found


def model(document: Document) -> Mapping:
    """Build the model: the principles, the version and the dates."""
    builder = base_model(document)
    for key, field in _own(document).items():
        builder.text(key, plain(field.value).rstrip("."), field.value_span)
    principles = []
    for section in document.sections:
        above = section.parent
        if above is None or "principles" not in above.title.casefold():
            continue
        match = pattern(_PRINCIPLE, re.IGNORECASE).fullmatch(section.title)
        entry = ModelBuilder(section.title_span)
        if match is not None and match[1]:
            entry.text("number", match[1], section.title_span)
        name = match[2] if match else section.title
        principles.append(entry.text("name", name, section.title_span).build())
    return builder.list("principles", principles, Span(document.body, document.body)).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract when the constitution was ratified and amended."""
    own = _own(document)
    for key, event in (("ratified", "ratified"), ("last_amended", "amended")):
        field = own.get(key)
        if field is not None:
            yield Dated(Subject("document", ""), event, plain(field.value), field.value_span, FOOTER)
