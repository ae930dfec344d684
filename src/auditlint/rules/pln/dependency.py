"""A dependency that names nothing, itself, a later phase, or closes a cycle.

## What it does
Reads `depends_on` of plans and `**Depends on**:` of a roadmap's phases. It reports an entry that
names the plan or phase itself, a plan that does not exist although its phase's folder is there
and holds others, a phase that no folder and no roadmap has, a later phase or a plan of one, and
each cycle, with the chain. A phase whose folder is gone or is there twice says nothing about its
plans. A phase before the first that the roadmap details may be of another milestone; a later
phase that the roadmap lists first, or that was done first, was moved.

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

from auditlint.claims import Boxed, Defines, Depends, Subject
from auditlint.findings import Finding, Related
from auditlint.ledger import complete_phases, scope_of
from auditlint.ledger.phase_numbers import is_absent, moved, order
from auditlint.ledger.schedule import cycles, is_plain, name_of, schedule_of
from auditlint.reading.ids import phase_id
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Workspace
    from auditlint.ledger.schedule import Dependency, Schedule, Step
    from auditlint.reading.ids import PhaseId
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="PLN001",
    name="dependency",
    summary="A dependency names nothing, itself, a later phase, or closes a cycle",
    severity="error",
    scope="project",
)


#: A dependency between two named things.
_Edge = tuple[str, str]
#: So many places of a cycle are shown; a longer one is cut.
_SHOWN = 12


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each dependency that cannot be fulfilled, and one for each cycle."""
    for workspace in context.ledger.workspaces:
        roadmaps = workspace.of_kind("gsd-roadmap", None)
        plans = _Plans(workspace, roadmaps, context.undecided)
        circular = list(plans.cycles())
        yield from (finding for finding, _ in circular)
        plans.circular.update(edge for _, edges in circular for edge in edges)
        for step in plans.schedule.steps.values():
            for one in step.after:
                yield from plans.check(step, one)
            for cite, phase in step.after_phases:
                yield from plans.check_phase(step, cite.span, phase)
        for roadmap in roadmaps:
            yield from _check_roadmap(workspace, roadmap, plans.moved)


class _Plans:
    """The plans of a workspace, and what its roadmaps say of them and of their phases."""

    def __init__(
        self, workspace: Workspace, roadmaps: list[Facts], undecided: Undecided
    ) -> None:
        self.workspace = workspace
        self.undecided = undecided
        self.schedule: Schedule = schedule_of(workspace)
        self.moved = moved(roadmaps)
        self.circular: set[_Edge] = set()
        #: By scope and name: such plans exist, whatever the folders say.
        self.listed = {
            f"{scope_of(roadmap.path)}/{one.subject.id.rpartition('/')[2]}"
            for roadmap in roadmaps for one in roadmap.of(Boxed) if one.subject.type == "plan"
        }

    def check(self, step: Step, one: Dependency) -> Iterator[Finding]:
        """Check one entry that names a plan."""
        name = name_of(one.phase, one.plan)
        span, path = one.cite.span, step.document.path
        data = {"plan": step.name, "on": name}
        target = self.schedule.steps.get(one.target) if one.target is not None else None
        if one.target == step.key:
            yield Finding(span, f"plan {step.name} depends on itself", data=data, path=path)
        elif one.target is None:
            if not step.phase.scope and is_absent(self.workspace, one.phase):
                message = f"plan {step.name} depends on {name}, but there is no phase {one.phase}"
                yield Finding(span, message, data=data, path=path)
            others = self._others(step, one, name)
            if others:
                yield Finding(
                    span,
                    f"plan {step.name} depends on {name}, which does not exist: the phase has "
                    f"{others}",
                    data=data, path=path,
                )
            else:
                reason = f"that {name} has no file does not prove that it never was a plan"
                self.undecided(Subject("plan", step.name), reason, path, span)
        elif target is not None and self._is_later(step, one.phase, one.target[0]):
            if (_label(step), _label(target)) in self.circular:
                return
            yield Finding(
                span, f"plan {step.name} depends on {name}, a plan of a later phase",
                related=(Related(Span(0, 0), f"plan {name}", target.document.path),),
                data=data, path=path,
            )

    def check_phase(self, step: Step, span: Span, phase: PhaseId) -> Iterator[Finding]:
        """Check one entry that names a phase."""
        data = {"plan": step.name, "on": f"phase {phase}"}
        path = step.document.path
        if phase == step.phase.id:
            message = f"plan {step.name} depends on phase {phase}, which it is part of"
            yield Finding(span, message, data=data, path=path)
        elif not phase.decimals and str(phase) in self.schedule.plans(step.phase):
            return  # "03-entries" may as well be the third plan of this phase.
        elif not step.phase.scope and is_absent(self.workspace, phase):
            message = f"plan {step.name} depends on phase {phase}, which does not exist"
            yield Finding(span, message, data=data, path=path)
        elif self.workspace.phase(step.phase.scope, phase) is not None and self._is_later(
            step, phase, step.phase.scope
        ):
            message = f"plan {step.name} depends on phase {phase}, a later phase"
            yield Finding(span, message, data=data, path=path)

    def _is_later(self, step: Step, phase: PhaseId, scope: str) -> bool:
        return (
            scope == step.phase.scope and order(phase) > order(step.phase.id)
            and step.phase.id not in self.moved and phase not in self.moved
        )

    def _others(self, step: Step, one: Dependency, name: str) -> str:
        """The plans that a phase has instead of the one named; "" where that proves nothing."""
        found = self.schedule.phases(step.phase.scope, one.phase)
        if len(found) != 1 or not is_plain(found[0]):
            return ""
        digits = one.plan.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if one.phase == step.phase.id and int(digits) < one.phase.number:
            return ""  # A bare "9" in phase 10 may mean phase 9.
        plans = self.schedule.plans(found[0])
        # Where plans were cleared away and their summaries kept, this one may have been too.
        if not all(other.document is not None for other in plans.values()):
            return ""
        if f"{step.phase.scope}/{name}" in self.listed:
            return ""
        # Of a plan that was split (01a, 01b) the whole may still be named, and the reverse.
        if any(digits == other.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for other in plans):
            return ""
        names = ", ".join(name_of(one.phase, other) for other in list(plans)[:6])
        return names + (", ..." if len(plans) > 6 else "")

    def cycles(self) -> Iterator[tuple[Finding, list[_Edge]]]:
        """Yield a finding for each cycle of plans, with the dependencies that close it."""
        steps = {_label(step): step for step in self.schedule.steps.values()}
        places: dict[_Edge, Related] = {}
        edges: dict[str, list[str]] = {}
        for label, step in steps.items():
            edges[label] = []
            for one in step.after:
                target = self.schedule.steps.get(one.target) if one.target is not None else None
                if target is not None:
                    edges[label].append(_label(target))
                    places.setdefault(
                        (label, edges[label][-1]),
                        Related(
                            one.cite.span, f"plan {step.name} depends on {target.name}",
                            step.document.path,
                        ),
                    )
        for cycle in cycles(edges):
            yield _cycle("plans", [steps[one].name for one in cycle], _pairs(cycle), places)


