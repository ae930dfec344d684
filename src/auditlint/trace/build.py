"""The matrix of a milestone, from the ledger: every cell with the place it was read from."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.claims import FRONT_MATTER, LINE, Assigned, Boxed, Cites, Status, Unreadable, Verdict
from auditlint.ledger.requirements import Register
from auditlint.reading import words
from auditlint.trace import decision
from auditlint.trace.matrix import (
    BAD,
    GOOD,
    PLAIN,
    TONES,
    UNKNOWN,
    WARN,
    Cell,
    Evidence,
    Matrix,
    Row,
)
from auditlint.trace.sources import choose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.trace.sources import Milestone

_PLAN = "gsd-plan"
_SUMMARY = "gsd-summary"
_VERIFICATION = "gsd-verification"

#: How many places one cell names; a requirement that fifty plans claim is named by the first.
_MOST = 50
#: How many documents a cell names that say nothing of the requirement.
_FEW = 5


def build(workspace: Workspace, wanted: str = "") -> Matrix | None:
    """Return the matrix of the milestone `wanted` of a planning tree ("" for the current one).

    None where the tree has no such milestone.
    """
    milestone = choose(workspace, wanted)
    return _Builder(workspace, milestone).matrix() if milestone is not None else None


class _Judged(NamedTuple):
    """A verdict and the document that gives it."""

    facts: Facts
    claim: Verdict


class _Builder:
    """Indexes the claims of a milestone's documents once, and makes a row for each id."""

    def __init__(self, workspace: Workspace, milestone: Milestone) -> None:
        self.root = workspace.root
        self.milestone = milestone
        self.registers = [Register(one, None) for one in milestone.lists]
        self.phases: dict[str, list[Phase]] = {}
        self.plans: dict[str, list[tuple[str, Evidence]]] = {}
        self.done: dict[str, list[tuple[str, Evidence]]] = {}
        self.verified: dict[str, list[tuple[str, _Judged]]] = {}
        self.unread: set[str] = set()
        self.judging: set[str] = set()
        self.audited: dict[str, list[_Judged]] = {}
        self.in_roadmap: dict[str, list[tuple[Facts, Assigned]]] = {}
        self.phase_states: dict[str, list[Evidence]] = {}
        self.version = milestone.version
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
                    self.audited.setdefault(claim.subject.id, []).append(_Judged(audit, claim))

    def _index_phase(self, phase: Phase) -> None:
        name = str(phase.id)
        self.phases.setdefault(name, []).append(phase)
        for facts in phase.documents:
            if facts.kind == _VERIFICATION:
                for verdict in facts.of(Verdict):
                    if not verdict.subject.id and verdict.state == words.DONE:
                        continue  # It names no requirement, and leaves nothing open either.
                    if verdict.subject.id:
                        self.judging.add(name)
                        found = self.verified.setdefault(verdict.subject.id, [])
                        found.append((name, _Judged(facts, verdict)))
                    else:
                        self.unread.add(name)
                continue
            role, index = {
                _PLAN: ("requirement", self.plans), _SUMMARY: ("completed", self.done),
            }.get(facts.kind, ("", {}))
            if not role:
                continue
            label = _label(facts.path)
            kept = self.broken if facts.kind == _SUMMARY else self.broken_plans
            for flaw in islice(facts.of(Unreadable), 1):
                kept.setdefault(name, []).append(_place(facts, flaw, label))
            for claim in facts.of(Cites):
                if claim.role == role and claim.subject.type == "requirement":
                    place = _place(facts, claim, label)
                    index.setdefault(claim.subject.id, []).append((name, place))

    def _index_roadmap(self, roadmap: Facts) -> None:
        for claim in roadmap.claims:
            if type(claim) is Assigned:
                # "Foundation for AUTH-01" puts nothing into a phase.
                if claim.source != LINE and self._own_phase(claim.phase):
                    self.in_roadmap.setdefault(claim.requirement, []).append((roadmap, claim))
            elif type(claim) in (Boxed, Status) and claim.subject.type == "phase":
                phase = self._own_phase(claim.subject.id)
                if not phase or (type(claim) is Status and claim.source == "box"):
                    continue
                text = _box(claim.state) if type(claim) is Boxed else claim.raw.strip()
                self.phase_states.setdefault(phase, []).append(_place(roadmap, claim, text))

    def _own_phase(self, identity: str) -> str:
        """A phase of this milestone, without its scope; "" for one of another milestone."""
        from auditlint.trace.sources import normal

        scope, _, number = identity.rpartition("/")
        if scope and normal(scope) != normal(self.version):
            return ""
        return number

    def matrix(self) -> Matrix:
        """Return the whole matrix."""
        milestone = self.milestone
        rows = [self._row(one, register) for one, register in self._universe().items()]
        documents = [*milestone.lists, *milestone.roadmaps, *milestone.audits]
        return Matrix(
            self.root, self.version, tuple(one.path for one in documents), tuple(rows),
            (*milestone.notes, *self._notes(rows)),
        )

    def _universe(self) -> dict[str, Register | None]:
        """Every requirement in the order of its definition, with the list that has it.

        A tree without a list is traced by what its table, else its roadmap and audit name.
        """
        found: dict[str, Register | None] = {}
        for register in self.registers:
            for identity in register.defined or register.rows:
                found.setdefault(identity, register)
        if not found:
            for identity in (*self.in_roadmap, *self.audited):
                if identity:
                    found.setdefault(identity, None)
        return found

    def _notes(self, rows: list[Row]) -> list[str]:
        notes = []
        if not self.registers and rows:
            notes.append("there is no requirements list: these are the ids that roadmap and audit name")
        if not self.milestone.audits:
            notes.append("there is no audit of this milestone")
        known = {row.id for row in rows} | self.others
        for register in self.registers:
            known |= register.known
        strange = sorted(set(self.plans) - known) if self.registers else []
        if strange:
            shown = ", ".join(strange[:5]) + (f" and {len(strange) - 5} more" if strange[5:] else "")
            notes.append(f"plans name ids that the requirements list does not define: {shown}")
        return notes

    def _row(self, identity: str, register: Register | None) -> Row:
        assigned = self._assigned(identity, register)
        phases = list(dict.fromkeys(phase for phase, _ in assigned))
        # Ids that another milestone uses too say nothing about phases that are not theirs.
        only = set(phases) if identity in self.others and phases else None
        plans = self._claiming(identity, phases, only)
        completed = _within(self.done.get(identity, ()), only)
        verdict, verification, raw, by_phase = self._verification(identity, phases, only)
        box, ticked, held = self._checkbox(identity, register)
        summaries = sum(len(self._documents(phase, _SUMMARY)) for phase in phases)
        listed = bool(completed) if self.done else None
        status, reason = decision.decide(decision.Sources(
            verdict, listed, summaries, ticked, held, by_phase, ", ".join(phases), raw,
            bool(self._unreadable(phases)),
            register is None or identity in register.boxes,
        ))
        audit, audited = self._audit(identity)
        definition = self._definition(identity, register)
        name = ""
        if register is not None and identity in register.defined:
            name = register.defined[identity].name
        differs = _differs(audited, status)
        if differs:
            reason += f"; the audit says {audit.text}"
        places = verification.evidence or box.evidence or definition
        return Row(
            identity, name, Cell(identity, PLAIN, definition), _phase_cell(assigned),
            self._roadmap(identity, phases), plans,
            self._summaries(completed, phases, summaries), verification, box, audit,
            Cell(status, TONES[status], places), reason, differs,
        )

    def _definition(self, identity: str, register: Register | None) -> tuple[Evidence, ...]:
        if register is not None:
            for kept in (register.defined.get(identity), *register.rows.get(identity, ())):
                if kept is not None:
                    return (_place(register.facts, kept, identity),)
        for facts, assigned in self.in_roadmap.get(identity, ()):
            return (_place(facts, assigned, identity),)
        return tuple(_place(one.facts, one.claim, identity) for one in self.audited.get(identity, ())[:1])

    def _assigned(self, identity: str, register: Register | None) -> list[tuple[str, Evidence]]:
        """The phases that the list gives a requirement; where it gives none, the roadmap's."""
        found: list[tuple[str, Evidence]] = []
        if register is not None:
            for claim in register.phases.get(identity, ()):
                phase = self._own_phase(claim.phase)
                if phase:
                    found.append((phase, _place(register.facts, claim, f"phase {phase}")))
        if not found:
            for facts, claim in self.in_roadmap.get(identity, ()):
                phase = self._own_phase(claim.phase)
                found.append((phase, _place(facts, claim, f"phase {phase}")))
        return found

    def _roadmap(self, identity: str, phases: list[str]) -> Cell:
        """What the roadmap says: the phase it gives the requirement to, and how that stands."""
        found: list[Evidence] = []
        named = self.in_roadmap.get(identity, ())
        stated = list(dict.fromkeys(self._own_phase(claim.phase) for _, claim in named))
        for facts, claim in named:
            phase = self._own_phase(claim.phase)
            found.append(_place(facts, claim, f"phase {phase}"))
        for phase in stated or phases:
            states = self.phase_states.get(phase, ())
            found += [one._replace(text=f"phase {phase} {one.text}") for one in states[:1]]
        if not found:
            if not self.milestone.roadmaps:
                return Cell("no roadmap", UNKNOWN)
            return Cell("not named", UNKNOWN, _tops(self.milestone.roadmaps[:1]))
        differs = bool(stated) and bool(phases) and set(stated) != set(phases)
        shown: dict[str, str] = {}
        for one in found:
            phase = one.text.split(" ")[1]
            shown[phase] = one.text if len(one.text) > len(shown.get(phase, "")) else shown[phase]
        return Cell(", ".join(shown.values()), WARN if differs else PLAIN, tuple(found[:_MOST]))

    def _claiming(self, identity: str, phases: list[str], only: set[str] | None) -> Cell:
        """The plans that claim a requirement."""
        kept = _within(self.plans.get(identity, ()), only)
        if kept:
            return Cell(", ".join(dict.fromkeys(one.text for one in kept)), PLAIN, kept)
        if not self.plans:
            return Cell("plans name none", UNKNOWN)
        broken = tuple(one for phase in phases for one in self.broken_plans.get(phase, ()))
        return Cell("unknown: no YAML" if broken else "no plan", UNKNOWN, broken[:_FEW])

    def _summaries(
        self, completed: tuple[Evidence, ...], phases: list[str], number: int
    ) -> Cell:
        if completed:
            text = ", ".join(dict.fromkeys(one.text for one in completed))
            return Cell(text, GOOD, completed)
        if not number:
            return Cell("no summary", UNKNOWN)
        broken = self._unreadable(phases)
        if broken and self.done:
            return Cell("unknown: no YAML", UNKNOWN, broken)
        read = _tops(one for phase in phases for one in self._documents(phase, _SUMMARY))
        if not self.done:
            return Cell("unknown: summaries list none", UNKNOWN, read)
        return Cell(f"not listed ({number} read)", WARN, read)

    def _unreadable(self, phases: list[str]) -> tuple[Evidence, ...]:
        """The places in a phase's summaries from which on their front matter is no YAML."""
        return tuple(one for phase in phases for one in self.broken.get(phase, ()))

    def _documents(self, phase: str, kind: str) -> list[Facts]:
        """A phase's documents of one kind, collected once."""
        found = self._by_kind.get((phase, kind))
        if found is None:
            found = self._by_kind[phase, kind] = [
                one for place in self.phases.get(phase, ()) for one in place.of_kind(kind)
            ]
        return found

    def _verification(
        self, identity: str, phases: list[str], only: set[str] | None
    ) -> tuple[str, Cell, str, bool]:
        """What the reports say: the decision's word, the cell, the raw words, and whether it is
        the phase's own verdict."""
        every = [
            (phase, one) for phase, one in self.verified.get(identity, ())
            if only is None or phase in only
        ]
        judged = [one for phase, one in every if phase in phases] or [one for _, one in every]
        if judged:
            return self._by_rows(judged, [one for _, one in every])
        stated = {self._own_phase(one.phase) for _, one in self.in_roadmap.get(identity, ())}
        if phases and stated and stated.isdisjoint(phases):
            why = f"the list says phase {', '.join(phases)}, the roadmap phase {', '.join(sorted(stated))}"
            return decision.WHICH_PHASE, Cell("unknown: which phase", UNKNOWN), why, False
        known = [phase for phase in phases if phase in self.phases]
        several = [
            phase for phase in known if sum(len(one.folders) for one in self.phases[phase]) > 1
        ]
        if several:
            why = f"phase {several[0]} has several folders"
            return decision.WHICH_PHASE, Cell("unknown: several folders", UNKNOWN), why, False
        if not known:
            return decision.NO_PHASE, Cell("unknown: no phase folder", UNKNOWN), "", False
        kinds = (_PLAN, _SUMMARY, _VERIFICATION)
        if not any(self._documents(phase, kind) for phase in known for kind in kinds):
            why = f"the folder of phase {', '.join(known)} holds neither plans nor summaries"
            return decision.WHICH_PHASE, Cell("unknown: empty folder", UNKNOWN), why, False
        reports = [one for phase in known for one in self._documents(phase, _VERIFICATION)]
        if not reports:
            return decision.MISSING, Cell("missing", BAD), "", False
        if any(phase in self.unread for phase in known):
            cell = Cell("unknown: rows could not be read", UNKNOWN, _tops(reports))
            return decision.UNCLEAR, cell, "rows of its report name no requirement", False
        if any(phase in self.judging for phase in known):
            return decision.ORPHAN, Cell("not named", BAD, _tops(reports)), "", False
        return self._by_phase(reports)

    def _by_rows(
        self, judged: list[_Judged], every: list[_Judged]
    ) -> tuple[str, Cell, str, bool]:
        verdicts = {_verdict(one.claim) for one in every}
        places = tuple(
            _place(one.facts, one.claim, one.claim.raw) for one in every[:_MOST]
        )
        raw = judged[0].claim.raw
        if decision.BROKEN in verdicts:
            return decision.BROKEN, Cell("unknown: broken row", UNKNOWN, places), "", False
        if len(verdicts) > 1:
            text = " / ".join(dict.fromkeys(one.claim.raw for one in every))
            return decision.DISAGREE, Cell(text, WARN, places), text, False
        verdict = verdicts.pop()
        return verdict, Cell(raw or verdict, _TONE_OF.get(verdict, UNKNOWN), places), raw, False

    def _by_phase(self, reports: list[Facts]) -> tuple[str, Cell, str, bool]:
        """The phase's own status, where its reports list no requirements."""
        stated: dict[str, Evidence] = {}
        for facts in reports:
            own = [one for one in facts.of(Status) if one.subject.type == "document"]
            front = [one for one in own if one.source == FRONT_MATTER]
            for claim in (front or own)[:1]:
                verdict = _verdict(claim)
                stated.setdefault(verdict, _place(facts, claim, claim.raw))
        if not stated:
            return decision.UNCLEAR, Cell("unknown: no status", UNKNOWN, _tops(reports)), "", True
        text = " / ".join(one.text for one in stated.values()) + " (phase)"
        places = tuple(stated.values())
        if len(stated) > 1:
            return decision.DISAGREE, Cell(text, WARN, places), text, True
        verdict = next(iter(stated))
        raw = places[0].text
        return verdict, Cell(text, _TONE_OF.get(verdict, UNKNOWN), places), raw, True

    def _checkbox(
        self, identity: str, register: Register | None
    ) -> tuple[Cell, bool | None, str]:
        """The box and the table's status; whether it is ticked; the word that sets it aside."""
        if register is None:
            return Cell("no list", UNKNOWN), None, ""
        places: list[Evidence] = []
        ticked: bool | None = None
        box = register.boxes.get(identity)
        if box is not None:
            places.append(_place(register.facts, box, _box(box.state)))
            ticked = {"done": True, "open": False}.get(box.state)
        held = ""
        for claim in register.statuses.get(identity, ()):
            places.append(_place(register.facts, claim, claim.raw.strip()))
            if claim.state == words.HELD and words.read(claim.raw).word != "blocked":
                held = claim.raw.strip()
            elif box is None:
                ticked = {words.DONE: True, words.OPEN: False, words.ACTIVE: False}.get(claim.state)
        if not places:
            return Cell("no box", UNKNOWN), None, ""
        tone = GOOD if ticked else WARN if ticked is False else UNKNOWN
        text = " ".join(dict.fromkeys(one.text for one in places))
        return Cell(text, tone, tuple(places)), ticked, held

    def _audit(self, identity: str) -> tuple[Cell, set[str]]:
        found = self.audited.get(identity, ())
        if not found:
            text = "not named" if self.milestone.audits else "no audit"
            return Cell(text, UNKNOWN, _tops(self.milestone.audits)), set()
        states = {one.claim.state for one in found}
        text = " / ".join(dict.fromkeys(one.claim.raw for one in found))
        tone = {words.DONE: GOOD, words.FAILED: BAD, words.ACTIVE: WARN}.get(
            next(iter(states)), PLAIN
        ) if len(states) == 1 else WARN
        return Cell(text, tone, tuple(
            _place(one.facts, one.claim, one.claim.raw) for one in found[:_MOST]
        )), states


