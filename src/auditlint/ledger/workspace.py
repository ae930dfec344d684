"""A workspace: one planning tree, its documents, and its phases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.ledger.facts import Statement
from auditlint.ledger.scopes import scope_of
from auditlint.reading.ids import PhaseId, phase_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.phase import Phase, Plan


#: From so many phases whose folders bear other names, and one in so many phases, it is no slip.
_SEVERAL = 2
_SHARE = 5
_LONGEST_NAME = 300


def _words(text: str) -> set[str]:
    """The beginnings of the words of a name that say something: three letters or more."""
    spaced = "".join(char if char.isalnum() else " " for char in text.casefold())
    return {word[:5] for word in spaced.split() if len(word) > 2 and not word.isdigit()}


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
            claims: Iterator[Any] = facts.of(kind)
            for claim in claims:
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
            in_ascii = all(map(str.isascii, words_there))
            for name in stated:
                if in_ascii and not any(map(str.isascii, name)):
                    return True  # A folder's name in another script: not to be compared.
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
