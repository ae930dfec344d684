"""Phases and plans as roadmaps speak of them: list entries, headings, rows, plan boxes.

Several milestones of one roadmap may each begin at phase 1, so every mention carries the
milestone that it stands under, and `identities` decides which mentions are one phase.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from auditlint.kinds.traceability import version_in
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Element, Item, Row, Section

LIST = "list"
HEADING = "heading"
ROW = "row"

NUMBER = r"(?:[A-Z]{1,6}-)?\d{1,4}[A-Za-z]?(?:\.\d{1,4})*"
_LEAD = rf"[^\w\s(\[]*\s*(?:\*\*)?\s*Phase\s+({NUMBER})(?![\w.]|\s?[-–]\s?\d)"


class Mention(NamedTuple):
    """One place that speaks of a phase.

    `id` is the phase's normal form, `scope` the milestone that the place stands under (its
    version, or "" where none is named), `closed` whether that is collapsed history.
    """

    id: str
    form: str
    name: str
    id_span: Span
    name_span: Span
    scope: str
    closed: bool
    item: Item | None = None
    section: Section | None = None
    row: Row | None = None


class Named(NamedTuple):
    """A phase number and name read from the head of a text."""

    id: str
    name: str
    id_span: Span
    name_span: Span
    end: int


def phase_head(text: str, base: int) -> Named | None:
    """Read ``Phase 7: Parser`` at the head of `text`, in bold or not; None for anything else.

    The name ends where bold ends, before a bracket or a spaced dash. `end` is an offset into
    `text`.
    """
    match = pattern(_LEAD, 2).match(text)
    found = phase_id(match[1]) if match else None
    if match is None or found is None:
        return None
    at = match.end()
    gap = pattern(r"\s*(?:\*\*)?\s*(?:[:.)]|--|—|–|-(?=\s))?\s*(?:\*\*)?\s*").match(text, at)
    start = gap.end() if gap else at
    bold = text.count("**", 0, start) % 2 == 1
    end = len(text)
    stops = ("**",) if bold else ("**", " (", " — ", " -- ", " – ", " - ", "\n")
    for stop in stops:
        cut = text.find(stop, start)
        if 0 <= cut < end:
            end = cut
    name = text[start:end].strip()
    for mark in (" (INSERTED)", " (inserted)"):
        name = name.removesuffix(mark)
    return Named(
        str(found), name.strip(" *_~"), Span(base + match.start(1), base + match.end(1)),
        Span(base + start, base + start + len(name)), end,
    )


def row_head(text: str, base: int) -> Named | None:
    """Read the first cell of a progress row: ``7. Parser``, ``Phase 7: Parser``, ``07``.

    Ranges (``1-8. v1.0 phases``) and milestone rows give None.
    """
    match = pattern(
        rf"[*_~\s]*(?:Phase\s+)?({NUMBER})(?:\.(?=\s|$|\*)|:|\)|(?=\s|$|\*))(?!\s?[-–—]\s?\d)", 2
    ).match(text)
    found = phase_id(match[1]) if match else None
    if match is None or found is None or not match[1][:1].isalnum():
        return None
    rest = text[match.end() :]
    lead = len(rest) - len(rest.lstrip(" *_-–—:."))
    name = rest.strip(" *_-–—:.~")
    start = base + match.end() + lead
    return Named(
        str(found), name, Span(base + match.start(1), base + match.end(1)),
        Span(start, start + len(name)), len(text),
    )


class Scope(NamedTuple):
    """The milestone around a place: its version or "" , and whether it is collapsed history."""

    version: str
    closed: bool


def scope_at(document: Document, offset: int, section: Section) -> Scope:
    """Return the milestone that the place at `offset` stands under."""
    closed = _collapsed(document)
    index = bisect_right(closed, (offset, len(document.text) + 1, "")) - 1
    if index >= 0 and offset < closed[index][1]:
        return Scope(closed[index][2], True)
    for here in section.ancestors():
        if here.level > 1 and phase_head(here.title, 0) is None:
            version = milestone_version(here.title)
            if version:
                return Scope(version, False)
    return Scope("", False)


_MEMO = "collapsed history"


def _collapsed(document: Document) -> list[tuple[int, int, str]]:
    """The outermost ``<details>`` elements in order: start, end, milestone."""
    kept: list[tuple[int, int, str]] | None = document.memo.get(_MEMO)
    if kept is None:
        kept = []
        for element in document.markdown.elements:
            if element.name.lower() == "details" and (not kept or element.start >= kept[-1][1]):
                version = _summary_version(document, element) or f"details {element.start}"
                kept.append((element.start, element.end, version))
        document.memo[_MEMO] = kept
    return kept


def _summary_version(document: Document, element: Element) -> str:
    """The version that the summary of a ``<details>`` names."""
    end = document.text.find("</summary>", element.inner.start, element.inner.end)
    start = document.text.find("<summary", element.inner.start, max(end, element.inner.start))
    if start < 0:
        return ""
    return milestone_version(document.text[start:end].partition(">")[2])


def milestone_version(title: str) -> str:
    """Return the version that a title begins with: ``✅ v1.0 MVP``, ``Current Milestone: v2``."""
    match = pattern(
        r"(?:\W|_|milestones?|current|next|upcoming|active|completed|shipped|archived"
        r"|planned|previous|details|phases?(?: for)?)*?(?=v\d)", 2,
    ).match(title)
    return version_in(title[match.end() : match.end() + 20].split(" ")[0]) if match else ""


def fold(name: str) -> str:
    """Fold a phase name for comparison."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def _alike(one: str, other: str) -> bool:
    left, right = fold(one), fold(other)
    return not left or not right or left == right or left in right or right in left


