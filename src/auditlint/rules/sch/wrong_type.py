"""A value has another type than its kind's schema asks for.

## What it does
Reports a text where a list or mapping must stand, a list where a text must stand, and so on.
YAML's implicit types play no part: a scalar is text unless the schema asks for a number, true,
false or nothing at its place, and a quoted scalar is always text.

## Why is this bad?
A reader that expects a list takes a text for its letters, or stops.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-01-31
status: passed
scores: 12/12
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
Write the value in the form that the message names. `auditlint schema KIND` prints the schema.
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
    code="SCH003",
    name="wrong-type",
    summary="A value has the wrong type",
    severity="error",
    needs=("schema-error",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each value of the wrong type."""
    for one in defects(context, RULE.code):
        yield Finding(one.span, one.message, data={"key": "/".join(map(str, one.pointer))})
