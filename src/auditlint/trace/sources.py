"""Which documents belong to a milestone: its list, roadmap, audit and phases.

A milestone is the current one (what stands directly in the planning folder) or an archived one
(below ``milestones/``). Versions compare without trailing zeros: ``v1`` is ``v1.0``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Assigned, Named
from auditlint.kinds.traceability import version_in
from auditlint.ledger import scope_of
from auditlint.reading.ids import phase_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.ledger import Facts, Phase, Workspace

LIST = "gsd-requirements"
ROADMAP = "gsd-roadmap"
AUDIT = "gsd-milestone-audit"


class Milestone(NamedTuple):
    """The documents of one milestone. `archived` is whether it stands below ``milestones/``."""

    version: str
    archived: bool
    lists: list[Facts]
    roadmaps: list[Facts]
    audits: list[Facts]
    phases: list[Phase]
    notes: list[str]


def normal(version: str) -> tuple[int, ...]:
    """Return a version for comparison: ``v1.0`` and ``v1`` are (1,); () for what is none."""
    digits = version_in(version if version[:1] in "vV" else "v" + version)[1:]
    parts = [int(one) for one in digits.split(".")] if digits else []
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def archived_versions(workspace: Workspace) -> list[str]:
    """Return the archived milestones that have a requirements list, oldest first."""
    found: dict[tuple[int, ...], str] = {}
    for one in workspace.of_kind(LIST, None):
        version = version_in(scope_of(one.path))
        if version:
            found.setdefault(normal(version), version)
    return [found[key] for key in sorted(found)]


def current_version(workspace: Workspace) -> str:
    """Return the version of the current milestone: by its list, else the state, else ""."""
    for kind in (LIST, "gsd-state", ROADMAP):
        stated = {
            version for facts in workspace.of_kind(kind)
            for claim in facts.of(Named) if claim.subject == ("milestone", "")
            for version in [version_in(claim.name)] if version
        }
        if len({normal(one) for one in stated}) == 1:
            return min(stated)
    return ""


def choose(workspace: Workspace, wanted: str) -> Milestone | None:
    """Return the milestone `wanted` ("" for the current one); None where there is none.

    Where no current list exists the newest archived milestone stands in, which a note says.
    """
    if not wanted:
        if workspace.of_kind(LIST) or not archived_versions(workspace):
            return _current(workspace)
        newest = archived_versions(workspace)[-1]
        found = _archived(workspace, newest)
        found.notes.append(
            f"there is no current requirements list; this is {newest}, the newest archived one"
        )
        return found
    key = normal(wanted)
    if not key:
        return None
    if any(normal(one) == key for one in archived_versions(workspace)):
        return _archived(workspace, wanted)
    return _current(workspace) if normal(current_version(workspace)) == key else None


def _current(workspace: Workspace) -> Milestone:
    version = current_version(workspace)
    notes: list[str] = []
    audits = _audits(workspace, normal(version), notes)
    if not version and audits:
        version = _version_of(audits[0])
    phases = [one for (scope, _), one in workspace.phases.items() if not scope]
    return Milestone(
        version, False, workspace.of_kind(LIST), workspace.of_kind(ROADMAP), audits, phases, notes
    )


def _archived(workspace: Workspace, version: str) -> Milestone:
    key = normal(version)

    def own(kind: str) -> list[Facts]:
        return [
            one for one in workspace.of_kind(kind, None) if normal(scope_of(one.path)) == key
        ]

    notes: list[str] = []
    lists, roadmaps = own(LIST), own(ROADMAP)
    phases = [one for one in workspace.phases.values() if normal(one.scope) == key]
    if not phases:
        # Not every milestone moves its phases; those left behind are its own where it says so.
        named = _phases_of([*lists, *roadmaps])
        phases = [
            one for (scope, identity), one in workspace.phases.items()
            if not scope and str(identity) in named
            # Where the next milestone numbers anew, a phase of that number is not the one meant.
            and any(workspace.is_called(roadmap, str(identity), one) for roadmap in roadmaps)
        ]
        if phases:
            notes.append(
                f"{version} has no phase folders of its own; the phases that its list and "
                "roadmap name were looked up among the current ones"
            )
    stated = version if version[:1] in "vV" else "v" + version
    return Milestone(
        stated, True, lists, roadmaps, _audits(workspace, key, notes), phases, notes
    )


def _phases_of(documents: Iterable[Facts]) -> set[str]:
    found = set()
    for facts in documents:
        for claim in facts.of(Assigned):
            number = phase_id(claim.phase.rpartition("/")[2])
            if number is not None:
                found.add(str(number))
    return found


def _version_of(audit: Facts) -> str:
    stated = [version_in(one.name) for one in audit.of(Named) if one.subject.type == "milestone"]
    return version_in(audit.path.rpartition("/")[2]) or next(filter(None, stated), "")


def _audits(workspace: Workspace, key: tuple[int, ...], notes: list[str]) -> list[Facts]:
    """The audit of one version; copies beside the archive and in it are one audit."""
    every = workspace.of_kind(AUDIT, None)
    if key:
        found = [one for one in every if normal(_version_of(one)) == key]
        # The archived copy is the final one.
        found.sort(key=lambda one: (not scope_of(one.path), one.path))
        return found[:1]
    current = [one for one in every if not scope_of(one.path)]
    if len(current) > 1:
        notes.append(
            "several audits stand beside the roadmap and nothing says which is the current "
            "milestone's; none was read"
        )
        return []
    return current
