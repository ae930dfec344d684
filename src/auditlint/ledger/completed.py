"""The requirements that a list calls completed, by the phase folders that were to complete them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.ledger.requirements import is_bare
from auditlint.reading import words
from auditlint.reading.ids import phase_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from auditlint.ledger.phase import Phase
    from auditlint.ledger.requirements import Register, Said
    from auditlint.ledger.workspace import Workspace


class Completed(NamedTuple):
    """A requirement that is done without reserve, and the folders of its phases."""

    id: str
    said: Said
    phases: tuple[Phase, ...]


def completed(workspace: Workspace, register: Register) -> Iterator[Completed]:
    """Yield the completed requirements of a register whose phases all have one folder of its scope.

    Nothing where the phases were renumbered since: then a folder's number says nothing.
    """
    if register.roadmap is not None and workspace.is_renumbered(register.roadmap):
        return
    for identity in register.defined:
        if identity in register.listed:
            continue
        said = register.state(identity)
        if said is None or said.state != words.DONE or not is_bare(said):
            continue
        phases = [
            workspace.phase(register.scope, phase_id(one))
            for one in sorted(register.phases_of(identity))
        ]
        found = tuple(one for one in phases if one is not None and len(one.folders) == 1)
        if found and len(found) == len(phases):
            yield Completed(identity, said, found)


def by_phase(
    found: Iterable[Completed], judges: Callable[[Phase], bool]
) -> dict[str, list[Completed]]:
    """Return the requirements by the last of their phases, where `judges` holds for all of these.

    `judges` tells whether what a phase does not say of a requirement means anything; it is asked
    once for each phase.
    """
    judging: dict[str, bool] = {}
    groups: dict[str, list[Completed]] = {}
    for one in found:
        for phase in one.phases:
            key = str(phase.id)
            if key not in judging:
                judging[key] = judges(phase)
        if all(judging[str(phase.id)] for phase in one.phases):
            groups.setdefault(str(one.phases[-1].id), []).append(one)
    return groups
