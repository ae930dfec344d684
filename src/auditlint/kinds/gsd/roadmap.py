"""Roadmap: milestones, their phases, the plans of each phase, and how far they are (GSD, Kata)."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from auditlint import claims as claim
from auditlint.claims import (
    Assigned,
    Boxed,
    Count,
    Dated,
    Defines,
    Named,
    Status,
    Subject,
    Tally,
)
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.gsd import phases as of
from auditlint.kinds.gsd.depends import depends
from auditlint.kinds.gsd.phases import Mention
from auditlint.kinds.gsd.requirements import traced_claims
from auditlint.kinds.scores import cell_at, is_struck
from auditlint.kinds.traceability import ID, version_in
from auditlint.kinds.traceability import read as read_traceability
from auditlint.parsing.nodes import Mapping, Scalar
from auditlint.parsing.structure import DONE, OPEN
from auditlint.reading import words
from auditlint.reading.ids import expand
from auditlint.reading.numbers import is_approximate, pattern
from auditlint.source.text import Span
from auditlint.views.headings import OwnStatus, own_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Cell, Item, Row, Section, Table

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


class Plan(NamedTuple):
    """A plan that a phase lists."""

    id: str
    phase: str
    item: Item
    span: Span


class Progress(NamedTuple):
    """A row of a progress table, its cells found by what they hold."""

    mention: Mention
    plans: Cell | None
    status: Cell | None
    completed: Cell | None


class Roadmap(NamedTuple):
    """A roadmap as read: every mention of a phase, its identity, plans and progress rows.

    `unread` are the phases with list entries that look like plans and could not be read.
    """

    mentions: list[Mention]
    ids: dict[int, str]
    plans: list[tuple[str, Plan]]
    progress: list[tuple[int, Progress]]
    unread: set[str]


_MEMO = "roadmap"


def roadmap(document: Document) -> Roadmap:
    """Read a roadmap, once."""
    kept: Roadmap | None = document.memo.get(_MEMO)
    if kept is None:
        mentions = [*_listed(document), *_headed(document)]
        rows = list(_progress(document))
        first = len(mentions)
        mentions += [one.mention for one in rows]
        ids = of.identities(mentions)
        unread: set[str] = set()
        plans = list(_plans(document, mentions, ids, unread))
        kept = document.memo[_MEMO] = Roadmap(
            mentions, ids, plans, [(first + index, one) for index, one in enumerate(rows)], unread
        )
    return kept


def _listed(document: Document) -> Iterator[Mention]:
    """The phase list: boxed entries that begin with a phase."""
    for item in document.items:
        if item.box is None or item.text.startswith("~~"):
            continue
        head = of.phase_head(item.text, item.text_span.start)
        if head is not None:
            scope = of.scope_at(document, item.start, item.section)
            yield Mention(
                head.id, of.LIST, head.name, head.id_span, head.name_span, *scope, item=item
            )


def _headed(document: Document) -> Iterator[Mention]:
    for section in document.sections:
        if section.level < 2 or "~~" in document.text[section.title_span.start : section.title_span.end]:
            continue
        source = document.text[section.title_span.start : section.title_span.end]
        head = of.phase_head(source, section.title_span.start)
        if head is None:
            continue
        scope = of.scope_at(document, section.start, section.parent or section)
        yield Mention(
            head.id, of.HEADING, head.name, head.id_span, head.name_span, *scope, section=section
        )


_PLAN_HEADINGS = ("plans complete", "plans", "plans completed", "plan progress", "plans done")
_FRACTION = r"\**\s*(\d{1,4})\s?/\s?(\d{1,4}|\?|TBD|-|–|—|N|X)\s*\**"
_NO_COUNT = frozenset(("", "-", "—", "–", "tbd", "?", "n/a"))


def _progress(document: Document) -> Iterator[Progress]:
    for table in document.tables:
        headings = [heading.casefold() for heading in table.headings]
        if not headings or headings[0] not in ("phase", "phases", "#"):
            continue
        status = table.column("status", "state")
        plans = table.column(*_PLAN_HEADINGS)
        if status < 0 or (plans < 0 and headings[0] == "#"):
            continue
        for row in table.rows:
            if row.ragged or not row.cells or is_struck(row):
                continue
            first = row.cells[0]
            head = of.row_head(first.text, first.start)
            if head is None:
                continue
            name, name_span = head.name, head.name_span
            named = cell_at(row, table.column("name", "title"))
            if not name and named is not None:
                name, name_span = named.plain, named.span
            shift = _shift(table, row, plans)
            completed = table.column("completed", "date", "completed on", "done")
            scope = of.scope_at(document, table.start, table.section)
            milestone = cell_at(row, table.column("milestone"))
            if milestone is not None and not shift and version_in(milestone.text):
                scope = of.Scope(version_in(milestone.text), scope.closed)
            yield Progress(
                Mention(head.id, of.ROW, name, head.id_span, name_span, *scope, row=row),
                _cell(row, plans, shift), _cell(row, status, shift), _cell(row, completed, shift),
            )


def _cell(row: Row, column: int, shift: int) -> Cell | None:
    return cell_at(row, column + shift) if column >= 0 else None


def _shift(table: Table, row: Row, plans: int) -> int:
    """-1 where a row lacks a cell before the plans, as the framework's own writer leaves it."""
    if plans < 1:
        return 0
    cell, before = cell_at(row, plans), cell_at(row, plans - 1)
    if cell is None or before is None or plans - 1 < 1:
        return 0
    fits = pattern(_FRACTION).fullmatch
    if fits(cell.text) or cell.plain.casefold() in _NO_COUNT:
        return 0
    return -1 if fits(before.text) else 0


