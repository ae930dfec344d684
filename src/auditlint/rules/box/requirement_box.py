"""A requirement's box and its status in the traceability table disagree.

## What it does
Compares the checkbox of each requirement with its row in the traceability table of the same
document: a ticked box with a row that is pending or in progress, and an open box with a row
that is complete. Rows that are deferred, dropped or of an unknown status are left alone, and
so is a status with a footnote (`Complete*`). Where the table was never filled in at all, or no
box was ever ticked, that is one finding.

## Why is this bad?
The list and the table are two answers to one question. Audits read both, and a milestone is
held up, or closed too early, by the one that was not updated.

## Example
```markdown bad path=.planning/REQUIREMENTS.md
# Requirements: Harbour

## v1 Requirements

- [x] **TIDE-01**: Tide table for a harbour
- [x] **TIDE-02**: Tide table by hour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Complete |
| TIDE-02 | Phase 1 | Pending |
```

Use instead:
```markdown good path=.planning/REQUIREMENTS.md
# Requirements: Harbour

## v1 Requirements

- [x] **TIDE-01**: Tide table for a harbour
- [x] **TIDE-02**: Tide table by hour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Complete |
| TIDE-02 | Phase 1 | Complete |
```

## How to fix
Find out whether the requirement is done, then tick the box or correct the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import ROW, Boxed, Status, Subject
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.parsing import structure
from auditlint.parsing.structure import plain
from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="BOX003",
    name="requirement-box",
    summary="A requirement's box and its status in the table disagree",
    severity="error",
    fix="unsafe",
    needs=("Boxed", "Status"),
)

#: From so many on, a table without a single done row, or a list without a single ticked box,
#: was never kept up to date: one cause, one finding.
_STALE = 3


_BEHIND = (words.OPEN, words.ACTIVE)


class _Pair(NamedTuple):
    box: Boxed
    row: Status


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each requirement whose box and row disagree."""
    rows: dict[Subject, list[Status]] = {}
    for status in context.claims.of(Status):
        if status.subject.type == "requirement" and status.source == ROW:
            rows.setdefault(status.subject, []).append(status)
    behind: list[_Pair] = []
    unticked: list[_Pair] = []
    ticked = False
    for box in context.claims.of(Boxed):
        if box.subject.type != "requirement":
            continue
        ticked = ticked or box.state == structure.DONE
        found = rows.get(box.subject, [])
        if len({one.state for one in found}) != 1 or _footnoted(found[0]):
            continue
        row = found[0]
        if box.state == structure.OPEN and row.state == words.DONE:
            unticked.append(_Pair(box, row))
        elif box.state == structure.DONE and row.state in _BEHIND and not _settled(row):
            behind.append(_Pair(box, row))
    stated = [one.state for some in rows.values() for one in some]
    if len(behind) >= _STALE and words.DONE not in stated:
        yield _stale(behind)
    else:
        for pair in behind:
            yield _ticked(pair)
    if len(unticked) >= _STALE and not ticked:
        yield _never_ticked(unticked)
    else:
        for pair in unticked:
            yield _open(pair)


def _footnoted(row: Status) -> bool:
    """Whether the status carries a footnote mark: ``Complete*``."""
    return row.raw.count("*") % 2 == 1 or row.raw.rstrip().endswith(("†", "¹", "²", "³"))


def _settled(row: Status) -> bool:
    """Whether the status says in its tail that it no longer holds: ``Partial (fixed in v1.2)``."""
    tail = words.read(row.raw).tail
    return bool(pattern(r"\b(?:fixed|resolved|closed|done|completed?|since|shipped)\b").search(tail))


def _said(row: Status) -> str:
    return repr(plain(row.raw))


def _open(pair: _Pair) -> Finding:
    identity = pair.box.subject.id
    return Finding(
        pair.box.span,
        f"the box of {identity} is open, but its row says {_said(pair.row)}",
        related=(Related(pair.row.span, f"{identity} is {_said(pair.row)} here"),),
        fix=Fix(UNSAFE, "Tick the box", (Edit(pair.box.span, "[x]"),)),
        data={"id": identity, "box": "open", "row": plain(pair.row.raw)},
    )


def _ticked(pair: _Pair) -> Finding:
    identity = pair.box.subject.id
    return Finding(
        pair.row.span,
        f"{identity} is {_said(pair.row)} here, but its box is ticked",
        related=(Related(pair.box.span, f"the box of {identity} is ticked"),),
        fix=Fix(UNSAFE, "Change the status to Complete", (Edit(pair.row.span, "Complete"),)),
        data={"id": identity, "box": "ticked", "row": plain(pair.row.raw)},
    )


def _stale(pairs: list[_Pair]) -> Finding:
    first = pairs[0]
    return Finding(
        first.row.span,
        f"{len(pairs)} requirements are ticked, but no row of the table is done: it was not kept"
        f" up to date since {first.box.subject.id} was {_said(first.row)}",
        related=tuple(
            Related(one.box.span, f"the box of {one.box.subject.id} is ticked") for one in pairs
        ),
        fix=Fix(
            UNSAFE, "Change these statuses to Complete",
            tuple(Edit(one.row.span, "Complete") for one in pairs),
        ),
        data={"what": "table", "ids": " ".join(one.box.subject.id for one in pairs)},
    )


def _never_ticked(pairs: list[_Pair]) -> Finding:
    first = pairs[0]
    return Finding(
        first.box.span,
        f"{len(pairs)} requirements are done by their rows, but no box of the list is ticked",
        related=tuple(
            Related(one.row.span, f"{one.box.subject.id} is {_said(one.row)} here") for one in pairs
        ),
        fix=Fix(
            UNSAFE, "Tick these boxes", tuple(Edit(one.box.span, "[x]") for one in pairs)
        ),
        data={"what": "list", "ids": " ".join(one.box.subject.id for one in pairs)},
    )
