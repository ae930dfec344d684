"""A tracker's row or headline that its own boxes contradict.

## What it does
Holds each row of a progress tracker's statistics table against the checkboxes of the section it
names: how many tasks there are, and how many are ticked. The headline above ("12/40 tasks
complete") is held against the sum of the rows and against all tracked boxes; it is wrong only
where it agrees with neither. Rows count as a convention when two thirds of them name a section
that holds boxes; otherwise the rule is silent.

Between documents, the number of tasks that a change's proposal or design, a feature's plan, or a
tracker that cites one task list states, and the number of done ones in its headline, are held
against the boxes of that list. Where boxes may be steps of other boxes, every way of counting
them is right.

## Why is this bad?
The table is what people report from and the boxes are what people tick. When they part, the
percentage that goes into the status meeting is of another project.

## Example
```markdown bad path=IMPLEMENTATION_PROGRESS.md
# Billing Progress

**Current Status**: 2/5 tasks complete

## Phase 1: Ledger

- [x] Write entries
- [x] Close a month

## Phase 2: Invoices

- [ ] Render
- [ ] Send

| Phase | Tasks | Complete |
|-------|-------|----------|
| 1     | 2     | 2        |
| 2     | 3     | 0        |
```

Use instead:
```markdown good path=IMPLEMENTATION_PROGRESS.md
# Billing Progress

**Current Status**: 2/4 tasks complete

## Phase 1: Ledger

- [x] Write entries
- [x] Close a month

## Phase 2: Invoices

- [ ] Render
- [ ] Send

| Phase | Tasks | Complete |
|-------|-------|----------|
| 1     | 2     | 2        |
| 2     | 2     | 0        |
```

Between documents:
```text bad tree
==> openspec/changes/add-export/proposal.md <==
## Why
Rows cannot leave the system, so people copy them by hand from one screen to the next.

## What Changes
- Rows are exported as text

**Total**: 3 tasks across 2 days
==> openspec/changes/add-export/tasks.md <==
## 1. Export

- [x] 1.1 Write the file
- [ ] 1.2 Read it back
```

Use instead:
```text good tree
==> openspec/changes/add-export/proposal.md <==
## Why
Rows cannot leave the system, so people copy them by hand from one screen to the next.

## What Changes
- Rows are exported as text

**Total**: 2 tasks across 2 days
==> openspec/changes/add-export/tasks.md <==
## 1. Export

- [x] 1.1 Write the file
- [ ] 1.2 Read it back
```

## How to fix
Decide whether a task is missing from the section or the row is out of date, and correct that
one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Count, Tracked
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.ledger.task_lists import speakers, task_list
from auditlint.rules.base import BOTH, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.task_lists import TaskList
    from auditlint.rules.base import Context, ProjectContext
    from auditlint.source.text import Span

RULE = Rule(
    code="CNT007",
    name="tracker-row",
    summary="A tracker's row or headline differs from its boxes",
    severity="error",
    fix="unsafe",
    needs=("Tracked",),
    scope=BOTH,
    project_needs=("Task", "Count|Tracked"),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each wrong row, and one for a wrong headline."""
    for one in context.claims.of(Tracked):
        finding = _row(one) if one.label else _headline(one)
        if finding is not None:
            yield finding


def _counted(noun: str, boxes: int, ticked: int) -> str:
    if noun == "row":
        return f"{boxes} {'row' if boxes == 1 else 'rows'}, {ticked} done"
    return f"{boxes} {'box' if boxes == 1 else 'boxes'}, {ticked} ticked"


def _row(row: Tracked) -> Finding | None:
    total = len(row.boxes)
    done = sum(1 for ticked, _ in row.boxes if ticked)
    listed = _counted(row.noun, total, done)
    related = (Related(row.section, f"this section holds {listed}"),)
    if row.total is not None and row.total != total:
        return Finding(
            row.total_span,
            f"row {row.label!r} states {row.total} tasks, but its section holds {listed}",
            related=related,
            fix=_number_fix(row, row.total, total),
            data={"row": row.label, "stated": row.total, "boxes": total},
        )
    if row.done is not None and row.done != done:
        return Finding(
            row.done_span,
            f"row {row.label!r} states {row.done} complete, but its section holds {listed}",
            related=related,
            fix=None
            if row.done_span == row.total_span
            else Fix(
                UNSAFE, f"Change {row.done} to {done}", (Edit(row.done_span, str(done)),)
            ),
            data={"row": row.label, "stated_done": row.done, "ticked": done},
        )
    return None


