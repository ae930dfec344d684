"""A requirement is in one phase in the traceability table and in another in the roadmap.

## What it does
Compares the phases that the traceability table of a requirements list gives a requirement with
the phases whose section in the roadmap lists it. One phase in common is enough: a requirement
may take several phases, and may be taken up again. Where the table's phases are none of the
roadmap's, the phases were renumbered, which is one finding with a count.

## Why is this bad?
The table says where to look for a requirement, the roadmap says what a phase must deliver. When
they disagree, the requirement is planned twice or not at all, and its status is set in the
wrong phase.

## Example
```text bad tree
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour

## v1 Requirements

- [ ] **TIDE-01**: Tide table for a harbour
- [ ] **TIDE-02**: Tide table by hour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Pending |
| TIDE-02 | Phase 1 | Pending |

==> .planning/ROADMAP.md <==
# Roadmap: Harbour

### Phase 1: Tables

**Requirements**: TIDE-01

### Phase 2: Hours

**Requirements**: TIDE-02
```

Use instead:
```text good tree
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour

## v1 Requirements

- [ ] **TIDE-01**: Tide table for a harbour
- [ ] **TIDE-02**: Tide table by hour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Pending |
| TIDE-02 | Phase 2 | Pending |

==> .planning/ROADMAP.md <==
# Roadmap: Harbour

### Phase 1: Tables

**Requirements**: TIDE-01

### Phase 2: Hours

**Requirements**: TIDE-02
```

## How to fix
Find out which phase delivers the requirement, then correct the row or the roadmap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Subject
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.ledger.requirements import in_roadmap, is_plain, listed_as, registers
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditlint.claims import Assigned
    from auditlint.ledger import Facts
    from auditlint.ledger.requirements import Register
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="REQ002",
    name="phase-mismatch",
    summary="The traceability table and the roadmap put a requirement into different phases",
    severity="error",
    fix="unsafe",
    scope="project",
)


class _Mismatch(NamedTuple):
    """A requirement with its rows' phases and the roadmap's; no phase is in both."""

    id: str
    rows: tuple[Assigned, ...]
    roadmap: tuple[Assigned, ...]

    @property
    def pair(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The phases of both sides."""
        return _phases(self.rows), _phases(self.roadmap)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each pair of phases that requirements are divided between."""
    for workspace in context.ledger.workspaces:
        for register in registers(workspace):
            if register.roadmap is not None:
                yield from _check(register, register.roadmap, context.undecided)
            else:
                reason = "the list's milestone has no roadmap of its own, or several"
                _say(register, register.phases, reason, context.undecided)


def _say(
    register: Register, ids: Iterable[str], reason: str, undecided: Undecided
) -> None:
    for identity in ids:
        span = register.phases[identity][0].span
        undecided(Subject("requirement", identity), reason, register.facts.path, span)


def _check(
    register: Register, roadmap: Facts, undecided: Undecided
) -> Iterator[Finding]:
    assigned = in_roadmap(roadmap)
    plain = {
        identity: some for identity, some in assigned.items()
        if identity in register.phases and all(is_plain(one) for one in some)
    }
    # A roadmap that lists few of them does so for a reason of its own (gaps taken up again).
    if len(plain) * 2 < len(register.phases):
        reason = "the roadmap plainly assigns fewer than half of the list's requirements"
        _say(register, register.phases, reason, undecided)
        return
    unsure = [one for one in assigned if one in register.phases and one not in plain]
    _say(register, unsure, "the roadmap says more of it than that it is in a phase", undecided)
    found = [
        _Mismatch(identity, tuple(register.phases[identity]), tuple(some))
        for identity, some in plain.items() if _differs(register, identity, some)
    ]
    here = {phase for one in found for phase in one.pair[0]}
    listed = {one.phase for some in assigned.values() for one in some}
    groups: dict[object, list[_Mismatch]] = {}
    for one in found:
        groups.setdefault("renumbered" if not here & listed else one.pair, []).append(one)
    for group in groups.values():
        yield _finding(register, roadmap, group)


def _differs(register: Register, identity: str, some: list[Assigned]) -> bool:
    """Whether no phase is in both, and the row says nothing that would explain it."""
    table = register.phases_of(identity)
    there = {one.phase for one in some}
    if not table or table & there:
        return False
    statuses = register.statuses.get(identity, [])
    if any(one.state == words.HELD for one in statuses):
        return False
    # "Partial (done in phase 14)" tells of the other phase itself.
    return not any(
        pattern(rf"(?<![\d.]){pattern_of}(?![\d.]\d|\d)").search(one.raw)
        for one in statuses for pattern_of in (phase.replace(".", r"\.") for phase in there)
    )


def _phases(some: tuple[Assigned, ...]) -> tuple[str, ...]:
    return tuple(sorted({one.phase for one in some}, key=lambda one: (phase_id(one) or (0,), one)))


def _named(phases: tuple[str, ...]) -> str:
    """Name phases in a message: ``phase 2``, ``phases 2 and 4``, ``phases 2, 3 and 4``."""
    if len(phases) == 1:
        return f"phase {phases[0]}"
    return f"phases {', '.join(phases[:-1])} and {phases[-1]}"


def _finding(register: Register, roadmap: Facts, group: list[_Mismatch]) -> Finding:
    group.sort(key=lambda one: one.rows[0].span)
    ids = [one.id for one in group]
    here = _phases(tuple(row for one in group for row in one.rows))
    there = _phases(tuple(row for one in group for row in one.roadmap))
    subject = listed_as(ids)
    verb = "is" if len(ids) == 1 else "are"
    edits = tuple(
        Edit(one.rows[0].span, one.roadmap[0].phase)
        for one in group if len(one.rows) == 1 and len(one.pair[1]) == 1
    )
    fix = Fix(UNSAFE, "Take over the roadmap's phases", edits) if len(edits) == len(group) else None
    return Finding(
        group[0].rows[0].span,
        f"{subject} {verb} in {_named(here)} here, but in {_named(there)} in the roadmap",
        related=tuple(
            Related(one.roadmap[0].span, f"{one.id} is in {_named(one.pair[1])} here", roadmap.path)
            for one in group
        ),
        fix=fix,
        data={"ids": " ".join(ids), "table": " ".join(here), "roadmap": " ".join(there)},
        path=register.facts.path,
    )
