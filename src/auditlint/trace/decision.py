"""From the three sources of a requirement to its final status, with the reason in words.

This is the table that milestone audits are told to follow (verification, summary, checkbox),
with one addition: what a source does not say stays unknown and is never filled in.
"""

from __future__ import annotations

from typing import NamedTuple

from auditlint.trace import matrix

# What the verification reports say of a requirement.
PASSED = "passed"
GAPS = "gaps_found"
PARTLY = "partial"
#: No report of the requirement's phase exists.
MISSING = "missing"
#: No phase of the milestone has a report at all: the project keeps none.
NOT_KEPT = "not kept"
#: Reports exist and name other requirements, but not this one.
ORPHAN = "orphan"
HUMAN = "human_needed"
#: The phase itself has no folder in the tree.
NO_PHASE = "no phase"
#: The milestone is archived, and none of its phase folders was kept.
GONE = "gone"
#: The phase cannot be told: it has several folders or an empty one, or list and roadmap name
#: different ones.
WHICH_PHASE = "which phase"
#: The report's row about it does not fit the table's header.
BROKEN = "broken row"
UNCLEAR = "unclear"
DISAGREE = "disagree"


class Sources(NamedTuple):
    """What is known of one requirement.

    `listed`: whether a summary completed it; None where the summaries of its phases list no
    requirements at all. `summaries`: how many summaries its phases have. `ticked`: None where
    it has no box. `held` is the word with which the list sets it aside ("" where it does not).
    `by_phase` is whether the verdict is the phase's own and names no requirement.
    """

    verification: str
    listed: bool | None
    summaries: int
    ticked: bool | None
    held: str = ""
    by_phase: bool = False
    phase: str = ""
    raw: str = ""
    """The report's own words, or why the phase is unclear, where they matter to the reason."""
    unreadable: bool = False
    """Whether a summary of its phases has front matter that cannot be read."""
    boxed: bool = True
    """Whether `ticked` is a box, or else the status in the list's table."""


def decide(one: Sources) -> tuple[str, str]:
    """Return the final status of a requirement and the reason for it."""
    if one.held:
        return matrix.DEFERRED, f"the requirements list sets it aside: {one.held}"
    if one.unreadable and one.listed is False and one.verification in (PASSED, MISSING):
        verdict = "verification passed" if one.verification == PASSED else "no report verifies it"
        why = "the front matter of a summary of its phase is no YAML"
        return matrix.UNDECIDED, f"{verdict}, but {why}, so whether it completed it is not known"
    if one.verification == PASSED:
        return _passed(one)
    if one.verification == GAPS:
        said = f" ({one.raw})" if one.raw else ""
        return matrix.UNSATISFIED, f"verification found gaps{said}"
    if one.verification == PARTLY:
        return matrix.PARTIAL, f"verification calls it {one.raw or 'partial'}"
    if one.verification == ORPHAN:
        return matrix.ORPHANED, "no verification report names it, and they name others"
    if one.verification == MISSING:
        return _missing(one)
    if one.verification == NOT_KEPT:
        return _not_kept(one)
    if one.verification == GONE:
        where = f"phase {one.phase} has no folder in the archive" if one.phase else (
            "no phase is assigned to it"
        )
        done = "a summary completed it, " if one.listed else ""
        return matrix.UNDECIDED, f"{where}; {done}{_box(one)}"
    if one.verification in (NO_PHASE, WHICH_PHASE):
        return _no_phase(one)
    if one.verification == BROKEN:
        return matrix.UNDECIDED, "its row in the verification report cannot be read: its cells do not match the header"
    if one.verification == HUMAN:
        return matrix.UNDECIDED, "verification waits for a person"
    if one.verification == DISAGREE:
        return matrix.UNDECIDED, "verification reports disagree about it"
    said = f": {one.raw}" if one.raw else ""
    return matrix.UNDECIDED, f"its verification says nothing that can be decided{said}"


def _passed(one: Sources) -> tuple[str, str]:
    whose = f"phase {one.phase} passed verification" if one.by_phase else "verification passed"
    if one.by_phase:
        whose += ", whose report does not name it"
    if one.listed is False:
        return matrix.PARTIAL, f"{whose}, but no summary lists it as completed"
    summary = (
        "a summary completed it" if one.listed else "the summaries of its phase list none"
    )
    if one.ticked is False:
        return matrix.UPDATE_CHECKBOX, f"{whose}, {summary}; {_box(one)}"
    return matrix.SATISFIED, f"{whose}, {summary}, {_box(one)}"


def _box(one: Sources) -> str:
    if one.ticked is None:
        return "it has no box"
    if one.boxed:
        return "its box is ticked" if one.ticked else "its box is open"
    return "its list calls it done" if one.ticked else "its list calls it open"


def _missing(one: Sources) -> tuple[str, str]:
    where = f"phase {one.phase} has no verification report"
    if one.listed:
        return matrix.PARTIAL, f"a summary completed it, but {where}"
    if one.listed is False or not one.summaries:
        return matrix.UNSATISFIED, f"{where}, and no summary lists it as completed"
    if one.ticked is False:
        return matrix.UNSATISFIED, f"{where}, and {_box(one)}"
    return matrix.UNDECIDED, f"{where}, and the summaries of that phase list no requirements"


def _not_kept(one: Sources) -> tuple[str, str]:
    where = "no phase of this milestone has a verification report"
    if one.ticked is False and not one.listed:
        return matrix.UNSATISFIED, f"{where}, no summary completed it, and {_box(one)}"
    summary = "a summary completed it" if one.listed else "no summary lists it as completed"
    return matrix.UNDECIDED, f"{where}; {summary}, {_box(one)}"


def _no_phase(one: Sources) -> tuple[str, str]:
    where = f"phase {one.phase} has no folder here" if one.phase else "no phase is assigned to it"
    if one.verification == WHICH_PHASE:
        where = one.raw
    elif one.listed:
        return matrix.PARTIAL, f"a summary completed it, but no report verifies it and {where}"
    if one.ticked is False and not one.listed:
        return matrix.UNSATISFIED, f"{where}, no report names it, and {_box(one)}"
    return matrix.UNDECIDED, f"{where}; {_box(one)}"
