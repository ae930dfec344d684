"""A progress row that the plans and summaries on disk contradict.

## What it does
Compares what a roadmap says of a phase's plans (``2/3`` in a progress row, in a ``Plans`` field
or in a list entry; the row's status) with the phase's folder: the plans are the union of plan
and summary files, a plan is done when it has its summary. A row is also wrong when it calls a
phase complete and states fewer plans done than there are. Ranges, milestones, unknown totals
(``0/?``), and phases whose folder is gone or found twice are left alone; so are plans that are
still to be written.

## Why is this bad?
The progress table is what people read instead of the folders. Where it lags behind, finished
work looks unstarted, or missing work looks done.

## Example
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

## Progress

| Phase | Plans Complete | Status | Completed |
|-------|----------------|--------|-----------|
| 1. Ledger | 0/1 | Not started | - |

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Entries Summary
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

## Progress

| Phase | Plans Complete | Status | Completed |
|-------|----------------|--------|-----------|
| 1. Ledger | 1/1 | Complete | 2026-02-03 |

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Entries Summary
```

## How to fix
State the numbers and the status that the phase's folder shows, or write the summary that is
missing.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import ROW, Count, Status, Subject, Tally
from auditlint.findings import SAFE, UNSAFE, Edit, Finding, Fix, Related
from auditlint.ledger import Statement, is_finished
from auditlint.ledger.unclear import unclear_phase
from auditlint.reading import words
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="CNT006",
    name="progress-row",
    summary="A roadmap's plan count or status differs from the plans and summaries on disk",
    severity="error",
    fix="safe",
    scope="project",
)


class _Disk(NamedTuple):
    """What a phase's folder shows: plans, those done for sure, those with a summary at all."""

    total: int
    done: int
    summaries: int
    documents: tuple[str, ...]

    def __str__(self) -> str:
        if self.total == 1:
            return "its plan has a summary" if self.summaries else "its plan has no summary"
        if self.summaries == self.total:
            return f"all {self.total} plans have summaries"
        return f"{self.summaries} of {self.total} plans have summaries"


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each count or row that the folders contradict."""
    for workspace in context.ledger.workspaces:
        for roadmap in workspace.of_kind("gsd-roadmap", None):
            yield from _check_roadmap(workspace, roadmap, context.undecided)


def _check_roadmap(
    workspace: Workspace, roadmap: Facts, undecided: Undecided
) -> Iterator[Finding]:
    counts: dict[tuple[str, int], Count] = {}
    listed = {one.scope: one.total for one in roadmap.of(Tally) if one.noun == "plans"}
    for one in roadmap.of(Count):
        if one.noun != "plans" or one.done is None or one.total is None or one.approximate:
            continue
        if one.source == ROW:
            counts[(one.scope, _line(roadmap, one.span))] = one
        else:
            yield from _check_count(workspace, roadmap, one, listed, undecided)
    for status in roadmap.of(Status):
        if status.source == ROW and status.subject.type == "phase":
            place = (f"phase {status.subject.id}", _line(roadmap, status.span))
            yield from _check_row(workspace, roadmap, status, counts.pop(place, None), listed, undecided)
    for count in counts.values():
        yield from _check_count(workspace, roadmap, count, listed, undecided)


def _line(roadmap: Facts, span: Span) -> int:
    """The number of the line that a claim stands in: one row of a table."""
    return bisect_right(roadmap.starts, span.start)


def _disk(workspace: Workspace, roadmap: Facts, claim: Status | Count, identity: str) -> _Disk | None:
    """What the phase's folder shows; None where that cannot be counted."""
    phase: Phase | None = workspace.named_phase_of(Statement(roadmap, claim), identity)
    if phase is None or phase.has_phase_summary or phase.has_unnumbered_plans:
        return None
    plans = phase.plans
    if not plans:
        return None
    summaries = [one.summary for one in plans if one.summary is not None]
    return _Disk(
        len(plans), sum(map(is_finished, summaries)), len(summaries),
        tuple(one.path for one in summaries) or tuple(
            one.document.path for one in plans if one.document is not None
        ),
    )


