"""A value that its kind does not know.

## What it does
Reports a value that is none of those which the kind's schema lists for its key. The schemas
list the words that the framework defines and tolerate the synonyms that occur. Where exactly one
listed word is near, the message asks whether it was meant.

## Why is this bad?
A status that no program knows counts as no status: the document drops out of progress reports
and gates, silently.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-01-31
status: gapsfound
scores:
  requirements: 12/12
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
Use one of the words in the message. The fix replaces the value where one word alone is near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import UNSAFE, Edit, Finding, Fix
from auditlint.rules.base import Rule
from auditlint.schema.check import defects
from auditlint.schema.locate import without_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="SCH002",
    name="unknown-value",
    summary="A value is none of those that its key may have",
    severity="error",
    fix="unsafe",
    needs=("schema-error",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each unknown value."""
    text = context.document.text
    for one in defects(context, RULE.code):
        fix = None
        if one.suggestion:
            inner = without_quotes(text, one.span)
            edit = Edit(inner, one.suggestion)
            old = text[inner.start : inner.end]
            fix = Fix(UNSAFE, f"Change {old!r} to {one.suggestion!r}", (edit,))
        yield Finding(
            one.span, one.message, fix=fix,
            data={"key": "/".join(map(str, one.pointer)), "value": text[one.span.start : one.span.end]},
        )