def _label(step: Step) -> str:
    return f"{step.key[0]}/{step.key[1]}/{step.key[2]}"


def _pairs(cycle: list[str]) -> list[_Edge]:
    return list(zip(cycle, cycle[1:] + cycle[:1], strict=True))


def _cycle(
    what: str, names: list[str], pairs: list[_Edge], places: dict[_Edge, Related]
) -> tuple[Finding, list[_Edge]]:
    """The finding for one cycle, at its first dependency; the others are related places."""
    chain = [*names, names[0]]
    if len(names) > _SHOWN:
        chain = [*names[: _SHOWN - 1], f"... ({len(names)} {what} in all)", names[0]]
    text = " -> ".join(chain)
    first = places[pairs[0]]
    finding = Finding(
        first.span, f"these {what} depend on each other in a cycle: {text}",
        related=tuple(places[pair] for pair in pairs[1:_SHOWN]),
        data={"cycle": text}, path=first.path,
    )
    return finding, pairs


def _check_roadmap(
    workspace: Workspace, roadmap: Facts, reordered: set[PhaseId]
) -> Iterator[Finding]:
    """Phases that depend on themselves, on none, on later ones, and cycles of phases."""
    edges: dict[str, list[str]] = {}
    places: dict[_Edge, Related] = {}
    path = roadmap.path
    for one in roadmap.of(Depends):
        this, other = one.subject.id, one.on.id
        if this == other:
            message = f"phase {this} depends on itself"
            yield Finding(one.span, message, data={"phase": this}, path=path)
        elif (this, other) not in places:
            edges.setdefault(this, []).append(other)
            message = f"phase {this} depends on {other}"
            places[this, other] = Related(one.span, message, path)
    circular: set[_Edge] = set()
    for cycle in cycles(edges):
        finding, pairs = _cycle("phases", cycle, _pairs(cycle), places)
        circular.update(pairs)
        yield finding
    detailed = {
        one.subject.id: one for one in reversed(list(roadmap.of(Defines)))
        if one.subject.type == "phase"
    }
    done = complete_phases(roadmap)
    for (this, other), place in places.items():
        earlier, later = phase_id(this), phase_id(other)
        if earlier is None or later is None or (this, other) in circular:
            continue
        data = {"phase": this, "on": other}
        if not scope_of(path) and is_absent(workspace, later):
            message = f"phase {this} depends on phase {other}, which does not exist"
            yield Finding(place.span, message, data=data, path=path)
        elif (
            order(later) > order(earlier) and other not in done
            and other in detailed and this in detailed
            and detailed[other].span.start > detailed[this].span.start
            and earlier not in reordered and later not in reordered
        ):
            yield Finding(
                place.span, f"phase {this} depends on phase {other}, a later phase",
                related=(Related(detailed[other].span, f"phase {other}", path),),
                data=data, path=path,
            )
