"""The ledger: the claims of all documents, by planning tree, and what the paths say of it.

A *workspace* is one planning tree: a ``.planning`` folder, or one workstream in it. Inside it
phases belong to a *scope*: ``""`` for the current milestone, ``v1.0`` for what lies below
``milestones/v1.0-phases/``. Project rules see only this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from auditlint.reading import words
from auditlint.reading.ids import PhaseId, phase_id
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditlint.claims import Claim

_T = TypeVar("_T")


class Facts(NamedTuple):
    """What project rules know of one document: where it is, what it is, what it says.

    `starts` are the offsets at which its lines begin, so that a claim's span can be placed.
    """

    path: str
    kind: str
    age: str
    claims: tuple[Claim, ...]
    starts: Sequence[int]
    has_directives: bool = False
    """Whether the document holds comments for auditlint."""
    digest: str = ""
    """Of the text with all white space made one space; "" for kinds that are not copied about."""

    def of(self, kind: type[_T]) -> Iterator[_T]:
        """Yield the claims of one type."""
        for claim in self.claims:
            if type(claim) is kind:
                yield claim


class Statement(NamedTuple):
    """A claim and the document that makes it."""

    facts: Facts
    claim: Any

    @property
    def span(self) -> Span:
        """The claim's place in its document."""
        span: Span = self.claim.span
        return span


class Plan(NamedTuple):
    """A plan of a phase: its number, its own document and its summaries, None where absent."""

    id: str
    document: Facts | None
    summary: Facts | None


class Phase:
    """A phase as the folders show it: its documents by kind, in the order of their paths."""

    __slots__ = ("_plans", "documents", "folders", "id", "scope")

    def __init__(self, scope: str, identity: PhaseId) -> None:
        self.scope = scope
        self.id = identity
        self.folders: set[str] = set()
        self.documents: list[Facts] = []
        self._plans: list[Plan] | None = None

    def of_kind(self, kind: str) -> list[Facts]:
        """Return the phase's documents of one kind."""
        return [one for one in self.documents if one.kind == kind]

    @property
    def plans(self) -> list[Plan]:
        """The phase's plans: the union of the ids of plan files and summaries.

        A file whose name carries no plan number (``PLAN.md``, ``07-SUMMARY.md``) is no plan of
        this list; see `has_phase_summary`.
        """
        if self._plans is None:
            self._plans = self._read_plans()
        return self._plans

    def _read_plans(self) -> list[Plan]:
        from auditlint.kinds.gsd.paths import read

        files: dict[str, list[Facts | None]] = {}
        for index, kind in enumerate(("gsd-plan", "gsd-summary")):
            for facts in self.of_kind(kind):
                plan = read(facts.path).plan
                if plan:
                    slot = files.setdefault(plan, [None, None])
                    slot[index] = slot[index] or facts
        return [Plan(plan, pair[0], pair[1]) for plan, pair in sorted(files.items())]

    @property
    def has_phase_summary(self) -> bool:
        """Whether one summary without a plan number covers the phase's plans."""
        from auditlint.kinds.gsd.paths import read

        return any(not read(one.path).plan for one in self.of_kind("gsd-summary"))

    def plan_files(self) -> dict[str, list[Facts]]:
        """Return the plan documents of each plan number: more than one where it is repeated."""
        from auditlint.kinds.gsd.paths import read

        found: dict[str, list[Facts]] = {}
        for facts in self.of_kind("gsd-plan"):
            plan = read(facts.path).plan
            if plan:
                found.setdefault(plan, []).append(facts)
        return found

    @property
    def has_unnumbered_plans(self) -> bool:
        """Whether some plan file carries no plan number, so that its summary cannot be told."""
        from auditlint.kinds.gsd.paths import read

        return any(not read(one.path).plan for one in self.of_kind("gsd-plan"))

    @property
    def verdict(self) -> str:
        """The state that the phase's verifications are in (see `words`); "" without any.

        Unknown where one of them names no state, or where two differ.
        """
        states = {own_state(one) for one in self.of_kind("gsd-verification")}
        if not states:
            return ""
        return states.pop() if len(states) == 1 else words.UNKNOWN


def own_state(facts: Facts) -> str:
    """Return the state that a document says it is in; unknown where it says two, or nothing."""
    from auditlint.claims import Status

    states = {one.state for one in facts.of(Status) if one.subject.type == "document"}
    return states.pop() if len(states) == 1 else words.UNKNOWN


