"""Counters, percentage and progress bar of a state file that cannot all be true.

## What it does
Reports a state file in which more phases or plans are completed than there are, the current
plan is beyond the last one, a progress bar shows another share than the percentage beside it,
or a percentage fits none of the definitions in use: completed plans of all plans, completed
phases of all phases, the smaller of the two, or their mean. Counters often cover the running
milestone only, so numbers of different reach are never compared.

## Why is this bad?
The state file is what a session reads first. With two answers to "how far are we?", work is
repeated or left out.

## Example
```markdown bad path=.planning/STATE.md
---
gsd_state_version: 1.0
status: executing
progress:
  total_phases: 4
  completed_phases: 2
  total_plans: 10
  completed_plans: 5
  percent: 90
---

# Project State
```

Use instead:
```markdown good path=.planning/STATE.md
---
gsd_state_version: 1.0
status: executing
progress:
  total_phases: 4
  completed_phases: 2
  total_plans: 10
  completed_plans: 5
  percent: 50
---

# Project State
```

Between documents:
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger
**Plans:** 2 plans

==> .planning/STATE.md <==
# Project State

## Current Position

Phase: 1 of 1 (Ledger)
Plan: 1 of 2

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Entries Summary

==> .planning/phases/01-ledger/01-02-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-02-SUMMARY.md <==
# Phase 1 Plan 2: Reports Summary
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger
**Plans:** 2 plans

==> .planning/STATE.md <==
# Project State

## Current Position

Phase: 1 of 1 (Ledger)
Plan: 2 of 2

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Entries Summary

==> .planning/phases/01-ledger/01-02-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-02-SUMMARY.md <==
# Phase 1 Plan 2: Reports Summary
```

## How to fix
Count the plans and phases that are complete, and write the share of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FRONT_MATTER, Progress, Subject
from auditlint.findings import SAFE, Edit, Finding, Fix, Related
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context, ProjectContext

RULE = Rule(
    code="CNT010",
    name="progress-bar",
    summary="Counters, percentage and bar of a state file disagree",
    severity="warning",
    fix="safe",
    needs=("Progress",),
    scope="both",
    preview_project=True,
)

#: How far a percentage may be from a definition: it is rounded, or was cut off.
_SLACK = 1.0


_DOCUMENT = Subject("document", "")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each impossible counter and each share that nothing bears out."""
    claims = context.claims.of(Progress)
    counters = [one for one in claims if one.measure in ("phases", "plans")]
    beyond = False
    for one in counters:
        if one.done is not None and one.total is not None and one.done > one.total:
            beyond = True
            yield Finding(
                one.span,
                f"{one.done} {one.measure} completed, but there are {one.total} in all",
                data={"measure": one.measure, "done": one.done, "total": one.total},
            )
    for one in claims:
        if one.measure == "current plan" or (
            one.measure == "current phase" and _first_milestone(context.document.text)
        ):
            yield from _current(one)
        elif one.measure == "bar":
            yield from _bar(one)
        elif one.measure == "percent" and not one.scope:
            if counters and not beyond:
                yield from _percent(one, claims, counters)
            else:
                reason = "a counter is beyond its total" if beyond else (
                    "no counter of phases or plans stands beside the percentage"
                )
                context.undecided(_DOCUMENT, reason, context.document.path, one.span)


def _first_milestone(text: str) -> bool:
    """Whether no later milestone is spoken of: phase numbers go on from one to the next."""
    versions = pattern(r"(?<![\w.])v(\d{1,4}(?:\.\d{1,4})*)").findall(text)
    return all(one in _FIRST for one in versions)


_FIRST = frozenset(("1", "1.0", "1.0.0", "0.1", "0.1.0"))


def _current(one: Progress) -> Iterator[Finding]:
    if one.done is not None and one.total is not None and one.done > one.total:
        yield Finding(
            one.span,
            f"the {one.measure} is {one.done}, but there are {one.total}",
            data={"measure": one.measure, "done": one.done, "total": one.total},
        )


def _bar(one: Progress) -> Iterator[Finding]:
    """A bar may be off by one cell, since it is rounded up, down or to the nearest."""
    if one.done is None or not one.total or one.percent is None:
        return
    share = 100 * one.done / one.total
    if abs(share - one.percent) > 100 / one.total + _SLACK:
        yield Finding(
            one.span,
            f"the bar shows {one.done} of {one.total} cells ({share:.0f}%), but {one.percent:g}%"
            " is written beside it",
            data={"measure": "bar", "cells": f"{one.done}/{one.total}", "percent": one.percent},
        )


def _definitions(counters: list[Progress]) -> list[tuple[float, str]]:
    """The shares that the counters give, with words for each."""
    shares = []
    for one in counters:
        if one.done is None or one.total is None:
            continue
        share = 100 * one.done / one.total if one.total else 0.0
        shares.append((share, f"{one.done} of {one.total} {one.measure}"))
        if not one.total:
            # Nothing counted is no progress, or all there is.
            shares.append((100.0, "nothing to do"))
    if len(counters) == 2 and len(shares) == 2:
        shares.append(((shares[0][0] + shares[1][0]) / 2, "the mean of both"))
    return shares


def _percent(
    one: Progress, claims: list[Progress], counters: list[Progress]
) -> Iterator[Finding]:
    """Hold a percentage against the counters; one in the body against front matter's too."""
    if one.percent is None or not counters:
        return
    definitions = _definitions(counters)
    front = next(
        (
            other for other in claims
            if other.measure == "percent" and other.source == FRONT_MATTER
        ),
        None,
    )
    accepted = [share for share, _ in definitions]
    if one.source != FRONT_MATTER:
        if front is None or front.percent is None:
            return
        accepted.append(front.percent)
    if any(abs(share - one.percent) <= _SLACK for share in accepted):
        return
    said = " and ".join(
        f"{words} ({share:.0f}%)" for share, words in definitions[:2] if words != "nothing to do"
    )
    shares = {round(share) for share in accepted}
    fix = None
    if len(shares) == 1:
        value = str(shares.pop())
        fix = Fix(SAFE, f"Change {one.percent:g} to {value}", (Edit(one.span, value),))
    yield Finding(
        one.span,
        f"{one.percent:g}% stated, but {said} are completed",
        related=tuple(
            Related(other.span, f"{other.done} of {other.total} {other.measure}")
            for other in counters
        ),
        fix=fix,
        data={"measure": "percent", "stated": one.percent, "counters": said},
    )


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each counter that the phases and plans on disk do not bear out."""
    from auditlint.rules.cnt._progress_on_disk import check_state

    for workspace in context.ledger.workspaces:
        yield from check_state(workspace)
