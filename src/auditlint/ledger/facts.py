"""What project rules know of one document, and what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from auditlint.reading import words
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditlint.claims import Claim

_T = TypeVar("_T")


class Facts(NamedTuple):
    """What project rules know of one document: where it is, what it is, what it says.

    `starts` are the offsets at which its lines begin, so that a claim's span can be placed.
    """

    path: str
    kind: str
    age: str
    claims: tuple[Claim, ...]
    starts: Sequence[int]
    has_directives: bool = False
    """Whether the document holds comments for auditlint."""
    digest: str = ""
    """Of the text with all white space made one space; "" for kinds that are not copied about."""

    def of(self, kind: type[_T]) -> Iterator[_T]:
        """Yield the claims of one type."""
        for claim in self.claims:
            if type(claim) is kind:
                yield claim


class Statement(NamedTuple):
    """A claim and the document that makes it."""

    facts: Facts
    claim: Any

    @property
    def span(self) -> Span:
        """The claim's place in its document."""
        span: Span = self.claim.span
        return span


def own_state(facts: Facts) -> str:
    """Return the state that a document says it is in; unknown where it says two, or nothing."""
    from auditlint.claims import Status

    states = {one.state for one in facts.of(Status) if one.subject.type == "document"}
    return states.pop() if len(states) == 1 else words.UNKNOWN


def complete_phases(roadmap: Facts) -> dict[str, Span]:
    """Return the phases that a roadmap calls complete, each with the first place that does.

    A phase that the same roadmap calls anything else is left out, and so is one that it calls
    complete with a reservation.
    """
    from auditlint.claims import Status

    found: dict[str, Span] = {}
    other: set[str] = set()
    for one in roadmap.of(Status):
        if one.subject.type != "phase":
            continue
        if one.state == words.DONE and not any(map(str.isalpha, words.read(one.raw).tail)):
            found.setdefault(one.subject.id, one.span)
        else:
            other.add(one.subject.id)
    return {identity: span for identity, span in found.items() if identity not in other}


def is_finished(summary: Facts) -> bool:
    """Whether a summary does not call itself anything but done (partial, blocked, halted...)."""
    from auditlint.claims import Status

    return all(
        one.state == words.DONE for one in summary.of(Status) if one.subject.type == "document"
    )
