"""Commits that brought what was done elsewhere: of the time before them the history tells nothing.

A repository may begin with a release, or be filled from another one: plans, summaries and code of
many phases come at once, as the last phase left them. What a file "never" held cannot be told
then, for the states that the phases left are not in the history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.evidence import Evidence
    from auditlint.evidence.history import Commit
    from auditlint.ledger import Ledger

#: So many phases are done by no single commit.
_PHASES = 2


class Imports:
    """The commits that imported work: roots, and those that brought several phases at once."""

    __slots__ = ("_evidence", "_phases")

    def __init__(self, evidence: Evidence, ledger: Ledger) -> None:
        self._evidence = evidence
        self._phases: dict[str, set[str]] = {}
        for workspace in ledger.workspaces:
            for phase in workspace.phases.values():
                for plan in phase.plans:
                    first = plan.summary and self._first(plan.summary.path)
                    if first:
                        self._phases.setdefault(first.id, set()).add(f"{workspace.root}:{phase.id}")

    def is_import(self, commit: Commit) -> bool:
        """Whether `commit` begins a history, or brought the summaries of several phases."""
        return (
            self._evidence.history.is_root(commit)
            or len(self._phases.get(commit.id, ())) >= _PHASES
        )

    def brought(self, document: str, path: str) -> bool:
        """Whether one import brought a document and the file at `path`, in whatever state."""
        first, made = self._first(document), self._first(path)
        return first is not None and made == first and self.is_import(first)

    def _first(self, path: str) -> Commit | None:
        return self._evidence.history.first_write(path, follow=True)


def imports(evidence: Evidence, ledger: Ledger) -> Imports:
    """Return the imports of a history, found once for all rules."""
    known: Imports | None = evidence.memo.get(__name__)
    if known is None:
        known = evidence.memo[__name__] = Imports(evidence, ledger)
    return known