_TONE_OF = {
    decision.PASSED: GOOD, decision.GAPS: BAD, decision.PARTLY: WARN, decision.HUMAN: WARN,
}


def _verdict(claim: Verdict | Status) -> str:
    """What a report's row or status says, in the words of the decision."""
    if not claim.raw:
        return decision.BROKEN
    word = words.read(claim.raw)
    folded = words.clean(claim.raw.replace("_", " "))
    if folded.startswith(("needs human", "human", "uncertain")):
        return decision.HUMAN
    if word.word == "blocked":
        return decision.GAPS  # A report's own word for a requirement that fails.
    return {
        words.DONE: decision.PASSED, words.FAILED: decision.GAPS, words.ACTIVE: decision.PARTLY,
        words.OPEN: decision.PARTLY,
    }.get(claim.state, decision.UNCLEAR)


def _differs(audited: set[str], status: str) -> bool:
    """Whether the audit's verdict and the final status cannot both be right."""
    if len(audited) != 1:
        return False
    said = next(iter(audited))
    fine = status.startswith("satisfied")
    if said == words.DONE:
        return not fine and status not in ("unknown", "deferred")
    return said in (words.FAILED, words.ACTIVE) and fine


def _within(found: Iterable[tuple[str, Evidence]], only: set[str] | None) -> tuple[Evidence, ...]:
    return tuple(one for phase, one in found if only is None or phase in only)[:_MOST]


