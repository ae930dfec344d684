"""Features of spec-kit as their folders show them: specification, plan, tasks, checklists.

The layout is that of the spec-kit project: ``specs/<number>-<name>/{spec,plan,tasks}.md`` and
``checklists/*.md`` below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.ledger.scopes import tree_of

if TYPE_CHECKING:
    from auditlint.ledger import Ledger
    from auditlint.ledger.facts import Facts


class Feature:
    """A feature: its folder, its name (``003-voice-chat``), and its documents."""

    __slots__ = ("checklists", "folder", "name", "plan", "spec", "tasks")

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.name = folder.rpartition("/")[2]
        self.spec: Facts | None = None
        self.plan: Facts | None = None
        self.tasks: Facts | None = None
        self.checklists: list[Facts] = []

    @property
    def documents(self) -> list[Facts]:
        """The documents of the feature that there are, the specification first."""
        some = [one for one in (self.spec, self.plan, self.tasks) if one is not None]
        return some + self.checklists


def features(ledger: Ledger) -> list[Feature]:
    """Return the features of a project, by folder; made once for each ledger."""
    kept: list[Feature] | None = ledger.memo.get("spec-kit")
    if kept is None:
        kept = ledger.memo["spec-kit"] = _read(ledger)
    return kept


def _read(ledger: Ledger) -> list[Feature]:
    found: dict[str, Feature] = {}
    for path, facts in ledger.by_path.items():
        if not facts.kind.startswith("speckit-"):
            continue
        folder = tree_of(path)
        if not folder:
            continue
        feature = found.get(folder)
        if feature is None:
            feature = found[folder] = Feature(folder)
        rest = path[len(folder) + 1 :]
        if rest == "spec.md":
            feature.spec = facts
        elif rest == "plan.md":
            feature.plan = facts
        elif rest == "tasks.md":
            feature.tasks = facts
        elif rest.startswith("checklists/"):
            feature.checklists.append(facts)
    return [found[folder] for folder in sorted(found)]