def _plans(
    document: Document, mentions: list[Mention], ids: dict[int, str], unread: set[str]
) -> Iterator[tuple[str, Plan]]:
    """The plans listed below phase headings, with the identity of their phase.

    Adds to `unread` the phases of entries that are named like plans but have no plain id.
    """
    homes = {
        id(mention.section): (ids[index], mention.id)
        for index, mention in enumerate(mentions)
        if mention.section is not None and index in ids
    }
    for item in document.items:
        head = of.plan_head(item.text, item.text_span.start)
        if head is None and "PLAN" not in item.text[:80]:
            continue
        for section in item.section.ancestors():
            identity, number = homes.get(id(section), ("", ""))
            if not identity:
                continue
            if head is None or head[0] != number:
                unread.add(identity)
            else:
                yield identity, Plan(head[1], number, item, head[2])
            break


def model(document: Document) -> Mapping:
    """Build the model: title, headings, ``milestones``, ``phases`` and ``progress``."""
    builder = base_model(document)
    found = roadmap(document)
    builder.list("milestones", (_milestone_model(one) for one in _milestones(document)), builder.span)
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


_FIELDS_MEMO = "fields by section"
_FIELDS = ("goal", "depends on", "dependencies", "requirements", "plans", "status", "mode")


def _own_fields(document: Document, section: Section) -> list[Field]:
    """The fields that stand directly below a heading, above its first subsection."""
    kept: dict[int, list[Field]] | None = document.memo.get(_FIELDS_MEMO)
    if kept is None:
        kept = document.memo[_FIELDS_MEMO] = {}
        for field in document.fields:
            if field.style == "bold":
                kept.setdefault(id(document.section_at(field.key_span.start)), []).append(field)
    return kept.get(id(section), [])


def _fields_model(document: Document, section: Section) -> Mapping:
    builder = ModelBuilder(section.title_span)
    seen: set[str] = set()
    for field in _own_fields(document, section):
        key = field.key.casefold()
        if key in _FIELDS and key not in seen:
            seen.add(key)
            builder.text(key.replace(" ", "_"), field.value, field.value_span)
    return builder.build()


def _plan_model(plan: Plan) -> Mapping:
    builder = ModelBuilder(plan.span).text("id", plan.id, plan.span)
    if plan.item.box is not None:
        builder.text("box", plan.item.box, plan.item.box_span)
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
    yield from _milestone_claims(document)
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
            yield from _row_claims(Subject("phase", found.ids[index]), row)
    yield from _plan_claims(found)
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
        own = _behind(source, 0, head.end if head else 0)
        if own is not None:
            stated.append((index, own.raw))
        stated += [
            (index, field.value) for field in _own_fields(document, section)
            if field.key.casefold() == "status"
        ]
    return {
        found.ids[index] for index, text in stated
        if index in found.ids and words.state(text) == words.ACTIVE
    }


def _scope(subject: Subject) -> str:
    return f"phase {subject.id}"


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
            scope=_scope(subject),
        )


