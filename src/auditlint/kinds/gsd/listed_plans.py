"""The plans that a roadmap lists below its phases, and how many it says there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint import claims as claim
from auditlint.claims import Boxed, Count, Subject, Tally
from auditlint.kinds.gsd import phases as of
from auditlint.parsing.structure import DONE, OPEN, OTHER
from auditlint.reading.numbers import is_approximate, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.kinds.gsd.phases import Mention
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Section


class Plan(NamedTuple):
    """A plan that a phase lists.

    `box` is its box's state, None without one; `text` is what stands behind the box.
    """

    id: str
    phase: str
    box: str | None
    box_span: Span
    text: str
    text_span: Span
    span: Span


class _Written(NamedTuple):
    """An entry that may be a plan's: its box, its text, and the section that it stands in."""

    box: str | None
    box_span: Span
    text: str
    text_span: Span
    section: Section
    inline: bool


def listed_plans(
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
    for one in [*_items(document), *_inline(document)]:
        head = of.plan_head(one.text, one.text_span.start)
        if head is None and not one.inline and "PLAN" not in one.text[:80]:
            continue
        for section in one.section.ancestors():
            identity, number = homes.get(id(section), ("", ""))
            if not identity:
                continue
            if head is None or head[0] != number:
                unread.add(identity)
            else:
                yield identity, Plan(
                    head[1], number, one.box, one.box_span, one.text, one.text_span, head[2]
                )
            break


def _items(document: Document) -> Iterator[_Written]:
    for item in document.items:
        yield _Written(item.box, item.box_span, item.text, item.text_span, item.section, False)


_BOX = r"\[([^\]\n])\](?=\s)"


def _inline(document: Document) -> Iterator[_Written]:
    """``**Plans:** [x] 01-01-PLAN.md - Write, [ ] 01-02-PLAN.md``, and lines of boxes below it."""
    prose = document.prose
    for field in document.fields:
        if field.style == "footer" or field.key.casefold() not in ("plans", "plan"):
            continue
        start, end = field.value_span
        if "[" not in field.value:
            continue
        while following := pattern(r"[ \t]*\r?\n[ \t]*\[[^\]\n]\][ \t][^\r\n]*").match(prose, end):
            end = following.end()
        boxes = list(pattern(_BOX).finditer(prose, start, end))
        if not boxes:
            continue
        section = document.section_at(field.key_span.start)
        for box, after in zip(boxes, [*(one.start() for one in boxes[1:]), end], strict=True):
            at = box.end() + 1
            text = document.text[at:after].rstrip(" \t\r\n,;")
            state = {" ": OPEN, "x": DONE, "X": DONE}.get(box[1], OTHER)
            place = Span(box.start(), box.end())
            yield _Written(state, place, text, Span(at, at + len(text)), section, True)


def plan_claims(
    plans: list[tuple[str, Plan]], unread: set[str]
) -> Iterator[Claim]:
    """Say of each plan what its box says, and of each phase how many plans it lists."""
    by_phase: dict[str, dict[str, Plan]] = {}
    for identity, plan in plans:
        scope = identity.rpartition("/")[0]
        subject = Subject("plan", f"{scope}/{plan.id}" if scope else plan.id)
        if plan.box is not None:
            yield Boxed(subject, plan.box, plan.box_span, plan.text_span)
        if not plan.text.startswith("~~"):
            by_phase.setdefault(identity, {}).setdefault(plan.id, plan)
    for identity, listed in by_phase.items():
        places = [one.span for one in listed.values()]
        yield Tally(
            "plans", None, len(places), Span(places[0].start, places[0].end), tuple(places),
            complete=identity not in unread, scope=f"phase {identity}",
        )


def plan_count(field: Field, subject: Subject) -> Iterator[Claim]:
    """``3 plans``, ``2/3 plans complete``; an estimate (``~3``, ``2-3``, ``TBD``) is none."""
    value, base = field.value, field.value_span.start
    match = pattern(r"\**(\d{1,3})(?:\s?/\s?(\d{1,3}))?(?![\w+/.-])(?:\s+plans?\b)?").match(value)
    if match is None or is_approximate(value, match.start(1), match.end(1)):
        return
    if pattern(r"\s*(?:[-–]\s?\d|to \d|estimated|\(est|\(tentative|\?|\+)").match(value, match.end()):
        return
    scope = f"phase {subject.id}"
    if match[2]:
        span = Span(base + match.start(1), base + match.end(2))
        yield Count("plans", int(match[1]), int(match[2]), span, claim.FIELD, scope=scope)
    elif "plan" in match[0] or match.end() == len(value.rstrip("* ")):
        span = Span(base + match.start(1), base + match.end(1))
        yield Count("plans", None, int(match[1]), span, claim.FIELD, scope=scope)
