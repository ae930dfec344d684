"""An event that is dated before the one it follows.

## What it does
Compares the dates and times that a document gives for one thing: completed is not before
started, updated not before created, a repeated verification not before the one it repeats. Times
are compared in UTC where both have a zone. Where only dates are given, or only one of the two
has a zone, a day of difference is tolerated.

Between documents it reports a phase that the roadmap dates complete before the first of its plans
was completed by their summaries, a verification that is older than all the work that it
verifies, and a milestone that the milestones file dates shipped before the last of its archived
phases. There a whole day is tolerated even where times are given, and plans that close gaps are
left out.

## Why is this bad?
One of the two dates is invented or was copied from elsewhere, and durations and timelines that
are worked out from them are wrong.

## Example
```markdown bad path=.planning/phases/08-parser/08-02-SUMMARY.md
---
phase: 08-parser
plan: 02
---

# Phase 8 Plan 2: Parser Summary

## Performance

- **Started:** 2026-03-02T14:10:00Z
- **Completed:** 2026-03-02T13:40:00Z
```

Use instead:
```markdown good path=.planning/phases/08-parser/08-02-SUMMARY.md
---
phase: 08-parser
plan: 02
---

# Phase 8 Plan 2: Parser Summary

## Performance

- **Started:** 2026-03-02T13:10:00Z
- **Completed:** 2026-03-02T13:40:00Z
```

Between documents:
```text bad tree
==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
---
phase: 01-ledger
plan: 01
completed: 2026-03-09
---

# Phase 1 Plan 1: Entries Summary
==> .planning/phases/01-ledger/01-VERIFICATION.md <==
---
phase: 01-ledger
verified: 2026-03-02
status: passed
---

# Phase 1: Ledger Verification Report
```

Use instead:
```text good tree
==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
---
phase: 01-ledger
plan: 01
completed: 2026-03-09
---

# Phase 1 Plan 1: Entries Summary
==> .planning/phases/01-ledger/01-VERIFICATION.md <==
---
phase: 01-ledger
verified: 2026-03-10
status: passed
---

# Phase 1: Ledger Verification Report
```

## How to fix
Look up when it happened, for example in the history of the repository, and correct the date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Dated
from auditlint.findings import Finding, Related
from auditlint.reading import dates
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.reading.dates import Moment
    from auditlint.rules.base import Context, ProjectContext

RULE = Rule(
    code="DAT001",
    name="date-order",
    summary="An event is dated before the one it follows",
    severity="warning",
    needs=("Dated",),
    scope="both",
    preview_project=True,
)

#: What comes first, and what follows it.
_ORDER: tuple[tuple[str, str], ...] = (
    ("created", "completed"),
    ("created", "shipped"),
    ("created", "updated"),
    ("created", "audited"),
    ("created", "verified"),
    ("created", "validated"),
    ("started", "completed"),
    ("started", "updated"),
    ("started", "shipped"),
    ("completed", "verified"),
    ("completed", "shipped"),
    ("previously verified", "verified"),
    ("previously audited", "audited"),
    ("reviewed", "reviewed again"),
    ("reviewed", "fixed"),
)


#: More pairs than this are no statements about one thing.
_MANY = 400


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each pair of events that stands the wrong way round."""
    events: dict[tuple[str, str], dict[str, list[tuple[Dated, Moment]]]] = {}
    for one in context.claims.of(Dated):
        moment = dates.read(one.when)
        if moment is not None:
            events.setdefault(one.subject, {}).setdefault(one.event, []).append((one, moment))
    for same in events.values():
        for earlier, later in _ORDER:
            if earlier in same and later in same:
                yield from _compare(same[earlier], same[later])


def _compare(
    earlier: list[tuple[Dated, Moment]], later: list[tuple[Dated, Moment]]
) -> Iterator[Finding]:
    """Report a pair only where every statement of the two events agrees on the wrong order.

    Where an event is stated twice, the statements are one's precise form of the other.
    """
    if len(earlier) * len(later) > _MANY or not all(
        dates.surely_before(after, before) or not _decidable(after, before)
        for _, before in earlier for _, after in later
    ):
        return
    for first, before in earlier:
        for second, after in later:
            if dates.surely_before(after, before):
                subject = "" if first.subject.type == "document" else (
                    f"{first.subject.type} {first.subject.id}: "
                )
                yield Finding(
                    second.span,
                    f"{subject}{second.event} {_said(second, after)}, which is before it was"
                    f" {first.event} ({_said(first, before)})",
                    related=(Related(first.span, f"{first.event} here"),),
                    data={"first": first.event, "second": second.event,
                          "subject": first.subject.id},
                )
                return


def _decidable(one: Moment, other: Moment) -> bool:
    """Whether the order of the two can be told at all: they are more than a day apart, or are
    times of one sort."""
    return (one.timed and other.timed and one.zoned == other.zoned) or abs(
        one.day - other.day
    ) > 1


def _said(claim: Dated, moment: Moment) -> str:
    return claim.when.strip() if len(claim.when.strip()) <= 32 else moment.written


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each thing that is dated before what another document says it rests on."""
    from auditlint.rules.dat._order_between import order

    for workspace in context.ledger.workspaces:
        yield from order(workspace)