def _heading_claims(
    document: Document, subject: Subject, section: Section, found: Roadmap
) -> Iterator[Claim]:
    source = document.text[section.title_span.start : section.title_span.end]
    head = of.phase_head(source, section.title_span.start)
    own = _behind(source, section.title_span.start, head.end if head else 0)
    if own is not None:
        yield Status(subject, own.state, own.raw, own.span, claim.HEADING)
    for field in _own_fields(document, section):
        key = field.key.casefold()
        if key == "status":
            yield Status(subject, words.state(field.value), field.value, field.value_span, claim.FIELD)
        elif key in ("requirements", "requirement ids", "covers"):
            yield from _assigned(document, field, subject, section)
        elif key == "completed":
            yield Dated(subject, "completed", field.value, field.value_span, claim.FIELD)
        elif key in ("depends on", "dependencies"):
            yield from depends(field, subject)
        elif key == "plans":
            yield from _plan_count(field, subject)


def _behind(text: str, base: int, end: int) -> OwnStatus | None:
    """The status behind a name that ends at `end`, or a symbol in front of all.

    The name is left out: ``Phase 4: Testing`` is no status.
    """
    own = own_status("x" + text[end:], base + end - 1)
    if own is None:
        match = pattern(r"\s*([^\w\s*(\[]{1,3})(?=\s)").match(text)
        state = words.state(match[1]) if match is not None else words.UNKNOWN
        if match is not None and state != words.UNKNOWN:
            span = Span(base + match.start(1), base + match.end(1))
            own = OwnStatus(state, match[1], span, True)
    return own


#: What may stand between and around the ids of a plain list of requirements.
_BETWEEN = r"(?:[\s,;&+/*`_.\[\]()-]|\band\b|\ball\b)*"


def _assigned(
    document: Document, field: Field, subject: Subject, section: Section
) -> Iterator[Claim]:
    """The requirements that a phase's field names, or the list below it."""
    if not field.value:
        yield from _assigned_list(document, field, subject, section)
        return
    found = list(expand(field.value, field.value_span.start))
    source = _source_of(field, [one.span for one in found])
    for one in found:
        yield Assigned(one.id, subject.id, one.span, source)
    if not found:
        for match in pattern(r"(?<![\w-])[A-Z]{1,4}\d{1,4}(?![\w.-])").finditer(field.value):
            span = Span(field.value_span.start + match.start(), field.value_span.start + match.end())
            yield Assigned(match[0], subject.id, span, claim.FIELD)


def _source_of(field: Field, places: list[Span]) -> str:
    """`FIELD` where the value is nothing but ids, else `LINE`."""
    base = field.value_span.start
    at = 0
    for span in places:
        start = span.start - base
        if start >= at and not pattern(_BETWEEN).fullmatch(field.value, at, start):
            return claim.LINE
        at = max(at, span.end - base)
    return claim.FIELD if pattern(_BETWEEN).fullmatch(field.value, at) else claim.LINE


def _assigned_list(
    document: Document, field: Field, subject: Subject, section: Section
) -> Iterator[Claim]:
    """A list below ``**Requirements:**``, each entry an id at its head."""
    fields = _own_fields(document, section)
    following = bisect_left(fields, field.key_span.end, key=lambda one: one.key_span.start)
    end = fields[following].key_span.start if following < len(fields) else section.end
    for item in document.items_in(Span(field.key_span.end, end)):
        if item.section is not section:
            return
        match = pattern(rf"(?:\*\*|`)?({ID})(?:\*\*|`)?(?=:|\*|`|\s*$|\s[-–—(])").match(item.text)
        if match is not None:
            start = item.text_span.start + match.start(1)
            yield Assigned(match[1], subject.id, Span(start, start + len(match[1])), claim.FIELD)


def _plan_count(field: Field, subject: Subject) -> Iterator[Claim]:
    """``3 plans``, ``2/3 plans complete``; an estimate (``~3``, ``2-3``, ``TBD``) is none."""
    value, base = field.value, field.value_span.start
    match = pattern(r"\**(\d{1,3})(?:\s?/\s?(\d{1,3}))?(?![\w+/.-])(?:\s+plans?\b)?").match(value)
    if match is None or is_approximate(value, match.start(1), match.end(1)):
        return
    if pattern(r"\s*(?:[-–]\s?\d|to \d|estimated|\(est|\(tentative|\?|\+)").match(value, match.end()):
        return
    if match[2]:
        span = Span(base + match.start(1), base + match.end(2))
        yield Count("plans", int(match[1]), int(match[2]), span, claim.FIELD, scope=_scope(subject))
    elif "plan" in match[0] or match.end() == len(value.rstrip("* ")):
        span = Span(base + match.start(1), base + match.end(1))
        yield Count("plans", None, int(match[1]), span, claim.FIELD, scope=_scope(subject))


