"""A stated score that the rows it scores do not bear out.

## What it does
Holds every score `N/M` (front matter `scores`, `**Score:** 23/23`, a heading such as
`### Security (7/7)` where the headings beside it carry scores too) against the table it is
about: a score of fewer entries than there are rows, a different number of done rows, or
`N > M`. A score of more entries than the table lists is left alone, since a table may show a
part only.

## Why is this bad?
Scores decide whether a milestone ships. One that was copied from an earlier run hides the row
that failed since.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

## Requirements Coverage

| Requirement | Phase | Status |
|-------------|-------|--------|
| PAY-01 | 1 | Satisfied |
| PAY-02 | 1 | Unsatisfied |
| PAY-03 | 2 | Satisfied |

**Score:** 3/3 requirements satisfied
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

## Requirements Coverage

| Requirement | Phase | Status |
|-------------|-------|--------|
| PAY-01 | 1 | Satisfied |
| PAY-02 | 1 | Unsatisfied |
| PAY-03 | 2 | Satisfied |

**Score:** 2/3 requirements satisfied
```

## How to fix
Count the rows again. Correct the score, or the row whose status is out of date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FRONT_MATTER, HEADING, Count, Tally
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="CNT001",
    name="score",
    summary="A stated score differs from the rows it scores",
    severity="error",
    fix="unsafe",
    needs=("Count",),
)

#: Nouns whose unit is free: a table may list exports where the score counts phase pairs.
_LOOSE = frozenset(("integration",))


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each score that is impossible or that its rows contradict."""
    claims = context.claims
    counts = claims.of(Count)
    tallies = {(one.noun, one.scope): one for one in claims.of(Tally)}
    conventions = _conventions(counts, tallies)
    for count in counts:
        if count.done is None or count.total is None or count.approximate:
            continue
        if count.done > count.total:
            yield Finding(
                count.span,
                f"{count.done}/{count.total} says that more are done than there are",
                data={"noun": count.noun, "scope": count.scope, "stated": _said(count)},
            )
            continue
        tally = tallies.get((count.noun, count.scope))
        if tally is None:
            continue
        if count.source == HEADING and not conventions:
            continue
        finding = _against(count, tally)
        if finding is not None:
            yield finding


def _conventions(counts: list[Count], tallies: dict[tuple[str, str], Tally]) -> bool:
    """Whether scores in headings are a convention here: at least two stand above rows."""
    scored = [one for one in counts if one.source == HEADING]
    paired = [one for one in scored if (one.noun, one.scope) in tallies]
    return len(paired) >= 2 and len(paired) * 3 >= len(scored) * 2


def _said(count: Count) -> str:
    return f"{count.done}/{count.total}"


def _against(count: Count, tally: Tally) -> Finding | None:
    if count.total is None or not tally.complete:
        return None
    if count.total < tally.total:
        if count.noun in _LOOSE and count.source == FRONT_MATTER:
            return None
        listed = f"{tally.total} are listed"
        if tally.done is not None:
            listed += f", {tally.done} of them done"
    elif (
        count.total == tally.total
        and tally.done is not None
        and count.done is not None
        and not tally.done <= count.done <= tally.done + tally.partial
    ):
        if count.noun == "phases":
            return None  # A phase that did not pass is STA002's, with the row as its cause.
        listed = f"{tally.done} of the {tally.total} rows are done"
    else:
        return None
    right = f"{tally.done}/{tally.total}"
    fix = None
    if tally.done is not None and count.source != FRONT_MATTER:
        fix = Fix(UNSAFE, f"Change {_said(count)} to {right}", (Edit(count.span, right),))
    return Finding(
        count.span,
        f"{_said(count)} {count.noun} stated, but {listed}",
        related=(Related(tally.span, listed),),
        fix=fix,
        data={"noun": count.noun, "stated": _said(count), "listed": right, "scope": ""},
    )
