"""An id that its document defines twice.

## What it does
Reports every requirement and issue whose id the same document defines a second time, at the
second place. A definition is an entry of the list of requirements in scope, or an issue's own
heading; rows of a traceability table, future and out-of-scope lists, struck-through entries and
mere references are none.

## Why is this bad?
Whoever cites the id means one of the two, and nobody can tell which. The second text is often a
copied line in which the number was forgotten, and is then planned and verified by nobody.

## Example
```markdown bad path=.planning/REQUIREMENTS.md
# Requirements: Harbour

## v1 Requirements

- [ ] **TIDE-01**: Tide table for a harbour
- [ ] **TIDE-01**: Tide table by hour
```

Use instead:
```markdown good path=.planning/REQUIREMENTS.md
# Requirements: Harbour

## v1 Requirements

- [ ] **TIDE-01**: Tide table for a harbour
- [ ] **TIDE-02**: Tide table by hour
```

## How to fix
Give the later one a new id and correct what cites it, or remove the copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Defines, Subject
from auditlint.findings import Finding, Related
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="REQ004",
    name="duplicate",
    summary="An id is defined twice",
    severity="error",
    needs=("Defines",),
)

_TYPES = frozenset(("requirement", "issue"))


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each further definition of an id."""
    first: dict[Subject, Defines] = {}
    for claim in context.claims.of(Defines):
        if claim.subject.type not in _TYPES or not claim.subject.id:
            continue
        before = first.setdefault(claim.subject, claim)
        if before is claim or before.span == claim.span:
            continue
        same = " with the same text" if before.name and before.name == claim.name else ""
        yield Finding(
            claim.span,
            f"{claim.subject.id} is defined here a second time{same}",
            related=(Related(before.span, f"the first definition of {claim.subject.id}"),),
            data={"id": claim.subject.id, "name": claim.name[:60]},
        )
