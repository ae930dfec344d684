"""A suppression that suppresses nothing.

## What it does
Looks at every suppression in a document (`ignore`, `ignore-file`, `disable`) and reports each
rule in its brackets that finds nothing where the suppression holds. Rules that are not switched
on in this run are left alone, and so is a document that could not be checked in full. An
`enable` that ends no `disable` is reported too.

## Why is this bad?
The comment says that something is wrong here and knowingly kept. Once the document has been
put right it says something false, and it will hide the next mistake at this place.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

<!-- auditlint: ignore[CNT002] the web layer is counted elsewhere -->
| Layer | Tests |
|-------|-------|
| Core  | 120   |
| Web   | 45    |
| **Total** | **165** |
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

| Layer | Tests |
|-------|-------|
| Core  | 120   |
| Web   | 45    |
| **Total** | **165** |
```

## How to fix
Remove the rule from the brackets, or the whole comment when no rule is left. If it was meant
for another place, move it: at the end of a line it holds for that line, on a line of its own
for the block that follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.findings import Finding
    from auditlint.rules.base import Context

RULE = Rule(
    code="LNT001",
    name="unused-suppression",
    summary="A suppression suppresses nothing",
    severity="warning",
    fix="safe",
    needs=("engine",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield nothing: `auditlint.suppressions` reports what was left unused."""
    yield from ()
