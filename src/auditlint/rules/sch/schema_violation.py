"""A value violates another keyword of its kind's schema.

## What it does
Reports what the schema forbids and no other SCH rule names: an empty list or mapping that must
have entries, a number out of range, a key where no further keys are allowed.

## Why is this bad?
The schema is what programs may rely on; a document that breaks it is read wrongly or not at
all.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-01-31
status: passed
scores: {}
---
# v1.0 Milestone Audit
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-01-31
status: passed
scores:
  requirements: 12/12
---
# v1.0 Milestone Audit
```

## How to fix
The message names the limit. `auditlint schema KIND` prints the whole schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding
from auditlint.rules.base import Rule
from auditlint.schema.check import defects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="SCH006",
    name="schema-violation",
    summary="A value violates its kind's schema",
    severity="error",
    needs=("schema-error",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each violation that no other SCH rule names."""
    for one in defects(context, RULE.code):
        yield Finding(one.span, one.message, data={"key": "/".join(map(str, one.pointer)), "message": one.message})
