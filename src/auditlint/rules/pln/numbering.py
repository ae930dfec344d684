"""A gap or a repeat in the numbers of plans or phases.

## What it does
Looks at the plans of each phase folder, together with the plans that roadmaps list for it: a
number below the highest that neither a file nor a list has is a gap, and two plan files of one
number are a repeat. In a roadmap whose phases run upwards it looks at the phase headings in the
same way. Decimals and letters are insertions, numbers from 900 on are the backlog, and phases
that begin anew with a milestone are no repeat.

## Why is this bad?
A missing number is often a document that got lost, or one that was renamed while other documents
still cite the old number. Of two plans with one number, no box and no summary says which it
means.

## Example
```text bad tree
==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-02-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-04-PLAN.md <==
# Plan
```

Use instead:
```text good tree
==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-02-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-03-PLAN.md <==
# Plan
```

## How to fix
Restore the missing document, or renumber what follows; give one of two documents a number of
its own.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from auditlint.claims import Boxed, Cites, Defines, Depends, Status, Tally
from auditlint.findings import Finding, Related
from auditlint.reading.ids import phase_id
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase
    from auditlint.reading.ids import PhaseId
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="PLN004",
    name="numbering",
    summary="A gap or a repeat in the numbers of plans or phases",
    severity="notice",
    preview=True,
    scope="project",
)

_BACKLOG = 900
#: A gap of more numbers is a way of numbering.
_WIDEST_GAP = 2
#: Fewer phases in a row are no sequence.
_FEWEST = 4


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each phase or roadmap with a gap, and for each repeated number."""
    for workspace in context.ledger.workspaces:
        roadmaps = workspace.of_kind("gsd-roadmap", None)
        listed = _listed_plans(roadmaps)
        for phase in workspace.phases.values():
            if len(phase.folders) == 1:
                yield from _plan_repeats(phase)
                yield from _plan_gap(phase, listed.get(phase.id, (set(), 0)))
        known = {number for _, number in workspace.phases} | {
            entry for roadmap in roadmaps for entry, _ in _phases(roadmap)
        } | {number for roadmap in roadmaps for number in _mentioned(roadmap)}
        for roadmap in roadmaps:
            yield from _phase_numbers(roadmap, known)


def _listed_plans(roadmaps: list[Facts]) -> dict[PhaseId, tuple[set[int], int]]:
    """The plan numbers that roadmaps list for each phase number, and how many plans they list."""
    found: dict[PhaseId, tuple[set[int], int]] = {}
    for roadmap in roadmaps:
        for box in roadmap.of(Boxed):
            if box.subject.type == "plan":
                head, _, tail = box.subject.id.rpartition("/")[2].rpartition("-")
                number = phase_id(head)
                if number is not None:
                    found.setdefault(number, (set(), 0))[0].add(_leading(tail))
        for tally in roadmap.of(Tally):
            number = phase_id(tally.scope.removeprefix("phase ").rpartition("/")[2])
            if tally.noun == "plans" and number is not None:
                names, most = found.get(number, (set(), 0))
                found[number] = (names, max(most, tally.total))
    return found


def _leading(token: str) -> int:
    """The number that a plan's own id begins with; 0 for none."""
    digits = ""
    for char in token:
        if not ("0" <= char <= "9"):
            break
        digits += char
    return int(digits[:9]) if digits else 0


def _plan_gap(phase: Phase, listed: tuple[set[int], int]) -> Iterator[Finding]:
    if phase.has_unnumbered_plans:
        return
    plans = phase.plans
    names, most = listed
    numbers = names | {_leading(one.id) for one in plans}
    if most > len(numbers) or not plans:
        return  # Some entries of a list could not be told apart: any of them may fill the gap.
    ordered = sorted(numbers)
    missing = [
        number for low, high in pairwise(ordered) if high - low > 1
        for number in range(low + 1, min(high, low + _WIDEST_GAP + 2))
    ]
    if not missing or len(missing) > _WIDEST_GAP or ordered[0] > 1:
        return
    above = next(
        facts for one in plans if _leading(one.id) >= missing[-1] or one is plans[-1]
        for facts in (one.document or one.summary,) if facts is not None
    )
    yield Finding(
        Span(0, 0), f"phase {phase.id} has no plan {_numbers(missing)}, but plan {ordered[-1]}",
        data={"phase": str(phase.id), "missing": _numbers(missing)}, path=above.path,
    )


def _numbers(missing: list[int]) -> str:
    return " or ".join(map(str, missing))


def _plan_repeats(phase: Phase) -> Iterator[Finding]:
    files = phase.plan_files()
    for plan, documents in files.items():
        if len(documents) > 1:
            yield Finding(
                Span(0, 0), f"phase {phase.id} has {len(documents)} files for plan {plan}",
                related=tuple(
                    Related(Span(0, 0), f"another plan {plan}", one.path) for one in documents[:-1]
                ),
                data={"phase": str(phase.id), "repeated": plan}, path=documents[-1].path,
            )


def _phases(roadmap: Facts) -> list[tuple[PhaseId, Defines]]:
    """The phases that a roadmap's headings define, in the order of the text."""
    found = [
        (phase_id(one.subject.id.rpartition("/")[2]), one) for one in roadmap.of(Defines)
        if one.subject.type == "phase"
    ]
    return [
        (number, one) for number, one in sorted(found, key=lambda pair: pair[1].span.start)
        if number is not None and number.number < _BACKLOG
    ]


def _mentioned(roadmap: Facts) -> Iterator[PhaseId]:
    for one in roadmap.claims:
        if isinstance(one, (Status, Boxed, Cites)) and one.subject.type == "phase":
            subject = one.subject
        elif isinstance(one, Depends) and one.on.type == "phase":
            subject = one.on
        else:
            continue
        number = phase_id(subject.id.rpartition("/")[2])
        if number is not None:
            yield number


def _phase_numbers(roadmap: Facts, known: set[PhaseId]) -> Iterator[Finding]:
    phases = _phases(roadmap)
    if len(phases) < _FEWEST or any(low > high for (low, _), (high, _) in pairwise(phases)):
        return  # Not one sequence: milestones that begin anew, or an order of their own.
    taken = {one.number for one in known}
    milestones = [
        one.span.start for one in roadmap.claims
        if getattr(getattr(one, "subject", None), "type", "") == "milestone"
    ]
    for (low, before), (high, after) in pairwise(phases):
        between = any(before.span.start < start < after.span.start for start in milestones)
        if between:
            continue
        if low == high and before.name != after.name:
            yield Finding(
                after.span, f"phase {high} is defined twice, by two names",
                related=(Related(before.span, "the first of that number"),),
                data={"phase": str(high), "repeated": after.name}, path=roadmap.path,
            )
        missing = range(low.number + 1, high.number)
        if 0 < len(missing) <= _WIDEST_GAP and taken.isdisjoint(missing):
            yield Finding(
                after.span,
                f"phase {high} follows phase {low}: there is no phase {_numbers(list(missing))}",
                related=(Related(before.span, "the phase before"),),
                data={"phase": str(high), "missing": _numbers(list(missing))}, path=roadmap.path,
            )
