"""How many phases and plans the folders of a planning tree hold, in the ways that people count.

A number is borne out by any accepted way: plan files, summaries, or the union of both; with or
without inserted phases; over the running milestone, one that was archived, or all of them.
What cannot be counted (a summary for a whole phase, plan files without a number) gives None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Count, Defines, Named, Status, Tally
from auditlint.kinds.traceability import version_in
from auditlint.ledger.facts import complete_phases, is_finished
from auditlint.ledger.phase_numbers import order
from auditlint.ledger.scopes import scope_of
from auditlint.reading import words
from auditlint.reading.ids import phase_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.phase import Phase
    from auditlint.ledger.workspace import Workspace

#: Phases from here on are ideas put aside, which some count and some do not.
_BACKLOG = 999


class Inventory(NamedTuple):
    """What some phases hold: each number with all values that a way of counting gives for it.

    `plans` and `done` begin with the plain count: the union of plan files and summaries, and
    the summaries.
    """

    phases: tuple[int, ...]
    complete: tuple[int, ...]
    plans: tuple[int, ...]
    done: tuple[int, ...]


#: So many ways of counting there are for phases, complete phases, plans, and done plans.
_WAYS = (4, 6, 4, 4)
_NONE = (0,) * sum(_WAYS)


def is_countable(phase: Phase) -> bool:
    """Whether a phase has one folder, and each of its plans and summaries a number."""
    return (
        len(phase.folders) == 1
        and not phase.has_phase_summary
        and not phase.has_unnumbered_plans
    )


def _vector(phase: Phase, complete: frozenset[str]) -> tuple[int, ...]:
    """Return what a phase adds to each way of counting, in the order of `Inventory`."""
    plans = phase.plans
    summaries = [one.summary for one in plans if one.summary is not None]
    total, done = len(plans), len(summaries)
    main = not (phase.id.decimals or phase.id.letter)
    ready = bool(total) and done == total
    called = str(phase.id) in complete
    verified = phase.verdict == words.DONE
    return (
        1, main, bool(total), main and bool(total),
        ready, main and ready, ready or called, called, verified, ready and verified,
        total, sum(1 for one in plans if one.document is not None), done, main * total,
        done, sum(map(is_finished, summaries)), total if called else done, main * done,
    )


def _inventory(vector: tuple[int, ...]) -> Inventory:
    groups = []
    start = 0
    for size in _WAYS:
        groups.append(tuple(dict.fromkeys(vector[start : start + size])))
        start += size
    return Inventory(*groups)


def inventories(phases: Sequence[Phase], roadmap: Facts | None = None) -> list[Inventory]:
    """Count the last of `phases`, the last two, and so on to all; [] where one cannot be counted.

    With a roadmap, a plan of a phase that it calls complete may count as done.
    """
    if not all(map(is_countable, phases)):
        return []
    complete = frozenset(complete_phases(roadmap) if roadmap is not None else ())
    vector = _NONE
    found = []
    for phase in reversed(phases):
        vector = tuple(map(int.__add__, vector, _vector(phase, complete)))
        found.append(_inventory(vector))
    return found


def inventory(phases: Sequence[Phase], roadmap: Facts | None = None) -> Inventory | None:
    """Count all of `phases`; None where one of them cannot be counted."""
    found = inventories(phases, roadmap)
    return found[-1] if found else None


def documents_of(phases: Iterable[Phase]) -> list[str]:
    """Return the path of each plan of `phases`: of its own document, else of its summary."""
    return [path for one in phases for path in _paths(one)]


def _paths(phase: Phase) -> list[str]:
    documents = [one.document or one.summary for one in phase.plans]
    return [one.path for one in documents if one is not None]


class Archived(NamedTuple):
    """The phases on disk of a milestone that was archived.

    `is_whole` is whether its own roadmap, which speaks of no other milestone, details exactly
    these; else only a number of phases that fits tells that they are all.
    """

    phases: list[Phase]
    is_whole: bool


def milestone_phases(workspace: Workspace, version: str) -> Archived | None:
    """Return the phases of an archived milestone; None where some of them are not there.

    They stand below ``milestones/v1.0-phases/``; or, where its roadmap was archived and the
    folders were not, where they were, under the names that this roadmap gives them.
    """
    roadmaps, moved = _archives(workspace).get(version, _Archive([], []))
    roadmap = roadmaps[0] if len(roadmaps) == 1 else None
    listed = _detailed(roadmap) if roadmap is not None else []
    alone = roadmap is not None and not _other_milestones(roadmap, version)
    if moved:
        present = {str(one.id) for one in moved}
        if alone and not present.issuperset(listed):
            return None
        if roadmap is not None and any(
            str(one.id) in listed and not workspace.is_called(roadmap, str(one.id), one)
            for one in moved
        ):
            return None  # A folder of another milestone, which bears the same number.
        return Archived(moved, alone and present == set(listed))
    found: list[Phase] = []
    for identity in listed:
        phase = workspace.phase("", phase_id(identity))
        if roadmap is None or phase is None or not workspace.is_called(roadmap, identity, phase):
            return None
        found.append(phase)
    return Archived(found, alone) if found else None


def _other_milestones(roadmap: Facts, version: str) -> bool:
    return bool(milestones_in(roadmap) - {version})


def milestones_in(facts: Facts) -> set[str]:
    """Return the versions of the milestones that a document speaks of."""
    spoken: list[Defines | Named | Status] = [
        *facts.of(Defines), *facts.of(Named), *facts.of(Status)
    ]
    return {one.subject.id for one in spoken if one.subject.type == "milestone"} - {""}


def milestone_roadmaps(workspace: Workspace, version: str) -> list[Facts]:
    """Return the archived roadmaps of a milestone."""
    return _archives(workspace).get(version, _Archive([], [])).roadmaps


class _Archive(NamedTuple):
    """What is archived of one milestone."""

    roadmaps: list[Facts]
    phases: list[Phase]


def _archives(workspace: Workspace) -> dict[str, _Archive]:
    """Return what is archived, by version; read once."""
    found: dict[str, _Archive] | None = workspace.memo.get(__name__)
    if found is None:
        found = workspace.memo[__name__] = {}
        for facts in workspace.of_kind("gsd-roadmap", None):
            version = version_in(scope_of(facts.path))
            if version:
                found.setdefault(version, _Archive([], [])).roadmaps.append(facts)
        for (scope, _), phase in workspace.phases.items():
            version = version_in(scope)
            if version:
                found.setdefault(version, _Archive([], [])).phases.append(phase)
    return found


def archived_phases(workspace: Workspace) -> list[list[Phase]]:
    """Return the phases of each archived milestone that has folders."""
    found: dict[str, list[Phase]] = {}
    for (scope, _), phase in workspace.phases.items():
        if scope:
            found.setdefault(scope, []).append(phase)
    return list(found.values())


def _detailed(roadmap: Facts) -> list[str]:
    found = dict.fromkeys(
        one.subject.id for one in roadmap.of(Defines) if one.subject.type == "phase"
    )
    return [] if any("/" in one for one in found) else list(found)


def listed_numbers(roadmaps: Iterable[Facts], noun: str) -> set[int]:
    """Return what roadmaps give as their number of phases or plans: by entries and by rows."""
    found: set[int] = set()
    for roadmap in roadmaps:
        if noun == "phases":
            found.add(len(_detailed(roadmap)))
            continue
        tallies = {one.scope: one.total for one in roadmap.of(Tally) if one.noun == noun}
        counts: dict[str, int] = {}
        for one in roadmap.of(Count):
            if one.noun == noun and one.scope.startswith("phase ") and one.total is not None:
                counts.setdefault(one.scope, one.total)
        found.add(sum(tallies.values()))
        found.add(sum(counts.values()))
        found.add(sum((counts | tallies).values()))
        found.add(sum((tallies | counts).values()))
    return found - {0}


def in_order(workspace: Workspace) -> list[Phase]:
    """Return the phases of the running milestone's folder by number, ideas put aside left out."""
    found = [
        phase for (scope, _), phase in workspace.phases.items()
        if not scope and phase.id.number < _BACKLOG
    ]
    return sorted(found, key=lambda one: order(one.id))
