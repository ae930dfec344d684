"""The ledger: the claims of all documents, by planning tree, and what the paths say of it.

A *workspace* is one planning tree: a ``.planning`` folder, or one workstream in it. Inside it
phases belong to a *scope*: ``""`` for the current milestone, ``v1.0`` for what lies below
``milestones/v1.0-phases/``. Project rules see only this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.ledger.ages import aged
from auditlint.ledger.facts import Facts, Statement, complete_phases, is_finished, own_state
from auditlint.ledger.phase import Phase, Plan
from auditlint.ledger.scopes import root_of, scope_of, tree_of
from auditlint.ledger.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Facts", "Ledger", "Phase", "Plan", "Statement", "Workspace", "complete_phases",
    "is_finished", "own_state", "root_of", "scope_of", "tree_of",
]


class Ledger:
    """All workspaces of a project."""

    __slots__ = ("by_path", "memo", "workspaces")

    def __init__(self, facts: Iterable[Facts]) -> None:
        from auditlint.kinds.gsd.paths import in_phases, read

        self.by_path: dict[str, Facts] = {}
        self.memo: dict[str, Any] = {}
        """What views derive from the ledger and several rules ask for, by view."""
        found: dict[str, Workspace] = {}
        for one in aged(sorted(facts, key=lambda one: one.path)):
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
