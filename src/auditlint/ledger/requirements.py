"""Requirements of a planning tree: the list of each milestone, what it says, and its roadmap.

A *register* is the requirements list of one scope of a workspace (see `auditlint.ledger`) with
its traceability table. An id that the list uses for several milestones is in no register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import (
    FIELD,
    ROW,
    Assigned,
    Boxed,
    Defines,
    Entry,
    Listed,
    Named,
    Satisfied,
    Status,
    Traced,
)
from auditlint.ledger import scope_of
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.source.text import Span


class Said(NamedTuple):
    """What a requirements list says of one requirement's state, and where."""

    state: str
    raw: str
    span: Span


class Verdict(NamedTuple):
    """An audit that calls a requirement satisfied."""

    facts: Facts
    claim: Satisfied


class Register:
    """The requirements list of one scope, by requirement id."""

    __slots__ = (
        "boxes", "defined", "facts", "listed", "phases", "roadmap", "rows", "scope", "statuses",
    )

    def __init__(self, facts: Facts, roadmap: Facts | None) -> None:
        self.facts = facts
        self.roadmap = roadmap
        self.scope = scope_of(facts.path)
        self.defined: dict[str, Defines] = {}
        self.listed: set[str] = set()
        self.phases: dict[str, list[Assigned]] = {}
        self.rows: dict[str, list[Traced]] = {}
        self.statuses: dict[str, list[Status]] = {}
        self.boxes: dict[str, Boxed] = {}
        for claim in facts.claims:
            kind = type(claim)
            if kind is Assigned and claim.source == ROW:
                self.phases.setdefault(claim.requirement, []).append(claim)
            elif kind is Traced:
                self.rows.setdefault(claim.requirement, []).append(claim)
            elif kind is Listed:
                self.listed.add(claim.requirement)
            elif kind in (Defines, Boxed, Status) and claim.subject.type == "requirement":
                if kind is Defines:
                    self.defined.setdefault(claim.subject.id, claim)
                elif kind is Boxed:
                    self.boxes[claim.subject.id] = claim
                elif claim.source == ROW:
                    self.statuses.setdefault(claim.subject.id, []).append(claim)
        for one in [one for one in self.defined if "/" in one]:
            reused = one.rpartition("/")[2]
            self.listed.add(reused)
            for kept in (self.defined, self.phases, self.rows, self.statuses, self.boxes):
                kept.pop(one, None)
                kept.pop(reused, None)

    @property
    def known(self) -> set[str]:
        """Every id that the list or its table names, in scope or not."""
        return self.listed | self.defined.keys() | self.rows.keys()

    def state(self, identity: str) -> Said | None:
        """Return what box and rows agree on; None where they do not, or say nothing certain."""
        said = [Said(one.state, one.raw, one.span) for one in self.statuses.get(identity, ())]
        box = self.boxes.get(identity)
        if box is not None:
            state = {"done": words.DONE, "open": words.OPEN}.get(box.state, words.UNKNOWN)
            raw = "ticked" if state == words.DONE else "not ticked"
            said.append(Said(state, raw, box.span))
        done = {one.state == words.DONE for one in said}
        if len(done) != 1 or any(one.state in (words.UNKNOWN, words.HELD) for one in said):
            return None
        return said[0]

    def places(self, identity: str) -> list[tuple[Span, str]]:
        """Return the places that hold a requirement's state, each with its text when done."""
        done = [(one.span, "Complete") for one in self.statuses.get(identity, ())]
        box = self.boxes.get(identity)
        return done + ([(box.span, "[x]")] if box is not None else [])

    def phases_of(self, identity: str) -> set[str]:
        """Return the phases that the table puts a requirement into; empty where it is unclear."""
        if any(one.mapped is not True for one in self.rows.get(identity, ())):
            return set()
        return {one.phase for one in self.phases.get(identity, ())}


def registers(workspace: Workspace) -> list[Register]:
    """Return the register of each scope that has one requirements list."""
    lists = _by_scope(workspace, "gsd-requirements", "REQUIREMENTS.md")
    roadmaps = _by_scope(workspace, "gsd-roadmap", "ROADMAP.md")
    return [Register(facts, roadmaps.get(scope)) for scope, facts in lists.items()]


def _by_scope(workspace: Workspace, kind: str, ending: str) -> dict[str, Facts]:
    """The only document of `kind` in each scope; one with the framework's own name wins."""
    found: dict[str, list[Facts]] = {}
    for facts in workspace.of_kind(kind, None):
        found.setdefault(scope_of(facts.path), []).append(facts)
    chosen = {}
    for scope, some in found.items():
        named = [one for one in some if one.path.endswith(("/" + ending, "-" + ending))]
        plain = [one for one in some if one.path.endswith("/" + ending)]
        for candidates in (plain, named, some):
            if len(candidates) == 1:
                chosen[scope] = candidates[0]
                break
    return chosen


