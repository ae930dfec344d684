"""A mapping that has one key twice.

## What it does
Reports every key of the front matter that its mapping has already, at the second place, with
the first as related place.

## Why is this bad?
YAML forbids it, and readers disagree about which value counts: some take the first, some the
last, some refuse the file. One of the two statements is lost.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
status: passed
audited: 2026-01-31
status: gaps_found
scores: {requirements: 3/4}
---
# v1.0 Milestone Audit
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
status: gaps_found
audited: 2026-01-31
scores: {requirements: 3/4}
---
# v1.0 Milestone Audit
```

## How to fix
Keep the one that is true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding, Related
from auditlint.rules.base import Rule
from auditlint.schema.locate import first_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="DOC004",
    name="duplicate-key",
    summary="A mapping has one key twice",
    severity="error",
    needs=("front-duplicate",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each repeated key."""
    front = context.document.front
    text = context.document.text
    for one in front.duplicates if front is not None else ():
        yield Finding(
            first_line(text, one.span),
            f"the key {one.key!r} stands here twice",
            related=(Related(first_line(text, one.first), "the first"),),
            data={"key": one.key},
        )
