"""What was decided before a phase was planned (GSD ``NN-CONTEXT.md``): the register of decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Defines, Subject
from auditlint.kinds.base import HISTORICAL, Kind, ModelBuilder, base_model
from auditlint.kinds.gsd.identity import identity
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="gsd-context",
    title="Phase context",
    framework="gsd",
    nature=HISTORICAL,
    paths=(
        ".planning/**/phases/**/*-CONTEXT.md",
        ".planning/**/phases/**/CONTEXT.md",
        ".planning/**/*-phases/**/*-CONTEXT.md",
        ".planning/**/*-phases/**/CONTEXT.md",
    ),
)

#: ``**D-03 [informational]:** text``, the framework's own form of a decision.
_DECISION = r"\*\*(D-[A-Za-z0-9][A-Za-z0-9_-]{0,40})(?:[ ]+\[[^\]\n]{1,60}\])?[ ]*:\*\*[ ]*([^\n]*)"


class Decision(NamedTuple):
    """A decision: its id at `span`, and what was decided, at `text_span`."""

    id: str
    text: str
    span: Span
    text_span: Span


def decisions(document: Document) -> list[Decision]:
    """Return the decisions, which are list items that begin with a bold id."""
    found = []
    for item in document.items:
        match = pattern(_DECISION).match(item.text)
        if match is not None:
            base = item.text_span.start
            found.append(Decision(
                match[1], match[2],
                Span(base + match.start(1), base + match.end(1)),
                Span(base + match.start(2), base + match.end(2)),
            ))
    return found


def model(document: Document) -> Mapping:
    """Build the model: what every document has, and the decisions."""
    listed = [
        ModelBuilder(one.span).text("id", one.id, one.span)
        .text("text", one.text, one.text_span).build()
        for one in decisions(document)
    ]
    top = Span(document.body, document.body)
    return base_model(document).list("decisions", listed, top).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract what the document says of itself, and the decisions."""
    yield from identity(document, {}, status=False)
    for one in decisions(document):
        yield Defines(Subject("decision", one.id), one.span, one.text)
