"""A report's own time lies after the commit that holds it, or in the future.

## What it does
Reads when a verification, audit, review, validation or security report says it was made, and
compares that with the commit that first contains it: more than ten minutes later is impossible,
and so is what lies in the future. A time without a zone, a bare date, and the first and last
minute of a day are taken for the earliest moment that they can mean anywhere on earth. Reports
that are not committed as they are, and trees without git, are judged by the clock alone
(`SOURCE_DATE_EPOCH` replaces it).

## Why is this bad?
The time was made up, or is local time that is called UTC. Whoever asks whether a report is newer
than the work it verifies gets a wrong answer.

## Example
```text bad tree
==> .planning/phases/01-kiln/01-VERIFICATION.md <==
---
phase: 01-kiln
verified: 2999-03-02T10:00:00Z
status: passed
score: 1/1 truths verified
---
# Phase 1: Kiln Verification Report
```

Use instead:
```text good tree
==> .planning/phases/01-kiln/01-VERIFICATION.md <==
---
phase: 01-kiln
verified: 2025-03-02T10:00:00Z
status: passed
score: 1/1 truths verified
---
# Phase 1: Kiln Verification Report
```

## How to fix
Write the time at which the report was made, with its zone: `date -u +%Y-%m-%dT%H:%M:%SZ`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import PATH, Dated
from auditlint.findings import Finding
from auditlint.reading import dates
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, Ruling, right, unclear, wrong
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

#: Events of a report's own making: it is written when they happen.
_PAST = frozenset(("verified", "audited", "reviewed", "validated", "secured"))
_TOLERANCE = 10 * 60
#: Seconds of the era of `dates` at the beginning of 1970.
_DAY = 24 * 60 * 60
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
            found = _against(context.evidence, facts.path, one.when, _earliest(moment))
            context.judged(facts.path, one.span, Ruling, *found)
            if found.holds is False:
                yield Finding(
                    one.span, f"{one.event} {_written(one.when)} {found.words}",
                    data={"event": one.event, "when": one.when}, path=facts.path,
                )


def _written(when: str) -> str:
    """Return the time at the beginning of a text."""
    match = pattern(r"[\"'*_` ]*(\d[\d-]+(?:[T ][\d:.]+(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?)").match(when)
    return match[1] if match is not None else when.strip()


def _earliest(moment: Moment) -> int:
    """Return the earliest second, since 1970, that a written time can mean."""
    exact = moment.zoned and not _is_only_a_day(moment)
    return moment.second - _EPOCH - (0 if exact else 14 * 60 * 60)


def _is_only_a_day(moment: Moment) -> bool:
    """Whether a time stands for a whole day, wherever that day is: its first or last minute."""
    return moment.second % _DAY // 60 in (0, 24 * 60 - 1)


def _against(evidence: Evidence, path: str, when: str, earliest: int) -> Ruling:
    """Hold the time of a document against now and the commits that hold it."""
    if earliest > clock.now() + _TOLERANCE:
        return wrong("lies in the future")
    if evidence.repository.git is None:
        return unclear("it is not in the future, and this is no git repository")
    history = evidence.history
    if not history.is_known or not evidence.contents.is_committed(path):
        return unclear(history.doubt or "the document is not committed as it stands")
    last, first = history.last_write(path), history.first_write(path)
    grounds = [Ground("holds the document", commit=one.id) for one in (first, last) if one is not None]
    for commit in (first, last):
        if commit is None or earliest <= commit.time + _TOLERANCE:
            continue
        text = evidence.contents.text(path, commit.id)
        if text is not None and when in text:
            minutes = (earliest - commit.time) // 60
            said = f"lies {_length(minutes)} after commit {commit.id[:9]}, which holds it"
            return wrong(said, Ground(commit=commit.id))
    return right("no commit that holds it is older", *dict.fromkeys(grounds))


def _length(minutes: int) -> str:
    if minutes < 120:
        return f"{minutes} minutes"
    if minutes < 48 * 60:
        return f"{minutes // 60} hours"
    return f"{minutes // (24 * 60)} days"
