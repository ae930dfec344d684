"""A requirement in scope that is assigned to no phase.

## What it does
Looks at requirements lists of which at least two thirds are assigned to a phase, by the
traceability table or by a phase section of the roadmap, and reports a requirement in scope that
neither names, or whose row has no phase (one finding for those of one prefix). Ticked, deferred and struck-out requirements are left
alone, and so is a list that has not been mapped yet.

## Why is this bad?
Phases are planned from what is assigned to them. A requirement without a phase is planned by
nobody, and is missed only when the milestone is audited.

## Example
```text bad tree
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour

## v1 Requirements

- [ ] **TIDE-01**: Tide table for a harbour
- [ ] **TIDE-02**: Tide table by hour
- [ ] **TIDE-03**: Tide table by week
- [ ] **TIDE-04**: Tide table by month

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Pending |
| TIDE-02 | Phase 1 | Pending |
| TIDE-03 | Phase 2 | Pending |
```

Use instead:
```text good tree
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour

## v1 Requirements

- [ ] **TIDE-01**: Tide table for a harbour
- [ ] **TIDE-02**: Tide table by hour
- [ ] **TIDE-03**: Tide table by week
- [ ] **TIDE-04**: Tide table by month

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Pending |
| TIDE-02 | Phase 1 | Pending |
| TIDE-03 | Phase 2 | Pending |
| TIDE-04 | Phase 2 | Pending |
```

## How to fix
Assign the requirement to a phase, or move it to the list of future requirements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Subject
from auditlint.findings import Finding, Related
from auditlint.ledger.requirements import in_roadmap, listed_as, prefix_of, registers
from auditlint.reading import words
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.requirements import Register
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="REQ001",
    name="unmapped",
    summary="A requirement in scope is assigned to no phase",
    severity="error",
    scope="project",
)

#: Fewer mapped requirements make no convention.
_LEAST = 3


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each requirement in scope without a phase."""
    for workspace in context.ledger.workspaces:
        for register in registers(workspace):
            yield from _check(register, context.undecided)


def _check(register: Register, undecided: Undecided) -> Iterator[Finding]:
    assigned = in_roadmap(register.roadmap) if register.roadmap is not None else {}
    mapped: set[str] = set()
    unclear: set[str] = set()
    for identity in register.defined:
        rows = register.rows.get(identity, [])
        if identity in assigned or any(one.mapped for one in rows):
            mapped.add(identity)
        elif any(one.mapped is None for one in rows):
            unclear.add(identity)
    few = len(mapped) < _LEAST or len(mapped) * 3 < len(register.defined) * 2
    for identity, entry in register.defined.items():
        if identity in unclear or (few and identity not in mapped):
            reason = "its row may mean more phases than it names" if identity in unclear else (
                f"only {len(mapped)} of {len(register.defined)} requirements have a phase"
            )
            subject = Subject("requirement", identity)
            undecided(subject, reason, register.facts.path, entry.span)
    if few:
        return
    groups: dict[tuple[str, bool], list[str]] = {}
    for identity in register.defined:
        if identity not in mapped and identity not in unclear and not _is_settled(register, identity):
            has_row = bool(register.rows.get(identity))
            groups.setdefault((prefix_of(identity), has_row), []).append(identity)
    for (_, has_row), ids in groups.items():
        yield _finding(register, ids, has_row, bool(assigned))


def _finding(register: Register, ids: list[str], has_row: bool, has_roadmap: bool) -> Finding:
    one = len(ids) == 1
    subject = listed_as(ids)
    if has_row:
        places = [register.rows[identity][0].span for identity in ids]
        message = f"{subject} {'is' if one else 'are'} assigned to no phase: the row names none"
    else:
        places = [register.defined[identity].span for identity in ids]
        sources = ["traceability table"] if register.rows else []
        sources += ["roadmap"] if has_roadmap else []
        verb = "do" if len(sources) > 1 else "does"
        message = (
            f"{subject} {'is' if one else 'are'} assigned to no phase: the"
            f" {' and the '.join(sources)} {verb} not name {'it' if one else 'them'}"
        )
    return Finding(
        places[0],
        message,
        related=tuple(
            Related(place, f"{identity} has no phase either", register.facts.path)
            for identity, place in zip(ids[1:], places[1:], strict=True)
        ),
        data={"ids": " ".join(ids)},
        path=register.facts.path,
    )


def _is_settled(register: Register, identity: str) -> bool:
    """Whether a requirement needs no phase: it is done, held back or dropped."""
    box = register.boxes.get(identity)
    if box is not None and box.state != "open":
        return True
    if identity in register.listed:
        return True
    return any(
        one.state in (words.DONE, words.HELD) for one in register.statuses.get(identity, ())
    )
