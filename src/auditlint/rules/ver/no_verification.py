"""A complete phase without a verification, where the others have one.

## What it does
Looks at the phases of one milestone that a roadmap calls complete and that have a folder with
summaries. Where at least two thirds of them (and at least three) have a verification report, one
that has none stands out.

## Why is this bad?
A tree whose phases are verified promises that each was. The phase that was skipped is the one
whose gaps nobody has looked for.

## Example
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

- [x] **Phase 1: Ledger**
- [x] **Phase 2: Reports**
- [x] **Phase 3: Export**
- [x] **Phase 4: Import**

==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Summary

==> .planning/phases/01-ledger/01-VERIFICATION.md <==
# Phase 1 Verification Report

==> .planning/phases/02-reports/02-01-SUMMARY.md <==
# Summary

==> .planning/phases/02-reports/02-VERIFICATION.md <==
# Phase 2 Verification Report

==> .planning/phases/03-export/03-01-SUMMARY.md <==
# Summary

==> .planning/phases/03-export/03-VERIFICATION.md <==
# Phase 3 Verification Report

==> .planning/phases/04-import/04-01-SUMMARY.md <==
# Summary
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

- [x] **Phase 1: Ledger**
- [x] **Phase 2: Reports**
- [x] **Phase 3: Export**

==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Summary

==> .planning/phases/01-ledger/01-VERIFICATION.md <==
# Phase 1 Verification Report

==> .planning/phases/02-reports/02-01-SUMMARY.md <==
# Summary

==> .planning/phases/02-reports/02-VERIFICATION.md <==
# Phase 2 Verification Report

==> .planning/phases/03-export/03-01-SUMMARY.md <==
# Summary

==> .planning/phases/03-export/03-VERIFICATION.md <==
# Phase 3 Verification Report
```

## How to fix
Verify the phase.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from auditlint.claims import Defines, Subject
from auditlint.findings import Finding, Related
from auditlint.ledger import Statement, complete_phases, scope_of
from auditlint.reading.ids import phase_id
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.reading.ids import PhaseId
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="VER004",
    name="no-verification",
    summary="A complete phase without a verification, where the others have one",
    severity="warning",
    scope="project",
)

_FEWEST = 3


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each complete phase that its milestone's others leave alone."""
    for workspace in context.ledger.workspaces:
        told: set[tuple[str, PhaseId]] = set()
        roadmaps = workspace.of_kind("gsd-roadmap", None)
        homes = _milestones(roadmaps)
        for roadmap in roadmaps:
            yield from _check_roadmap(workspace, roadmap, homes, told, context.undecided)


def _milestones(roadmaps: list[Facts]) -> dict[PhaseId, set[str]]:
    """The archived milestones whose roadmaps define each phase."""
    found: dict[PhaseId, set[str]] = {}
    for roadmap in roadmaps:
        scope = scope_of(roadmap.path)
        for one in roadmap.of(Defines) if scope else ():
            number = phase_id(one.subject.id.rpartition("/")[2])
            if one.subject.type == "phase" and number is not None:
                found.setdefault(number, set()).add(scope)
    return found


def _check_roadmap(
    workspace: Workspace, roadmap: Facts, homes: dict[PhaseId, set[str]],
    told: set[tuple[str, PhaseId]], undecided: Undecided,
) -> Iterator[Finding]:
    headings = sorted(
        one.span.start for one in roadmap.of(Defines) if one.subject.type == "milestone"
    )
    groups: dict[tuple[str, int], list[tuple[str, Span, Phase]]] = {}
    for identity, span in complete_phases(roadmap).items():
        phase = workspace.named_phase_of(Statement(roadmap, None), identity)
        if phase is None or not phase.of_kind("gsd-summary"):
            continue
        milestones = sorted(homes.get(phase.id, {""}))
        if len(milestones) == 1:
            key = (milestones[0], bisect_right(headings, span.start))
            groups.setdefault(key, []).append((identity, span, phase))
    for group in groups.values():
        yield from _check_milestone(roadmap, group, told, undecided)


def _check_milestone(
    roadmap: Facts, finished: list[tuple[str, Span, Phase]], told: set[tuple[str, PhaseId]],
    undecided: Undecided,
) -> Iterator[Finding]:
    verified = sum(bool(phase.of_kind("gsd-verification")) for _, _, phase in finished)
    if verified < _FEWEST or verified * 3 < len(finished) * 2:
        reason = (
            f"only {verified} of the milestone's {len(finished)} complete phases are verified, "
            "so it is no rule of the project"
        )
        for identity, span, phase in finished:
            if not phase.of_kind("gsd-verification"):
                undecided(Subject("phase", identity), reason, roadmap.path, span)
        return
    for identity, span, phase in finished:
        key = (phase.scope, phase.id)
        if phase.of_kind("gsd-verification") or key in told:
            continue
        told.add(key)
        summary = phase.of_kind("gsd-summary")[-1]
        yield Finding(
            span,
            f"phase {identity} is complete without a verification; "
            f"{verified} of the milestone's {len(finished)} complete phases have one",
            related=(Related(Span(0, 0), "the phase's summary", summary.path),),
            data={"phase": identity}, path=roadmap.path,
        )
