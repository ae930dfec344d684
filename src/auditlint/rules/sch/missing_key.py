"""A key that its kind requires is missing.

## What it does
Holds the document's model (front matter, title, headings and what else the kind reads) against
the kind's JSON Schema (`auditlint schema KIND`), and reports each required key that is absent.
Only keys are required without which nothing can be checked, or that practically every such
document has. The finding stands at the key of the mapping that lacks it, or on the first line
of the front matter. A team's own schema (`schemas` in the configuration) may require
further keys, and sections, fields and tables; those are told on the document's title.

## Why is this bad?
Programs and people who read the document look for the key; without it the document silently
falls out of what they report.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-01-31
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
Add the key. `auditlint schema KIND` says what it means and what values it takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding
from auditlint.rules.base import Rule
from auditlint.schema.check import defects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context
    from auditlint.schema.explain import Defect
    from auditlint.source.text import Span

RULE = Rule(
    code="SCH001",
    name="missing-key",
    summary="A required key is missing",
    severity="error",
    needs=("schema-error",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each mapping that lacks required keys; it names all of them."""
    by_place: dict[tuple[Span, tuple[str | int, ...]], list[Defect]] = {}
    for one in defects(context, RULE.code):
        by_place.setdefault((one.span, one.pointer), []).append(one)
    for (span, pointer), same in by_place.items():
        keys = [one.key for one in same]
        message = same[0].message
        if len(same) > 1 and message.endswith(f"'{keys[0]}'"):
            named = ", ".join(f"'{key}'" for key in keys[:-1]) + f" and '{keys[-1]}'"
            message = message.removesuffix(f"'{keys[0]}'") + named
            same = same[:1]
        for one in same:
            yield Finding(
                span, message if one is same[0] else one.message,
                data={"key": ", ".join(keys) if len(same) == 1 else one.key, "in": "/".join(map(str, pointer))},
            )
