"""Roadmap: milestones, their phases, the plans of each phase, and how far they are (GSD, Kata)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint import claims as claim
from auditlint.claims import Boxed, Count, Dated, Defines, Named, Status, Subject
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.gsd import phases as of
from auditlint.kinds.gsd.criteria import success_criteria
from auditlint.kinds.gsd.depends import depends
from auditlint.kinds.gsd.listed_milestones import milestone_claims, milestones
from auditlint.kinds.gsd.listed_plans import plan_claims, plan_count
from auditlint.kinds.gsd.phase_fields import assigned, own_fields
from auditlint.kinds.gsd.progress_rows import row_claims
from auditlint.kinds.gsd.requirements import traced_claims
from auditlint.kinds.gsd.roadmap_reading import roadmap
from auditlint.kinds.traceability import read as read_traceability
from auditlint.kinds.traceability import version_in
from auditlint.parsing.nodes import Mapping, Scalar
from auditlint.parsing.structure import DONE, OPEN
from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span
from auditlint.views.headings import status_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.kinds.gsd.listed_milestones import Milestone
    from auditlint.kinds.gsd.listed_plans import Plan
    from auditlint.kinds.gsd.phases import Mention
    from auditlint.kinds.gsd.progress_rows import Progress
    from auditlint.kinds.gsd.roadmap_reading import Roadmap
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Item, Section


KIND = Kind(
    id="gsd-roadmap",
    title="Roadmap",
    framework="gsd",
    nature=LIVING,
    paths=(
        ".planning/ROADMAP.md",
        ".planning/milestones/*ROADMAP.md",
        ".planning/milestones/*/ROADMAP.md",
        ".planning/workstreams/*/ROADMAP.md",
        ".planning/workstreams/*/milestones/*ROADMAP.md",
    ),
    names=("*roadmap*.md",),
    heading=r"\broadmap\b|^milestone v\d",
    headings=(r"^\W*phase \d", r"^phases$", r"^phase details", r"^progress$", r"^milestones$"),
    fields=("plans", "depends on", "success criteria", "requirements"),
    least=3,
)


def model(document: Document) -> Mapping:
    """Build the model: title, headings, ``milestones``, ``phases`` and ``progress``."""
    builder = base_model(document)
    found = roadmap(document)
    builder.list("milestones", (_milestone_model(one) for one in milestones(document)), builder.span)
    builder.list("phases", _phase_models(document, found), builder.span)
    builder.list("progress", (_progress_model(one) for _, one in found.progress), builder.span)
    return builder.build()


def _milestone_model(one: Milestone) -> Mapping:
    builder = ModelBuilder(one.span).text("version", one.version, one.span)
    if one.item is not None and one.item.box is not None:
        builder.text("box", one.item.box, one.item.box_span)
    return builder.build()


def _phase_models(document: Document, found: Roadmap) -> Iterator[Mapping]:
    order: dict[str, list[Mention]] = {}
    for index, mention in enumerate(found.mentions):
        if index in found.ids and mention.form != of.ROW:
            order.setdefault(found.ids[index], []).append(mention)
    plans: dict[str, list[Plan]] = {}
    for identity, plan in found.plans:
        plans.setdefault(identity, []).append(plan)
    for identity, mentions in order.items():
        first = mentions[0]
        builder = ModelBuilder(first.id_span).text("id", identity, first.id_span)
        builder.text("name", first.name, first.name_span)
        box = next((one.item for one in mentions if one.item is not None), None)
        if box is not None and box.box is not None:
            builder.text("box", box.box, box.box_span)
        section = next((one.section for one in mentions if one.section is not None), None)
        if section is not None:
            builder.node("fields", _fields_model(document, section))
        builder.list(
            "plans",
            (_plan_model(plan) for plan in plans.get(identity, ())),
            first.id_span,
        )
        yield builder.build()


_FIELDS = ("goal", "depends on", "dependencies", "requirements", "plans", "status", "mode")


def _fields_model(document: Document, section: Section) -> Mapping:
    builder = ModelBuilder(section.title_span)
    seen: set[str] = set()
    for field in own_fields(document, section):
        key = field.key.casefold()
        if key in _FIELDS and key not in seen:
            seen.add(key)
            builder.text(key.replace(" ", "_"), field.value, field.value_span)
    return builder.build()


def _plan_model(plan: Plan) -> Mapping:
    builder = ModelBuilder(plan.span).text("id", plan.id, plan.span)
    if plan.box is not None:
        builder.text("box", plan.box, plan.box_span)
    return builder.build()


def _progress_model(one: Progress) -> Mapping:
    builder = ModelBuilder(one.mention.id_span).text("phase", one.mention.id, one.mention.id_span)
    for key, cell in (("plans", one.plans), ("status", one.status), ("completed", one.completed)):
        if cell is not None and cell.text:
            builder.node(key, Scalar(cell.plain, cell.span))
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract phases, boxes, statuses, dates, plan counts, assignments and milestones."""
    found = roadmap(document)
    title = document.title
    if title is not None and version_in(title.title):
        yield Named(Subject("milestone", ""), title.title, title.title_span, claim.HEADING)
    yield from milestone_claims(document)
    underway = _underway(document, found)
    for index, mention in enumerate(found.mentions):
        if index not in found.ids:
            continue
        subject = Subject("phase", found.ids[index])
        if mention.name:
            source = {of.LIST: claim.LINE, of.HEADING: claim.HEADING}.get(mention.form, claim.ROW)
            yield Named(subject, mention.name, mention.name_span, source)
        if mention.item is not None:
            not_done = words.ACTIVE if subject.id in underway else words.OPEN
            yield from _list_claims(subject, mention.item, not_done)
        elif mention.section is not None:
            yield Defines(subject, mention.id_span, mention.name)
            yield from _heading_claims(document, subject, mention.section, found)
    for index, row in found.progress:
        if index in found.ids:
            yield from row_claims(Subject("phase", found.ids[index]), row)
    yield from plan_claims(found.plans, found.unread)
    yield from traced_claims(read_traceability(document).rows)


