"""Where a register names its entries again: in checklists, and in the order they are to be fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import BUCKET, Boxed, Cites, Severity, Subject
from auditlint.reading import severities
from auditlint.reading.numbers import pattern
from auditlint.reading.ranges import Ranges
from auditlint.reading.register_ids import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.kinds.freeform.register_facts import Issue
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Section
    from auditlint.source.text import Span

_ADVICE = (
    r"\b(?:recommend\w*|action (?:items|plan)|next actions|immediate actions|remediation|"
    r"fix order|priorit(?:y|ies|i[sz]ed) (?:order|fixes|list)|suggested (?:order|fixes))\b"
)


def citations(document: Document, entries: list[Issue]) -> Iterator[Claim]:
    """Where issues are named outside their own entries: checklist items and recommendations."""
    known = Known(one.id for one in entries)
    scopes = Ranges(one.scope for one in entries)
    for item in document.items:
        if scopes.holds(item.start):
            continue
        named = list(known.named(item.text, item.text_span.start))
        if not named:
            continue
        context = item.section.title_span if item.section.level else item.text_span
        if item.box is not None:
            for identity, span in named:
                subject = Subject("issue", identity)
                yield Boxed(subject, item.box, item.box_span, item.text_span)
                yield Cites(subject, span, "checklist", context)
        if _is_advice(item.section):
            for identity, span in named:
                yield Cites(Subject("issue", identity), span, "recommendation", context)
            yield from _scheduled(item.text, item.text_span, item.section, named[0][0], known)


def _is_advice(section: Section) -> bool:
    return any(
        pattern(_ADVICE, 2).search(one.title) is not None for one in section.ancestors()
    )


def _scheduled(
    text: str, place: Span, section: Section, first: str, known: Known
) -> Iterator[Claim]:
    """The bucket that an item of the recommendations puts its issue into.

    Only the ids in front of the item's colon are scheduled: "Fix A-1: after A-2 is done".
    """
    rank = severities.bucket_rank(section.title)
    if rank is None:
        return
    head = text.partition(":")[0] if ":" in text else text
    for identity, span in known.named(head, place.start):
        if ":" in text or identity == first:
            yield Severity(Subject("issue", identity), section.title, rank, span, BUCKET)