def _number_fix(row: Tracked, stated: int, total: int) -> Fix | None:
    if row.done_span == row.total_span:
        return None  # A fraction in one cell; both of its numbers are one place.
    return Fix(UNSAFE, f"Change {stated} to {total}", (Edit(row.total_span, str(total)),))


def _headline(stated: Tracked) -> Finding | None:
    """A headline is wrong when a number of it is what neither the rows nor the boxes give."""
    if stated.done is None or stated.total is None:
        return None
    evidence: list[tuple[int | None, int | None]] = []
    told: list[str] = []
    related: list[Related] = []
    totals = [total for _, total, _ in stated.rows]
    dones = [done for done, _, _ in stated.rows]
    if stated.rows:
        whole = sum(one or 0 for one in totals) if None not in totals else None
        part = sum(one or 0 for one in dones) if None not in dones else None
        evidence.append((part, whole))
        told.append(f"the table's rows sum to {_either(part, whole)}")
        related.append(
            Related(stated.rows[0][2], f"{len(stated.rows)} rows that sum to {_either(part, whole)}")
        )
    if stated.boxes:
        ticked = sum(1 for done, _ in stated.boxes if done)
        evidence.append((ticked, len(stated.boxes)))
        told.append(f"{ticked} of {len(stated.boxes)} boxes are ticked")
        related.append(Related(stated.section, f"{ticked} of {len(stated.boxes)} boxes are ticked"))
    if not stated.rows and stated.total > len(stated.boxes):
        return None  # The boxes may be those of the open phases only.
    parts = [one for one, _ in evidence if one is not None]
    wholes = [one for _, one in evidence if one is not None]
    wrong = (parts and stated.done not in parts) or (wholes and stated.total not in wholes)
    if not wrong:
        return None
    said = f"{stated.done}/{stated.total}"
    return Finding(
        stated.done_span,
        f"{said} tasks stated, but " + " and ".join(told),
        related=tuple(related),
        data={"stated": said, "held_against": "; ".join(told)},
    )


def _either(part: int | None, whole: int | None) -> str:
    return f"{'?' if part is None else part}/{'?' if whole is None else whole}"


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each number of tasks that the list it is about does not bear out."""
    for facts, tasks in speakers(context.ledger):
        listed = task_list(tasks)
        if listed is None:
            continue
        for count in facts.of(Count):
            if count.noun != "tasks" or count.done is not None or count.scope:
                continue
            if count.total is not None and not count.approximate:
                yield from _total(facts, listed, count.total, count.span)
        for stated in facts.of(Tracked):
            if not stated.label and stated.done is not None and stated.total is not None:
                wrong = list(_total(facts, listed, stated.total, stated.total_span))
                yield from wrong
                if not wrong and listed.done is not None and stated.done != listed.done:
                    yield _done(facts, listed, stated)


def _total(facts: Facts, listed: TaskList, total: int, span: Span) -> Iterator[Finding]:
    if total in listed.totals:
        return
    numbers = " or ".join(str(one) for one in sorted(listed.totals))
    yield Finding(
        span,
        f"{total} tasks stated, but {listed.facts.path.rpartition('/')[2]} lists {numbers}",
        related=(Related(listed.first.span, f"{numbers} tasks from here on", listed.facts.path),),
        data={"stated": total, "listed": numbers, "document": listed.facts.path},
        path=facts.path,
    )


def _done(facts: Facts, listed: TaskList, stated: Tracked) -> Finding:
    return Finding(
        stated.done_span,
        f"{stated.done} of {stated.total} tasks stated as done, but {listed.done} of the"
        f" {listed.boxes} boxes of {listed.facts.path.rpartition('/')[2]} are ticked",
        related=(Related(listed.first.span, f"{listed.done} are ticked from here on", listed.facts.path),),
        data={"stated_done": stated.done or 0, "ticked": listed.done or 0,
              "document": listed.facts.path},
        path=facts.path,
    )
