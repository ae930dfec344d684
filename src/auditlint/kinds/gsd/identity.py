"""What every phase document says about itself: status, dates, phase and plan.

It says so in up to four places (front matter, the bold block below the title, the title, the
footer), and its path says part of it too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from auditlint.claims import (
    FIELD,
    FOOTER,
    FRONT_MATTER,
    HEADING,
    PATH,
    Belongs,
    Dated,
    Named,
    Status,
    Subject,
    Unreadable,
)
from auditlint.kinds.gsd import paths
from auditlint.parsing.nodes import Mapping, Scalar, Sequence
from auditlint.reading import words
from auditlint.reading.ids import phase_id, phase_of_slug
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Dict

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document

DOCUMENT = Subject("document", "")

_PHASE = r"(?:phase[ ]+)?((?:[A-Z]{1,6}-)?\d{1,6}[A-Za-z]?(?:\.\d{1,6})*)(?=$|[\s:,_(—–-])"
_TITLE = (
    r"(?:phase[ ]+(\d{1,4}[A-Za-z]?(?:\.\d{1,4})*)\b)?"
    r"(?:[ ,:—–-]{0,4}plan[ ]+(?:(\d{1,4}[A-Za-z]?(?:\.\d{1,4})*)-)?(\d{1,4}[A-Za-z]?)(?![\w.]))?"
)


def phase_of(text: str) -> str:
    """Normalise the phase that a value begins with: ``07-parser``, ``Phase 2.1``, ``08``; "" if
    it names none."""
    match = pattern(_PHASE, re.IGNORECASE).match(text.strip())
    found = phase_id(match[1]) if match else None
    if found is None:
        found = phase_of_slug(text.strip())
    return str(found) if found is not None else ""


def identity(document: Document, dates: Dict[str, str], status: bool = True) -> Iterator[Claim]:
    """Yield the claims of a document about itself.

    `dates` maps folded keys (of front matter, fields and footers) to events. `status` says
    whether a ``Status`` field or key is the document's own.
    """
    meta = document.meta
    if meta is not None:
        yield from _front_matter(meta, dates, status)
    if not records_change(meta):
        yield from _body(document, dates, status)
    yield from _title(document)
    yield from _path(document)


def unreadable(document: Document) -> Iterator[Claim]:
    """Say that a document's front matter is no YAML, so that its lists are not known."""
    front = document.front
    if front is not None and not front.valid:
        start = front.problem.span.start if front.problem is not None else 0
        yield Unreadable(Span(start, start))


def _front_matter(meta: Mapping, dates: Dict[str, str], status: bool) -> Iterator[Claim]:
    for entry in meta.entries:
        value = entry.value
        if not isinstance(value, Scalar) or not value.text:
            continue
        key = entry.key
        if key == "status" and status:
            yield Status(DOCUMENT, own_state(value.text), value.text, value.span, FRONT_MATTER)
        elif key in dates:
            yield Dated(DOCUMENT, dates[key], value.text, value.span, FRONT_MATTER)
        elif key == "phase":
            phase = phase_of(value.text)
            if phase:
                yield Belongs(Subject("phase", phase), value.text, value.span, FRONT_MATTER)
        elif key == "plan":
            yield from _plan(value)


def _plan(value: Scalar) -> Iterator[Claim]:
    """``plan: 02`` is a plan's own number, ``plan: 07-02`` names the phase too."""
    text = value.text.strip()
    whole = pattern(
        r"((?:[A-Z]{1,6}-)?\d{1,6}[A-Za-z]?(?:\.\d{1,6})*)-(\d{1,4}[A-Za-z]?)"
    ).fullmatch(text)
    plan = paths.plan_id(whole[2] if whole else text)
    phase = phase_of(whole[1]) if whole else ""
    if plan:
        yield Belongs(Subject("plan", plan), text, value.span, FRONT_MATTER)
    if phase:
        yield Belongs(Subject("phase", phase), text, value.span, FRONT_MATTER)


#: What takes the certainty out of a done state: "complete_deferred", "passed (1 pending)".
_RESERVES = ("defer", "pending", "partial", "except", "with gap", "with issue", "with caveat",
             "with note", "gaps", "conditional", "awaiting", "human")