def complete_phases(roadmap: Facts) -> dict[str, Span]:
    """Return the phases that a roadmap calls complete, each with the first place that does.

    A phase that the same roadmap calls anything else is left out, and so is one that it calls
    complete with a reservation.
    """
    from auditlint.claims import Status

    found: dict[str, Span] = {}
    other: set[str] = set()
    for one in roadmap.of(Status):
        if one.subject.type != "phase":
            continue
        if one.state == words.DONE and not any(map(str.isalpha, words.read(one.raw).tail)):
            found.setdefault(one.subject.id, one.span)
        else:
            other.add(one.subject.id)
    return {identity: span for identity, span in found.items() if identity not in other}


def is_finished(summary: Facts) -> bool:
    """Whether a summary does not call itself anything but done (partial, blocked, halted...)."""
    from auditlint.claims import Status

    return all(
        one.state == words.DONE for one in summary.of(Status) if one.subject.type == "document"
    )


class Workspace:
    """One planning tree: its documents, and its phases by (scope, phase)."""

    __slots__ = ("_names", "_strange", "by_number", "documents", "memo", "phases", "root")

    def __init__(self, root: str) -> None:
        self.root = root
        self.documents: list[Facts] = []
        self.phases: dict[tuple[str, PhaseId], Phase] = {}
        self.by_number: dict[PhaseId, list[Phase]] = {}
        self._names: dict[str, dict[str, list[set[str]]]] = {}
        self._strange: dict[str, set[str]] = {}
        self.memo: dict[str, Any] = {}
        """What views derive from the workspace and several rules ask for, by view."""

    def of_kind(self, kind: str, scope: str | None = "") -> list[Facts]:
        """Return the documents of one kind in a scope; None means every scope."""
        return [
            one for one in self.documents
            if one.kind == kind and (scope is None or scope_of(one.path) == scope)
        ]

    def one(self, kind: str) -> Facts | None:
        """Return the only current document of a kind; None where there is none or several."""
        found = self.of_kind(kind)
        return found[0] if len(found) == 1 else None

    def statements(self, kind: type, documents: Iterable[Facts]) -> Iterator[Statement]:
        """Yield the claims of one type in `documents`."""
        for facts in documents:
            for claim in facts.claims:
                if type(claim) is kind:
                    yield Statement(facts, claim)

    def phase_of(self, statement: Statement, identity: str) -> Phase | None:
        """Return the phase with a folder that `identity` names in a document; None if unclear.

        `identity` is a subject's id: ``7``, ``2.1``, or ``v1.0/7`` where the document places it
        in a milestone. Unclear: no folder, several folders, or several milestones.
        """
        scope, _, token = identity.rpartition("/")
        number = phase_id(token)
        if number is None:
            return None
        own = scope_of(statement.facts.path) or scope
        found = self.by_number.get(number, [])
        exact = [phase for phase in found if phase.scope == own]
        chosen = exact or ([] if own else found)
        if len(chosen) != 1 or len(chosen[0].folders) != 1:
            return None
        if not exact and not self._is_named(statement.facts, identity, chosen[0]):
            return None  # The next milestone's phase of this number, which has no folder yet.
        return chosen[0]

    def named_phase_of(self, statement: Statement, identity: str) -> Phase | None:
        """Return the phase that `identity` names, where the document's name for it fits the folder.

        Folders of another numbering bear other names; where several do, none can be trusted.
        """
        strange = self._strange_names(statement.facts)
        return None if "" in strange or identity in strange else self.phase_of(statement, identity)

    def is_renumbered(self, facts: Facts) -> bool:
        """Whether so many phases of a document have folders of other names that none counts."""
        return "" in self._strange_names(facts)

    def _strange_names(self, facts: Facts) -> set[str]:
        """The phases whose names do not fit their folders; with "" where there are several."""
        known = 0
        kept = self._strange.get(facts.path)
        if kept is not None:
            return kept
        strange = self._strange[facts.path] = set()
        for identity in self._names_in(facts):
            phase = self.phase_of(Statement(facts, None), identity)
            if phase is not None:
                known += 1
                if not self._is_named(facts, identity, phase):
                    strange.add(identity)
        if len(strange) >= _SEVERAL and len(strange) * _SHARE >= known:
            strange.add("")
        return strange

    def _names_in(self, facts: Facts) -> dict[str, list[set[str]]]:
        names = self._names.get(facts.path)
        if names is None:
            from auditlint.claims import Named

            names = self._names[facts.path] = {}
            for one in facts.of(Named):
                if one.subject.type == "phase" and len(one.name) < _LONGEST_NAME:
                    names.setdefault(one.subject.id, []).append(_words(one.name))
        return names

    def _is_named(self, facts: Facts, identity: str, phase: Phase) -> bool:
        """Whether one of a document's names for a phase and a folder share half their words."""
        stated = self._names_in(facts).get(identity, [])
        for folder in phase.folders:
            words_there = _words(folder.rpartition("/")[2])
            for name in stated:
                shared = len(name & words_there)
                if not name or not words_there:
                    return True
                if shared and shared * 2 >= min(len(name), len(words_there)):
                    return True
        return False

    def is_called(self, facts: Facts, identity: str, phase: Phase) -> bool:
        """Whether a document's name for a phase and the phase's folder share a word."""
        return self._is_named(facts, identity, phase)

    def plan_of(self, statement: Statement) -> tuple[Phase, Plan] | None:
        """Return the plan on disk that a claim about a plan (``07-04``) means, with its phase."""
        from auditlint.kinds.gsd.paths import plan_id

        scope, slash, token = statement.claim.subject.id.rpartition("/")
        head, _, tail = token.rpartition("-")
        phase = self.named_phase_of(statement, scope + slash + head)
        number = plan_id(tail)
        if phase is None or not number:
            return None
        plan = next((one for one in phase.plans if one.id == number), None)
        return (phase, plan) if plan is not None else None

    def phase(self, scope: str, identity: PhaseId | None) -> Phase | None:
        """Return a phase that has a folder, or None."""
        return self.phases.get((scope, identity)) if identity is not None else None


