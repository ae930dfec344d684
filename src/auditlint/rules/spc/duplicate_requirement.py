"""A requirement that a specification states twice, or does two things to at once.

## What it does
In a main specification or a section of a delta, reports every requirement whose name occurs a
second time. In a delta it also reports a name that stands in sections which exclude each
other: modified and removed, modified and added, added and removed, renamed and removed, a new
name that is added as well, or a modification under the old name of a renaming.

## Why is this bad?
Requirements are found by their name. When a change is archived, only one of two blocks can win,
and nobody says which; most tools refuse such a delta, but only then.

## Example
```markdown bad path=openspec/changes/add-export/specs/export/spec.md
## ADDED Requirements

### Requirement: Export as text
The system SHALL write text.

#### Scenario: One row
- **WHEN** a row is exported
- **THEN** one line is written

### Requirement: Export as text
The system SHALL write one line for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

Use instead:
```markdown good path=openspec/changes/add-export/specs/export/spec.md
## ADDED Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

## How to fix
Join the two blocks into one, or give them names of their own. Of sections that exclude each
other, keep the one that says what becomes of the requirement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Specified
from auditlint.findings import Finding, Related
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="SPC001",
    name="duplicate-requirement",
    summary="A requirement is stated twice, or in sections that exclude each other",
    severity="error",
    needs=("Specified",),
)

_WORDS = {
    "": "stated", "added": "added", "modified": "modified", "removed": "removed",
    "renamed from": "renamed", "renamed to": "the new name of another",
}
#: What cannot be done to one requirement in one delta.
_EXCLUDING = (
    ("modified", "removed"), ("modified", "added"), ("added", "removed"),
    ("renamed from", "removed"), ("renamed to", "added"), ("renamed from", "modified"),
    ("renamed to", "removed"),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each second statement of a requirement."""
    claims = [one for one in context.claims.of(Specified) if one.name]
    first: dict[tuple[str, str], Specified] = {}
    for claim in claims:
        before = first.setdefault((claim.operation, claim.name), claim)
        if before is not claim:
            again = "a second time" if claim.operation != "renamed to" else "twice"
            yield _finding(
                claim, before, f"{claim.name!r} is {_WORDS[claim.operation]} {again}"
            )
    for one, other in _EXCLUDING:
        for claim in claims:
            opposite = first.get((other, claim.name))
            if claim.operation == one and first[one, claim.name] is claim and opposite is not None:
                later, earlier = (
                    (claim, opposite) if claim.span > opposite.span else (opposite, claim)
                )
                yield _finding(
                    later, earlier,
                    f"{claim.name!r} is {_WORDS[later.operation]} here, but"
                    f" {_WORDS[earlier.operation]} in the same delta",
                )


def _finding(claim: Specified, other: Specified, message: str) -> Finding:
    return Finding(
        claim.span,
        message,
        related=(Related(other.span, f"{other.name!r} is {_WORDS[other.operation]} here"),),
        data={"requirement": claim.name[:80], "operation": claim.operation},
    )
