"""What a state file says of the status of the current phase and of milestones.

Only plain words count ("COMPLETE", "In progress", "Executing Phase 3", "v1.0 milestone shipped"):
the lines of a state file are prose as often as they are values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import FIELD, FRONT_MATTER, Dated, Named, Status, Subject
from auditlint.kinds.gsd.phases import NUMBER
from auditlint.kinds.traceability import version_in
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from auditlint.claims import Claim
    from auditlint.parsing.nodes import Mapping as Node

_PLAIN = frozenset((
    "complete", "completed", "done", "phase complete", "shipped", "in progress", "in-progress",
    "executing", "active", "not started",
))  # fmt: skip
_READY = ("ready to execute", "ready to plan")
_BETWEEN = r"\s*(?:—|–|--|\s-\s|[()|,;✓✅🔄🚧*])\s*"
#: What follows "complete" where it is not all that the phase needs.
_RESERVED = r"\b(?:ready|await|pending|verif|uat|except|partial|gap|review|human|but|not)"
_PHASE_STATUS = (
    rf"\**phase\s+({NUMBER})(?:\s+\([^()\n]{{1,80}}\))?\s+\**(complete[d]?|done|in progress)\b"
    r"(?![-/])([^\r\n]*)"
)
_EXECUTING = rf"executing\s+phase\s+({NUMBER})(?![\w.-]*\d)"
_MILESTONE = r"\b(?:milestone\s+(v\d[\d.]*\d|v\d)|(v\d[\d.]*\d|v\d)(?:\s+milestone)?)\s+\**(complete[d]?|shipped|archived)\b"
_SHIPPED = (
    r"(?:\(|--|—|–|\s-\s|,)\s*\W{0,3}(shipped|complete[d]?)\b:?\W{0,3}"
    r"(?:on\s+)?(\d{4}-\d{2}-\d{2})?\s*\)?\W{0,3}$"
)
#: A longer line is a report, not a status.
_LONGEST = 500
#: The framework's own tool writes these where it knows no milestone.
_NO_NAME = frozenset(("", "milestone", "null", "~", "none", "tbd"))


class Line(NamedTuple):
    """A ``Key: value`` line of the current position, bold or plain."""

    key: str
    value: str
    span: Span


def status_claims(meta: Node | None, lines: Mapping[str, Line]) -> Iterator[Claim]:
    """Yield the statuses of the current phase and of milestones, and the milestone's name."""
    if meta is not None:
        yield from _front_matter(meta)
    lines = {key: line for key, line in lines.items() if len(line.value) <= _LONGEST}
    for key in ("phase", "status"):
        if key in lines:
            yield from _milestone_words(lines[key].value, lines[key].span.start, FIELD)
    if "milestone" in lines:
        yield from _milestone_line(lines["milestone"])
    yield from _phase(lines.get("phase"), lines.get("status"))


def _front_matter(meta: Node) -> Iterator[Claim]:
    status, milestone, name = (
        meta.scalar(key) for key in ("status", "milestone", "milestone_name")
    )
    version = version_in(milestone.text) if milestone is not None else ""
    named = name is not None and name.text.casefold() not in _NO_NAME
    if version and name is not None and named:
        yield Named(Subject("milestone", version), name.text, name.span, FRONT_MATTER)
    if status is None or len(status.text) > _LONGEST:
        return
    yield from _milestone_words(status.text, status.span.start, FRONT_MATTER)
    if version and named and words.clean(status.text.replace("_", " ")) in _PLAIN:
        state = words.state(status.text)
        if state == words.ACTIVE:
            yield Status(Subject("milestone", version), state, status.text, status.span, FRONT_MATTER)


def _milestone_words(text: str, base: int, source: str) -> Iterator[Claim]:
    """``v1.0 milestone complete, archived``, ``Milestone v3.0 complete``."""
    match = pattern(_MILESTONE, 2).search(text)
    if match is None or pattern(_RESERVED, 2).search(text, match.end()):
        return
    version = version_in(match[1] or match[2])
    if version and pattern(r"\b(?:not|until|after|when|once|before)\b", 2).search(text, 0, match.start()) is None:
        span = Span(base + match.start(), base + match.end())
        yield Status(Subject("milestone", version), words.DONE, match[0], span, source)


def _milestone_line(line: Line) -> Iterator[Claim]:
    """Name and status in ``v1.0 Production Readiness -- SHIPPED 2026-02-11``."""
    version = version_in(line.value.split(" ")[0].strip("*"))
    if not version:
        return
    subject = Subject("milestone", version)
    base = line.span.start
    named = pattern(r"\**v\d[\d.]*\**[\s:—–-]+\**([^\W\d][^(,—–*\r\n]*?)(?=\s*(?:--|\s-\s|[(,—–*]|$))").match(line.value)
    if named is not None:
        at = Span(base + named.start(1), base + named.end(1))
        yield Named(subject, named[1], at, FIELD)
    match = pattern(_SHIPPED, 2).search(line.value)
    if match is None:
        return
    said = Span(base + match.start(1), base + match.end(1))
    yield Status(subject, words.DONE, match[1], said, FIELD)
    if match[2] and match[1].casefold() == "shipped":
        yield Dated(subject, "shipped", match[2], Span(base + match.start(2), base + match.end(2)), FIELD)


def _phase(phase: Line | None, status: Line | None) -> Iterator[Claim]:
    """The current phase's status: from its own line, or else from the status line."""
    number = pattern(rf"\**(?:phase\s+)?({NUMBER})(?![\w.]|-\d)", 2).match(phase.value) if phase else None
    current = phase_id(number[1]) if number is not None else None
    if phase is not None and number is not None and current is not None:
        own = list(_plain_words(phase.value, number.end(), phase.span.start, current))
        if own:
            if len({one.state for one in own}) == 1:
                yield own[0]
            return
    if status is None:
        return
    match = pattern(_PHASE_STATUS, 2).match(status.value) or pattern(_EXECUTING, 2).match(status.value)
    if match is not None:
        yield from _said(match, status)
    elif current is not None:
        yield from _bare(status, str(current))


def _plain_words(text: str, start: int, base: int, current: object) -> Iterator[Status]:
    at = start
    for gap in [*pattern(_BETWEEN).finditer(text, start), None]:
        end = gap.start() if gap is not None else len(text)
        piece = text[at:end]
        if words.clean(piece) in _PLAIN and not pattern(_RESERVED, 2).search(text, end):
            lead = len(piece) - len(piece.lstrip())
            span = Span(base + at + lead, base + at + lead + len(piece.strip()))
            state = words.state(piece)
            yield Status(Subject("phase", str(current)), state, piece.strip(), span, FIELD)
        at = gap.end() if gap is not None else end


def _said(match: re.Match[str], line: Line) -> Iterator[Claim]:
    number = phase_id(match[1])
    executing = match.re.groups == 1
    if number is None or (not executing and pattern(_RESERVED, 2).search(match[3])):
        return
    state = words.ACTIVE if executing else words.state(match[2])
    end = match.end() if executing else match.end(2)
    span = Span(line.span.start + match.start(), line.span.start + end)
    yield Status(Subject("phase", str(number)), state, line.value[match.start() : end], span, FIELD)


def _bare(line: Line, current: str) -> Iterator[Claim]:
    folded = words.clean(line.value)
    if folded in _PLAIN:
        yield Status(Subject("phase", current), words.state(line.value), line.value, line.span, FIELD)
    elif folded in _READY:
        yield Status(Subject("phase", current), words.OPEN, line.value, line.span, FIELD)
