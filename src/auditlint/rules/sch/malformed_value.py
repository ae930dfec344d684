"""A value does not have the form that its key asks for.

## What it does
Reports scores, ids, versions, dates and hashes that do not match the pattern which the kind's
schema gives for them. The schemas accept what occurs, such as a score with words behind it.

## Why is this bad?
A value that cannot be read as what it stands for is skipped by everything that counts, sorts
or compares, without a word.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-01-31
status: passed
scores:
  requirements: all good
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
Write the value like the examples in the message.
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
    code="SCH005",
    name="malformed-value",
    summary="A value does not have the form that its key asks for",
    severity="error",
    needs=("schema-error",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each malformed value."""
    for one in defects(context, RULE.code):
        yield Finding(one.span, one.message, data={"key": "/".join(map(str, one.pointer))})
