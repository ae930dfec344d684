"""A requirement that says nothing, or gives no scenario.

## What it does
Reports requirements of a main specification, and added or modified ones of a delta, whose block
holds no text, or no heading with text below it that could be a scenario. Removed and renamed requirements
need neither.

## Why is this bad?
A scenario is what a requirement is tested by. Without one nobody can say when it is met, and
archiving refuses the change, long after it was written.

## Example
```markdown bad path=openspec/specs/export/spec.md
# Export Specification

## Purpose
Rows leave the system as text that other programs read.

## Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.
```

Use instead:
```markdown good path=openspec/specs/export/spec.md
# Export Specification

## Purpose
Rows leave the system as text that other programs read.

## Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

## How to fix
Write the requirement's text right below its heading, and at least one `#### Scenario:` below
that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Specified
from auditlint.findings import Finding
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.rules.base import Context
    from auditlint.source.text import Span

RULE = Rule(
    code="SPC002",
    name="no-scenario",
    summary="A requirement has no text or no scenario",
    severity="error",
    needs=("Specified",),
)


def _is_bare(document: Document, span: Span) -> bool:
    """Whether nothing stands below the heading of a scenario."""
    section = document.section_at(span.start)
    line = document.text.find("\n", span.end, section.end)
    return line < 0 or not document.text[line : section.end].strip(" \t\r\n-")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each requirement without text or without scenario."""
    for claim in context.claims.of(Specified):
        if claim.operation not in ("", "added", "modified") or not claim.block:
            continue
        lacking = [
            what
            for what, there in (("text", claim.statement), ("scenario", claim.scenarios))
            if not there
        ]
        if claim.scenarios and all(_is_bare(context.document, span) for _, span in claim.scenarios):
            lacking.append("scenario that says anything")
        if lacking:
            yield Finding(
                claim.span,
                f"requirement {claim.name!r} has no {' and no '.join(lacking)}",
                data={"requirement": claim.name[:80], "lacks": " ".join(lacking)},
            )
