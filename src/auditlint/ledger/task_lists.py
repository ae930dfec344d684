"""Which documents speak of which list of tasks, and how many tasks it holds.

A change's proposal and design speak of its ``tasks.md``, and so do a feature's specification, plan
and checklists; any other document speaks of the one task list that it cites by its path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import CitesPath, Tally, Task
from auditlint.ledger.openspec import openspec_trees
from auditlint.ledger.speckit import features
from auditlint.parsing.structure import DONE, OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Ledger
    from auditlint.ledger.facts import Facts


#: The types of claim that state a number of tasks.
_STATING = frozenset(("Count", "Tracked"))


class TaskList(NamedTuple):
    """A list of tasks: its document, and the numbers that its tasks may be said to have.

    `done` is None where some box is neither open nor ticked, or where boxes may be the steps of
    others, so that there are several numbers.
    """

    facts: Facts
    totals: frozenset[int]
    boxes: int
    done: int | None
    first: Task


def task_list(facts: Facts) -> TaskList | None:
    """Return what a document lists; None where it lists nothing."""
    tasks = list(facts.of(Task))
    if not tasks:
        return None
    ids = [one.id for one in tasks if one.id]
    totals = {len(tasks), len(ids), len(set(ids)), sum(1 for one in ids if one.count(".") == 1)}
    totals.discard(0)
    totals.update(one.total for one in facts.of(Tally) if one.noun == "tasks" and not one.scope)
    done: int | None = sum(1 for one in tasks if one.state == DONE)
    if len(totals) > 1 or any(one.state == OTHER for one in tasks):
        done = None
    return TaskList(facts, frozenset(totals), len(tasks), done, tasks[0])


def speakers(ledger: Ledger) -> Iterator[tuple[Facts, Facts]]:
    """Yield each document that states a number of tasks, with the list of tasks it speaks of."""
    lists: dict[str, Facts] = {}
    beside: dict[str, Facts] = {}
    for tree in openspec_trees(ledger):
        for change in tree.changes.values():
            if change.tasks is None:
                continue
            lists[change.tasks.path] = change.tasks
            for one in (change.proposal, change.design):
                if one is not None:
                    beside[one.path] = change.tasks
    for feature in features(ledger):
        if feature.tasks is None:
            continue
        lists[feature.tasks.path] = feature.tasks
        for one in feature.documents:
            if one is not feature.tasks:
                beside[one.path] = feature.tasks
    if not lists:
        return
    for path, facts in ledger.by_path.items():
        if path in lists or _STATING.isdisjoint(facts.types):
            continue
        tasks = beside.get(path) or _cited(facts, lists)
        if tasks is not None:
            yield facts, tasks


def _cited(facts: Facts, lists: dict[str, Facts]) -> Facts | None:
    if facts.kind.startswith(("openspec-", "speckit-")):
        return None
    found = {
        one.path for one in facts.of(CitesPath) if one.path.rpartition("/")[2] == "tasks.md"
    }
    if not found and facts.kind == "progress-tracker":
        return _beside_or_named(facts, lists)
    if len(found) != 1:
        return None
    path = found.pop().removeprefix("./")
    folder = facts.path.rpartition("/")[0]
    for candidate in (path, f"{folder}/{path}"):
        if candidate in lists:
            return lists[candidate]
    return None


def _beside_or_named(facts: Facts, lists: dict[str, Facts]) -> Facts | None:
    """The list in a tracker's own folder, or that of the one change or feature folder it cites."""
    beside = lists.get(f"{facts.path.rpartition('/')[0]}/tasks.md")
    if beside is not None:
        return beside
    found = {
        path for one in facts.of(CitesPath)
        if (path := f"{one.path.removeprefix('./').rstrip('/')}/tasks.md") in lists
    }
    return lists[found.pop()] if len(found) == 1 else None