#: From so many phases whose folders bear other names, and one in so many phases, it is no slip.
_SEVERAL = 2
_SHARE = 5
_LONGEST_NAME = 300


def _words(text: str) -> set[str]:
    """The beginnings of the words of a name that say something: three letters or more."""
    spaced = "".join(char if char.isalnum() else " " for char in text.casefold())
    return {word[:5] for word in spaced.split() if len(word) > 2 and not word.isdigit()}


def root_of(path: str) -> str:
    """Return the workspace that a document belongs to; "" when it is in none."""
    parts = path.split("/")
    for index, part in enumerate(parts[:-1]):
        if part == ".planning":
            end = index + 1
            if parts[end : end + 1] == ["workstreams"] and len(parts) > end + 2:
                end += 2
            return "/".join(parts[:end])
    return ""


def scope_of(path: str) -> str:
    """Return the milestone that a path is archived under; "" for the current one.

    ``milestones/v1.0-phases/...`` and ``milestones/v1.0-ROADMAP.md`` are of ``v1.0``.
    """
    parts = path.split("/")
    if "milestones" not in parts[:-1]:
        return ""
    name = parts[parts.index("milestones") + 1]
    for ending in ("-phases", "-ROADMAP.md", "-REQUIREMENTS.md", "-MILESTONE-AUDIT.md"):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


class Ledger:
    """All workspaces of a project."""

    __slots__ = ("by_path", "workspaces")

    def __init__(self, facts: Iterable[Facts]) -> None:
        from auditlint.kinds.gsd.paths import in_phases, read

        self.by_path: dict[str, Facts] = {}
        found: dict[str, Workspace] = {}
        for one in sorted(facts, key=lambda one: one.path):
            self.by_path[one.path] = one
            root = root_of(one.path)
            if not root:
                continue
            workspace = found.get(root)
            if workspace is None:
                workspace = found[root] = Workspace(root)
            workspace.documents.append(one)
            folders = one.path.split("/")[:-1]
            if not in_phases(folders):
                continue
            identity = read(one.path).phase
            if identity is None:
                continue
            key = (scope_of(one.path), identity)
            phase = workspace.phases.get(key)
            if phase is None:
                phase = workspace.phases[key] = Phase(*key)
                workspace.by_number.setdefault(identity, []).append(phase)
            phase.documents.append(one)
            phase.folders.add("/".join(folders))
        self.workspaces: list[Workspace] = [found[root] for root in sorted(found)]
