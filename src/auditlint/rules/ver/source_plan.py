"""A verification's row names a source plan that does not claim its requirement.

## What it does
Reads the source-plan column of the requirement table in a phase's verification (lists, ranges,
file names) and holds each row against the ``requirements`` of the plans on disk. It reports a row
that names a plan which does not claim the requirement, and, as a notice, rows that leave out a
plan which does. Plans that list no requirements at all, or whose front matter cannot be read, are
not judged, and neither are plans that closed gaps or were carried out after the report.

## Why is this bad?
The column is how a reader gets from a requirement to the work that met it. A wrong plan leads
to the wrong work, and the plan that did it was not looked at.

## Example
```text bad tree
==> .planning/phases/07-tides/07-01-PLAN.md <==
---
phase: 07-tides
plan: 01
requirements: [TIDE-01]
---

==> .planning/phases/07-tides/07-02-PLAN.md <==
---
phase: 07-tides
plan: 02
requirements: [TIDE-02]
---

==> .planning/phases/07-tides/07-VERIFICATION.md <==
# Phase 7: Tides Verification Report

## Requirements Coverage

| Requirement | Source Plan | Description | Status |
|-------------|-------------|-------------|--------|
| TIDE-01 | 07-01 | Tide table | SATISFIED |
| TIDE-02 | 07-01 | By hour | SATISFIED |
```

Use instead:
```text good tree
==> .planning/phases/07-tides/07-01-PLAN.md <==
---
phase: 07-tides
plan: 01
requirements: [TIDE-01]
---

==> .planning/phases/07-tides/07-02-PLAN.md <==
---
phase: 07-tides
plan: 02
requirements: [TIDE-02]
---

==> .planning/phases/07-tides/07-VERIFICATION.md <==
# Phase 7: Tides Verification Report

## Requirements Coverage

| Requirement | Source Plan | Description | Status |
|-------------|-------------|-------------|--------|
| TIDE-01 | 07-01 | Tide table | SATISFIED |
| TIDE-02 | 07-02 | By hour | SATISFIED |
```

## How to fix
Name the plans that claim the requirement, or add it to the plan that the row names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import NOTICE, UNSAFE, Edit, Finding, Fix, Related
from auditlint.ledger.requirements import listed_as, shortened
from auditlint.ledger.sourcing import Claiming, rows_of
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase
    from auditlint.ledger.sourcing import Row
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="VER009",
    name="source-plan",
    summary="A verification's row names a plan that does not claim its requirement",
    severity="warning",
    fix="unsafe",
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each wrong row, and one for the rows that leave out the same plans."""
    for workspace in context.ledger.workspaces:
        for phase in workspace.phases.values():
            reports = phase.of_kind("gsd-verification")
            if not reports or len(phase.folders) != 1:
                continue
            claiming = Claiming(workspace, phase)
            for report in reports:
                yield from _check(phase, claiming, report)


def _check(phase: Phase, claiming: Claiming, report: Facts) -> Iterator[Finding]:
    left_out: dict[tuple[str, ...], list[Row]] = {}
    rows = rows_of(report)
    # Several rows of one requirement, one for each of its criteria, name its plans between them.
    named: dict[tuple[str, ...], set[str]] = {}
    for row in rows:
        named.setdefault(row.requirements, set()).update(plan for plan, _ in row.plans)
    for row in rows:
        ids = set(row.requirements)
        stated = {plan for plan, _ in row.plans}
        strange = {
            plan for plan in stated
            if (claimed := claiming.of(plan)) is not None and claimed.isdisjoint(ids)
        }
        # Of a range not every plan need claim it; a range of which none does is wrong.
        swept = {span for plan, span in row.plans if plan not in strange}
        wrong = [(plan, span) for plan, span in row.plans if plan in strange and span not in swept]
        missing = tuple(
            plan for plan in claiming.plans(ids, report) if plan not in named[row.requirements]
        )
        if wrong:
            yield _wrong(claiming, report, row, wrong, missing)
        elif missing:
            left_out.setdefault(missing, []).append(row)
    for missing, same in left_out.items():
        yield _left_out(claiming, report, same, missing)


def _wrong(
    claiming: Claiming, report: Facts, row: Row, wrong: list[tuple[str, Span]],
    missing: tuple[str, ...],
) -> Finding:
    names = shortened([claiming.name(plan) for plan, _ in wrong])
    message = (
        f"{names} {'is' if len(wrong) == 1 else 'are'} named as the source of"
        f" {shortened(list(row.requirements))}, which"
        f" {'it does' if len(wrong) == 1 else 'they do'} not claim"
    )
    if missing:
        message += f"; {shortened([claiming.name(plan) for plan in missing])}"
        message += f" claim{'s' if len(missing) == 1 else ''} it"
    kept = [plan for plan, _ in row.plans if plan not in {one for one, _ in wrong}]
    plans = [*kept, *missing]
    return Finding(
        wrong[0][1], message,
        related=tuple(_related(claiming, plan) for plan in (*(one for one, _ in wrong), *missing)),
        fix=Fix(UNSAFE, "Name the plans that claim it", (_edit(claiming, row, plans),))
        if plans else None,
        data={"ids": " ".join(row.requirements), "plans": " ".join(one for one, _ in wrong)},
        path=report.path,
    )


def _left_out(
    claiming: Claiming, report: Facts, rows: list[Row], missing: tuple[str, ...]
) -> Finding:
    ids = list(dict.fromkeys(one for row in rows for one in row.requirements))
    names = shortened([claiming.name(plan) for plan in missing])
    verb = "claims" if len(missing) == 1 else "claim"
    what = listed_as(ids)
    edits = tuple(
        _edit(claiming, row, [*(plan for plan, _ in row.plans), *missing]) for row in rows
    )
    return Finding(
        rows[0].plans[0][1],
        f"{names} {verb} {what} too, and {'the row leaves' if len(rows) == 1 else 'the rows leave'}"
        f" {'it' if len(missing) == 1 else 'them'} out",
        related=(
            *(Related(row.plans[0][1], f"{names} is not named here", report.path)
              for row in rows[1:]),
            *(_related(claiming, plan) for plan in missing),
        ),
        fix=Fix(UNSAFE, f"Name {names} too", edits),
        data={"ids": " ".join(ids), "plans": " ".join(missing)},
        severity=NOTICE,
        path=report.path,
    )


def _edit(claiming: Claiming, row: Row, plans: list[str]) -> Edit:
    whole = Span(row.plans[0][1].start, row.plans[-1][1].end)
    return Edit(whole, ", ".join(dict.fromkeys(claiming.name(plan) for plan in plans)))


def _related(claiming: Claiming, plan: str) -> Related:
    span, path = claiming.place(plan)
    return Related(span, f"the requirements of {claiming.name(plan)}", path)
