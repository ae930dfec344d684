"""A requirement that obliges nobody: neither SHALL nor MUST.

## What it does
Looks for `SHALL` or `MUST`, in capitals, in the text of every requirement of a main
specification and of every added or modified one of a delta. A requirement without any text is
another rule's.

## Why is this bad?
A sentence without one of the two words describes; nobody can tell whether the system has to be
so or happens to be so. Tools warn about it too.

## Example
```markdown bad path=openspec/changes/add-export/specs/export/spec.md
## ADDED Requirements

### Requirement: Export as text
The system writes one line of text for each row.

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
Say who SHALL or MUST do what, in the requirement's text and not only in its heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Specified
from auditlint.findings import Finding
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="SPC006",
    name="normative-word",
    summary="A requirement says neither SHALL nor MUST",
    severity="notice",
    needs=("Specified",),
)

_NORMATIVE = r"\b(?:SHALL|MUST)\b"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each requirement that obliges nobody."""
    for claim in context.claims.of(Specified):
        if claim.operation not in ("", "added", "modified") or not claim.statement:
            continue
        if pattern(_NORMATIVE).search(claim.statement) is None:
            heading = pattern(_NORMATIVE).search(claim.name) is not None
            where = " in its text, only in its heading" if heading else ""
            yield Finding(
                claim.span,
                f"requirement {claim.name!r} says neither SHALL nor MUST{where}",
                data={"requirement": claim.name[:80]},
            )
