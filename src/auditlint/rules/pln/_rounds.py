"""Whether two plans of one wave belong to two rounds of planning, which never run together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.evidence import Evidence
    from auditlint.evidence.history import Commit
    from auditlint.ledger import Facts
    from auditlint.ledger.schedule import Step


class Rounds:
    """The order in which plans and summaries came into the repository, asked for pair by pair."""

    __slots__ = ("_evidence", "_first")

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._first: dict[str, Commit | None] = {}

    def may_differ(self, one: Step, other: Step) -> bool:
        """Whether one of two plans was written after the other one was done, or may have been."""
        summaries = [step.plan.summary for step in (one, other)]
        if summaries == [None, None]:
            return False  # Neither is done: both are still to run.
        this, that = self._written(one.document), self._written(other.document)
        if this is None or that is None:
            return True
        if self._is_late(this, summaries[0]) or self._is_late(that, summaries[1]):
            return True  # Committed when it was done: when it was written is not known.
        if this == that:
            return False
        return self._follows(that, summaries[0]) or self._follows(this, summaries[1])

    def _is_late(self, plan: Commit, summary: Facts | None) -> bool:
        """Whether a plan came after its own summary."""
        done = self._written(summary) if summary is not None else None
        return done is not None and self._evidence.history.is_after(plan, done) is True

    def _follows(self, plan: Commit, summary: Facts | None) -> bool:
        """Whether a plan came with or after the summary of another; true where nobody knows."""
        if summary is None:
            return False
        done = self._written(summary)
        if done is None:
            # Not committed yet: then the plan, which is, was there before.
            return self._evidence.history.existed(summary.path) is not False
        return plan == done or self._evidence.history.is_after(plan, done) is not False

    def _written(self, facts: Facts) -> Commit | None:
        path = facts.path
        if path not in self._first:
            self._first[path] = self._evidence.history.first_write(path, follow=True)
        return self._first[path]
