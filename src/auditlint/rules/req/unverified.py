"""A completed requirement that no verification names.

## What it does
Looks at requirements that the list calls completed, and whose phases all have a folder with a
verification report that judges requirements in a table. One that no report of the whole
planning tree names anywhere is reported, one finding for each phase.

## Why is this bad?
The reports go through the requirements one by one. One that is in none of them was ticked
without anybody having looked.

## Example
```text bad tree
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour

## v1 Requirements

- [x] **TIDE-01**: Tide table for a harbour
- [x] **TIDE-02**: Tide table by hour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Complete |
| TIDE-02 | Phase 1 | Complete |

==> .planning/phases/01-tides/01-VERIFICATION.md <==
# Phase 1: Tides Verification Report

## Requirements Coverage

| Requirement | Description | Status |
|-------------|-------------|--------|
| TIDE-01 | Tide table | SATISFIED |
```

Use instead:
```text good tree
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour

## v1 Requirements

- [x] **TIDE-01**: Tide table for a harbour
- [x] **TIDE-02**: Tide table by hour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Complete |
| TIDE-02 | Phase 1 | Complete |

==> .planning/phases/01-tides/01-VERIFICATION.md <==
# Phase 1: Tides Verification Report

## Requirements Coverage

| Requirement | Description | Status |
|-------------|-------------|--------|
| TIDE-01 | Tide table | SATISFIED |
| TIDE-02 | By hour | SATISFIED |
```

## How to fix
Verify the requirement and add its row, or reopen it in the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Cites, Listed, Verdict
from auditlint.findings import Finding, Related
from auditlint.ledger.completed import by_phase, completed
from auditlint.ledger.requirements import listed_as, registers
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.ledger.completed import Completed
    from auditlint.ledger.requirements import Register
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REQ005",
    name="unverified",
    summary="A completed requirement that no verification names",
    severity="warning",
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each phase with completed requirements that no report names."""
    for workspace in context.ledger.workspaces:
        every = registers(workspace)
        named = _named(workspace) if every else set()
        for register in every:
            yield from _check(workspace, register, named)


def _named(workspace: Workspace) -> set[str]:
    """Every requirement that a verification names, in whatever place."""
    reports = workspace.of_kind("gsd-verification", None)
    found = {one.requirement for facts in reports for one in facts.of(Listed)}
    for facts in reports:
        found.update(one.subject.id for one in facts.of(Cites))
    return found


def _check(workspace: Workspace, register: Register, named: set[str]) -> Iterator[Finding]:
    found = (
        one for one in completed(workspace, register) if one.id not in named and "-" in one.id
    )
    for key, some in by_phase(found, lambda phase: _judges(phase, register)).items():
        yield _finding(register, key, some)


def _judges(phase: Phase, register: Register) -> bool:
    """Whether the reports of a phase judge requirements of the list, every row readably."""
    reports = phase.of_kind("gsd-verification")
    verdicts = [one for facts in reports for one in facts.of(Verdict)]
    ids = [one.subject.id for one in verdicts if one.subject.type == "requirement"]
    return bool(ids) and all(ids) and any(one in register.defined for one in ids)


def _finding(register: Register, phase: str, some: list[Completed]) -> Finding:
    some.sort(key=lambda one: one.said.span)
    ids = [one.id for one in some]
    several = len(ids) > 1
    subject = listed_as(ids)
    reports: list[Facts] = some[0].phases[-1].of_kind("gsd-verification")
    return Finding(
        some[0].said.span,
        f"{subject} {'are' if several else 'is'} complete, but no verification names"
        f" {'them' if several else 'it'}; phase {phase}'s judges others",
        related=(
            *(Related(Span(0, 0), f"the verification of phase {phase}", one.path)
              for one in reports),
            *(Related(one.said.span, f"nor {one.id}", register.facts.path) for one in some[1:]),
        ),
        data={"ids": " ".join(ids), "phase": phase},
        path=register.facts.path,
    )
