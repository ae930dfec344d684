"""A phase's box in the roadmap that disagrees with the plans and the verification on disk.

## What it does
Looks at the boxes of phases in a roadmap. An open box is wrong when every plan of the phase has
its SUMMARY, the roadmap lists no further plan, and the verification passed. A phase without a
verification is judged only where no phase has one, and where the roadmap does not call it in
work. A ticked box is
wrong when a plan of the phase has no summary, unless that plan's own box is ticked too: then the
plan's box says it (plan-box).

## Why is this bad?
The phase list is the first thing people and agents read. A finished phase that looks open is
planned again; an unfinished one that looks done is forgotten.

## Example
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

- [ ] **Phase 1: Ledger** - Entries and accounts

### Phase 1: Ledger

**Plans:** 1 plan

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Entries Summary

==> .planning/phases/01-ledger/01-VERIFICATION.md <==
---
status: passed
---
# Phase 1: Ledger Verification Report
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

- [x] **Phase 1: Ledger** - Entries and accounts

### Phase 1: Ledger

**Plans:** 1 plan

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Entries Summary

==> .planning/phases/01-ledger/01-VERIFICATION.md <==
---
status: passed
---
# Phase 1: Ledger Verification Report
```

## How to fix
Tick the box of a phase that is done. Execute or drop the plan that has no summary, or untick the
box, otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Boxed, Count, Status, Tally
from auditlint.findings import SAFE, Edit, Finding, Fix, Related
from auditlint.ledger import is_finished, own_state
from auditlint.ledger.unclear import unclear_phase
from auditlint.parsing.structure import DONE, OPEN
from auditlint.reading import words
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Statement, Workspace
    from auditlint.reading.ids import PhaseId
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="BOX002",
    name="phase-box",
    summary="A phase's box in the roadmap disagrees with its plans and verification",
    severity="error",
    fix="safe",
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each phase box that the documents on disk contradict."""
    for workspace in context.ledger.workspaces:
        are_verified = any(
            phase.of_kind("gsd-verification") for phase in workspace.phases.values()
        )
        for roadmap in workspace.of_kind("gsd-roadmap", None):
            listed, underway = _listed(roadmap), _underway(roadmap)
            boxes = list(workspace.statements(Boxed, [roadmap]))
            ticked = _ticked_plans(workspace, boxes)
            for box in boxes:
                if box.claim.subject.type != "phase":
                    continue
                phase = workspace.named_phase_of(box, box.claim.subject.id)
                if phase is None or phase.has_unnumbered_plans or phase.has_phase_summary:
                    _unclear(context, workspace, box)
                    continue
                if box.claim.state == OPEN:
                    found = _open(box, phase, listed, underway, are_verified, context.undecided)
                    yield from found
                elif box.claim.state == DONE:
                    yield from _ticked(box, phase, ticked, listed)


def _unclear(context: ProjectContext, workspace: Workspace, box: Statement) -> None:
    subject = box.claim.subject
    context.undecided(
        subject, lambda: unclear_phase(workspace, box, subject.id), box.facts.path, box.span
    )


def _listed(roadmap: Facts) -> dict[str, int]:
    """How many plans the roadmap lists or states, by the claim's scope."""
    found = {one.scope: one.total for one in roadmap.of(Tally) if one.noun == "plans"}
    for one in roadmap.of(Count):
        if one.noun == "plans" and one.total is not None:
            found[one.scope] = max(found.get(one.scope, 0), one.total)
    return found


def _open(
    box: Statement, phase: Phase, listed: dict[str, int], underway: set[str], are_verified: bool,
    undecided: Undecided,
) -> Iterator[Finding]:
    claim: Boxed = box.claim
    plans = phase.plans
    summaries = [one.summary for one in plans if one.summary is not None]
    if not plans or len(summaries) < len(plans) or not all(map(is_finished, summaries)):
        return
    verdict = phase.verdict
    reason = ""
    if listed.get(f"phase {claim.subject.id}", 0) > len(plans):
        reason = "the roadmap lists more plans than the folder holds"
    elif verdict == words.UNKNOWN:
        reason = "the verification names no state that is known, or two"
    elif verdict not in ("", words.DONE):
        reason = f"all plans have summaries, but the verification is {verdict}"
    elif not _tests_passed(phase):
        reason = "all plans have summaries, but the tests of the phase are not passed"
    elif not verdict and are_verified:
        # Where phases are verified, one that is not is still in work.
        reason = "all plans have summaries, but the phase is not verified, as others are"
    elif not verdict and claim.subject.id in underway:
        reason = "all plans have summaries, but the roadmap says that the phase is in work"
    if reason:
        undecided(claim.subject, reason, box.facts.path, claim.span)
        return
    reports = phase.of_kind("gsd-verification")
    done = "its plan has its summary" if len(plans) == 1 else (
        f"all {len(plans)} plans have their summaries"
    )
    yield Finding(
        claim.span,
        f"phase {claim.subject.id} is not ticked, but {done}"
        + (" and its verification passed" if reports else ""),
        related=tuple(
            Related(Span(0, 0), "what the phase has", one.path) for one in (*summaries, *reports)
        ),
        fix=Fix(SAFE, f"Tick phase {claim.subject.id}", (Edit(claim.span, "[x]"),)),
        data={"phase": claim.subject.id, "box": claim.state},
        path=box.facts.path,
    )


def _underway(roadmap: Facts) -> set[str]:
    """The phases that the roadmap itself says to be in work, held or failed."""
    return {
        one.subject.id for one in roadmap.of(Status)
        if one.subject.type == "phase"
        and one.state in (words.ACTIVE, words.HELD, words.FAILED)
    }


def _tests_passed(phase: Phase) -> bool:
    return all(own_state(one) == words.DONE for one in phase.of_kind("gsd-uat"))


def _ticked_plans(workspace: Workspace, boxes: list[Statement]) -> set[tuple[str, PhaseId, str]]:
    """The plans on disk whose own boxes are ticked, each with its phase."""
    found = (
        workspace.plan_of(one) for one in boxes
        if one.claim.subject.type == "plan" and one.claim.state == DONE
    )
    return {(one[0].scope, one[0].id, one[1].id) for one in found if one is not None}


def _ticked(
    box: Statement, phase: Phase, ticked: set[tuple[str, PhaseId, str]], listed: dict[str, int]
) -> Iterator[Finding]:
    claim: Boxed = box.claim
    missing = [
        one for one in phase.plans
        if one.document is not None and one.summary is None
        and (phase.scope, phase.id, one.id) not in ticked
    ]
    known = listed.get(f"phase {claim.subject.id}", 0)
    if not missing or (known and known + len(missing) <= len(phase.plans)):
        return  # None, or plans that the roadmap does not know: see orphan-document.
    names = ", ".join(one.id for one in missing[:5]) + (", ..." if len(missing) > 5 else "")
    names = f"plan {names} has" if len(missing) == 1 else f"plans {names} have"
    yield Finding(
        claim.span,
        f"phase {claim.subject.id} is ticked, but its {names} no summary",
        related=tuple(
            Related(Span(0, 0), "a plan without a summary", one.document.path)
            for one in missing if one.document is not None
        ),
        data={"phase": claim.subject.id, "box": claim.state},
        path=box.facts.path,
    )
