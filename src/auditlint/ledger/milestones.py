"""What the current documents of a planning tree say of its milestones, by version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.ledger.facts import Statement
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.workspace import Workspace

Version = tuple[int, ...]

#: The documents that speak of milestones, from the one that is written last to the first.
KINDS = ("gsd-milestones", "gsd-roadmap", "gsd-state", "gsd-project")


def version_of(text: str) -> Version:
    """Read a version: ``v1.7``, ``1.7``, ``v1`` (which is ``v1.0``); empty for anything else."""
    match = pattern(r"v?(\d{1,4}(?:\.\d{1,4}){0,3})").fullmatch(text.strip().casefold())
    if match is None:
        return ()
    numbers = [int(one) for one in match[1].split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


def current_documents(workspace: Workspace) -> list[Facts]:
    """Return the documents that speak of milestones, where there is one of each kind."""
    found = (workspace.one(kind) for kind in KINDS)
    return [one for one in found if one is not None]


def by_version(
    kinds: tuple[type[Any], ...], documents: Iterable[Facts]
) -> dict[Version, list[Statement]]:
    """Return the claims of some types about milestones, by version.

    A version that one document defines twice (two parts of a project count alike) is left out.
    """
    found: dict[Version, list[Statement]] = {}
    repeated: set[Version] = set()
    for facts in documents:
        repeated |= _repeated(facts)
        for kind in kinds:
            for claim in facts.of(kind):
                if claim.subject.type == "milestone":
                    version = version_of(claim.subject.id)
                    if version:
                        found.setdefault(version, []).append(Statement(facts, claim))
    return {version: same for version, same in found.items() if version not in repeated}


def _repeated(facts: Facts) -> set[Version]:
    from auditlint.claims import Defines

    if facts.kind != "gsd-milestones":
        return set()
    seen: set[Version] = set()
    twice: set[Version] = set()
    for one in facts.of(Defines):
        if one.subject.type == "milestone":
            version = version_of(one.subject.id)
            (twice if version in seen else seen).add(version)
    return twice