def _underway(document: Document, found: Roadmap) -> set[str]:
    """The phases that a row, a heading or a field calls active.

    An open box says only that a phase is not done; where another place says more, it agrees.
    """
    stated = [
        (index, row.status.text) for index, row in found.progress if row.status is not None
    ]
    for index, mention in enumerate(found.mentions):
        section = mention.section
        if section is None:
            continue
        source = document.text[section.title_span.start : section.title_span.end]
        head = of.phase_head(source, 0)
        own = status_behind(source, 0, head.end if head else 0)
        if own is not None:
            stated.append((index, own.raw))
        stated += [
            (index, field.value) for field in own_fields(document, section)
            if field.key.casefold() == "status"
        ]
    return {
        found.ids[index] for index, text in stated
        if index in found.ids and words.state(text) == words.ACTIVE
    }


def _list_claims(subject: Subject, item: Item, not_done: str) -> Iterator[Claim]:
    text, base = item.text, item.text_span.start
    state = item.box or ""
    yield Boxed(subject, state, item.box_span, item.text_span)
    if state in (DONE, OPEN):
        yield Status(
            subject, words.DONE if state == DONE else not_done,
            "ticked" if state == DONE else "not ticked", item.box_span, claim.BOX,
        )
    dated = pattern(r"\(?\bcompleted:?\s+(\d{4}-\d{2}-\d{2})\b", 2).search(text)
    if dated is not None:
        span = Span(base + dated.start(1), base + dated.end(1))
        yield Dated(subject, "completed", dated[1], span, claim.LINE)
        phrase = Span(base + dated.start(), base + dated.end())
        yield Status(subject, words.DONE, dated[0].strip("("), phrase, claim.LINE)
    counted = pattern(r"\((\d{1,3})/(\d{1,3}) plans?(?: complete| executed)?\)", 2).search(text)
    if counted is not None:
        yield Count(
            "plans", int(counted[1]), int(counted[2]),
            Span(base + counted.start(1), base + counted.end(2)), claim.LINE,
            scope=f"phase {subject.id}",
        )


def _heading_claims(
    document: Document, subject: Subject, section: Section, found: Roadmap
) -> Iterator[Claim]:
    source = document.text[section.title_span.start : section.title_span.end]
    head = of.phase_head(source, section.title_span.start)
    own = status_behind(source, section.title_span.start, head.end if head else 0)
    if own is not None:
        yield Status(subject, own.state, own.raw, own.span, claim.HEADING)
    fields = list(own_fields(document, section))
    # Several numbers of plans: below one heading stand the entries of other phases too.
    several = sum(1 for field in fields if field.key.casefold() == "plans") > 1
    for field in fields:
        key = field.key.casefold()
        if key == "status":
            yield Status(subject, words.state(field.value), field.value, field.value_span, claim.FIELD)
        elif key in ("requirements", "requirement ids", "covers"):
            yield from assigned(document, field, subject, section)
        elif key == "completed":
            yield Dated(subject, "completed", field.value, field.value_span, claim.FIELD)
        elif key in ("depends on", "dependencies"):
            yield from depends(field, subject)
        elif key == "plans" and not several:
            yield from plan_count(field, subject)
    yield from success_criteria(document, subject, section)
