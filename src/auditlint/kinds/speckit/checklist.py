"""spec-kit checklist: what a reviewer ticks about one feature's specification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Boxed, Cites, Subject
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.speckit.features import REQUIREMENT, requirements_in
from auditlint.kinds.speckit.paths import pattern_of
from auditlint.parsing.structure import OTHER
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Item

KIND = Kind(
    id="speckit-checklist",
    title="spec-kit checklist",
    framework="spec-kit",
    nature=LIVING,
    paths=(pattern_of("checklists/*.md"),),
    lines=(r"^[ \t]*[-*][ \t]+\[[ xX]\][ \t]+CHK\d{3}\b",),
)


def _check_id(item: Item) -> tuple[str, Span]:
    match = pattern(r"[*_`]{0,3}(CHK\d{3,4})(?!\w)").match(item.text)
    if match is None:
        return "", item.text_span
    start = item.text_span.start
    return match[1], Span(start + match.start(1), start + match.end(1))


def model(document: Document) -> Mapping:
    """Build the model: the checks, in order."""
    checks = []
    for item in document.boxes:
        builder = ModelBuilder(item.text_span)
        identity, span = _check_id(item)
        if identity:
            builder.text("id", identity, span)
        builder.text("box", item.box or "", item.box_span)
        checks.append(builder.text("text", item.text, item.text_span).build())
    return base_model(document).list("checks", checks, Span(document.body, document.body)).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract the checks, and the requirements that the checklist names."""
    for item in document.boxes:
        identity, _ = _check_id(item)
        yield Boxed(Subject("check", identity), item.box or OTHER, item.box_span, item.text_span)
    seen: set[str] = set()
    for identity, span in requirements_in(
        document.prose[document.body :], document.body, document.path
    ):
        if identity not in seen:
            seen.add(identity)
            yield Cites(Subject(REQUIREMENT, identity), span, "mention", Span(0, 0))