def _unclear(
    workspace: Workspace, roadmap: Facts, claim: Status | Count, identity: str,
    undecided: Undecided,
) -> None:
    undecided(
        Subject("phase", identity),
        lambda: unclear_phase(workspace, Statement(roadmap, claim), identity),
        roadmap.path, claim.span,
    )


def _is_wrong(count: Count, disk: _Disk, listed: int) -> bool:
    """Whether ``N/M`` cannot be what the folder shows; `listed` plans are in the roadmap's list.

    A folder with fewer plans than `M` may wait for the rest, or have lost it: then only a number
    below the summaries that are there is wrong. A plan more that has no summary and stands in
    no list is an orphan, and no matter of the count.
    """
    done, total = count.done or 0, count.total or 0
    if total > disk.total:
        return done < disk.done
    if total < disk.total:
        return not (total == listed and done == total == disk.summaries)
    return not disk.done <= done <= disk.summaries


def _check_count(
    workspace: Workspace, roadmap: Facts, count: Count, listed: dict[str, int],
    undecided: Undecided,
) -> Iterator[Finding]:
    identity = count.scope.removeprefix("phase ")
    disk = _disk(workspace, roadmap, count, identity)
    if disk is None:
        _unclear(workspace, roadmap, count, identity, undecided)
    elif _is_wrong(count, disk, listed.get(count.scope, 0)):
        yield _finding(roadmap, count.span, identity, _stated(count), disk, count)


def _check_row(
    workspace: Workspace, roadmap: Facts, status: Status, count: Count | None,
    listed: dict[str, int], undecided: Undecided,
) -> Iterator[Finding]:
    identity = status.subject.id
    disk = _disk(workspace, roadmap, status, identity)
    word = words.read(status.raw)
    certain = not any(char.isalpha() for char in word.tail)
    is_done = certain and word.state == words.DONE
    is_open = certain and word.state == words.OPEN
    said = status.raw.strip()
    if disk is None:
        _unclear(workspace, roadmap, status, identity, undecided)
        if count is not None and is_done and (count.done or 0) < (count.total or 0):
            yield Finding(
                count.span, f"phase {identity} is {said} with {count.done} of {count.total} plans",
                related=(Related(status.span, f"called {said} here"),),
                data={"phase": identity, "plans": _stated(count)}, path=roadmap.path,
            )
        return
    contradicts = (is_open and disk.done > 0) or (is_done and disk.summaries < disk.total)
    if count is not None and (count.total or 0) != disk.total and not is_open:
        contradicts = False  # Which plans are meant is not for the folder to say.
    if count is not None and _is_wrong(count, disk, listed.get(count.scope, 0)):
        stated = f"{_stated(count)}, {said}" if contradicts else _stated(count)
        yield _finding(roadmap, count.span, identity, stated, disk, count)
    elif contradicts:
        yield _finding(roadmap, status.span, identity, said, disk, None)


def _stated(count: Count) -> str:
    return f"{count.done}/{count.total}"


def _finding(
    roadmap: Facts, span: Span, identity: str, stated: str, disk: _Disk, count: Count | None
) -> Finding:
    fix = None
    if count is not None and disk.done == disk.summaries:
        right = f"{disk.done}/{max(disk.total, count.total or 0)}"
        if right != _stated(count):
            # Fewer summaries than stated: they may be what is missing, and the number right.
            sure = SAFE if disk.done >= (count.done or 0) else UNSAFE
            fix = Fix(sure, f"State {right}", (Edit(count.span, right),))
    return Finding(
        span,
        f"phase {identity}: {stated} stated, but {disk}",
        related=tuple(Related(Span(0, 0), "what the phase has", path) for path in disk.documents),
        fix=fix,
        data={"phase": identity, "stated": stated},
        path=roadmap.path,
    )
