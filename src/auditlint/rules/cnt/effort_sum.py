"""A total effort that is not the sum of its parts.

## What it does
Adds up efforts and durations: the column above a table's total row, and the list or table above
a line such as `**Total**: 6-7 days`. Ranges are compared end by end, since ranges that merely
overlap do not agree. Where hours meet days, any day of 6 to 24 hours is allowed; where weeks
meet days, a week of 5 or 7. What the shown digits round away is no finding, and totals that
speak of parallel work, buffers or teams are no sums.

## Why is this bad?
The total is the promise. When a part was re-estimated and the total was not, the promise is for
another plan.

## Example
```markdown bad path=IMPLEMENTATION_PROGRESS.md
# Import Progress

## Timeline

- **Phase 1**: 2-3 days
- **Phase 2**: 4 days

**Total**: 5-6 days
```

Use instead:
```markdown good path=IMPLEMENTATION_PROGRESS.md
# Import Progress

## Timeline

- **Phase 1**: 2-3 days
- **Phase 2**: 4 days

**Total**: 6-7 days
```

## How to fix
Add the parts up again and correct the total, or say what the total leaves out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding, Related
from auditlint.rules.base import Rule
from auditlint.source.text import Span
from auditlint.views.efforts import sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import EffortSum
    from auditlint.rules.base import Context

RULE = Rule(
    code="CNT011",
    name="effort-sum",
    summary="A total effort is not the sum of its parts",
    severity="warning",
    triggers=("otal", "OTAL", "Sum", "sum"),
)

_Amount = tuple[float, float, str, Span]

#: How many hours a day and how many days a week may have.
_DAYS = (6, 7, 7.5, 8, 9, 10, 12, 16, 24)
_WEEKS = (5, 7)
_LONG = {"min": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each total that its parts do not give."""
    for one in sums(context.document):
        if not _agrees(one):
            yield _finding(one)


def _agrees(one: EffortSum) -> bool:
    low, high, unit, _ = one.total
    ranged = any(part[0] != part[1] for part in one.parts)
    if low == high and ranged:
        # A single number for a range is a choice within it, not a sum.
        return any(
            _total(one.parts, 0, unit, day, week) - 0.5 <= low
            <= _total(one.parts, 1, unit, day, week) + 0.5
            for day in _DAYS for week in _WEEKS
        )
    if low != high and not ranged:
        # A range for a single sum hedges it.
        return any(
            low - 0.5 <= _total(one.parts, 0, unit, day, week) <= high + 0.5
            for day in _DAYS for week in _WEEKS
        )
    slack = _slack(one)
    # Both ends by one and the same length of day; in between, the sum is continuous.
    days = [6 + step / 4 for step in range(73)] if _mixed(one) else [8.0]
    return any(
        abs(_total(one.parts, 0, unit, day, week) - low) <= slack
        and abs(_total(one.parts, 1, unit, day, week) - high) <= slack
        for day in days
        for week in _WEEKS
    )


def _mixed(one: EffortSum) -> bool:
    return len({one.total[2], *(part[2] for part in one.parts)}) > 1


def _hours(unit: str, day: float, week: int) -> float:
    return {"min": 1 / 60, "h": 1.0, "d": day, "w": day * week}[unit]


def _total(parts: tuple[_Amount, ...], end: int, unit: str, day: float, week: int) -> float:
    hours = 0.0
    for part in parts:
        number = part[0] if end == 0 else part[1]
        hours += number * _hours(part[2], day, week)
    return hours / _hours(unit, day, week)


def _step(number: float) -> float:
    """The value of the last digit that a number shows: 1 for 3, 0.5 for 2.5, 0.1 for 1.2."""
    if number == int(number):
        return 1.0
    if number * 2 == int(number * 2):
        return 0.5
    return 0.1 if abs(number * 10 - round(number * 10)) < 1e-6 else 0.01


def _slack(one: EffortSum) -> float:
    """How far the shown digits alone can put the total off its parts."""
    unit = one.total[2]
    finest = min(_step(one.total[0]), _step(one.total[1]))
    slack = 1e-6
    same = all(part[2] == unit for part in one.parts)
    coarse = any(min(_step(part[0]), _step(part[1])) < finest for part in one.parts)
    if not same or coarse:
        slack += finest * 0.5
    if unit in ("min", "h") and any(_step(part[0]) < 0.5 for part in one.parts):
        slack += sum(0.5 * _step(part[0]) for part in one.parts if part[2] == unit)
    if unit == "min" or any(part[2] == "min" for part in one.parts):
        # Minutes are measured, and each was rounded.
        minute = 1 / 60 if unit == "h" else 1.0
        slack += 0.5 * minute * (len(one.parts) + 1)
    return slack


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _said(amount: tuple[float, float, str]) -> str:
    low, high, unit = amount
    text = _number(low) if low == high else f"{_number(low)}-{_number(high)}"
    name = _LONG[unit]
    return f"{text} {name[:-1] if (low, high) == (1, 1) else name}"


def _summed(parts: tuple[_Amount, ...]) -> str:
    by_unit: dict[str, list[float]] = {}
    for low, high, unit, _ in parts:
        pair = by_unit.setdefault(unit, [0.0, 0.0])
        pair[0] += low
        pair[1] += high
    order = sorted(by_unit, key="wdhmin".find)
    return " + ".join(_said((by_unit[unit][0], by_unit[unit][1], unit)) for unit in order)


def _finding(one: EffortSum) -> Finding:
    said = _said(one.total[:3])
    summed = _summed(one.parts)
    first, last = one.parts[0][3], one.parts[-1][3]
    return Finding(
        one.total[3],
        f"total {said} stated, but the {len(one.parts)} parts sum to {summed}",
        related=(Related(Span(first.start, last.end), f"{len(one.parts)} parts: {summed}"),),
        data={"stated": said, "sum": summed},
    )