def own_state(text: str) -> str:
    """The state of a document's own status; unknown where it makes a reservation."""
    word = words.read(text)
    if word.state == words.DONE and any(one in word.tail for one in _RESERVES):
        return words.UNKNOWN
    return word.state


_CHANGES = ("closure", "closed", "resolution", "resolved", "reverified", "re_verified",
            "re-verified", "status_history", "addendum", "approved", "accepted", "updated_after",
            "disposition", "override_reason", "overridden", "waive")


def records_change(meta: Mapping | None) -> bool:
    """Whether front matter says that it was brought up to date after the body was written.

    Such a document is believed: its body is history, and contradicts nothing.
    """
    if meta is None:
        return False
    return any(
        _is_of_change(entry.key)
        and not (isinstance(entry.value, Scalar) and entry.value.text in ("", "false", "null"))
        and not (isinstance(entry.value, Sequence) and not entry.value.items)
        for entry in meta.entries
    )


@lru_cache(maxsize=1 << 10)
def _is_of_change(key: str) -> bool:
    folded = key.casefold()
    return any(word in folded for word in _CHANGES)


def head_end(document: Document) -> int:
    """Where the block below the title ends: at the first heading that is not the title."""
    title = document.title
    for section in document.sections:
        if section is not title and (title is None or section.start > title.start):
            return section.start
    return len(document.text)


def _body(document: Document, dates: Dict[str, str], status: bool) -> Iterator[Claim]:
    end = head_end(document)
    for field in document.fields:
        key = field.key.casefold()
        source = FOOTER if field.style == "footer" else FIELD
        if source == FIELD and field.key_span.start > end:
            continue
        if not field.value:
            continue
        if key == "status" and status and source == FIELD:
            yield Status(DOCUMENT, own_state(field.value), field.value, field.value_span, source)
        elif key in dates:
            yield Dated(DOCUMENT, dates[key], field.value, field.value_span, source)
        elif key == "phase":
            phase = phase_of(field.value)
            if phase:
                yield Belongs(Subject("phase", phase), field.value, field.value_span, source)


def _title(document: Document) -> Iterator[Claim]:
    """``# Phase 7 Plan 2: Parser Summary``; a title that does not begin so says nothing."""
    title = document.title
    if title is None or title.level != 1 or document.prose[document.body : title.start].strip():
        return  # A heading further down is about something else.
    match = pattern(_TITLE, re.IGNORECASE).match(title.title)
    if match is None:
        return
    phase = phase_id(match[1] or match[2] or "")
    if phase is not None:
        yield Belongs(Subject("phase", str(phase)), title.title, title.title_span, HEADING)
    plan = paths.plan_id(match[3] or "")
    if plan:
        yield Belongs(Subject("plan", plan), title.title, title.title_span, HEADING)
    name = _name(title.title[match.end() :])
    if phase is not None and name:
        subject = Subject("plan", f"{phase}-{plan}") if plan else Subject("phase", str(phase))
        yield Named(subject, name, title.title_span, HEADING)


#: What a title says of the document rather than of the phase.
_SUFFIX = (
    r"\s(?:verification(?:[ ]report)?|code[ ]review(?:[ ]report)?|summary|validation[ ]strategy|"
    r"uat|plan|security(?:[ ]report)?|report)$"
)


def _name(rest: str) -> str:
    """The phase's or plan's own name in the rest of a title: ``: Parser Summary`` is Parser."""
    if rest.lstrip()[:1] not in (":", "-", "—", "–"):
        return ""
    padded = " " + rest.strip(" :-—–")
    cut = pattern(_SUFFIX, re.IGNORECASE).search(padded)
    return padded[: cut.start() if cut is not None else None].strip(" :-—–")


def _path(document: Document) -> Iterator[Claim]:
    place = paths.read(document.path)
    here = Span(0, 0)
    name = "/".join(document.path.split("/")[-2:])
    if place.phase is not None:
        yield Belongs(Subject("phase", str(place.phase)), name, here, PATH)
    if place.plan:
        yield Belongs(Subject("plan", place.plan), name, here, PATH)
