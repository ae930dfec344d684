"""What a state file says of the progress, against the phases and plans that the folders hold.

Counters often cover the running milestone only, and which phases these are is seldom told. A
tree with several milestones may mean the last phase, the last two, and so on; one without may
only mean all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import LINE, Boxed, Count, Defines, Named, Progress, Tally
from auditlint.findings import Finding, Related
from auditlint.ledger import complete_phases
from auditlint.ledger.inventory import (
    archived_phases,
    in_order,
    inventories,
    inventory,
    is_countable,
    listed_numbers,
    milestones_in,
)
from auditlint.reading.ids import phase_id
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.ledger.inventory import Inventory

_SHOWN = 20


class _Disk(NamedTuple):
    """The counts that a state file may mean; `several` is whether there are several milestones."""

    phases: list[Phase]
    counts: list[Inventory]
    several: bool
    roadmap: Facts

    @property
    def whole(self) -> Inventory:
        """All phases of the current folder."""
        return self.counts[0]


def check_state(workspace: Workspace) -> Iterator[Finding]:
    """Yield a finding for each counter of the state file that no accepted count bears out."""
    state, disk = _state(workspace)
    if state is None:
        return
    for one in state.of(Progress):
        if one.measure in ("plans", "phases") and not one.scope and disk is not None:
            yield from _counter(state, one, disk)
        elif one.measure == "current plan":
            yield from _current_plan(workspace, state, one)


def _state(workspace: Workspace) -> tuple[Facts | None, _Disk | None]:
    """The state file, and what the folders hold; None where there are several, or it is unclear."""
    kept: tuple[Facts | None, _Disk | None] | None = workspace.memo.get(__name__)
    if kept is None:
        state, roadmap = workspace.one("gsd-state"), workspace.one("gsd-roadmap")
        if state is None or roadmap is None or workspace.is_renumbered(roadmap):
            kept = None, None
        else:
            kept = state, _disk(workspace, roadmap)
        workspace.memo[__name__] = kept
    return kept


def _disk(workspace: Workspace, roadmap: Facts) -> _Disk | None:
    phases = in_order(workspace)
    runs = inventories(phases, roadmap)
    if not runs or not runs[-1].plans[0] or _is_missing(workspace, roadmap):
        return None
    archived = archived_phases(workspace)
    several = bool(archived) or _several(workspace, roadmap)
    counts = [runs[-1]]
    if several:
        counts += runs[:-1]
        whole: list[Phase] = [*phases]
        for group in archived:
            held = inventory(group)
            if held is None:
                return None
            counts.append(held)
            whole += group
        if archived:
            held = inventory(whole, roadmap)
            counts += [held] if held is not None else []
    return _Disk(phases, counts, several, roadmap)


def _several(workspace: Workspace, roadmap: Facts) -> bool:
    """Whether the tree may speak of more than one milestone."""
    return (
        len(milestones_in(roadmap)) > 1
        or any("/milestones/" in one.path for one in workspace.documents)
        or any(map(milestones_in, workspace.of_kind("gsd-milestones")))
        or any("/" in one.subject.id for one in roadmap.of(Defines))
    )


def _is_missing(workspace: Workspace, roadmap: Facts) -> bool:
    """Whether the folder of a phase that the roadmap calls complete is gone."""
    done = {*complete_phases(roadmap)} | {
        one.subject.id for one in roadmap.of(Boxed)
        if one.subject.type == "phase" and one.state == "done"
    }
    for identity in done:
        number = phase_id(identity)
        if "/" not in identity and number is not None and number not in workspace.by_number:
            return True
    return False


def check_totals(workspace: Workspace) -> Iterator[Finding]:
    """Yield a finding for a state file's number of completed plans that no count bears out."""
    state, disk = _state(workspace)
    if state is None or disk is None:
        return
    accepted = {number for held in disk.counts for number in (*held.done, *held.plans)}
    listed = max((one.total for one in state.of(Tally) if one.noun == "completed plans"), default=0)
    for one in state.of(Count):
        if one.noun != "completed plans" or not one.total or one.approximate:
            continue
        if one.total < listed:
            continue  # The table of the state file itself says so.
        if one.total not in accepted:
            done = disk.whole.done[0]
            yield Finding(
                one.span, f"{one.total} completed plans stated, but {done} have summaries",
                related=tuple(
                    Related(Span(0, 0), f"one of {done} summaries", plan.summary.path)
                    for phase in disk.phases for plan in phase.plans if plan.summary is not None
                )[:_SHOWN],
                data={"noun": one.noun, "stated": one.total, "listed": str(done),
                      "document": "folders"},
                path=state.path,
            )


