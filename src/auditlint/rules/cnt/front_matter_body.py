"""One number stated differently in front matter and in the body.

## What it does
Compares each number in front matter (a score, or the length of a list such as `tech_debt`)
with the same number in the body. Two numbers are the same when they count the same thing; when
the body states it several times and one of them agrees, nothing is reported.

## Why is this bad?
Tools read the front matter, people read the body. When they differ, one of the two audiences
is told something false.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-05-04
status: passed
scores:
  integration: 9/9
---

# v1.0 Milestone Audit

## Cross-Phase Integration

**Score:** 7/7 connections verified
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-05-04
status: passed
scores:
  integration: 7/7
---

# v1.0 Milestone Audit

## Cross-Phase Integration

**Score:** 7/7 connections verified
```

## How to fix
Find out which of the two was counted last, and make the other one agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FIELD, FRONT_MATTER, Count, Tally
from auditlint.findings import Finding, Related
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="CNT008",
    name="front-matter-body",
    summary="A number differs between front matter and body",
    severity="error",
    fix="unsafe",
    needs=("front", "Count"),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each front-matter number that every statement in the body denies."""
    counts = context.claims.of(Count)
    tallies = {one.noun: one for one in context.claims.of(Tally) if not one.scope}
    for front in counts:
        if front.source != FRONT_MATTER or front.approximate or front.total is None:
            continue
        body = [
            one for one in counts
            if one.noun == front.noun and one.source == FIELD and not one.scope
        ]
        if not body or any(one.approximate for one in body):
            continue
        if any((one.done, one.total) == (front.done, front.total) for one in body):
            continue
        first = body[0]
        if (first.done is None) != (front.done is None):
            continue
        tally = tallies.get(front.noun)
        if tally is not None and tally.total == front.total != first.total:
            continue  # The body's own table sides with front matter: the body's number is wrong.
        yield Finding(
            front.span,
            f"{_said(front)} {front.noun} in front matter, but {_said(first)} in the body",
            related=tuple(Related(one.span, f"the body says {_said(one)}") for one in body),
            data={"noun": front.noun, "front": _said(front), "body": _said(first)},
        )


def _said(count: Count) -> str:
    return str(count.total) if count.done is None else f"{count.done}/{count.total}"
