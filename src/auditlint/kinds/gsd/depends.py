"""``**Depends on**: Phase 7 (schema), Phases 9-11`` in a roadmap: the phases that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Depends, Subject
from auditlint.kinds.gsd.phases import NUMBER
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Field

#: What makes a dependency no condition: nothing can be concluded from it.
_SOFT = ("optional", "soft", "parallel", "prefer", "recommend", "partial", "loosely", "ideally",
         "not strict", "can start", "may start", "independent", "only for", "unless", "if ")


def depends(field: Field, subject: Subject) -> Iterator[Depends]:
    """Yield the phases that a field names at its head, up to the first thing that is no phase.

    ``Phase 7 or Phase 8`` is a choice and says nothing; what brackets call optional is left out,
    and so is what they place in a milestone (``Phase 7 (v1.0)``), whose numbers may be its own.
    A phase of a closed milestone (``v1.0/7``) is not read: its numbers mean that milestone's.
    """
    if "/" in subject.id:
        return
    value, base = field.value, field.value_span.start
    found: list[Depends] = []
    one = pattern(rf"(?:Phases?\s+)({NUMBER})(?![\w.])(?:\s?[-–]\s?(\d{{1,4}})(?![\w.]))?", 2)
    more = pattern(rf"({NUMBER})(?![\w.])(?:\s?[-–]\s?(\d{{1,4}})(?![\w.]))?")
    match = one.match(value)
    while match is not None:
        at = match.end()
        brackets = pattern(r"\s*\(([^()]{0,400})\)").match(value, at)
        if brackets is not None:
            at = brackets.end()
        if brackets is None or not (
            any(word in brackets[1].casefold() for word in _SOFT)
            or pattern(r"\bv\d").search(brackets[1])
        ):
            span = Span(base + match.start(), base + match.end())
            found += (Depends(subject, Subject("phase", phase), span) for phase in _numbers(match[1], match[2]))
        joint = pattern(r"\s*(?:,\s*(?:and\s+|or\s+)?|;\s*|\+\s*|&\s*|/\s*|and\s+|or\s+)", 2).match(value, at)
        if joint is None:
            break
        if "or" in joint[0].casefold() or "/" in joint[0]:
            return
        match = one.match(value, joint.end()) or more.match(value, joint.end())
    yield from found


def _numbers(first: str, last: str | None) -> Iterator[str]:
    """The phases of ``7`` or of a range ``7-9``."""
    if last is None:
        phase = phase_id(first)
        if phase is not None:
            yield str(phase)
    elif first.isdigit() and int(first) < int(last) <= int(first) + 100:
        for number in range(int(first), int(last) + 1):
            yield str(number)
