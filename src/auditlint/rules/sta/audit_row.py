"""An audit's row for a phase differs from that phase's verification.

## What it does
Compares the verdict that a milestone audit's table gives for a phase with the status of the
phase's own verification: passed against gaps found, either way. It does so only where the
verification is older than the audit by the dates that the two state; one of the same day is
compared only where both give the time. A row that says why it differs ("gaps closed by phase 9")
is believed.

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

from auditlint.claims import ROW, Dated, Remark, Status
from auditlint.findings import Finding, Related
from auditlint.ledger import own_state, scope_of
from auditlint.reading import words
from auditlint.reading.dates import Moment, read
from auditlint.reading.ids import phase_id
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="STA005",
    name="audit-row",
    summary="An audit's row for a phase differs from that phase's verification",
    severity="error",
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
            audited = _moment(audit, "audited")
            if audited is None:
                continue
            rows: dict[str, list[Status]] = {}
            for one in audit.of(Status):
                if one.subject.type == "phase" and one.source == ROW:
                    rows.setdefault(one.subject.id, []).append(one)
            explained = {
                one.subject.id for one in audit.of(Remark) if _explains(one.text.casefold())
            }
            for phase, found in rows.items():
                if phase in explained:
                    continue
                yield from _check_phase(workspace, audit, audited, phase, found)


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
    found = _phase_of(workspace, audit, phase)
    reports = found.of_kind("gsd-verification") if found is not None else []
    if len(reports) != 1:
        return
    report = reports[0]
    state = own_state(report)
    verified = _moment(report, "verified")
    if verified is None or {row.state, state} != {words.DONE, words.FAILED}:
        return
    if not _is_older(verified, audited):
        return
    status = next(one for one in report.of(Status) if one.subject.type == "document")
    yield Finding(
        row.span,
        f"phase {phase} is {words.clean(row.raw)!r} here, but its verification of "
        f"{verified.written} says {status.raw!r}",
        related=(Related(status.span, f"the verification says {status.raw!r}", report.path),),
        data={"phase": phase, "audit": row.state, "verification": state},
        path=audit.path,
    )


def _is_qualified(row: Status) -> bool:
    """Whether a verdict makes a reservation: "gaps_found (fixed since)", "⚠ PASSED", "PASSED*"."""
    raw = row.raw.replace("**", "")
    return any(mark in raw for mark in "⚠*†~") or any(
        char.isalpha() for char in words.read(raw).tail
    )


def _is_older(verified: Moment, audited: Moment) -> bool:
    """Whether a report was there when the audit was written, by the two dates alone."""
    if verified.timed and audited.timed and verified.zoned == audited.zoned:
        return verified.second <= audited.second
    return verified.day < audited.day


def _phase_of(workspace: Workspace, audit: Facts, identity: str) -> Phase | None:
    """The only phase that a row can mean: of the audit's own milestone, or of all."""
    number = phase_id(identity)
    found = workspace.by_number.get(number, []) if number is not None else []
    scope = _milestone(audit)
    exact = [one for one in found if one.scope == scope]
    chosen = exact or found
    return chosen[0] if len(chosen) == 1 and len(chosen[0].folders) == 1 else None


def _milestone(audit: Facts) -> str:
    """The milestone that an audit's file is named for: ``v1.0`` of ``v1.0-MILESTONE-AUDIT.md``."""
    name = audit.path.rpartition("/")[2]
    return name.partition("-")[0] if name[:1] == "v" else scope_of(audit.path)


def _moment(facts: Facts, event: str) -> Moment | None:
    """The last date that a document gives for an event; None where one of them is none."""
    moments = [read(one.when) for one in facts.of(Dated) if one.event == event]
    known = [one for one in moments if one is not None]
    return max(known, key=lambda one: one.second) if known and len(known) == len(moments) else None
