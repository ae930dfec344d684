"""The order of a planning tree's plans: what depends on what, in which wave, on which files.

Only what the folders make certain is here: a phase with one folder, whose plan files all carry
a plan number of their own and agree with their front matter about the phase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Belongs, Cites, Modifies, Scheduled
from auditlint.reading.ids import phase_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Plan, Workspace
    from auditlint.reading.ids import PhaseId

#: A plan's identity in its workspace: scope, phase, plan number.
Key = tuple[str, "PhaseId", str]


class Step:
    """A plan with a document: its schedule, and its dependencies on other plans' documents."""

    __slots__ = (
        "after", "after_phases", "document", "key", "modifies", "phase", "plan", "schedule",
    )

    def __init__(self, key: Key, phase: Phase, plan: Plan, document: Facts) -> None:
        self.key = key
        self.phase = phase
        self.plan = plan
        self.document = document
        self.schedule = next(document.of(Scheduled), None)
        self.modifies: list[Modifies] = list(document.of(Modifies))
        self.after: list[Dependency] = []
        self.after_phases: list[tuple[Cites, PhaseId]] = []

    @property
    def name(self) -> str:
        """How people call the plan: ``07-04``."""
        return name_of(self.phase.id, self.plan.id)


class Dependency(NamedTuple):
    """An entry of ``depends_on``: the phase and plan it names, and that plan on disk or None."""

    cite: Cites
    phase: PhaseId
    plan: str
    target: Key | None


def name_of(phase: PhaseId, plan: str) -> str:
    """Return a plan's name with both numbers padded: ``07-04``, ``2.1-01`` as ``02.1-01``."""
    head = str(phase)
    digits = len(head) - len(head.lstrip("0123456789"))
    tail = len(plan) - len(plan.lstrip("0123456789"))
    return f"{'0' * (2 - digits)}{head}-{'0' * (2 - tail)}{plan}"


class Schedule:
    """The plans of a workspace by identity, their dependencies resolved."""

    __slots__ = ("_plans", "_workspace", "steps")

    def __init__(self, workspace: Workspace) -> None:
        self.steps: dict[Key, Step] = {}
        self._workspace = workspace
        self._plans: dict[tuple[str, PhaseId], dict[str, Plan]] = {}
        for (scope, identity), phase in workspace.phases.items():
            plans = phase.plans
            self._plans[scope, identity] = {plan.id: plan for plan in plans}
            if not is_plain(phase):
                continue
            for plan in plans:
                if plan.document is not None:
                    key = (scope, identity, plan.id)
                    self.steps[key] = Step(key, phase, plan, plan.document)
        for step in self.steps.values():
            if all(
                one.subject.id == str(step.phase.id)
                for one in step.document.of(Belongs) if one.subject.type == "phase"
            ):
                step.after = list(self._dependencies(step))
                step.after_phases = [
                    (one, number) for one in step.document.of(Cites)
                    if one.role == "dependency" and one.subject.type == "phase"
                    and (number := phase_id(one.subject.id)) is not None
                ]

    def phases(self, scope: str, number: PhaseId) -> list[Phase]:
        """Return the phases that a document of `scope` may mean by `number`.

        The one of its own scope where there is one; else every one of that number.
        """
        found = self._workspace.by_number.get(number, [])
        return [one for one in found if one.scope == scope] or found

    def plans(self, phase: Phase) -> dict[str, Plan]:
        """Return the plans of a phase by their own number."""
        return self._plans[phase.scope, phase.id]

    def _dependencies(self, step: Step) -> Iterator[Dependency]:
        for cite in step.document.of(Cites):
            if cite.role == "dependency" and cite.subject.type == "plan":
                head, _, plan = cite.subject.id.rpartition("-")
                number = phase_id(head)
                if number is None:
                    continue
                found = self.phases(step.phase.scope, number)
                target = None
                if len(found) == 1 and plan in self.plans(found[0]):
                    target = (found[0].scope, number, plan)
                yield Dependency(cite, number, plan, target)


def schedule_of(workspace: Workspace) -> Schedule:
    """Return the schedule of a workspace, made once."""
    kept: Schedule | None = workspace.memo.get(__name__)
    if kept is None:
        kept = workspace.memo[__name__] = Schedule(workspace)
    return kept


def is_plain(phase: Phase) -> bool:
    """Whether a phase has one folder, and each of its plan files a number of its own."""
    documents = phase.of_kind("gsd-plan")
    numbered = sum(1 for plan in phase.plans if plan.document is not None)
    return len(phase.folders) == 1 and len(documents) == numbered


def reaches(steps: dict[Key, Step], start: Key) -> set[Key]:
    """Return every plan of its own phase that `start` depends on, through others of it too.

    What leads through another phase and back is left out, so that a long plan stays cheap.
    """
    seen: set[Key] = set()
    waiting = [start]
    while waiting:
        step = steps.get(waiting.pop())
        for one in step.after if step is not None else ():
            if one.target is not None and one.target[:2] == start[:2] and one.target not in seen:
                seen.add(one.target)
                waiting.append(one.target)
    return seen


def cycles(edges: dict[str, list[str]]) -> list[list[str]]:
    """Return cycles of a graph (nodes in order), at least one of each knot; self-loops are none.

    A knot gives more only where a part of it closes before the rest is known to belong to it.

    Linear in the number of edges, and without recursion.
    """
    seen: set[str] = set()
    out: list[list[str]] = []
    for root in edges:
        if root in seen:
            continue
        seen.add(root)
        path = [root]
        todo = [iter(edges[root])]
        position = {root: 0}
        # The path falls into knots: each begins at a place, and was told of or not.
        knots = [(0, False)]
        while path:
            following = next(todo[-1], None)
            if following is None:
                del position[path.pop()]
                todo.pop()
                if knots[-1][0] == len(path):
                    knots.pop()
            elif following in position:
                start = position[following]
                if start == len(path) - 1:
                    continue
                told = knots[-1][1]
                while knots[-1][0] > start:
                    knots.pop()
                    told = told or knots[-1][1]
                if not told:
                    out.append(path[start:])
                knots[-1] = (knots[-1][0], True)
            elif following in edges and following not in seen:
                seen.add(following)
                position[following] = len(path)
                knots.append((len(path), False))
                path.append(following)
                todo.append(iter(edges[following]))
    return out
