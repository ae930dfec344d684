"""Phases and plans as the folders show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.ledger.facts import own_state
from auditlint.reading import words

if TYPE_CHECKING:
    from auditlint.ledger.facts import Facts
    from auditlint.reading.ids import PhaseId


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
