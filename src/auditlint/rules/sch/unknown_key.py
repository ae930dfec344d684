"""A key that nothing knows, one edit away from one that is known.

## What it does
Looks at every key that the kind's schema does not declare, and reports it when one letter more,
less, replaced or swapped makes it a declared key that the same mapping lacks. Other unknown keys
are welcome: people add keys of their own. Keys of fewer than four letters are left alone, and so
is the plural of one in a document's body, which only people read.

## Why is this bad?
A misspelt key is read by nothing. The value looks stated and is not.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-01-31
status: passed
scores:
  integraton: 3/3
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
  integration: 3/3
  requirements: 12/12
---
# v1.0 Milestone Audit
```

## How to fix
Correct the key, or rename it if it was meant as a key of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import ERROR, UNSAFE, Edit, Finding, Fix
from auditlint.rules.base import Rule
from auditlint.schema.check import check as check_schema
from auditlint.schema.locate import without_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="SCH004",
    name="unknown-key",
    summary="An unknown key is one edit away from a known one",
    severity="warning",
    fix="unsafe",
    needs=("schema-key",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each misspelt key; an error where the right one is required."""
    checked = check_schema(context)
    for one in checked.misspelt if checked else ():
        key = one.entry.key
        span = one.entry.key_span
        if span.start >= context.document.body and _is_plural(key.casefold(), one.known.casefold()):
            continue
        fix = None
        inner = without_quotes(context.document.text, span)
        if context.document.text[inner.start : inner.end] == key:
            fix = Fix(UNSAFE, f"Change {key!r} to {one.known!r}", (Edit(inner, one.known),))
        yield Finding(
            span,
            f"unknown key {key!r}; did you mean {one.known!r}?",
            fix=fix,
            data={"key": key, "known": one.known},
            severity=ERROR if one.required else "",
        )


def _is_plural(one: str, other: str) -> bool:
    return one + "s" == other or other + "s" == one
