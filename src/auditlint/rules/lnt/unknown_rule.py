"""A suppression that names no rule.

## What it does
Reports each entry in the brackets of a suppression that is no rule's code or name and no
family, and suppressions without brackets, with empty brackets, or with brackets that never
close.

## Why is this bad?
A misspelt code suppresses nothing, although it looks as if it did. A suppression without a code
would hide every finding, those of later rules included, so it is not accepted.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

| Layer | Tests |
|-------|-------|
| Core  | 120   |
| Web   | 45    |
| **Total** | **175** | <!-- auditlint: ignore[CNT02] ten tests count twice -->
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

| Layer | Tests |
|-------|-------|
| Core  | 120   |
| Web   | 45    |
| **Total** | **175** | <!-- auditlint: ignore[CNT002] ten tests count twice -->
```

## How to fix
Write the code, name or family as `auditlint rule --all` lists it, in brackets:
`ignore[CNT002]`, `ignore[total-row]`, `ignore[CNT]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.findings import Finding
    from auditlint.rules.base import Context

RULE = Rule(
    code="LNT002",
    name="unknown-rule",
    summary="A suppression names no rule",
    severity="error",
    needs=("engine",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield nothing: `auditlint.suppressions` reports them as it reads them."""
    yield from ()