def _phase_cell(assigned: list[tuple[str, Evidence]]) -> Cell:
    if not assigned:
        return Cell("not assigned", UNKNOWN)
    text = ", ".join(dict.fromkeys(phase for phase, _ in assigned))
    return Cell(text, PLAIN, tuple(one for _, one in assigned))


def _ids_of_other_milestones(workspace: Workspace, milestone: Milestone) -> set[str]:
    from auditlint.claims import Defines

    own = {one.path for one in milestone.lists}
    return {
        claim.subject.id.rpartition("/")[2]
        for facts in workspace.of_kind("gsd-requirements", None) if facts.path not in own
        for claim in facts.of(Defines) if claim.subject.type == "requirement"
    }


def _label(path: str) -> str:
    """A plan's or summary's name without what all of them share: ``07-04``."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    for ending in ("-SUMMARY", "-PLAN", "SUMMARY", "PLAN"):
        if stem.endswith(ending):
            stem = stem.removesuffix(ending)
            break
    return stem or folder.rpartition("/")[2]


def _box(state: str) -> str:
    return {"done": "[x]", "open": "[ ]"}.get(state, "[?]")


def _place(facts: Facts, claim: Any, text: str) -> Evidence:
    line = bisect_right(facts.starts, claim.span.start) or 1
    return Evidence(text, facts.path, line)


def _tops(documents: Iterable[Facts]) -> tuple[Evidence, ...]:
    return tuple(Evidence("", one.path, 1) for one in islice(documents, _FEW))

