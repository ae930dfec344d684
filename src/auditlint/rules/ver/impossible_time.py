"""PAGE"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import PATH, Dated
from auditlint.findings import Finding
from auditlint.reading import dates
from auditlint.rules.base import Rule
from auditlint.source import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence import Evidence
    from auditlint.reading.dates import Moment
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="VER010",
    name="impossible-time",
    summary="A report's own time lies after the commit that holds it, or in the future",
    severity="notice",
    scope="project",
    needs=("Dated",),
)

#: Events that a report dates when it is written, so that they cannot lie ahead.
_PAST = frozenset(("verified", "audited", "completed", "reviewed", "validated", "secured"))
_TOLERANCE = 10 * 60
#: Seconds of the era of `dates` at the beginning of 1970.
_EPOCH = 719_163 * 24 * 60 * 60


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each time of a document that it cannot have been written at."""
    for facts in context.ledger.by_path.values():
        if "Dated" not in facts.types:
            continue
        told: set[str] = set()
        for one in facts.of(Dated):
            moment = dates.read(one.when)
            if (
                moment is None or one.subject.type != "document" or one.event not in _PAST
                or one.source == PATH or one.when in told
            ):
                continue
            told.add(one.when)
            said = _against(context.evidence, facts.path, one.when, _earliest(moment))
            if said:
                yield Finding(
                    one.span, f"{one.event} {one.when.strip()} lies {said}",
                    data={"event": one.event, "when": one.when}, path=facts.path,
                )


def _earliest(moment: Moment) -> int:
    """Return the earliest second, since 1970, that a written time can mean."""
    zone = 0 if moment.zoned else 14 * 60 * 60
    return moment.second - _EPOCH - zone


def _against(evidence: Evidence, path: str, when: str, earliest: int) -> str:
    """Say what the time of a document lies after; "" for nothing."""
    if earliest > clock.now() + _TOLERANCE:
        return "in the future"
    history = evidence.history
    if not history.is_known or not evidence.contents.is_committed(path):
        return ""
    last, first = history.last_write(path), history.first_write(path)
    for commit in (first, last):
        if commit is None or earliest <= commit.time + _TOLERANCE:
            continue
        text = evidence.contents.text(path, commit.id)
        if text is not None and when in text:
            minutes = (earliest - commit.time) // 60
            return f"{_length(minutes)} after commit {commit.id[:9]}, which holds it"
    return ""


def _length(minutes: int) -> str:
    if minutes < 120:
        return f"{minutes} minutes"
    if minutes < 48 * 60:
        return f"{minutes // 60} hours"
    return f"{minutes // (24 * 60)} days"
