"""A phase or plan is complete while one that it depends on is not.

## What it does
Looks at plans whose summary exists and at phases that a roadmap calls complete everywhere, and
at what they depend on (`depends_on`, `**Depends on**:`). It reports one whose dependency is not
done: a plan without a summary, or a phase that the roadmap calls open or active everywhere, in
two places at least or with a plan in its folder that has no summary. A dependency that only looks open (its plans all have summaries, its box is ticked, its phase was
verified) is left to the rules that say so.

## Why is this bad?
Either the work was done out of order, upon something that is not there, or the dependency is
none, or it was finished and nobody wrote it down.

## Example
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

- [ ] **Phase 1: Ledger**
- [x] **Phase 2: Reports**

### Phase 1: Ledger

**Status**: Not started

### Phase 2: Reports

**Depends on**: Phase 1
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

- [x] **Phase 1: Ledger**
- [x] **Phase 2: Reports**

### Phase 1: Ledger

**Goal**: Entries are kept

### Phase 2: Reports

**Depends on**: Phase 1
```

## How to fix
Finish the dependency, write its summary, or drop the dependency if it is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Boxed, Depends, Status
from auditlint.findings import Finding, Related
from auditlint.ledger import Statement, is_finished, scope_of
from auditlint.ledger.schedule import schedule_of
from auditlint.parsing.structure import OPEN
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Workspace
    from auditlint.ledger.schedule import Schedule, Step
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="STA006",
    name="done-before-dependency",
    summary="A phase or plan is complete while one that it depends on is not",
    severity="warning",
    scope="project",
    preview=True,
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each finished plan or phase with an unfinished dependency."""
    for workspace in context.ledger.workspaces:
        schedule = schedule_of(workspace)
        boxed = _boxed(workspace)
        for step in schedule.steps.values():
            if step.plan.summary is not None and is_finished(step.plan.summary):
                yield from _check_plan(schedule, step, boxed)
        for roadmap in workspace.of_kind("gsd-roadmap", None):
            yield from _check_phases(workspace, roadmap)


def _boxed(workspace: Workspace) -> dict[str, set[str]]:
    """What the boxes of the roadmaps say of each plan, by scope and name."""
    out: dict[str, set[str]] = {}
    for roadmap in workspace.of_kind("gsd-roadmap", None):
        for one in roadmap.of(Boxed):
            if one.subject.type == "plan":
                name = one.subject.id.rpartition("/")[2]
                out.setdefault(f"{scope_of(roadmap.path)}/{name}", set()).add(one.state)
    return out


def _check_plan(schedule: Schedule, step: Step, boxed: dict[str, set[str]]) -> Iterator[Finding]:
    for one in step.after:
        other = schedule.steps.get(one.target) if one.target is not None else None
        if other is None or other is step or other.plan.summary is not None:
            continue
        phase = other.phase
        said = boxed.get(f"{phase.scope}/{other.name}", set())
        # A phase without any summary keeps none; a verified one is done all the same.
        if phase.has_phase_summary or not phase.of_kind("gsd-summary") or phase.verdict or (
            said and said != {OPEN}
        ):
            continue
        yield Finding(
            one.cite.span,
            f"plan {step.name} is done, but depends on {other.name}, which has no summary",
            related=(
                Related(Span(0, 0), f"plan {other.name}", other.document.path),
            ),
            data={"plan": step.name, "on": other.name},
            path=step.document.path,
        )


def _check_phases(workspace: Workspace, roadmap: Facts) -> Iterator[Finding]:
    stated: dict[str, list[Status]] = {}
    for status in roadmap.of(Status):
        if status.subject.type == "phase":
            stated.setdefault(status.subject.id, []).append(status)
    for one in roadmap.of(Depends):
        ours, theirs = stated.get(one.subject.id, []), stated.get(one.on.id, [])
        if not ours or not theirs:
            continue
        if any(each.state != words.DONE for each in ours):
            continue
        if any(
            each.state not in (words.OPEN, words.ACTIVE) or _is_dropped(each) for each in theirs
        ):
            continue
        if not _is_open(workspace, Statement(roadmap, one), one.on.id, theirs):
            continue
        first = theirs[0]
        yield Finding(
            one.span,
            f"phase {one.subject.id} is complete, but depends on phase {one.on.id}, which is "
            f"{'in progress' if first.state == words.ACTIVE else 'not'}"
            f"{'' if first.state == words.ACTIVE else ' complete'}",
            related=(
                Related(first.span, f"phase {one.on.id}: {first.raw}"),
                Related(ours[0].span, f"phase {one.subject.id}: {ours[0].raw}"),
            ),
            data={"phase": one.subject.id, "on": one.on.id},
            path=roadmap.path,
        )


def _is_dropped(status: Status) -> bool:
    """Whether what is left of a phase was put off: "Partial - 21-03 deferred to backlog"."""
    raw = status.raw.casefold()
    return any(word in raw for word in ("defer", "backlog", "skip", "drop", "moved", "supersed"))


def _is_open(
    workspace: Workspace, statement: Statement, identity: str, stated: list[Status]
) -> bool:
    """Whether more than one forgotten mark says that a phase is open.

    A second statement of the roadmap does, or a folder in which a plan has no summary. A folder
    that looks done says the opposite.
    """
    number = phase_id(identity.rpartition("/")[2])
    for phase in workspace.by_number.get(number, []) if number is not None else ():
        plans = phase.plans
        if phase.verdict == words.DONE or phase.has_phase_summary or (
            bool(plans) and all(plan.summary is not None for plan in plans)
        ):
            return False
    if len({one.source for one in stated}) > 1:
        return True
    own = workspace.named_phase_of(statement, identity)
    return own is not None and any(plan.summary is None for plan in own.plans)
