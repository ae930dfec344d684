"""The claims of a milestone's documents, indexed once by requirement and by phase."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import LINE, Assigned, Boxed, Cites, Defines, Status, Unreadable, Verdict
from auditlint.ledger.requirements import Register
from auditlint.reading import words
from auditlint.trace.evidence import box, label, place
from auditlint.trace.sources import normal

if TYPE_CHECKING:
    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.trace.matrix import Evidence
    from auditlint.trace.sources import Milestone

PLAN = "gsd-plan"
SUMMARY = "gsd-summary"
VERIFICATION = "gsd-verification"


class Judged(NamedTuple):
    """A verdict and the document that gives it."""

    facts: Facts
    claim: Verdict


class Index:
    """What the documents of a milestone say, by requirement id or by phase.

    `plans` and `done` are the places that claim a requirement, with their phases; `verified` and
    `audited` the verdicts on it. `judging` are the phases whose reports judge requirements,
    `unread` those with rows that name none, `listing` those whose summaries list any, `broken`
    and `broken_plans` the places from which on front matter is no YAML.
    """

    def __init__(self, workspace: Workspace, milestone: Milestone) -> None:
        self.milestone = milestone
        self.registers = [Register(one, None) for one in milestone.lists]
        self.phases: dict[str, list[Phase]] = {}
        self.plans: dict[str, list[tuple[str, Evidence]]] = {}
        self.done: dict[str, list[tuple[str, Evidence]]] = {}
        self.listing: set[str] = set()
        self.verified: dict[str, list[tuple[str, Judged]]] = {}
        self.has_reports = False
        self.unread: set[str] = set()
        self.judging: set[str] = set()
        self.audited: dict[str, list[Judged]] = {}
        self.in_roadmap: dict[str, list[tuple[Facts, Assigned]]] = {}
        self.phase_states: dict[str, list[Evidence]] = {}
        self.broken: dict[str, list[Evidence]] = {}
        self.broken_plans: dict[str, list[Evidence]] = {}
        self._by_kind: dict[tuple[str, str], list[Facts]] = {}
        self.others = _ids_of_other_milestones(workspace, milestone)
        for phase in milestone.phases:
            self._index_phase(phase)
        for roadmap in milestone.roadmaps:
            self._index_roadmap(roadmap)
        for audit in milestone.audits:
            for claim in audit.of(Verdict):
                if claim.subject.type == "requirement":
                    self.audited.setdefault(claim.subject.id, []).append(Judged(audit, claim))

    def _index_phase(self, phase: Phase) -> None:
        name = str(phase.id)
        self.phases.setdefault(name, []).append(phase)
        for facts in phase.documents:
            if facts.kind == VERIFICATION:
                self._index_report(name, facts)
            elif facts.kind == PLAN:
                self._index_claims(name, facts, "requirement", self.plans, self.broken_plans)
            elif facts.kind == SUMMARY:
                self._index_claims(name, facts, "completed", self.done, self.broken)

    def _index_report(self, phase: str, facts: Facts) -> None:
        self.has_reports = True
        for verdict in facts.of(Verdict):
            if verdict.subject.id:
                self.judging.add(phase)
                found = self.verified.setdefault(verdict.subject.id, [])
                found.append((phase, Judged(facts, verdict)))
            elif verdict.state != words.DONE:
                # A row that names no requirement and is done leaves nothing open either.
                self.unread.add(phase)

    def _index_claims(
        self, phase: str, facts: Facts, role: str, index: dict[str, list[tuple[str, Evidence]]],
        broken: dict[str, list[Evidence]],
    ) -> None:
        name = label(facts.path)
        for flaw in islice(facts.of(Unreadable), 1):
            broken.setdefault(phase, []).append(place(facts, flaw, name))
        for claim in facts.of(Cites):
            if claim.role == role and claim.subject.type == "requirement":
                where = place(facts, claim, name)
                index.setdefault(claim.subject.id, []).append((phase, where))
                if index is self.done:
                    self.listing.add(phase)

    def _index_roadmap(self, roadmap: Facts) -> None:
        for claim in roadmap.claims:
            if type(claim) is Assigned:
                # "Foundation for AUTH-01" puts nothing into a phase.
                if claim.source != LINE and self.own_phase(claim.phase):
                    self.in_roadmap.setdefault(claim.requirement, []).append((roadmap, claim))
            elif type(claim) in (Boxed, Status) and claim.subject.type == "phase":
                phase = self.own_phase(claim.subject.id)
                if not phase or (type(claim) is Status and claim.source == "box"):
                    continue
                text = box(claim.state) if type(claim) is Boxed else claim.raw.strip()
                self.phase_states.setdefault(phase, []).append(place(roadmap, claim, text))

    def own_phase(self, identity: str) -> str:
        """Return a phase of this milestone without its scope; "" for one of another milestone."""
        scope, _, number = identity.rpartition("/")
        if scope and normal(scope) != normal(self.milestone.version):
            return ""
        return number

    def documents(self, phase: str, kind: str) -> list[Facts]:
        """Return a phase's documents of one kind, collected once."""
        found = self._by_kind.get((phase, kind))
        if found is None:
            found = self._by_kind[phase, kind] = [
                one for folder in self.phases.get(phase, ()) for one in folder.of_kind(kind)
            ]
        return found

    def stated_phases(self, identity: str) -> list[str]:
        """Return the phases that the roadmap gives a requirement to."""
        named = self.in_roadmap.get(identity, ())
        return list(dict.fromkeys(self.own_phase(claim.phase) for _, claim in named))

    def assigned(self, identity: str, register: Register | None) -> list[tuple[str, Evidence]]:
        """Return the phases that the list gives a requirement; where it gives none, the roadmap's."""
        found: list[tuple[str, Evidence]] = []
        if register is not None:
            for claim in register.phases.get(identity, ()):
                phase = self.own_phase(claim.phase)
                if phase:
                    found.append((phase, place(register.facts, claim, f"phase {phase}")))
        if not found:
            for facts, claim in self.in_roadmap.get(identity, ()):
                phase = self.own_phase(claim.phase)
                found.append((phase, place(facts, claim, f"phase {phase}")))
        return found


def _ids_of_other_milestones(workspace: Workspace, milestone: Milestone) -> set[str]:
    own = {one.path for one in milestone.lists}
    return {
        claim.subject.id.rpartition("/")[2]
        for facts in workspace.of_kind("gsd-requirements", None) if facts.path not in own
        for claim in facts.of(Defines) if claim.subject.type == "requirement"
    }
