"""A dependency that names nothing, itself, a later phase, or closes a cycle.

## What it does
Reads `depends_on` of plans and `**Depends on**:` of a roadmap's phases. It reports an entry that
names the plan or phase itself, a plan that does not exist although its phase's folder is there
and holds others, a plan of a later phase, and each cycle, with the whole chain. A phase whose
folder is gone or is there twice says nothing, and neither does a roadmap that lists the later
phase first.

## Why is this bad?
Plans are executed in the order of their dependencies. One that nothing can fulfil is either never
started, or started too early because it is left out of account.

## Example
```text bad tree
==> .planning/phases/01-ledger/01-01-PLAN.md <==
---
phase: 01-ledger
plan: 01
depends_on: ["01-02"]
---

# Plan

==> .planning/phases/01-ledger/01-02-PLAN.md <==
---
phase: 01-ledger
plan: 02
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
depends_on: []
---

# Plan

==> .planning/phases/01-ledger/01-02-PLAN.md <==
---
phase: 01-ledger
plan: 02
depends_on: ["01-01"]
---

# Plan
```

## How to fix
Name the plan that is meant, or drop the entry. A cycle needs one of its plans split.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Boxed, Defines, Depends
from auditlint.findings import Finding, Related
from auditlint.ledger import scope_of
from auditlint.ledger.schedule import cycles, is_plain, name_of, schedule_of
from auditlint.reading.ids import phase_id
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Workspace
    from auditlint.ledger.schedule import Dependency, Key, Schedule, Step
    from auditlint.reading.ids import PhaseId
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="PLN001",
    name="dependency",
    summary="A dependency names nothing, itself, a later phase, or closes a cycle",
    severity="error",
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each dependency that cannot be fulfilled, and one for each cycle."""
    for workspace in context.ledger.workspaces:
        schedule = schedule_of(workspace)
        reordered = _reordered(workspace)
        listed = _listed(workspace)
        for step in schedule.steps.values():
            for one in step.after:
                yield from _check_entry(schedule, step, one, listed, reordered)
        yield from _plan_cycles(schedule.steps)
        for roadmap in workspace.of_kind("gsd-roadmap", None):
            yield from _check_roadmap(roadmap)


def _listed(workspace: Workspace) -> set[str]:
    """The plans that a roadmap lists, by scope and name: they exist, whatever the folders say."""
    return {
        f"{scope_of(roadmap.path)}/{one.subject.id.rpartition('/')[2]}"
        for roadmap in workspace.of_kind("gsd-roadmap", None)
        for one in roadmap.of(Boxed) if one.subject.type == "plan"
    }


def _reordered(workspace: Workspace) -> set[str]:
    """The phases that some roadmap lists behind a phase with a greater number."""
    out: set[str] = set()
    for roadmap in workspace.of_kind("gsd-roadmap", None):
        greatest: PhaseId | None = None
        for one in roadmap.of(Defines):
            number = phase_id(one.subject.id) if one.subject.type == "phase" else None
            if number is None:
                continue
            if greatest is not None and _order(number) < _order(greatest):
                out.add(str(number))
            else:
                greatest = number
    return out


def _order(phase: PhaseId) -> tuple[int, tuple[int, ...], str]:
    return phase.number, phase.decimals, phase.letter


def _check_entry(
    schedule: Schedule, step: Step, one: Dependency, listed: set[str], reordered: set[str]
) -> Iterator[Finding]:
    name = name_of(one.phase, one.plan)
    path = step.document.path
    data = {"plan": step.name, "on": name}
    if one.target == step.key:
        yield Finding(one.cite.span, f"plan {step.name} depends on itself", data=data, path=path)
    elif one.target is None:
        found = schedule.phases(step.phase.scope, one.phase)
        if len(found) != 1 or not is_plain(found[0]):
            return
        digits = one.plan.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if one.phase == step.phase.id and int(digits) < one.phase.number:
            return  # A bare "9" in phase 10 may mean phase 9.
        plans = schedule.plans(found[0])
        # Where plans were cleared away and their summaries kept, this one may have been too.
        if not all(other.document is not None for other in plans.values()):
            return
        if f"{step.phase.scope}/{name}" in listed:
            return
        # Of a plan that was split (01a, 01b) the whole may still be named, and the reverse.
        if not plans or any(digits == other.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for other in plans):
            return
        others = ", ".join(name_of(one.phase, other) for other in list(plans)[:6])
        more = ", ..." if len(plans) > 6 else ""
        yield Finding(
            one.cite.span,
            f"plan {step.name} depends on {name}, which does not exist: the phase has "
            f"{others}{more}",
            data=data, path=path,
        )
    elif (
        one.target[0] == step.phase.scope
        and _order(one.phase) > _order(step.phase.id)
        and str(step.phase.id) not in reordered
        and str(one.phase) not in reordered
        and one.target in schedule.steps
    ):
        yield Finding(
            one.cite.span, f"plan {step.name} depends on {name}, a plan of a later phase",
            related=(_document(schedule.steps[one.target], name),), data=data, path=path,
        )


def _document(step: Step, name: str) -> Related:
    return Related(Span(0, 0), f"plan {name}", step.document.path)


def _plan_cycles(steps: dict[Key, Step]) -> Iterator[Finding]:
    names = {"/".join((key[0], str(key[1]), key[2])): step for key, step in steps.items()}
    places: dict[tuple[str, str], Dependency] = {}
    edges: dict[str, list[str]] = {}
    for label, step in names.items():
        edges[label] = []
        for one in step.after:
            if one.target is not None:
                other = "/".join((one.target[0], str(one.target[1]), one.target[2]))
                edges[label].append(other)
                places.setdefault((label, other), one)
    for cycle in cycles(edges):
        pairs = list(zip(cycle, cycle[1:] + cycle[:1], strict=True))
        chain = " -> ".join(names[one].name for one in [*cycle, cycle[0]])
        first = places[pairs[0]]
        yield Finding(
            first.cite.span, f"these plans depend on each other in a cycle: {chain}",
            related=tuple(
                Related(
                    places[pair].cite.span,
                    f"plan {names[pair[0]].name} depends on {names[pair[1]].name}",
                    names[pair[0]].document.path,
                )
                for pair in pairs[1:]
            ),
            data={"cycle": chain}, path=names[cycle[0]].document.path,
        )


def _check_roadmap(roadmap: Facts) -> Iterator[Finding]:
    """A phase that depends on itself, and cycles. A later phase may be meant: they are moved."""
    edges: dict[str, list[str]] = {}
    places: dict[tuple[str, str], Depends] = {}
    for one in roadmap.of(Depends):
        this, other = one.subject.id, one.on.id
        if this == other:
            yield Finding(
                one.span, f"phase {this} depends on itself", data={"phase": this},
                path=roadmap.path,
            )
            continue
        edges.setdefault(this, []).append(other)
        places.setdefault((this, other), one)
    for cycle in cycles(edges):
        pairs = list(zip(cycle, cycle[1:] + cycle[:1], strict=True))
        chain = " -> ".join([*cycle, cycle[0]])
        yield Finding(
            places[pairs[0]].span, f"these phases depend on each other in a cycle: {chain}",
            related=tuple(
                Related(places[pair].span, f"phase {pair[0]} depends on {pair[1]}")
                for pair in pairs[1:]
            ),
            data={"cycle": chain}, path=roadmap.path,
        )
