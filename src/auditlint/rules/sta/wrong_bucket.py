"""An issue that is scheduled below its severity, or left out of a list that its peers are in.

## What it does
Compares each open issue's severity with the bucket of the recommendations that it is scheduled
in: a critical issue under "Next Sprint" or a high one under "Backlog" is a warning. Two notices
besides: an issue without any recommendation although more than half of the issues of its
severity have one, and an issue in no checklist although two thirds of all issues are. Buckets
whose name says nothing of urgency are left alone.

## Why is this bad?
The recommendations are what gets worked off. What is missing there, or stands too low, ships.

## Example
```markdown bad path=docs/STORAGE_REVIEW.md
# Storage Review

## Critical Issues

### STO-001: Lost writes on power failure
**Severity**: Critical
**Fix**: Sync the log.

### STO-002: Deletes come back
**Severity**: Critical
**Fix**: Keep tombstones.

## Recommendations

### Immediate
1. Fix STO-001: sync the log

### Next Sprint
2. Fix STO-002: keep tombstones
```

Use instead:
```markdown good path=docs/STORAGE_REVIEW.md
# Storage Review

## Critical Issues

### STO-001: Lost writes on power failure
**Severity**: Critical
**Fix**: Sync the log.

### STO-002: Deletes come back
**Severity**: Critical
**Fix**: Keep tombstones.

## Recommendations

### Immediate
1. Fix STO-001: sync the log
2. Fix STO-002: keep tombstones

### Next Sprint
3. Read the recovery path again
```

## How to fix
Move the issue up, add it to the list, or lower its severity if it is not as bad as it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import BUCKET, HEADING, Cites, Defines, Severity, Status, Subject
from auditlint.findings import NOTICE, WARNING, Finding, Related
from auditlint.reading import words
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="STA007",
    name="wrong-bucket",
    summary="An issue is scheduled below its severity, or missing where its peers are listed",
    severity="notice",
    needs=("Defines", "Cites"),
)

_SETTLED = (words.DONE, words.HELD)


def check(context: Context) -> Iterator[Finding]:
    """Yield findings for issues in a bucket below their severity, and for those left out."""
    claims = context.claims
    settled = {one.subject for one in claims.of(Status) if one.state in _SETTLED}
    entries: dict[Subject, Defines] = {}
    for one in claims.of(Defines):
        if one.subject.type == "issue" and one.subject not in settled:
            entries.setdefault(one.subject, one)
    severity: dict[Subject, Severity] = {}
    scheduled: dict[Subject, Severity] = {}
    for level in claims.of(Severity):
        if level.source == BUCKET:
            best = scheduled.get(level.subject)
            if best is None or level.rank < best.rank:
                scheduled[level.subject] = level
        elif level.source != HEADING or level.subject not in severity:
            severity[level.subject] = level
    yield from _too_low(entries, severity, scheduled)
    cited: dict[str, set[Subject]] = {}
    for cite in claims.of(Cites):
        cited.setdefault(cite.role, set()).add(cite.subject)
    yield from _not_recommended(entries, severity, cited.get("recommendation", set()))
    yield from _not_listed(entries, cited.get("checklist", set()))


def _too_low(
    entries: dict[Subject, Defines],
    severity: dict[Subject, Severity],
    scheduled: dict[Subject, Severity],
) -> Iterator[Finding]:
    for subject, bucket in scheduled.items():
        own = severity.get(subject)
        if subject in entries and own is not None and own.rank < bucket.rank:
            yield Finding(
                bucket.span,
                f"{subject.id} is {own.level}, but scheduled under {_short(bucket.level)}",
                related=(Related(own.span, f"{subject.id} is {own.level}"),),
                data={"subject": subject.id, "severity": own.level, "bucket": bucket.level},
                severity=WARNING,
            )


def _not_recommended(
    entries: dict[Subject, Defines], severity: dict[Subject, Severity], cited: set[Subject]
) -> Iterator[Finding]:
    by_level: dict[str, list[Subject]] = {}
    for subject in entries:
        own = severity.get(subject)
        if own is not None:
            by_level.setdefault(own.level, []).append(subject)
    for level, subjects in by_level.items():
        there = sum(1 for one in subjects if one in cited)
        if there * 2 <= len(subjects):
            continue
        for subject in subjects:
            if subject not in cited:
                yield Finding(
                    entries[subject].span,
                    f"{subject.id} has no recommendation, but {there} of the {len(subjects)} "
                    f"{level} issues have one",
                    data={"subject": subject.id, "missing": "recommendation"},
                    severity=NOTICE,
                )


def _not_listed(entries: dict[Subject, Defines], cited: set[Subject]) -> Iterator[Finding]:
    by_prefix: dict[str, list[Subject]] = {}
    for subject in entries:
        by_prefix.setdefault(subject.id.rpartition("-")[0], []).append(subject)
    for subjects in by_prefix.values():
        there = sum(1 for one in subjects if one in cited)
        if there < 2 or there * 3 < len(subjects) * 2:
            continue
        for subject in subjects:
            if subject not in cited:
                yield Finding(
                    entries[subject].span,
                    f"{subject.id} stands in no checklist, but {there} of the {len(subjects)} "
                    "open issues do",
                    data={"subject": subject.id, "missing": "checklist"},
                    severity=NOTICE,
                )


def _short(title: str) -> str:
    return repr(title if len(title) <= 48 else title[:47] + "…")
