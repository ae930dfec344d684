"""When a document says that something happened: one moment, or none where it says several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Dated
from auditlint.ledger.facts import Statement
from auditlint.reading import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.ledger.facts import Facts
    from auditlint.reading.dates import Moment


class When(NamedTuple):
    """A moment, and the statement that gives it."""

    moment: Moment
    place: Statement


def own_moment(facts: Facts, event: str) -> When | None:
    """Return when `event` of the document itself was; None where it says nothing, or two days."""
    return agreed(
        Statement(facts, one) for one in facts.of(Dated)
        if one.subject.type == "document" and one.event == event
    )


def phase_moments(facts: Facts, event: str) -> dict[str, When]:
    """Return when `event` of each phase was, by a document that gives one day for it."""
    found: dict[str, list[Statement]] = {}
    for one in facts.of(Dated):
        if one.subject.type == "phase" and one.event == event:
            found.setdefault(one.subject.id, []).append(Statement(facts, one))
    moments = ((identity, agreed(same)) for identity, same in found.items())
    return {identity: one for identity, one in moments if one is not None}


def agreed(statements: Iterable[Statement]) -> When | None:
    """Return the moment that statements about one event give; None for none, or for two days.

    A time of day is preferred to a bare date. A document that dates one event twice is the
    finding of a rule on that document.
    """
    found = [
        When(moment, one) for one in statements
        if (moment := dates.read(one.claim.when)) is not None
    ]
    if not found or any(one.moment.day != found[0].moment.day for one in found):
        return None
    return next((one for one in found if one.moment.timed and one.moment.zoned), found[0])
