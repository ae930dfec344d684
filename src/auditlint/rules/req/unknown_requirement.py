"""A requirement id that no requirements list defines.

## What it does
Takes the prefixes that the requirements list of a milestone defines (`AUTH-`, `PAY-`) and looks
at the places that name requirements: a roadmap's phase sections, the front matter of plans and
summaries, the requirement tables of verifications and audits, all of this milestone's phases. An id
with such a prefix that no list of the tree names, not even as a future or a dropped one, is
reported once, with every place. Ids with other prefixes belong to other registers.

## Why is this bad?
Somebody works on, or signs off, a requirement that does not exist: the id was mistyped,
renumbered, or never written down, and the one that was meant is left without work.

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

**Requirements**: TIDE-01, TIDE-02, TIDE-07
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
| TIDE-02 | Phase 1 | Pending |

==> .planning/ROADMAP.md <==
# Roadmap: Harbour

### Phase 1: Tables

**Requirements**: TIDE-01, TIDE-02
```

## How to fix
Correct the id, or define the requirement in the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Cites
from auditlint.findings import Finding, Related
from auditlint.ledger.requirements import folder_of, in_roadmap, is_plain, prefix_of, registers
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Workspace
    from auditlint.ledger.requirements import Register
    from auditlint.rules.base import ProjectContext
    from auditlint.source.text import Span

RULE = Rule(
    code="REQ003",
    name="unknown-requirement",
    summary="A requirement id that no requirements list defines",
    severity="error",
    scope="project",
)

_NAMES = {
    "gsd-roadmap": "the roadmap", "gsd-plan": "a plan", "gsd-summary": "a summary",
    "gsd-verification": "a verification",
}


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each id of a defined prefix that no list names."""
    for workspace in context.ledger.workspaces:
        every = registers(workspace)
        known = {_folded(identity) for one in every for identity in one.known}
        for facts in workspace.of_kind("gsd-requirements", None):
            known |= _further(facts)
        for register in every:
            yield from _check(workspace, register, known)


def _further(facts: Facts) -> set[str]:
    """The ids that a list names which is no register (a second one in its scope)."""
    from auditlint.ledger.requirements import Register

    return {_folded(identity) for identity in Register(facts, None).known}


def _folded(identity: str) -> str:
    """Fold an id for comparison: ``AUTH-1`` is ``AUTH-01``, ``AUTH-01a`` is part of ``AUTH-01``."""
    match = pattern(r"(.*?)-?0*(\d+)[a-z]?").fullmatch(identity)
    return f"{match[1]}-{match[2]}" if match else identity


def _check(workspace: Workspace, register: Register, known: set[str]) -> Iterator[Finding]:
    prefixes = {prefix_of(one) for one in register.defined}
    found: dict[str, list[tuple[Facts, Span]]] = {}
    for facts, identity, span in _named(workspace, register):
        if "-" in identity and prefix_of(identity) in prefixes and _folded(identity) not in known:
            found.setdefault(identity, []).append((facts, span))
    for identity, places in found.items():
        facts, span = places[0]
        yield Finding(
            span,
            f"{identity} is defined in no requirements list",
            related=tuple(
                Related(other, f"{_NAMES.get(one.kind, 'this document')} names it too", one.path)
                for one, other in places[1:]
            ),
            data={"id": identity, "places": len(places)},
            path=facts.path,
        )


def _named(workspace: Workspace, register: Register) -> Iterator[tuple[Facts, str, Span]]:
    """What the documents of the register's own phases name as requirements, with the place."""
    stated = [
        (identity, one)
        for identity, some in (in_roadmap(register.roadmap) if register.roadmap else {}).items()
        for one in some if is_plain(one)
    ]
    own: dict[str, set[str]] = {}
    for identity, one in [
        *((identity, one) for identity, some in register.phases.items() for one in some),
        *(pair for pair in stated if pair[0] in register.defined),
    ]:
        own.setdefault(one.phase, set()).add(identity)
    for identity, one in stated:
        if register.roadmap is not None and one.phase in own:
            yield register.roadmap, identity, one.span
    for phase in sorted(own):
        for facts in _documents(workspace, register, phase, own[phase]):
            for cite in facts.of(Cites):
                if cite.subject.type == "requirement":
                    yield facts, cite.subject.id, cite.span


def _documents(
    workspace: Workspace, register: Register, phase: str, own: set[str]
) -> list[Facts]:
    """The documents of a phase; where its folder was not archived, those of the only one."""
    folder = folder_of(workspace, register, phase)
    if folder is None:
        return []
    if folder.scope == register.scope:
        return folder.documents
    # It may be another milestone's phase of this number: then it names none of these ids.
    named = {cite.subject.id for facts in folder.documents for cite in facts.of(Cites)}
    return folder.documents if own & named else []