#: A number that so many names share is no identity.
_MOST_NAMES = 40


def identities(mentions: list[Mention]) -> dict[int, str]:
    """Map each mention (by its place in the list) to its subject's id.

    A phase that only one milestone has is its plain number. Where several milestones have a
    phase of that number, those of closed milestones are ``v1.0/7``, that of the running one
    stays ``7``, and a mention of which it cannot be told is left out.
    """
    out: dict[int, str] = {}
    by_id: dict[str, list[int]] = {}
    for index, one in enumerate(mentions):
        by_id.setdefault(one.id, []).append(index)
    for phase, indexes in by_id.items():
        some = [mentions[index] for index in indexes]
        closed = {one.scope for one in some if one.closed}
        live = {one.scope for one in some if one.scope and not one.closed} - closed
        names = {one.name for one in some if one.scope in closed}
        if len(names) > _MOST_NAMES:
            continue
        strange = any(
            not any(_alike(one.name, name) for name in names)
            for one in some if not one.scope and names
        )
        if len(closed) + len(live) <= 1 and not strange:
            for index in indexes:
                out[index] = phase
            continue
        for index, one in zip(indexes, some, strict=True):
            if one.scope in closed:
                out[index] = f"{one.scope}/{phase}"
            elif one.scope:
                out[index] = phase if len(live) == 1 else f"{one.scope}/{phase}"
            elif len(live) <= 1 and (one.form != ROW or not any(
                _alike(one.name, name) for name in names
            )):
                out[index] = phase
    return out


_PLAN = (
    r"[*_`\[~]*((?:[A-Z]{1,6}-)?\d{1,4}[A-Za-z]?(?:\.\d{1,4})*)-(\d{1,4}[A-Za-z]?)"
    r"(?=[-:.\s*`\]]|$)(?!-\d{1,2}(?!\d)|\.\.)"
)


def plan_head(text: str, base: int) -> tuple[str, str, Span] | None:
    """Read the plan id at the head of `text`: its phase, its normal form (``07-04``), its place."""
    match = pattern(_PLAN).match(text)
    phase = phase_id(match[1]) if match else None
    if match is None or phase is None:
        return None
    return str(phase), plan_key(str(phase), match[2]), Span(base + match.start(1), base + match.end(2))


def plan_key(phase: str, plan: str) -> str:
    """Return a plan's identity: phase and plan, each padded to two digits (``07-04``)."""
    match = pattern(r"0*(\d+)([A-Za-z]?)").fullmatch(plan)
    number = match[1].zfill(2) + match[2].upper() if match else plan
    whole = pattern(r"(\d+)(.*)").fullmatch(phase)
    return f"{whole[1].zfill(2)}{whole[2]}-{number}" if whole else f"{phase}-{number}"
