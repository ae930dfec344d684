"""One document that states its own status or date differently in two places.

## What it does
Compares the status and the date that a document gives itself in front matter, in the bold
block under its title, in its title and in its footer. Case, symbols, qualifiers and times of
day are no difference; a status word that is not known is never compared.

## Why is this bad?
Whoever looks at one place acts on it. A report that is `passed` to a tool and `GAPS FOUND` to a
reader is two reports.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-05-04
status: passed
---

# v1.0 Milestone Audit

**Status:** GAPS FOUND
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-05-04
status: gaps_found
gaps:
  integration:
    - "export is not consumed"
---

# v1.0 Milestone Audit

**Status:** GAPS FOUND
```

## How to fix
Decide which statement is the newer one and copy it to the other place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FRONT_MATTER, Dated, Status
from auditlint.findings import Finding, Related
from auditlint.reading import words
from auditlint.reading.dates import ONCE
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="STA001",
    name="status-differs",
    summary="A document states its own status or date differently in two places",
    severity="warning",
    fix="unsafe",
    needs=("front",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each place that denies the front matter's status or date."""
    yield from _statuses(
        [one for one in context.claims.of(Status) if one.subject.type == "document"]
    )
    yield from _dates([one for one in context.claims.of(Dated) if one.subject.type == "document"])


def _statuses(statuses: list[Status]) -> Iterator[Finding]:
    front = next((one for one in statuses if one.source == FRONT_MATTER), None)
    if front is None or front.state == words.UNKNOWN:
        return
    for other in statuses:
        if other is front or other.source == FRONT_MATTER:
            continue
        if words.contradict(front.state, other.state):
            yield Finding(
                other.span,
                f"the status is {_short(other.raw)!r} here, but {_short(front.raw)!r} in front"
                " matter",
                related=(Related(front.span, f"front matter says {_short(front.raw)!r}"),),
                data={"what": "status", "here": _short(other.raw), "front": _short(front.raw)},
            )


def _short(raw: str) -> str:
    return raw if len(raw) <= 40 else raw[:39] + "…"


def _date(when: str) -> str:
    match = pattern(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)").match(when)
    return match[1] if match else ""


def _dates(dates: list[Dated]) -> Iterator[Finding]:
    for front in dates:
        if front.source != FRONT_MATTER or front.event in ONCE or not _date(front.when):
            continue
        for other in dates:
            if other.source == FRONT_MATTER or other.event != front.event:
                continue
            here = _date(other.when)
            if here and not _same_day(front.when, other.when):
                yield Finding(
                    other.span,
                    f"{front.event} {here} here, but {_date(front.when)} in front matter",
                    related=(Related(front.span, f"front matter says {_date(front.when)}"),),
                    data={"what": front.event, "here": here, "front": _date(front.when)},
                )


def _same_day(one: str, other: str) -> bool:
    """Whether two dates can be one day: equal, or neighbours where a time of day is given.

    23:30 in UTC is the next day in half of the world, and the plain date beside it may be local.
    """
    if _date(one) == _date(other):
        return True
    if ":" not in one and ":" not in other:
        return False
    from datetime import date

    try:
        gap = date.fromisoformat(_date(one)) - date.fromisoformat(_date(other))
    except ValueError:
        return True
    return abs(gap.days) <= 1
