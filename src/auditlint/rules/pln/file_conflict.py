"""Two plans of one wave, or two parallel tasks, modify the same file.

## What it does
Compares `files_modified` of the plans of a phase that share a `wave`. It reports a file that two
of them modify, unless one depends on the other (directly or through others), one closes gaps
(`gap_closure: true`), or one declares the coupling (`coupling_justified`). Patterns, folders and
planning documents are not compared. Once both plans have their summary it is a notice.

A plan that was written when the other one's summary was there belongs to a later round, whose
waves begin again at 1: the two are left alone. Git tells which came first; where it cannot, a
plan with a summary is compared with none.

In a task list of spec-kit it compares neighbouring tasks of one heading that are all marked `[P]`,
by the file behind "in", "to", "create" and the like. A task that waits for the other is left alone,
and so are tasks that only run or check something, or of which the list says that they share their file
on purpose. Once both are ticked it is a notice.

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

A task list:
```markdown bad path=specs/004-export/tasks.md
## Phase 1: Setup

- [ ] T001 [P] Write the header in src/export/rows.py
- [ ] T002 [P] Write the rows in src/export/rows.py
```

Use instead:
```markdown good path=specs/004-export/tasks.md
## Phase 1: Setup

- [ ] T001 Write the header in src/export/rows.py
- [ ] T002 Write the rows in src/export/rows.py
```

## How to fix
Let one plan depend on the other and move it to a later wave, or give the file to one of them. Of
tasks that share a file, at most one is `[P]`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import Task
from auditlint.findings import NOTICE, Finding, Related
from auditlint.ledger.schedule import reaches, schedule_of
from auditlint.parsing.structure import DONE
from auditlint.reading.numbers import pattern
from auditlint.rules.base import BOTH, Rule
from auditlint.rules.pln._rounds import Rounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Modifies
    from auditlint.ledger.schedule import Schedule, Step
    from auditlint.rules.base import Context, ProjectContext
    from auditlint.source.text import Span

RULE = Rule(
    code="PLN003",
    name="file-conflict",
    summary="Two plans of one wave, or two parallel tasks, modify the same file",
    severity="warning",
    kinds=("speckit-tasks",),
    needs=("Task",),
    scope=BOTH,
)

#: How a list of tasks says that tasks of one file do not touch each other.
_SHARED = r"\bdifferent (?:sections|parts|functions|methods|test cases|tests|classes)\b|\bsame file\b"

#: A file that more plans of one wave modify is compared with the first of them only.
_MOST_OWNERS = 5
#: A wave of more plans is none that anybody runs at once.
_MOST_PLANS = 300


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each file that several tasks of one run of parallel tasks change."""
    lanes: dict[tuple[int, str], list[tuple[Task, Span]]] = {}
    meant: list[str] | None = None
    for task in context.claims.of(Task):
        if task.lane >= 0:
            for path in dict(task.paths):
                place = next(span for name, span in task.paths if name == path)
                lanes.setdefault((task.lane, path), []).append((task, place))
    for (_, path), several in lanes.items():
        names = {one.id for one, _ in several}
        waiting = any(other in names for one, _ in several for other, _ in one.after)
        if len(names) < 2 or waiting:
            continue
        if meant is None:
            meant = _meant(context)
        if not any(one in text for text in meant for one in names):
            yield _tasks(path, several)


def _meant(context: Context) -> list[str]:
    """What the list says, here and there, of tasks that share their file on purpose."""
    document = context.document
    out = []
    for match in pattern(_SHARED, re.IGNORECASE).finditer(document.text):
        line = document.lines.line_span(document.lines.line_at(match.start()))
        out.append(document.text[max(line.start, match.start() - 300) : min(line.end, match.end() + 300)])
        if len(out) == _MOST_PLANS:
            break
    return out


def _tasks(path: str, several: list[tuple[Task, Span]]) -> Finding:
    (first, place), *others = several
    task, own = others[0]
    more = f" (and {len(others) - 1} more)" if len(others) > 1 else ""
    return Finding(
        own,
        f"task {task.id}{more} may be done at the same time as {first.id}, and both change {path}",
        related=(
            Related(place, f"task {first.id} changes {path}"),
            *(Related(span, f"task {one.id} changes {path}") for one, span in others[1:]),
        ),
        severity=NOTICE if all(one.state == DONE for one, _ in several) else "",
        data={"task": task.id, "with": first.id, "file": path, "tasks": len(several)},
    )


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each plan that shares files with earlier plans of its wave."""
    rounds = Rounds(context.evidence)
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
            yield from _check_wave(schedule, together, rounds)


def _check_wave(
    schedule: Schedule, together: list[Step], rounds: Rounds
) -> Iterator[Finding]:
    owners: dict[str, list[tuple[Step, Modifies]]] = {}
    shared: dict[str, list[tuple[Modifies, Step, Modifies]]] = {}
    by_name: dict[str, Step] = {}
    for step in together:
        for one in step.modifies:
            if _is_planning(one.path):
                continue
            earlier = owners.setdefault(one.path, [])
            for other, place in earlier[:_MOST_OWNERS]:
                if (
                    other is not step and not _ordered(schedule, step, other)
                    and not rounds.may_differ(step, other)
                ):
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
