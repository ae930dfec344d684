"""A completed requirement that no summary claims, or a summary that claims another plan's.

## What it does
Holds summaries against the requirements list and their plans. It reports a requirement that the
list calls completed, where the summaries of its phases claim requirements
(``requirements-completed``) and none of the whole planning tree claims this one: one finding for
each phase. It also reports a summary that claims a requirement which its plan did not set out to
meet (``requirements``). A requirement that some summary names in another key of its front matter
is left alone. Summaries and plans that name no requirements at all, or whose front
matter cannot be read, say nothing.

## Why is this bad?
The claims of the summaries are how an audit knows that work was done. A requirement without one
was ticked by hand; one that is claimed out of turn counts as done before its own plan ran.

## Example
```text bad tree
==> .planning/phases/01-tides/01-01-PLAN.md <==
---
phase: 01-tides
plan: 01
requirements: [TIDE-01]
---

==> .planning/phases/01-tides/01-01-SUMMARY.md <==
---
phase: 01-tides
plan: 01
requirements-completed: [TIDE-01, TIDE-02]
---
```

Use instead:
```text good tree
==> .planning/phases/01-tides/01-01-PLAN.md <==
---
phase: 01-tides
plan: 01
requirements: [TIDE-01, TIDE-02]
---

==> .planning/phases/01-tides/01-01-SUMMARY.md <==
---
phase: 01-tides
plan: 01
requirements-completed: [TIDE-01, TIDE-02]
---
```

## How to fix
Let the summary of the work that met the requirement claim it, and no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Cites, Listed, Unreadable
from auditlint.findings import Finding, Related
from auditlint.ledger.completed import by_phase, completed
from auditlint.ledger.requirements import listed_as, registers, shortened
from auditlint.ledger.schedule import name_of
from auditlint.ledger.sourcing import claimed_by
from auditlint.reading.ids import expand
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditlint.ledger import Facts, Phase, Plan, Workspace
    from auditlint.ledger.completed import Completed
    from auditlint.ledger.requirements import Register
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REQ006",
    name="unclaimed",
    summary="A completed requirement that no summary claims, or a claim that its plan did not make",
    severity="warning",
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield what no summary claims, and what summaries claim out of turn."""
    for workspace in context.ledger.workspaces:
        every = registers(workspace)
        claimed = _every_claim(workspace) if every else set()
        for register in every:
            yield from _unclaimed(context, workspace, register, claimed)
        for phase in workspace.phases.values():
            if len(phase.folders) == 1:
                yield from _out_of_turn(phase)


def _claims(summary: Facts) -> dict[str, Span]:
    return {
        one.subject.id: one.span for one in reversed(list(summary.of(Cites)))
        if one.role == "completed"
    }


def _every_claim(workspace: Workspace) -> set[str]:
    """What summaries claim, or name in another key of their front matter (``provides``)."""
    summaries = workspace.of_kind("gsd-summary", None)
    found = {identity for summary in summaries for identity in _claims(summary)}
    found.update(one.requirement for summary in summaries for one in summary.of(Listed))
    return found


def _unclaimed(
    context: ProjectContext, workspace: Workspace, register: Register, claimed: set[str]
) -> Iterator[Finding]:
    found = (one for one in completed(workspace, register) if one.id not in claimed)
    for key, some in by_phase(found, lambda phase: _is_claiming(phase, register)).items():
        told = _told(context, {phase for one in some for phase in one.phases})
        left = [one for one in some if one.id not in told]
        if left:
            yield _unclaimed_finding(register, key, left)


def _told(context: ProjectContext, phases: Iterable[Phase]) -> set[str]:
    """The requirements that summaries without a list of them name in their text."""
    found: set[str] = set()
    for phase in phases:
        for summary in phase.of_kind("gsd-summary"):
            document = None if _claims(summary) else context.document(summary.path)
            if document is not None:
                found.update(one.id for one in expand(document.text))
    return found


def _is_claiming(phase: Phase, register: Register) -> bool:
    """Whether two thirds of a phase's summaries claim requirements of a list, all being readable.
    """
    summaries = phase.of_kind("gsd-summary")
    if any(next(one.of(Unreadable), None) is not None for one in summaries):
        return False
    number = sum(1 for one in summaries if not register.defined.keys().isdisjoint(_claims(one)))
    return number > 0 and number * 3 >= len(summaries) * 2


def _unclaimed_finding(register: Register, phase: str, some: list[Completed]) -> Finding:
    some.sort(key=lambda one: one.said.span)
    ids = [one.id for one in some]
    several = len(ids) > 1
    subject = listed_as(ids)
    folder = some[0].phases[-1]
    silent = [
        Related(Span(0, 0), f"its plan sets out to meet {shortened(met)}", plan.summary.path)
        for plan in folder.plans
        if plan.document is not None and plan.summary is not None
        and (met := [one for one in ids if one in claimed_by(plan.document)])
    ]
    summaries = folder.of_kind("gsd-summary")
    return Finding(
        some[0].said.span,
        f"{subject} {'are' if several else 'is'} complete, but no summary claims"
        f" {'them' if several else 'it'}; those of phase {phase} claim others",
        related=(
            *silent,
            *(Related(min(_claims(one).values()), "what this summary claims", one.path)
              for one in summaries if _claims(one)),
            *(Related(one.said.span, f"nor {one.id}", register.facts.path) for one in some[1:]),
        ),
        data={"ids": " ".join(ids), "phase": phase},
        path=register.facts.path,
    )


def _out_of_turn(phase: Phase) -> Iterator[Finding]:
    numbers = phase.plan_files()
    for plan in phase.plans:
        if len(numbers.get(plan.id, ())) == 1:
            yield from _check_plan(phase, plan)


def _check_plan(phase: Phase, plan: Plan) -> Iterator[Finding]:
    if plan.document is None or plan.summary is None:
        return
    if next(plan.document.of(Unreadable), None) is not None:
        return
    intended = claimed_by(plan.document)
    claims = _claims(plan.summary)
    extra = [identity for identity in sorted(claims, key=lambda one: claims[one])
             if identity not in intended]
    if not intended or not extra:
        return
    name = name_of(phase.id, plan.id)
    yield Finding(
        claims[extra[0]],
        f"the summary claims {shortened(extra)}, which plan {name} did not set out to meet",
        related=(
            Related(min(intended.values()), f"the requirements of {name}", plan.document.path),
        ),
        data={"ids": " ".join(extra), "plan": name},
        path=plan.summary.path,
    )
