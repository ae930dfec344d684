"""A tracker's row or headline that its own boxes contradict.

## What it does
Holds each row of a progress tracker's statistics table against the checkboxes of the section it
names: how many tasks there are, and how many are ticked. The headline above ("12/40 tasks
complete") is held against the sum of the rows and against all tracked boxes; it is wrong only
where it agrees with neither. Rows count as a convention when two thirds of them name a section
that holds boxes; otherwise the rule is silent.

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

## How to fix
Decide whether a task is missing from the section or the row is out of date, and correct that
one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Tracked
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="CNT007",
    name="tracker-row",
    summary="A tracker's row or headline differs from its boxes",
    severity="error",
    fix="unsafe",
    needs=("Tracked",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each wrong row, and one for a wrong headline."""
    for one in context.claims.of(Tracked):
        finding = _row(one) if one.label else _headline(one)
        if finding is not None:
            yield finding


def _counted(boxes: int, ticked: int) -> str:
    noun = "box" if boxes == 1 else "boxes"
    return f"{boxes} {noun}, {ticked} ticked"


def _row(row: Tracked) -> Finding | None:
    total = len(row.boxes)
    done = sum(1 for ticked, _ in row.boxes if ticked)
    listed = _counted(total, done)
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