def version_of(facts: Facts) -> tuple[int, ...]:
    """Return the milestone version that a document belongs to, by its path, else by its own words.

    ``v1`` and ``v1.0`` are equal; () where it names none, or two.
    """
    scope = scope_of(facts.path)
    stem = facts.path.rpartition("/")[2]
    texts = [scope or stem] + [one.name for one in facts.of(Named) if one.subject.type == "milestone"]
    found = [version for version in map(_version, texts) if version]
    if scope or not found:
        return found[0] if found else ()
    return found[0] if len(set(found)) == 1 else ()


def _version(text: str) -> tuple[int, ...]:
    match = pattern(r"(?<![\w.])v(\d{1,4}(?:\.\d{1,4}){0,3})(?![\w]|\.\d)", 2).search(text)
    if match is None:
        return ()
    parts = [int(one) for one in match[1].split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


#: A verdict with such a tail admits what is missing: "satisfied (partial, accepted)".
_RESERVED = (
    "partial", "stub", "accept", "override", "waive", "defer", "pending", "human", "except",
    "caveat", "gap", "unverified", "not ",
)


def audits_of(workspace: Workspace, register: Register, others: list[Register]) -> list[Facts]:
    """Return the audits of a register's own milestone that call anything satisfied."""
    archived = {version_of(one.facts) for one in others if one.scope}
    found = []
    for facts in workspace.of_kind("gsd-milestone-audit", None):
        verdicts = list(facts.of(Satisfied))
        if verdicts and _is_of(facts, register, archived, verdicts):
            found.append(facts)
    return found


def audited(workspace: Workspace, register: Register, others: list[Register]) -> dict[str, Verdict]:
    """Return what the audits of a register's own milestone call satisfied without reserve.

    An id that another of these audits calls unsatisfied, or that has two verdicts, is left out.
    """
    found: dict[str, Verdict] = {}
    denied: set[str] = set()
    for facts in audits_of(workspace, register, others):
        verdicts = list(facts.of(Satisfied))
        for entry in facts.of(Entry):
            if entry.type == "unsatisfied requirement":
                denied.update(entry.ids or (entry.label,))
        for one in verdicts:
            tail = words.read(one.verdict).tail
            if any(word in tail for word in _RESERVED):
                denied.add(one.subject.id)
            found.setdefault(one.subject.id, Verdict(facts, one))
    return {identity: one for identity, one in found.items() if identity not in denied}


def _is_of(
    audit: Facts, register: Register, archived: set[tuple[int, ...]], verdicts: list[Satisfied]
) -> bool:
    """Whether an audit is about the milestone whose requirements the register holds."""
    version, own = version_of(audit), version_of(register.facts)
    scope = scope_of(audit.path)
    if register.scope:
        return bool(version) and version == own if not scope else scope == register.scope
    if scope or (version and version in archived):
        return False
    if version and own:
        return version == own
    ids = {one.subject.id for one in verdicts}
    return ids <= register.defined.keys() and len(ids) * 10 >= len(register.defined) * 9


def behind_audit(
    workspace: Workspace, register: Register, others: list[Register]
) -> dict[str, tuple[Said, Verdict]]:
    """Return the requirements that an audit of their time calls satisfied and the list does not."""
    found = {}
    for identity, verdict in audited(workspace, register, others).items():
        said = register.state(identity)
        if said is not None and said.state in (words.OPEN, words.ACTIVE) and is_bare(said):
            found[identity] = (said, verdict)
    return found


def is_bare(said: Said) -> bool:
    """Whether a state is told without a qualifier; ``Pending (user)`` is left open on purpose."""
    return said.raw == "not ticked" or not words.read(said.raw).tail


def folder_of(workspace: Workspace, register: Register, phase: str) -> Phase | None:
    """Return a phase of a register; the only one of its number where it was not archived with it.

    That one may be another milestone's, so it may silence a rule and must not make it fire.
    """
    number = phase_id(phase)
    found = workspace.phase(register.scope, number)
    if found is None:
        others = workspace.by_number.get(number, []) if number is not None else []
        found = others[0] if len(others) == 1 else None
    return found


def in_roadmap(roadmap: Facts) -> dict[str, list[Assigned]]:
    """Return the phases that a roadmap's phase sections give each requirement."""
    found: dict[str, list[Assigned]] = {}
    for claim in roadmap.of(Assigned):
        if claim.source != ROW:
            found.setdefault(claim.requirement, []).append(claim)
    return found


def is_plain(claim: Assigned) -> bool:
    """Whether a roadmap's assignment is nothing but ids below a phase of the running milestone."""
    return claim.source == FIELD and "/" not in claim.phase


def prefix_of(identity: str) -> str:
    """Return the prefix of a requirement id: ``AUTH`` of ``AUTH-01``, ``R`` of ``R14``."""
    match = pattern(r"(.*?)-?[A-Z]?\d+[a-z]?").fullmatch(identity)
    return match[1] if match else ""


def listed_as(ids: list[str]) -> str:
    """Name requirements as the subject of a message: the one, or how many and which."""
    return ids[0] if len(ids) == 1 else f"{len(ids)} requirements ({shortened(ids)})"


def shortened(ids: list[str], most: int = 4) -> str:
    """Name ids in a message: all, or the first few and how many more."""
    if len(ids) <= most:
        return ", ".join(ids)
    return f"{', '.join(ids[: most - 1])} and {len(ids) - most + 1} more"
