"""A plan's wave is not after the waves that it depends on.

## What it does
Compares `wave` of a plan with the waves of the plans of the same phase in its `depends_on`, and
reports a wave that is not greater. A wave that is later than needed is fine. Gap-closure plans
(`gap_closure: true`) begin again at wave 1 and are left alone, as is every plan without a wave.

## Why is this bad?
All plans of one wave are started together. A plan in the same wave as the one it needs is
started before that is done.

## Example
```text bad tree
==> .planning/phases/01-ledger/01-01-PLAN.md <==
---
phase: 01-ledger
plan: 01
wave: 1
depends_on: []
---

# Plan

==> .planning/phases/01-ledger/01-02-PLAN.md <==
---
phase: 01-ledger
plan: 02
wave: 1
depends_on: ["01-01"]
---

# Plan
```

Use instead:
```text good tree
==> .planning/phases/01-ledger/01-01-PLAN.md <==
---
phase: 01-ledger
plan: 01
wave: 1
depends_on: []
---

# Plan

==> .planning/phases/01-ledger/01-02-PLAN.md <==
---
phase: 01-ledger
plan: 02
wave: 2
depends_on: ["01-01"]
---

# Plan
```

## How to fix
Give the plan the wave behind the last one that it depends on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Subject
from auditlint.findings import Finding, Related
from auditlint.ledger.schedule import schedule_of
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.schedule import Schedule, Step
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="PLN002",
    name="wave",
    summary="A plan's wave is not after the waves that it depends on",
    severity="warning",
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each plan whose wave comes too early."""
    for workspace in context.ledger.workspaces:
        schedule = schedule_of(workspace)
        for step in schedule.steps.values():
            yield from _check_step(schedule, step, context.undecided)


def _check_step(
    schedule: Schedule, step: Step, undecided: Undecided
) -> Iterator[Finding]:
    own = step.schedule
    if own is None or own.wave is None or own.restarts:
        if own is not None:
            reason = "the plan closes gaps, so its waves begin anew" if own.restarts else (
                "the plan names no wave"
            )
            undecided(Subject("plan", step.name), reason, step.document.path, own.span)
        return
    late: list[tuple[int, Step]] = []
    for one in step.after:
        other = schedule.steps.get(one.target) if one.target is not None else None
        if other is None or other is step or other.phase is not step.phase:
            continue
        theirs = other.schedule
        if theirs is not None and theirs.wave is not None and theirs.wave >= own.wave:
            late.append((theirs.wave, other))
    if not late:
        return
    wave, other = max(late, key=lambda one: one[0])
    relation = f"is in wave {wave} too" if wave == own.wave else f"is in wave {wave}"
    yield Finding(
        own.span,
        f"plan {step.name} is in wave {own.wave}, but depends on {other.name}, which {relation}",
        related=tuple(
            Related(each.schedule.span, f"plan {each.name} is in wave {number}", each.document.path)
            for number, each in late if each.schedule is not None
        ),
        data={"plan": step.name, "wave": own.wave, "on": other.name, "its": wave},
        path=step.document.path,
    )
