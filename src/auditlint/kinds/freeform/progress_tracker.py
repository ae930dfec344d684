"""Progress tracker: phases with checkboxes, a statistics table, a headline and a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FIELD, Dated, Subject
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.freeform.tracked_dashboard import dashboard
from auditlint.kinds.freeform.tracked_parts import heading_status, parts
from auditlint.kinds.freeform.tracked_statuses import status_claims
from auditlint.kinds.freeform.tracked_tasks import task_claims
from auditlint.parsing.structure import DONE, plain
from auditlint.views.efforts import sums
from auditlint.views.places import boxes_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping


KIND = Kind(
    id="progress-tracker",
    title="Progress tracker",
    framework="free-form",
    nature=LIVING,
    paths=("IMPLEMENTATION_PROGRESS.md",),
    names=("*progress*.md", "*tracker*.md", "*tracking*.md", "*status*.md"),
    heading=r"\bprogress(?: (?:tracker|tracking|report|log|summary|status|overview|update))?\W*$"
    r"|\b(?:progress|status|task|project|implementation|migration) track(?:er|ing)\b"
    r"(?!\W+(?:(?:and|und)\b|&|systems?\b|process\b|workflows?\b|tools?\b|framework\b))"
    r"|\b(?:implementation|project|migration|development|refactoring) progress\b"
    r"|\b(?:implementation|project|migration|development|refactoring|build) status\b",
    headings=(
        r"^\W*(?:phase|stage|step|epic|milestone|sprint|week|part) \d",
        r"\bstatistics\b|\btimeline\b|\boverall progress\b|\bprogress (?:summary|overview)\b|\bdashboard\b",
        r"\bcurrent (?:sprint|focus|status|state|phase)\b|\btask (?:breakdown|list)\b",
        r"\bsuccess criteria\b|\bnext steps\b|\bcompleted\b|\bremaining\b",
    ),
    fields=("status", "current status", "overall progress", "estimated effort", "progress"),
    least=2,
)

DOCUMENT = Subject("document", "")


def model(document: Document) -> Mapping:
    """Build the model: title, headings, status, phases with their boxes."""
    builder = base_model(document)
    status = document.field("status", "current status", "overall status")
    if status is not None and status.value:
        builder.text("status", plain(status.value), status.value_span)
    nodes = []
    for one in parts(document):
        span = one.section.title_span
        node = ModelBuilder(span).text("id", one.subject.id, span)
        node.text("title", one.section.title, span)
        own = heading_status(document, one.section)
        if own is not None:
            node.text("status", own.raw, own.span)
        boxes = boxes_within(document, one.section.span)
        if boxes:
            node.value("tasks", len(boxes), span)
            node.value("done", sum(1 for box in boxes if box.box == DONE), span)
        nodes.append(node.build())
    if nodes:
        builder.list("phases", nodes, nodes[0].span)
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract statuses of phases, counts of tasks, and sums of effort."""
    yield from status_claims(document)
    yield from task_claims(document)
    yield from dashboard(document)
    yield from sums(document)
    for field in document.fields:
        if field.key.casefold() in ("last updated", "updated"):
            yield Dated(DOCUMENT, "updated", field.value, field.value_span, FIELD)
