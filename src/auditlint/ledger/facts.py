"""What project rules know of one document, and what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from auditlint.reading import words
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from auditlint.claims import Claim
    from auditlint.ledger.record import Parts

_T = TypeVar("_T")


class Facts:
    """What project rules know of one document: where it is, what it is, what it says.

    Facts of another process, or of the cache, hold a record (`auditlint.ledger.record`), of
    which claims are made type by type as they are asked for.
    """

    __slots__ = (
        "_by_type", "_claims", "_parts", "_record", "_starts", "_types", "age", "digest",
        "has_directives", "kind", "path",
    )  # fmt: skip

    def __init__(
        self,
        path: str,
        kind: str,
        age: str,
        claims: Iterable[Claim] | None = (),
        starts: Sequence[int] | None = (0,),
        has_directives: bool = False,
        digest: str = "",
        record: bytes = b"",
    ) -> None:
        self.path = path
        self.kind = kind
        self.age = age
        self.has_directives = has_directives
        """Whether the document holds comments for auditlint."""
        self.digest = digest
        """Of the text with all white space made one space; "" for kinds that are not copied."""
        self._claims = None if claims is None else tuple(claims)
        self._starts = starts
        self._types: frozenset[str] | None = None
        self._record = record
        self._by_type: dict[str, list[Any]] = {}
        self._parts: Parts | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as a record."""
        return Facts, (
            self.path, self.kind, self.age, None, None, self.has_directives, self.digest,
            self.record,
        )

    def of_age(self, age: str) -> Facts:
        """Return the same facts of a document of another age."""
        return Facts(
            self.path, self.kind, age, self._claims, self._starts, self.has_directives, self.digest,
            self._record,
        )

    @property
    def record(self) -> bytes:
        """The claims and line starts as bytes."""
        if not self._record:
            from auditlint.ledger.record import pack

            self._record = pack(self.claims, self.starts)
        return self._record

    @property
    def starts(self) -> Sequence[int]:
        """The offsets at which its lines begin, so that a claim's span can be placed."""
        if self._starts is None:
            from auditlint.ledger.record import line_starts

            self._starts = line_starts(self._record, self._places())
        return self._starts

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, in the order in which the document makes them."""
        if self._claims is None:
            from auditlint.ledger.record import order

            names = list(order(self._record, self._places()))
            groups = {name: iter(self._of(name)) for name in set(names)}
            self._claims = tuple(next(groups[name]) for name in names)
        return self._claims

    def of(self, kind: type[_T]) -> Iterator[_T]:
        """Yield the claims of one type."""
        return iter(self._of(kind.__name__))

    def _of(self, name: str) -> list[Any]:
        found = self._by_type.get(name)
        if found is None:
            if self._claims is None:
                from auditlint.ledger.record import rows

                found = rows(self._record, self._places(), name)
            else:
                if not self._by_type:
                    for one in self._claims:
                        self._by_type.setdefault(type(one).__name__, []).append(one)
                found = self._by_type.get(name, [])
            self._by_type[name] = found
        return found

    @property
    def types(self) -> Collection[str]:
        """The names of the types of claim that the document makes."""
        if self._claims is None:
            return self._places().types.keys()
        if self._types is None:
            self._types = frozenset(type(one).__name__ for one in self._claims)
        return self._types

    def _places(self) -> Parts:
        if self._parts is None:
            from auditlint.ledger.record import parts_of

            self._parts = parts_of(self._record)
        return self._parts


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
