"""Which phases a planning tree knows by number, and in which order its roadmaps list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import BOX, Boxed, Defines, Named, Status
from auditlint.reading import words
from auditlint.reading.ids import PhaseId, phase_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.workspace import Workspace


#: Numbers from here on are the framework's parking place for ideas.
BACKLOG = 900


def mentioned(roadmaps: Iterable[Facts]) -> set[PhaseId]:
    """Return every phase that any of `roadmaps` speaks of."""
    found: set[PhaseId] = set()
    for roadmap in roadmaps:
        spoken: list[Named | Defines | Boxed | Status] = [
            *roadmap.of(Named), *roadmap.of(Defines), *roadmap.of(Boxed), *roadmap.of(Status)
        ]
        for one in spoken:
            if one.subject.type == "phase":
                number = phase_id(one.subject.id.rpartition("/")[2])
                if number is not None:
                    found.add(number)
    return found


def with_folders(paths: Iterable[str]) -> set[PhaseId]:
    """Return the phases in whose folders any of `paths` lies, whatever the files are."""
    from auditlint.kinds.gsd.paths import read

    return {phase for path in paths if (phase := read(path).folder) is not None}


def in_work(roadmap: Facts) -> dict[PhaseId, Status]:
    """Return the phases of the running milestone that a roadmap calls active or complete.

    Each with the first statement that does. One that it calls anything else is left out.
    """
    found: dict[PhaseId, Status] = {}
    other: set[PhaseId] = set()
    for one in roadmap.of(Status):
        number = phase_id(one.subject.id) if one.subject.type == "phase" else None
        if number is None:
            continue
        if one.state in (words.DONE, words.ACTIVE) and not any(
            map(str.isalpha, words.read(one.raw).tail)
        ):
            found.setdefault(number, one)
        elif one.source != BOX:
            other.add(number)
    return {number: one for number, one in found.items() if number not in other}


def order(phase: PhaseId) -> tuple[int, tuple[int, ...], str]:
    """Return what phases of a milestone are sorted by: ``2``, ``2.1``, ``2A``, ``3``."""
    return phase.number, phase.decimals, phase.letter


def moved(roadmaps: Iterable[Facts]) -> set[PhaseId]:
    """Return the phases that some roadmap details behind a phase with a greater number."""
    out: set[PhaseId] = set()
    for roadmap in roadmaps:
        greatest: PhaseId | None = None
        for one in roadmap.of(Defines):
            number = phase_id(one.subject.id) if one.subject.type == "phase" else None
            if number is None:
                continue
            if greatest is not None and order(number) < order(greatest):
                out.add(number)
            else:
                greatest = number
    return out


class _Known:
    """The phases of a workspace: `all` of them, and those that its only roadmap details.

    `greatest` is the number of the last one that is no idea; `last` is the same, but None where
    that roadmap does not speak of it.
    """

    __slots__ = ("all", "detailed", "greatest", "last")

    def __init__(self, workspace: Workspace) -> None:
        self.all = mentioned(workspace.of_kind("gsd-roadmap", None)) | workspace.by_number.keys()
        self.greatest = max((one.number for one in self.all if one.number < BACKLOG), default=-1)
        self.last: int | None = None
        self.detailed: set[PhaseId] = set()
        live = workspace.one("gsd-roadmap")
        if live is not None and not workspace.is_renumbered(live):
            for one in live.of(Defines):
                number = phase_id(one.subject.id) if one.subject.type == "phase" else None
                if number is not None:
                    self.detailed.add(number)
            if any(one.number == self.greatest for one in mentioned([live])):
                self.last = self.greatest


def _known(workspace: Workspace) -> _Known:
    known: _Known | None = workspace.memo.get(__name__)
    if known is None:
        known = workspace.memo[__name__] = _Known(workspace)
    return known


def last_number(workspace: Workspace) -> int:
    """Return the greatest number of a phase that a roadmap or a folder knows; -1 without any."""
    return _known(workspace).greatest


def is_absent(workspace: Workspace, phase: PhaseId) -> bool:
    """Whether no folder and no roadmap has a phase, although it would have to be there.

    That is so where the only roadmap details the phases around it, or speaks of the last phase
    that there is, and this would be a later one. What lies before a roadmap's first phase
    belongs to another milestone.
    """
    known = _known(workspace)
    if phase in known.all or len(known.all) < 2 or phase.number >= BACKLOG:
        return False
    if known.last is not None and phase.number > known.last:
        return True
    before = PhaseId(phase.number - (not phase.decimals and not phase.letter), "", ())
    after = PhaseId(phase.number + 1, "", ())
    return before in known.detailed and (after in known.detailed or phase.number == known.last)
