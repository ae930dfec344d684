"""A report's counter that differs from the report's own entries.

## What it does
Compares the counters of a report with what the report lists: the findings of a code review by
severity and their total, the number of files reviewed and the list of them, the summary of an
acceptance test and the results of its tests, open threats, the gaps of a validation audit, the
number of deviations of a plan summary. Entries that a resolution section repeats count once, and
counters that were brought to zero when everything was fixed are left alone.

## Why is this bad?
Counters are what programs read, and what people copy into the next report. An entry that no
counter knows is an entry that nobody will come back to.

## Example
```markdown bad path=.planning/phases/04-export/04-REVIEW.md
---
phase: 04-export
reviewed: 2026-03-02T10:00:00Z
depth: standard
files_reviewed: 2
files_reviewed_list:
  - src/export.py
  - src/csv.py
findings:
  critical: 0
  warning: 1
  info: 0
  total: 1
status: issues_found
---

# Phase 4: Code Review Report

## Warnings

### WR-01: The file handle is never closed

### WR-02: Errors are swallowed
```

Use instead:
```markdown good path=.planning/phases/04-export/04-REVIEW.md
---
phase: 04-export
reviewed: 2026-03-02T10:00:00Z
depth: standard
files_reviewed: 2
files_reviewed_list:
  - src/export.py
  - src/csv.py
findings:
  critical: 0
  warning: 2
  info: 0
  total: 2
status: issues_found
---

# Phase 4: Code Review Report

## Warnings

### WR-01: The file handle is never closed

### WR-02: Errors are swallowed
```

## How to fix
Recount the entries and correct the counter, or add the entry that is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Counter
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="CNT012",
    name="tally",
    summary="A report's counter differs from its own entries",
    severity="error",
    fix="unsafe",
    needs=("Counter",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each counter that is wrong."""
    for counter in context.claims.of(Counter):
        if counter.stated != counter.counted:
            yield _finding(context.document.text, counter)


def _finding(text: str, counter: Counter) -> Finding:
    if counter.summed:
        listed = f"the {counter.listed} sum to {counter.counted}"
    else:
        listed = f"{counter.counted} counted ({counter.listed})"
    written = str(counter.stated)
    fix = None
    if text[counter.span.start : counter.span.end] == written:
        fix = Fix(
            UNSAFE, f"Change {written} to {counter.counted}",
            (Edit(counter.span, str(counter.counted)),),
        )
    related: tuple[Related, ...] = ()
    if counter.entries:
        whole = Span(counter.entries[0].start, counter.entries[-1].end)
        if len(counter.entries) == 1 or counter.summed:
            related = (Related(whole, listed),)
        else:
            related = tuple(
                Related(one, f"entry {number} of {len(counter.entries)}")
                for number, one in enumerate(counter.entries[:20], 1)
            )
    return Finding(
        counter.span,
        f"{counter.label}: {written} stated, but {listed}",
        related=related,
        fix=fix,
        data={"counter": counter.label, "stated": counter.stated, "counted": counter.counted},
    )
