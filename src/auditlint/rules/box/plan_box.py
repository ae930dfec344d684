"""A roadmap's plan box that disagrees with the plan's summary.

## What it does
Looks at the boxes of plans in a roadmap, in lists and inline in a `Plans:` line. An open box is
wrong when the plan's SUMMARY exists and does not call itself partial, blocked or halted. A ticked
box is wrong when the plan and its phase folder exist and neither a summary of its own nor one of
the whole phase does. A phase whose folder is gone, or that is found twice, is left alone.

## Why is this bad?
The roadmap is what people and agents read to see what is left. Plans are finished in their own
folder, and the box in the roadmap is forgotten; whoever comes next does the work again.

## Example
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

**Plans:** 1 plan

- [ ] 01-01-PLAN.md - Write entries

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Entries Summary
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

**Plans:** 1 plan

- [x] 01-01-PLAN.md - Write entries

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Entries Summary
```

## How to fix
Tick the box of a plan that is done; write the missing summary, or untick the box, otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Boxed
from auditlint.findings import SAFE, UNSAFE, Edit, Finding, Fix, Related
from auditlint.ledger import is_finished
from auditlint.ledger.unclear import unclear_plan
from auditlint.parsing.structure import DONE, OPEN
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Statement, Workspace
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="BOX001",
    name="plan-box",
    summary="A plan's box in the roadmap disagrees with the plan's summary",
    severity="error",
    fix="safe",
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each plan box that the summaries on disk contradict."""
    for workspace in context.ledger.workspaces:
        for roadmap in workspace.of_kind("gsd-roadmap", None):
            for box in workspace.statements(Boxed, [roadmap]):
                if box.claim.subject.type == "plan":
                    yield from _check_box(workspace, box, context.undecided)


def _check_box(
    workspace: Workspace, box: Statement, undecided: Undecided
) -> Iterator[Finding]:
    claim: Boxed = box.claim
    found = workspace.plan_of(box)
    if found is None:
        undecided(
            claim.subject, lambda: unclear_plan(workspace, box), box.facts.path, claim.span
        )
        return
    phase, plan = found
    name = claim.subject.id
    if claim.state == OPEN and plan.summary is not None and is_finished(plan.summary):
        yield Finding(
            claim.span,
            f"plan {name} is not ticked, but its summary exists",
            related=(Related(Span(0, 0), f"the summary of plan {name}", plan.summary.path),),
            fix=Fix(SAFE, f"Tick plan {name}", (Edit(claim.span, "[x]"),)),
            data={"plan": name, "box": claim.state},
            path=box.facts.path,
        )
    elif (
        claim.state == DONE and plan.summary is None and plan.document is not None
        and not phase.has_phase_summary
    ):
        yield Finding(
            claim.span,
            f"plan {name} is ticked, but has no summary",
            related=(Related(Span(0, 0), f"plan {name}", plan.document.path),),
            fix=Fix(UNSAFE, f"Untick plan {name}", (Edit(claim.span, "[ ]"),)),
            data={"plan": name, "box": claim.state},
            path=box.facts.path,
        )
    elif claim.state == OPEN and plan.summary is not None:
        reason = "the summary says that the plan is not finished"
        undecided(claim.subject, reason, box.facts.path, claim.span)
    elif claim.state == DONE and plan.summary is None and phase.has_phase_summary:
        reason = "one summary without a plan number covers the whole phase"
        undecided(claim.subject, reason, box.facts.path, claim.span)
