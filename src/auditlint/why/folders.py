"""What the folders say of a phase or a plan: its files, its summaries, its verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Status
from auditlint.ledger import is_finished
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.why.statements import MENTION, STATE, UNDECIDED, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.why.subjects import Target

SOURCE = "folder"


def of_target(workspace: Workspace, target: Target) -> tuple[list[Said], set[str]]:
    """Return what the folders say of a phase or plan, and the paths of its own documents."""
    name = target.id if target.type == "phase" else target.id.rpartition("-")[0]
    if target.type not in ("phase", "plan"):
        return [], set()
    phase = workspace.phase(target.scope, phase_id(name))
    if phase is None:
        return [], set()
    sure = _is_sure(workspace, phase)
    if target.type == "phase":
        return list(_phase(workspace, phase, sure)), {one.path for one in phase.documents}
    plan = next((one for one in phase.plans if one.id == target.id.rpartition("-")[2]), None)
    own = [one for one in (plan.document, plan.summary) if one is not None] if plan else []
    return list(_plan(phase, own, sure)), {one.path for one in own}


def _is_sure(workspace: Workspace, phase: Phase) -> bool:
    """Whether this is the folder that documents mean: one, and its numbering theirs."""
    roadmap = workspace.one("gsd-roadmap")
    renumbered = not phase.scope and roadmap is not None and workspace.is_renumbered(roadmap)
    return len(phase.folders) == 1 and not renumbered


def _state(state: str, text: str, facts: Facts, sure: bool) -> Said:
    key = state if sure and state != UNDECIDED else None
    return Said(STATE, state, text, facts, None, SOURCE, key)


def _phase(workspace: Workspace, phase: Phase, sure: bool) -> Iterator[Said]:
    for folder in sorted(phase.folders):
        first = next(one for one in phase.documents if one.path.startswith(folder + "/"))
        yield Said(
            MENTION, "", "its folder", first, None, SOURCE, None, folder
        )
    plans = phase.plans
    if plans:
        with_summary = [one for one in plans if one.summary is not None]
        shown = (with_summary[-1].summary if with_summary else None) or plans[0].document
        count = f"{len(with_summary)} of {len(plans)} plans have a summary"
        if shown is not None:
            said = _state(_progress(workspace, phase), count, shown, sure)
            yield said._replace(folder=shown.path.rpartition("/")[0])
    for report in phase.of_kind("gsd-verification"):
        for one in report.of(Status):
            if one.subject.type == "document":
                key = None if one.state == UNDECIDED or not sure else one.state
                text = f"the verification: {one.raw.strip()}"
                yield Said(STATE, one.state, text, report, one.span, one.source, key)


def _progress(workspace: Workspace, phase: Phase) -> str:
    """How far the summaries show a phase to be; unknown where they do not decide."""
    if phase.has_phase_summary or phase.has_unnumbered_plans:
        return UNDECIDED
    finished = [one for one in phase.plans if one.summary and is_finished(one.summary)]
    if len(finished) < len(phase.plans):
        missing = any(one.summary is None for one in phase.plans)
        if not missing:
            return UNDECIDED
        return words.ACTIVE if finished else words.OPEN
    verified = any(one.of_kind("gsd-verification") for one in workspace.phases.values())
    # Where phases are verified, one that is not may still be in work.
    return UNDECIDED if verified and not phase.of_kind("gsd-verification") else words.DONE


def _plan(phase: Phase, own: list[Facts], sure: bool) -> Iterator[Said]:
    summary = next((one for one in own if one.kind == "gsd-summary"), None)
    for one in own:
        if one is summary:
            state = words.DONE if is_finished(one) else UNDECIDED
            yield _state(state, "its summary exists", one, sure)
        elif summary is None:
            state = UNDECIDED if phase.has_phase_summary else words.OPEN
            yield _state(state, "the plan exists, but no summary", one, sure)
        else:
            yield Said(MENTION, "", "the plan exists", one, None, SOURCE)
