"""A delta that does not fit the specification that it is to change.

## What it does
Holds every open change against the main specifications: a requirement that is modified, removed
or renamed has to be there, an added one or a new name must not be, and a modified block has to
hold every scenario that the requirement has now, since the block takes its place. Silent are a
project without any main specification, a requirement or capability that another open change
adds, and a change whose deltas have been brought into the specification already.

## Why is this bad?
Archiving is refused, or loses scenarios, long after the change was written and reviewed. Mostly a
requirement was renamed, or another change was archived in between.

## Example
```text bad tree
==> openspec/specs/export/spec.md <==
# Export Specification

## Purpose
Rows leave the system as text that other programs read.

## Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
==> openspec/changes/quote-text/specs/export/spec.md <==
## MODIFIED Requirements

### Requirement: Text export
The system SHALL write one quoted line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two quoted lines are written
```

Use instead:
```text good tree
==> openspec/specs/export/spec.md <==
# Export Specification

## Purpose
Rows leave the system as text that other programs read.

## Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
==> openspec/changes/quote-text/specs/export/spec.md <==
## MODIFIED Requirements

### Requirement: Export as text
The system SHALL write one quoted line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two quoted lines are written
```

## How to fix
Use the name that the main specification has, and copy the scenarios that stay into the modified
block. What is new belongs under `## ADDED Requirements`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Specified
from auditlint.findings import WARNING, Finding, Related
from auditlint.ledger.openspec import openspec_trees
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.openspec import Change, OpenSpecTree
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="SPC003",
    name="delta-target",
    summary="A delta does not fit the specification that it changes",
    severity="error",
    needs=("openspec-delta",),
    scope="project",
)

_VERBS = {"modified": "modifies", "removed": "removes", "renamed from": "renames"}


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each requirement of an open delta that does not fit."""
    for tree in openspec_trees(context.ledger):
        if not tree.specs:
            continue
        main = {
            capability: {_key(one.name): one for one in facts.of(Specified)}
            for capability, facts in tree.specs.items()
        }
        for change in tree.open_changes:
            for capability, facts in change.deltas.items():
                yield from _check(tree, change, capability, facts, main.get(capability))


def _key(name: str) -> str:
    return " ".join(name.split())


def _check(
    tree: OpenSpecTree, change: Change, capability: str, facts: Facts,
    main: dict[str, Specified] | None,
) -> Iterator[Finding]:
    claims = list(facts.of(Specified))
    if main is not None and _is_applied(claims, main):
        return
    elsewhere = _added_elsewhere(tree, change, capability)
    if main is None:
        touched = [one for one in claims if one.operation in _VERBS]
        if touched and not elsewhere:
            first = touched[0]
            yield Finding(
                first.span,
                f"{_VERBS[first.operation]} {first.name!r}, but there is no main specification"
                f" {capability!r}",
                related=tuple(
                    Related(one.span, f"{_VERBS[one.operation]} {one.name!r}", facts.path)
                    for one in touched[1:]
                ),
                data={"capability": capability, "change": change.id},
                path=facts.path,
            )
        return
    renamed = {_key(one.name) for one in claims if one.operation == "renamed to"}
    where = tree.specs[capability]
    lacking: list[Specified] = []
    for claim in claims:
        key = _key(claim.name)
        there = main.get(key)
        if claim.operation in _VERBS:
            if there is None:
                # A renamed requirement may be modified under its new name.
                if key not in elsewhere and not (claim.operation == "modified" and key in renamed):
                    lacking.append(claim)
            elif claim.operation == "modified" and claim.block:
                yield from _dropped(claim, there, change, facts, where)
        elif claim.operation in ("added", "renamed to") and there is not None:
            what = "adds" if claim.operation == "added" else "renames another to"
            yield Finding(
                claim.span,
                f"{what} {claim.name!r}, but the main specification {capability!r} has it already",
                related=(Related(there.span, "it is here", where.path),),
                data={"requirement": claim.name[:80], "change": change.id},
                path=facts.path,
            )
    if lacking:
        yield _lacking(lacking, change, capability, facts, where, main)


def _is_applied(claims: list[Specified], main: dict[str, Specified]) -> bool:
    """Whether the main specification already says what the delta makes of it."""
    seen = False
    for claim in claims:
        there = main.get(_key(claim.name))
        if claim.operation in ("added", "modified"):
            if there is None or _key(there.statement) != _key(claim.statement):
                return False
            if {_key(name) for name, _ in there.scenarios} - {_key(name) for name, _ in claim.scenarios}:
                return False
            seen = True
        elif claim.operation in ("removed", "renamed from"):
            if there is not None:
                return False
            seen = True
        elif claim.operation == "renamed to" and there is None:
            return False
    return seen and any(
        claim.operation in ("added", "modified", "renamed to") for claim in claims
    )


def _added_elsewhere(tree: OpenSpecTree, change: Change, capability: str) -> set[str]:
    """The requirements that other open changes bring into a capability."""
    return {
        _key(one.name)
        for other in tree.open_changes
        if other is not change and capability in other.deltas
        for one in other.deltas[capability].of(Specified)
        if one.operation in ("added", "renamed to")
    }


def _lacking(
    claims: list[Specified], change: Change, capability: str, facts: Facts, where: Facts,
    main: dict[str, Specified],
) -> Finding:
    """One finding for all that a delta expects of a specification in vain."""
    first = next((one for one in claims if one.operation != "removed"), claims[0])
    others = [one for one in claims if one is not first]
    more = f" (and {len(others)} more)" if others else ""
    meant = _nearest(first.name, main)
    hint = f"; did you mean {meant.name!r}?" if meant is not None else ""
    related = [Related(meant.span, "the nearest requirement", where.path)] if meant else []
    related += [
        Related(one.span, f"{_VERBS[one.operation]} {one.name!r}", facts.path) for one in others
    ]
    return Finding(
        first.span,
        f"{_VERBS[first.operation]} {first.name!r}{more}, which the main specification"
        f" {capability!r} does not have{hint}",
        related=tuple(related),
        data={"requirement": first.name[:80], "change": change.id, "count": len(claims)},
        # What is not there need not be removed: nothing is lost.
        severity=WARNING if first.operation == "removed" else "",
        path=facts.path,
    )


def _nearest(name: str, main: dict[str, Specified]) -> Specified | None:
    from difflib import get_close_matches

    known = {_key(one.name)[:200]: one for one in main.values()}
    near = get_close_matches(_key(name)[:200], list(known)[:2000], 1, 0.75)
    return known[near[0]] if near else None


def _dropped(
    claim: Specified, there: Specified, change: Change, facts: Facts, where: Facts
) -> Iterator[Finding]:
    kept = {_key(name) for name, _ in claim.scenarios}
    lost = [(name, span) for name, span in there.scenarios if _key(name) not in kept]
    if not lost or not claim.scenarios:
        return
    names = ", ".join(repr(name) for name, _ in lost[:3])
    more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
    count = "a scenario" if len(lost) == 1 else f"{len(lost)} scenarios"
    yield Finding(
        claim.span,
        f"modifies {claim.name!r} without {count} that it has now: {names}{more}",
        related=tuple(Related(span, "this scenario would be lost", where.path) for _, span in lost),
        data={"requirement": claim.name[:80], "lost": len(lost), "change": change.id},
        path=facts.path,
    )
