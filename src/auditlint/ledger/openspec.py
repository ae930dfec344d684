"""OpenSpec trees as their folders show them: main specifications, and changes with their deltas.

The layout is that of the OpenSpec project (``openspec/specs/<capability>/spec.md``,
``openspec/changes/<change>/{proposal,tasks,design}.md`` and ``specs/<capability>/spec.md`` below
it; archived changes are ``changes/archive/YYYY-MM-DD-<change>``). A capability may be nested:
its name is the path below ``specs``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.ledger import Ledger
    from auditlint.ledger.facts import Facts


class Change:
    """A change: its id, its folder, and its documents; `deltas` by capability."""

    __slots__ = ("archived", "deltas", "design", "folder", "id", "proposal", "tasks")

    def __init__(self, identity: str, folder: str, archived: bool) -> None:
        self.id = identity
        self.folder = folder
        self.archived = archived
        self.proposal: Facts | None = None
        self.tasks: Facts | None = None
        self.design: Facts | None = None
        self.deltas: dict[str, Facts] = {}


class OpenSpecTree:
    """One ``openspec`` folder: `specs` by capability, `changes` by folder."""

    __slots__ = ("changes", "root", "specs")

    def __init__(self, root: str) -> None:
        self.root = root
        self.specs: dict[str, Facts] = {}
        self.changes: dict[str, Change] = {}

    @property
    def open_changes(self) -> list[Change]:
        """The changes that are not archived, in the order of their ids."""
        return [one for one in self.changes.values() if not one.archived]


def openspec_trees(ledger: Ledger) -> list[OpenSpecTree]:
    """Return the OpenSpec trees of a project; made once for each ledger."""
    kept: list[OpenSpecTree] | None = ledger.memo.get("openspec")
    if kept is None:
        kept = ledger.memo["openspec"] = _read(ledger)
    return kept


def _read(ledger: Ledger) -> list[OpenSpecTree]:
    trees: dict[str, OpenSpecTree] = {}
    for path, facts in ledger.by_path.items():
        if not facts.kind.startswith("openspec-"):
            continue
        parts = path.split("/")
        if "openspec" not in parts[:-1]:
            continue
        at = parts.index("openspec") + 1
        root = "/".join(parts[:at])
        tree = trees.get(root)
        if tree is None:
            tree = trees[root] = OpenSpecTree(root)
        rest = parts[at:]
        if rest[0] == "specs" and rest[-1] == "spec.md" and len(rest) > 2:
            tree.specs["/".join(rest[1:-1])] = facts
        elif rest[0] == "changes" and len(rest) > 2:
            _into_change(tree, root, rest[1:], facts)
    return [trees[root] for root in sorted(trees)]


def _into_change(tree: OpenSpecTree, root: str, rest: list[str], facts: Facts) -> None:
    archived = rest[0] == "archive"
    if archived:
        rest = rest[1:]
    if len(rest) < 2:
        return
    folder = f"{root}/changes/{'archive/' if archived else ''}{rest[0]}"
    change = tree.changes.get(folder)
    if change is None:
        change = tree.changes[folder] = Change(rest[0], folder, archived)
    if rest[1] == "specs" and rest[-1] == "spec.md":
        change.deltas["/".join(rest[2:-1])] = facts
    elif rest[1:] == ["proposal.md"]:
        change.proposal = facts
    elif rest[1:] == ["tasks.md"]:
        change.tasks = facts
    elif rest[1:] == ["design.md"]:
        change.design = facts
