"""A phase that the roadmap calls complete while its verification found gaps.

## What it does
Holds the phases that a roadmap calls complete against their verifications. One that says
``gaps_found`` or ``failed`` contradicts the roadmap, unless work may have closed the gaps since:
a plan that was written to close gaps and has its summary (the report not having been made
again after it), a summary of a later day, an inserted phase (``7.1``), or a later phase that is
named after gaps.

## Why is this bad?
A verification is the last check before a phase is called done. Where its gaps are passed over,
the milestone ships without what the phase promised; where they were closed, the report still
says that they are there, and whoever reads it works on them again.

## Example
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

- [x] **Phase 1: Ledger** - Entries and accounts

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-VERIFICATION.md <==
---
status: gaps_found
---
# Phase 1: Ledger Verification Report
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

- [ ] **Phase 1: Ledger** - Entries and accounts

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-VERIFICATION.md <==
---
status: gaps_found
---
# Phase 1: Ledger Verification Report
```

## How to fix
Close the gaps and verify the phase again, or take back that it is complete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Dated, Named, Reverified, Scheduled, Status, Subject
from auditlint.findings import Finding, Related
from auditlint.ledger import Statement, complete_phases
from auditlint.ledger.unclear import unclear_phase
from auditlint.reading import dates, words
from auditlint.reading.ids import phase_id
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.reading.ids import PhaseId
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="VER001",
    name="complete-with-gaps",
    summary="A phase that the roadmap calls complete while its verification found gaps",
    severity="error",
    scope="project",
)

_CLOSING = ("gap", "closure", "remediation", "tech debt", "technical debt")


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each complete phase whose verification found gaps."""
    for workspace in context.ledger.workspaces:
        roadmaps = workspace.of_kind("gsd-roadmap", None)
        closing = _closing_phases(roadmaps)
        told: set[str] = set()
        for roadmap in roadmaps:
            for identity, span in complete_phases(roadmap).items():
                phase = workspace.named_phase_of(Statement(roadmap, None), identity)
                if phase is None or phase.verdict != words.FAILED:
                    _unclear(context, workspace, roadmap, identity, span, phase)
                    continue
                report = phase.of_kind("gsd-verification")[-1]
                if _is_closed(workspace, phase, closing):
                    reason = "a later plan or phase may have closed the gaps"
                    context.undecided(Subject("phase", identity), reason, roadmap.path, span)
                elif report.path not in told:
                    told.add(report.path)
                    yield _finding(roadmap, identity, span, report)


def _unclear(
    context: ProjectContext, workspace: Workspace, roadmap: Facts, identity: str, span: Span,
    phase: Phase | None,
) -> None:
    """Say why the verification of a phase decides nothing, where it does not."""
    if phase is None:
        statement = Statement(roadmap, None)
        context.undecided(
            Subject("phase", identity), lambda: unclear_phase(workspace, statement, identity),
            roadmap.path, span,
        )
    elif phase.verdict == words.UNKNOWN:
        reason = "the verification names no state that is known, or two"
        context.undecided(Subject("phase", identity), reason, roadmap.path, span)


def _closing_phases(roadmaps: list[Facts]) -> list[PhaseId]:
    """The phases whose names say that they close what others left."""
    found = [
        phase_id(one.subject.id.rpartition("/")[2])
        for roadmap in roadmaps for one in roadmap.of(Named)
        if one.subject.type == "phase" and any(word in one.name.casefold() for word in _CLOSING)
    ]
    return [number for number in found if number is not None]


def _is_closed(workspace: Workspace, phase: Phase, closing: list[PhaseId]) -> bool:
    """Whether a later plan or phase may have closed the gaps."""
    if any(number > phase.id for number in closing):
        return True
    if not phase.id.decimals and any(
        number.number == phase.id.number and number.decimals for number in workspace.by_number
    ):
        return True
    report = phase.of_kind("gsd-verification")[-1]
    verified = _latest_day(report, "verified")
    repeated = next(iter(report.of(Reverified)), None) is not None
    for plan in phase.plans:
        if plan.summary is None:
            continue
        if verified and _latest_day(plan.summary, "completed") > verified:
            return True
        if not repeated and plan.document is not None and any(
            one.restarts for one in plan.document.of(Scheduled)
        ):
            return True
    return False


def _latest_day(facts: Facts, event: str) -> int:
    """The last day on which a document says that `event` happened; 0 for none."""
    moments = [dates.read(one.when) for one in facts.of(Dated) if one.event == event]
    return max((one.day for one in moments if one is not None), default=0)


def _finding(roadmap: Facts, identity: str, span: Span, report: Facts) -> Finding:
    status = next(one for one in report.of(Status) if one.subject.type == "document")
    return Finding(
        span, f"phase {identity} is called complete, but its verification says {status.raw}",
        related=(Related(status.span, f"the verification says {status.raw}", report.path),),
        data={"phase": identity, "verification": status.raw}, path=roadmap.path,
    )
