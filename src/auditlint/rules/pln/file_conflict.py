"""Two plans of one wave modify the same file.

## What it does
Compares `files_modified` of the plans of a phase that share a `wave`. It reports a file that two
of them modify, unless one depends on the other (directly or through others), one closes gaps
(`gap_closure: true`), or one declares the coupling (`coupling_justified`). Patterns, folders and
planning documents are not compared. Once both plans have their summary it is a notice.

## Why is this bad?
Plans of one wave run at the same time, each in its own work tree. Two that change one file
overwrite each other, or leave a merge to somebody who knows neither.

## Example
```text bad tree
==> .planning/phases/01-ledger/01-01-PLAN.md <==
---
phase: 01-ledger
plan: 01
wave: 1
depends_on: []
files_modified: [src/entries.py]
---

# Plan

==> .planning/phases/01-ledger/01-02-PLAN.md <==
---
phase: 01-ledger
plan: 02
wave: 1
depends_on: []
files_modified: [src/entries.py, src/report.py]
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
files_modified: [src/entries.py]
---

# Plan

==> .planning/phases/01-ledger/01-02-PLAN.md <==
---
phase: 01-ledger
plan: 02
wave: 2
depends_on: ["01-01"]
files_modified: [src/entries.py, src/report.py]
---

# Plan
```

## How to fix
Let one plan depend on the other and move it to a later wave, or give the file to one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import NOTICE, Finding, Related
from auditlint.ledger.schedule import reaches, schedule_of
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Modifies
    from auditlint.ledger.schedule import Schedule, Step
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="PLN003",
    name="file-conflict",
    summary="Two plans of one wave modify the same file",
    severity="warning",
    scope="project",
)

#: A file that more plans of one wave modify is compared with the first of them only.
_MOST_OWNERS = 5
#: A wave of more plans is none that anybody runs at once.
_MOST_PLANS = 300


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each plan that shares files with earlier plans of its wave."""
    for workspace in context.ledger.workspaces:
        schedule = schedule_of(workspace)
        waves: dict[tuple[str, object, int], list[Step]] = {}
        for step in schedule.steps.values():
            own = step.schedule
            if own is not None and own.wave is not None and not own.restarts and step.modifies:
                waves.setdefault((step.phase.scope, step.phase.id, own.wave), []).append(step)
        for together in waves.values():
            if len(together) > _MOST_PLANS:
                continue
            yield from _check_wave(schedule, together)


def _check_wave(schedule: Schedule, together: list[Step]) -> Iterator[Finding]:
    owners: dict[str, list[tuple[Step, Modifies]]] = {}
    shared: dict[str, list[tuple[Modifies, Step, Modifies]]] = {}
    by_name: dict[str, Step] = {}
    for step in together:
        for one in step.modifies:
            if _is_planning(one.path):
                continue
            earlier = owners.setdefault(one.path, [])
            for other, place in earlier[:_MOST_OWNERS]:
                if other is not step and not _ordered(schedule, step, other):
                    by_name[step.name] = step
                    shared.setdefault(step.name, []).append((one, other, place))
                    break
            earlier.append((step, one))
    for name, found in shared.items():
        yield _finding(by_name[name], found)


def _is_planning(path: str) -> bool:
    return path.startswith(".planning/") or "/.planning/" in path


def _ordered(schedule: Schedule, one: Step, other: Step) -> bool:
    """Whether one of two plans is done after the other, or may share files with it."""
    for this, that in ((one, other), (other, one)):
        own = this.schedule
        if own is not None and f"{that.phase.id}-{that.plan.id}" in own.coupled:
            return True
        if that.key in reaches(schedule.steps, this.key):
            return True
    return False


def _finding(step: Step, found: list[tuple[Modifies, Step, Modifies]]) -> Finding:
    own, other, _ = found[0]
    wave = step.schedule.wave if step.schedule is not None else None
    files = {one.path for one, _, _ in found}
    more = len(files) - 1
    tail = f" (and {more} more file{'s' * (more > 1)})" if more else ""
    done = step.plan.summary is not None and all(
        each.plan.summary is not None for _, each, _ in found
    )
    return Finding(
        own.span,
        f"plan {other.name} of the same wave {wave} modifies {own.path} too{tail}, and neither "
        "plan depends on the other",
        related=tuple(
            Related(place.span, f"plan {each.name} modifies {one.path}", each.document.path)
            for one, each, place in found
        ),
        severity=NOTICE if done else "",
        data={"plan": step.name, "with": other.name, "file": own.path, "files": len(files)},
        path=step.document.path,
    )
