"""Two open changes that touch one requirement.

## What it does
Reports each pair of open changes whose deltas modify, remove, rename or add the same requirement
of the same capability, once for the pair, at the change that comes second by name.

## Why is this bad?
A modified block takes the place of the whole requirement. Whichever change is archived second
undoes the first without anybody noticing.

## Example
```text bad tree
==> openspec/changes/quote-text/specs/export/spec.md <==
## MODIFIED Requirements

### Requirement: Export as text
The system SHALL write one quoted line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two quoted lines are written
==> openspec/changes/sort-text/specs/export/spec.md <==
## MODIFIED Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row, sorted.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two sorted lines are written
```

Use instead:
```text good tree
==> openspec/changes/quote-text/specs/export/spec.md <==
## MODIFIED Requirements

### Requirement: Export as text
The system SHALL write one quoted line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two quoted lines are written
==> openspec/changes/sort-text/specs/export/spec.md <==
## ADDED Requirements

### Requirement: Sorted export
The system SHALL sort the lines that it writes.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two sorted lines are written
```

## How to fix
Archive one of the two first and write the other against the result, or join them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from auditlint.claims import Specified
from auditlint.findings import Finding, Related
from auditlint.ledger.openspec import openspec_trees
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.openspec import Change, OpenSpecTree
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="SPC004",
    name="parallel-changes",
    summary="Two open changes touch one requirement",
    severity="warning",
    needs=("openspec-delta",),
    scope="project",
)

_Touch = tuple["Change", str, Specified]


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each pair of open changes with a requirement in common."""
    for tree in openspec_trees(context.ledger):
        yield from _check(tree)


def _check(tree: OpenSpecTree) -> Iterator[Finding]:
    touched: dict[tuple[str, str], list[_Touch]] = {}
    for change in sorted(tree.open_changes, key=lambda one: one.id):
        for capability, facts in sorted(change.deltas.items()):
            seen: set[str] = set()
            for claim in facts.of(Specified):
                name = " ".join(claim.name.split())
                if claim.operation and claim.operation != "renamed to" and name not in seen:
                    seen.add(name)
                    touched.setdefault((capability, name), []).append((change, capability, claim))
    pairs: dict[tuple[str, str], list[tuple[_Touch, _Touch]]] = {}
    for touches in touched.values():
        # Each with the one before it: of many changes every one is named, and none twice.
        for earlier, later in pairwise(touches):
            pairs.setdefault((earlier[0].id, later[0].id), []).append((earlier, later))
    for (earlier_id, _), both in pairs.items():
        first = both[0]
        names = f"{first[1][2].name!r}"
        if len(both) > 1:
            names = f"{len(both)} requirements ({names} and {len(both) - 1} more)"
        later = first[1]
        yield Finding(
            later[2].span,
            f"{later[2].operation.partition(' ')[0]} here, but the open change {earlier_id} touches"
            f" {names} of {later[1]} too",
            related=tuple(
                Related(one[2].span, f"{one[2].name!r} is {one[2].operation.partition(' ')[0]} here",
                        one[0].deltas[one[1]].path)
                for one, _ in both
            ),
            data={"changes": f"{earlier_id} {later[0].id}", "count": len(both)},
            path=later[0].deltas[later[1]].path,
        )
