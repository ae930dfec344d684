"""spec-kit implementation plan: how one feature is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Cites, Subject
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.speckit.features import REQUIREMENT, header_claims, requirements_in
from auditlint.kinds.speckit.paths import pattern_of
from auditlint.kinds.task_counts import stated_tasks
from auditlint.parsing.structure import plain
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="speckit-plan",
    title="spec-kit implementation plan",
    framework="spec-kit",
    nature=LIVING,
    paths=(pattern_of("plan.md"),),
    heading=r"^implementation plan\b",
    headings=(r"^technical context\b", r"^constitution check\b", r"^project structure\b"),
    least=2,
)


def model(document: Document) -> Mapping:
    """Build the model: the technical context, as its fields state it."""
    builder = base_model(document)
    context = []
    for section in document.sections:
        if section.title.casefold() == "technical context":
            for field in document.fields_in(section.span):
                entry = ModelBuilder(field.key_span).text("key", field.key, field.key_span)
                context.append(entry.text("value", plain(field.value), field.value_span).build())
            break
    return builder.list("technical_context", context, Span(document.body, document.body)).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract the feature's branch, the requirements that the plan names, and stated counts."""
    yield from header_claims(document)
    yield from stated_tasks(document)
    seen: set[str] = set()
    for identity, span in requirements_in(
        document.prose[document.body :], document.body, document.path
    ):
        if identity not in seen:
            seen.add(identity)
            yield Cites(Subject(REQUIREMENT, identity), span, "mention", Span(0, 0))
