"""An audit's row for a phase differs from that phase's verification.

## What it does
Compares the verdict and the score that a milestone audit's table gives for a phase with those of
the phase's own verification: passed against gaps found, either way; 7/7 against 5/7. It does so
only where the verification is older than the audit by the dates that the two state; one of the
same day is compared only where both give the time. A score differs where the verification states
it nowhere and counts nothing so, neither in front matter nor in its body, and either the total is
the same or the audit's other rows copy the scores. A row that says why it differs ("gaps closed
by phase 9") is believed, and the score of a phase that was verified again is left alone.

## Why is this bad?
A milestone is closed on what its audit says. A phase that the audit calls passed and its
verification does not was never looked at again.

## Example
```text bad tree
==> .planning/v1.0-MILESTONE-AUDIT.md <==
---
milestone: v1.0
audited: 2026-05-04
status: passed
---

# v1.0 Milestone Audit

## Phase Verification

| Phase | Status |
|-------|--------|
| 1. Ledger | passed |
==> .planning/phases/01-ledger/01-VERIFICATION.md <==
---
phase: 01-ledger
verified: 2026-05-01
status: gaps_found
---

# Phase 1 Verification
```

Use instead:
```text good tree
==> .planning/v1.0-MILESTONE-AUDIT.md <==
---
milestone: v1.0
audited: 2026-05-04
status: gaps_found
---

# v1.0 Milestone Audit

## Phase Verification

| Phase | Status |
|-------|--------|
| 1. Ledger | gaps_found |
==> .planning/phases/01-ledger/01-VERIFICATION.md <==
---
phase: 01-ledger
verified: 2026-05-01
status: gaps_found
---

# Phase 1 Verification
```

## How to fix
Verify the phase again and date the report, or state in the audit what the verification says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FIELD, FRONT_MATTER, ROW, Count, Remark, Reverified, Status, Tally
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.ledger import own_state, scope_of
from auditlint.ledger.audited import judged, moment_of
from auditlint.reading import words
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Workspace
    from auditlint.reading.dates import Moment
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="STA005",
    name="audit-row",
    summary="An audit's row for a phase differs from that phase's verification",
    severity="error",
    fix="unsafe",
    preview=True,
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each row that an older verification contradicts."""
    for workspace in context.ledger.workspaces:
        seen: set[str] = set()
        for audit in sorted(
            workspace.of_kind("gsd-milestone-audit", None), key=lambda one: scope_of(one.path) != ""
        ):
            if audit.digest in seen:
                continue  # An archived copy: one finding is enough.
            seen.add(audit.digest)
            audited = moment_of(audit, "audited")
            if audited is not None:
                yield from _check_audit(workspace, audit, audited, context.undecided)


def _check_audit(
    workspace: Workspace, audit: Facts, audited: Moment, undecided: Undecided
) -> Iterator[Finding]:
    rows: dict[str, list[Status]] = {}
    for one in audit.of(Status):
        if one.subject.type == "phase" and one.source == ROW:
            rows.setdefault(one.subject.id, []).append(one)
    explained = {one.subject.id for one in audit.of(Remark) if _explains(one.text.casefold())}
    told: set[str] = set()
    for phase, found in rows.items():
        if phase in explained:
            reason = "the row itself explains how it differs from the verification"
            undecided(found[0].subject, reason, audit.path, found[0].span)
        elif judged(workspace, audit, audited, phase) is None:
            reason = "the phase has no single verification that is dated before the audit"
            undecided(found[0].subject, reason, audit.path, found[0].span)
        else:
            for finding in _check_phase(workspace, audit, audited, phase, found):
                told.add(phase)
                yield finding
    for phase, finding in _check_scores(workspace, audit, audited):
        if phase not in told and phase not in explained and len(rows.get(phase, ())) == 1:
            yield finding


#: So many scores that are equal show that the audit copies them.
_FEWEST = 2
#: What an audit says of a phase that it judges anew: it knows of the difference.
_EXPLANATIONS = (
    "clos", "fix", "resolv", "overrid", "overrul", "verif", "accept", "since", "later", "after",
    "updat", "defer", "human", "gap", "now", "phase ", "phases ", "amend", "waive", "by design",
    "manual", "address", "repair", "missing", "stale",
)


def _explains(text: str) -> bool:
    return any(word in text for word in _EXPLANATIONS)


def _check_phase(
    workspace: Workspace, audit: Facts, audited: Moment, phase: str, rows: list[Status]
) -> Iterator[Finding]:
    # Two rows that differ are a matter of the audit itself.
    states = {one.state for one in rows}
    row = rows[0]
    if len(states) != 1 or row.state not in (words.DONE, words.FAILED) or _is_qualified(row):
        return
    found = judged(workspace, audit, audited, phase)
    if found is None or {row.state, own_state(found.report)} != {words.DONE, words.FAILED}:
        return
    report, verified = found
    status = next(one for one in report.of(Status) if one.subject.type == "document")
    yield Finding(
        row.span,
        f"phase {phase} is {words.clean(row.raw)!r} here, but its verification of "
        f"{verified.written} says {status.raw!r}",
        related=(Related(status.span, f"the verification says {status.raw!r}", report.path),),
        fix=Fix(UNSAFE, f"State {status.raw!r} for phase {phase}", (Edit(row.span, status.raw),)),
        data={"phase": phase, "audit": row.state, "verification": own_state(report)},
        path=audit.path,
    )


def _check_scores(
    workspace: Workspace, audit: Facts, audited: Moment
) -> Iterator[tuple[str, Finding]]:
    """Yield phases whose score is none of those that the verification states or counts."""
    copied = 0
    differing: list[tuple[str, Count, Count, Facts]] = []
    for row in audit.of(Count):
        if row.noun != "phase score":
            continue
        phase = row.scope.removeprefix("phase ")
        found = judged(workspace, audit, audited, phase)
        if found is None or any(True for _ in found.report.of(Reverified)):
            continue
        stated = [one for one in found.report.of(Count) if one.source in (FRONT_MATTER, FIELD)]
        score = next((one for one in stated if one.total is not None), None)
        if score is None or score.done is None or any(one.approximate for one in stated):
            continue
        counted: list[Count | Tally] = [*stated, *found.report.of(Tally)]
        if any((one.done, one.total) == (row.done, row.total) for one in counted):
            copied += 1
        else:
            differing.append((phase, row, score, found.report))
    is_convention = copied >= _FEWEST and copied >= 2 * len(differing)
    for phase, row, score, report in differing:
        if score.total == row.total or is_convention:
            said = f"{score.done}/{score.total}"
            yield phase, Finding(
                row.span,
                f"phase {phase} scores {row.done}/{row.total} here, but its verification says {said}",
                related=(Related(score.span, f"the verification says {said}", report.path),),
                fix=Fix(UNSAFE, f"State {said} for phase {phase}", (Edit(row.span, said),)),
                data={"phase": phase, "audit": f"{row.done}/{row.total}", "verification": said},
                path=audit.path,
            )


def _is_qualified(row: Status) -> bool:
    """Whether a verdict makes a reservation: "gaps_found (fixed since)", "⚠ PASSED", "PASSED*"."""
    raw = row.raw.replace("**", "")
    return any(mark in raw for mark in "⚠*†~") or any(
        char.isalpha() for char in words.read(raw).tail
    )