def _counter(state: Facts, one: Progress, disk: _Disk) -> Iterator[Finding]:
    done, total = one.done, one.total
    if done is None or not total or done > total:
        return
    plans = one.measure == "plans"
    totals = {number for held in disk.counts for number in (held.plans if plans else held.phases)}
    dones = {number for held in disk.counts for number in (held.done if plans else held.complete)}
    totals |= listed_numbers([disk.roadmap], one.measure)
    whole = disk.whole
    on_disk = whole.plans[0] if plans else whole.phases[0]
    ready = whole.done[0] if plans else whole.complete[0]
    # More than there are: the rest may be planned, and not written yet.
    wrong_total = total not in totals and total < on_disk
    if done in dones and not wrong_total:
        return
    words = "have summaries" if plans else "have summaries for all their plans"
    yield Finding(
        one.span,
        f"{done} of {total} {one.measure} completed, but of {on_disk} in the folders {ready} "
        + words,
        related=_evidence(disk),
        data={"measure": one.measure, "done": done, "total": total,
              "document": f"{ready}/{on_disk}"},
        path=state.path,
    )


def _evidence(disk: _Disk) -> tuple[Related, ...]:
    """The plans without a summary; where there are none, the summaries."""
    plans = [plan for phase in disk.phases for plan in phase.plans]
    waiting = [one.document for one in plans if one.summary is None and one.document is not None]
    summaries = [one.summary for one in plans if one.summary is not None]
    said = "a plan without its summary" if waiting else "a summary of a plan"
    return tuple(Related(Span(0, 0), said, one.path) for one in (waiting or summaries)[:_SHOWN])


def _current_plan(workspace: Workspace, state: Facts, one: Progress) -> Iterator[Finding]:
    """``Plan: 2 of 5``, against the plans and summaries of the phase that the file is in."""
    phase = _current_phase(workspace, state)
    if phase is None or not is_countable(phase) or one.done is None or one.total is None:
        return
    plans = phase.plans
    summaries = [plan for plan in plans if plan.summary is not None]
    if not plans or one.done > one.total:
        return
    scope = f"phase {phase.id}"
    roadmap = workspace.one("gsd-roadmap")
    stated: list[Tally | Count] = []
    if roadmap is not None:
        stated = [*roadmap.of(Tally), *roadmap.of(Count)]
    listed = {
        claim.total for claim in stated if claim.noun == "plans" and claim.scope == scope
    }
    files = sum(1 for plan in plans if plan.document is not None)
    wrong_total = one.total < len(plans) and one.total != files and one.total not in listed
    waiting = {plan.id for plan in plans if plan.summary is None}
    fits = one.done in (len(summaries), len(summaries) + 1) or str(one.done) in {
        identity.lstrip("0") for identity in waiting
    }
    if (fits or len(plans) < one.total) and not wrong_total:
        return
    yield Finding(
        one.span,
        f"plan {one.done} of {one.total} of phase {phase.id}, but {len(summaries)} of its "
        f"{len(plans)} plans have summaries",
        related=tuple(
            Related(Span(0, 0), "a summary of the phase", plan.summary.path)
            for plan in summaries if plan.summary is not None
        )[:_SHOWN],
        data={"measure": one.measure, "done": one.done, "total": one.total,
              "document": f"{len(summaries)}/{len(plans)}"},
        path=state.path,
    )


def _current_phase(workspace: Workspace, state: Facts) -> Phase | None:
    """The phase that the position names, where its folder bears that name."""
    named = {
        one.subject.id for one in state.of(Named)
        if one.subject.type == "phase" and one.source == LINE
    }
    if len(named) != 1:
        return None
    identity = named.pop()
    phase = workspace.phase("", phase_id(identity))
    if phase is None or not workspace.is_called(state, identity, phase):
        return None
    return phase
