"""A stated number of things that are listed in another number.

## What it does
Takes sentences and fields that say how many there are ("23 identified issues", "All 14
requirements", "12 items across 3 phases") and counts what the document lists. A number that
agrees with any complete list of that noun is right; approximate numbers, subsets ("12 of 20",
"6 more") and lists that may be partial are left alone.

Between documents, the phases and plans that a milestones file states for a shipped milestone,
and the completed plans that a state file states, are held against the plans and summaries in
the phase folders, where all folders are still there and no way of counting gives the number.

## Why is this bad?
The number in the summary is the one that gets quoted. If the list below it grew or shrank since,
nobody knows whether an entry was forgotten or the sum is old.

## Example
```markdown bad path=docs/API_REVIEW.md
# API Review

A full pass over the service found 3 issues.

## High Priority Issues

### API-001: No limit on page size
**Severity**: High
**Fix**: Cap it.

### API-002: Errors leak stack traces
**Severity**: High
**Fix**: Map them.
```

Use instead:
```markdown good path=docs/API_REVIEW.md
# API Review

A full pass over the service found 2 issues.

## High Priority Issues

### API-001: No limit on page size
**Severity**: High
**Fix**: Cap it.

### API-002: Errors leak stack traces
**Severity**: High
**Fix**: Map them.
```

Between documents:
```text bad tree
==> .planning/MILESTONES.md <==
# Milestones

## v1.0 Ledger (Shipped: 2026-03-09)

**Phases completed:** 1 phases, 3 plans

==> .planning/milestones/v1.0-ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

==> .planning/milestones/v1.0-phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/milestones/v1.0-phases/01-ledger/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Entries Summary

==> .planning/milestones/v1.0-phases/01-ledger/01-02-PLAN.md <==
# Plan

==> .planning/milestones/v1.0-phases/01-ledger/01-02-SUMMARY.md <==
# Phase 1 Plan 2: Reports Summary
```

Use instead:
```text good tree
==> .planning/MILESTONES.md <==
# Milestones

## v1.0 Ledger (Shipped: 2026-03-09)

**Phases completed:** 1 phases, 2 plans

==> .planning/milestones/v1.0-ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

==> .planning/milestones/v1.0-phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/milestones/v1.0-phases/01-ledger/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Entries Summary

==> .planning/milestones/v1.0-phases/01-ledger/01-02-PLAN.md <==
# Plan

==> .planning/milestones/v1.0-phases/01-ledger/01-02-SUMMARY.md <==
# Phase 1 Plan 2: Reports Summary
```

## How to fix
Count the entries, then correct the sentence, or add the entry that is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FRONT_MATTER, Count, Tally
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context, ProjectContext

RULE = Rule(
    code="CNT004",
    name="stated-count",
    summary="A stated number differs from what is listed",
    severity="error",
    fix="unsafe",
    needs=("Count", "Tally"),
    scope="both",
    preview_project=True,
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each bare number that none of the lists of its noun bears out."""
    tallies: dict[tuple[str, str], list[Tally]] = {}
    for tally in context.claims.of(Tally):
        tallies.setdefault((tally.noun, tally.scope), []).append(tally)
    for count in context.claims.of(Count):
        if count.done is not None or count.total is None or count.approximate:
            continue
        if count.source == FRONT_MATTER:
            continue  # Front matter against body is CNT008's.
        lists = tallies.get((count.noun, count.scope), [])
        if lists and not any(_fits(count.total, one) for one in lists):
            yield _finding(count, count.total, lists)


def _fits(stated: int, tally: Tally) -> bool:
    if tally.complete:
        return stated == tally.total
    # A list that may be partial only shows that there are at least so many.
    return stated >= tally.total


def _finding(count: Count, stated: int, lists: list[Tally]) -> Finding:
    numbers = list(dict.fromkeys(one.total for one in lists))
    listed = " or ".join(str(number) for number in numbers)
    fix = None
    if len(numbers) == 1 and lists[0].complete:
        fix = Fix(UNSAFE, f"Change {stated} to {listed}", (Edit(count.span, listed),))
    verb = "is" if numbers == [1] else "are"
    return Finding(
        count.span,
        f"{stated} {count.noun} stated, but {listed} {verb} listed",
        related=tuple(Related(one.span, f"{one.total} {one.noun} listed") for one in lists),
        fix=fix,
        data={"noun": count.noun, "stated": stated, "listed": listed, "scope": count.scope},
    )


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each number of a milestone that its folders do not bear out."""
    from auditlint.rules.cnt._numbers_on_disk import check_milestones
    from auditlint.rules.cnt._progress_on_disk import check_totals

    for workspace in context.ledger.workspaces:
        yield from check_milestones(context, workspace)
        yield from check_totals(workspace)
