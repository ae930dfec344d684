"""A suppression whose date has passed.

## What it does
Reports a suppression with `until=YYYY-MM-DD` from the day after that date on (in UTC;
`SOURCE_DATE_EPOCH` replaces the clock), and one whose date cannot be read. The suppression does
not hold any more: the findings that it hid come back.

## Why is this bad?
The author set a date by which this should be settled. It has not been, or the comment was
forgotten.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

<!-- auditlint: ignore[CNT002] recount after the merge until=2020-02-29 -->
| Layer | Tests |
|-------|-------|
| Core  | 120   |
| Web   | 45    |
| **Total** | **175** |
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
Settle what the suppression was for and remove the comment, or set a new date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.findings import Finding
    from auditlint.rules.base import Context

RULE = Rule(
    code="LNT003",
    name="expired-suppression",
    summary="A suppression is past its date",
    severity="warning",
    needs=("engine",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield nothing: `auditlint.suppressions` compares the dates with the clock."""
    yield from ()