def _row_claims(subject: Subject, row: Progress) -> Iterator[Claim]:
    if row.status is not None and row.status.text:
        yield Status(
            subject, words.state(row.status.text), row.status.text, row.status.span, claim.ROW
        )
    if row.plans is not None:
        match = pattern(_FRACTION).fullmatch(row.plans.text)
        if match is not None and match[2].isdigit():
            span = Span(row.plans.start + match.start(1), row.plans.start + match.end(2))
            yield Count(
                "plans", int(match[1]), int(match[2]), span, claim.ROW, scope=_scope(subject)
            )
    if row.completed is not None:
        dated = pattern(r"\d{4}-\d{2}-\d{2}").match(row.completed.plain)
        if dated is not None:
            yield Dated(subject, "completed", dated[0], row.completed.span, claim.ROW)


def _plan_claims(found: Roadmap) -> Iterator[Claim]:
    by_phase: dict[str, dict[str, Plan]] = {}
    for identity, plan in found.plans:
        scope = identity.rpartition("/")[0]
        subject = Subject("plan", f"{scope}/{plan.id}" if scope else plan.id)
        if plan.item.box is not None:
            yield Boxed(subject, plan.item.box, plan.item.box_span, plan.item.text_span)
        if not plan.item.text.startswith("~~"):
            by_phase.setdefault(identity, {}).setdefault(plan.id, plan)
    for identity, plans in by_phase.items():
        places = [one.span for one in plans.values()]
        yield Tally(
            "plans", None, len(places), Span(places[0].start, places[0].end), tuple(places),
            complete=identity not in found.unread, scope=f"phase {identity}",
        )


class Milestone(NamedTuple):
    """A milestone in the list at the head of a roadmap, or as a heading."""

    version: str
    name: str
    span: Span
    text: str
    base: int
    item: Item | None
    end: int
    """Where the name ends in `text`."""


def _milestones(document: Document) -> Iterator[Milestone]:
    for item in document.items:
        if item.text.startswith("~~") or of.phase_head(item.text, 0) is not None:
            continue
        match = pattern(r"[^\w\s(\[`]*\s*\*\*\W{0,3}(v\d[\w.]*)\b[\s:—–-]*([^*\n]*)\*\*", 2).match(item.text)
        if match is not None and version_in(match[1]):
            base = item.text_span.start
            first_line = item.text.partition("\n")[0]
            yield Milestone(
                version_in(match[1]), match[2].strip(), Span(base + match.start(1), base + match.end(1)),
                first_line, base, item, match.end(),
            )
    for section in document.sections:
        source = document.text[section.title_span.start : section.title_span.end]
        version = of.milestone_version(section.title)
        if section.level > 1 and version and not of.phase_head(source, 0):
            at = source.casefold().find(version.casefold())
            if at >= 0:
                base = section.title_span.start
                yield Milestone(
                    version, "", Span(base + at, base + at + len(version)), source, base, None,
                    at + len(version),
                )


def _milestone_claims(document: Document) -> Iterator[Claim]:
    for one in _milestones(document):
        subject = Subject("milestone", one.version)
        if one.item is None:
            yield Defines(subject, one.span, one.name)
        if one.name:
            yield Named(subject, one.name, one.span, claim.LINE)
        shipped = pattern(r"\bshipped:?\s+(?:on\s+)?(\d{4}-\d{2}-\d{2})", 2).search(one.text)
        if shipped is not None:
            span = Span(one.base + shipped.start(1), one.base + shipped.end(1))
            yield Dated(subject, "shipped", shipped[1], span, claim.LINE)
        if one.item is not None and one.item.box is not None:
            yield Boxed(subject, one.item.box, one.item.box_span, one.item.text_span)
        own = _behind(one.text, one.base, one.end)
        if own is not None:
            source = claim.LINE if one.item is not None else claim.HEADING
            yield Status(subject, own.state, own.raw, own.span, source)
