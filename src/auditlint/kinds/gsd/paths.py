"""What a path below ``.planning/`` says about a file: its phase and its plan.

The forms that occur: ``phases/07-parser/07-02-PLAN.md``, ``02.1-01-SUMMARY.md``,
``CK-01-02-PLAN.md``, ``53-04-slug-PLAN.md``, ``46-001-PLAN.md``, ``30-01c-SUMMARY.md``,
``02-PLAN.md``, ``428-PLAN.md``, ``02-PLAN-SUMMARY.md``, ``06-gap-fixes-PLAN.md``,
``07-GAP-01-PLAN.md``, ``plans/PLAN-01-slug.md``, ``PLAN.md``; phase folders below ``phases/``,
``phases/completed/`` and ``milestones/v1.0-phases/``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from auditlint.reading.ids import PhaseId, phase_id, phase_of_slug
from auditlint.reading.numbers import pattern

#: Folders between ``phases`` and the phase: they say where a phase stands, not which it is.
_STATES = frozenset(("pending", "active", "completed", "complete", "done", "archive", "archived"))
_WORDS = frozenset(
    ("PLAN", "SUMMARY", "VERIFICATION", "UAT", "HUMAN", "VALIDATION", "REVIEW", "SECURITY",
     "PLANS", "REVIEWS", "MANUAL", "FIX")
)


class PhaseFile(NamedTuple):
    """The phase folder's phase, the phase in the file's name, and the plan; None and "" where
    the path does not say."""

    folder: PhaseId | None
    file: PhaseId | None
    plan: str

    @property
    def phase(self) -> PhaseId | None:
        """The phase that the path speaks of; None where folder and name disagree or are silent."""
        if self.folder is not None and self.file is not None and self.folder != self.file:
            return None
        return self.folder or self.file


def plan_id(token: str) -> str:
    """Normalise a plan's own number: ``01`` is ``1``, ``01c`` is ``1C``; "" for anything else."""
    match = pattern(r"0*(\d{1,4})([A-Za-z]?)").fullmatch(token.strip())
    return match[1] + match[2].upper() if match else ""


def _folder_phase(folders: list[str]) -> PhaseId | None:
    for index in range(len(folders) - 1, -1, -1):
        if folders[index] == "phases" or folders[index].endswith("-phases"):
            for name in folders[index + 1 :]:
                if name.casefold() not in _STATES:
                    return phase_of_slug(name)
            return None
    return None


def in_phases(folders: list[str]) -> bool:
    """Whether a path's folders lead through a folder of phases."""
    return any(name == "phases" or name.endswith("-phases") for name in folders)


@lru_cache(maxsize=1 << 15)
def read(path: str) -> PhaseFile:
    """Read the phase and plan that `path` names."""
    folders = path.split("/")[:-1]
    if not in_phases(folders):
        return PhaseFile(None, None, "")
    folder = _folder_phase(folders)
    stem = path.rpartition("/")[2].rpartition(".")[0]
    tokens = stem.split("-")
    if len(tokens) > 1 and tokens[0] in ("PLAN", "SUMMARY"):
        # plans/PLAN-01-slug.md: the number is the plan's.
        return PhaseFile(folder, None, plan_id(tokens[1]))
    if len(tokens) > 1 and pattern(r"[A-Z]{1,6}").fullmatch(tokens[0]) and tokens[1][:1].isdigit():
        tokens = tokens[1:]
    first = phase_id(tokens[0]) if tokens[0][:1].isdigit() else None
    if first is None:
        return PhaseFile(folder, None, "")
    second = tokens[1] if len(tokens) > 1 else ""
    plan = plan_id(second)
    if plan:
        return PhaseFile(folder, first, plan)
    if second.upper() in ("PLAN", "SUMMARY") and folder is not None and folder != first:
        # 02-PLAN.md in the folder of phase 7 is the second plan; in that of phase 2 it may be
        # the phase's only plan as well as its second.
        return PhaseFile(folder, None, plan_id(tokens[0]))
    if second.upper() in _WORDS or folder is not None:
        return PhaseFile(folder, first, "")
    return PhaseFile(folder, None, "")
