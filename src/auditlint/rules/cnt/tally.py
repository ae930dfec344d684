"""A report's counter that differs from the report's own entries.

## What it does
Compares the counters of a report with what the report lists: the findings of a code review by
severity and their total, the number of files reviewed and the list of them, the summary of an
acceptance test and the results of its tests, open threats, the gaps of a validation audit, the
number of deviations of a plan summary. Entries that a resolution section repeats count once, and
counters that were brought to zero when everything was fixed are left alone.

Between documents, a phase's file of checks for a person (``NN-HUMAN-UAT.md``) is reported where
it holds fewer tests than the phase's verification asks for, and none is like one of these.

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

Between documents:
```text bad tree
==> .planning/phases/04-export/04-VERIFICATION.md <==
---
phase: 04-export
verified: 2026-03-02T10:00:00Z
status: human_needed
score: 2/2 must-haves verified
human_verification:
  - test: Open the export in a spreadsheet
    expected: The columns are aligned
    why_human: It is a matter of looks
  - test: Export while offline
    expected: A message says so
    why_human: It needs the device
---

# Phase 4: Verification Report

==> .planning/phases/04-export/04-HUMAN-UAT.md <==
---
status: partial
phase: 04-export
source: [04-VERIFICATION.md]
started: 2026-03-02T11:00:00Z
---

## Tests

### 1. Open the export in a spreadsheet
expected: The columns are aligned
result: [pending]
```

Use instead:
```text good tree
==> .planning/phases/04-export/04-VERIFICATION.md <==
---
phase: 04-export
verified: 2026-03-02T10:00:00Z
status: human_needed
score: 2/2 must-haves verified
human_verification:
  - test: Open the export in a spreadsheet
    expected: The columns are aligned
    why_human: It is a matter of looks
  - test: Export while offline
    expected: A message says so
    why_human: It needs the device
---

# Phase 4: Verification Report

==> .planning/phases/04-export/04-HUMAN-UAT.md <==
---
status: partial
phase: 04-export
source: [04-VERIFICATION.md]
started: 2026-03-02T11:00:00Z
---

## Tests

### 1. Open the export in a spreadsheet
expected: The columns are aligned
result: [pending]

### 2. Export while offline
expected: A message says so
result: [pending]
```

## How to fix
Recount the entries and correct the counter, or add the entry that is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Counter, Entry, Tally
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Phase
    from auditlint.rules.base import Context, ProjectContext

RULE = Rule(
    code="CNT012",
    name="tally",
    summary="A report's counter differs from its own entries",
    severity="error",
    fix="unsafe",
    needs=("Counter",),
    scope="both",
    preview_project=True,
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


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each file of human checks that lacks some its verification asks for."""
    for workspace in context.ledger.workspaces:
        for phase in workspace.phases.values():
            yield from _human_checks(phase)


def _human_checks(phase: Phase) -> Iterator[Finding]:
    reports = phase.of_kind("gsd-verification")
    tests = [one for one in phase.of_kind("gsd-uat") if one.path.endswith("HUMAN-UAT.md")]
    if len(reports) != 1 or len(tests) != 1:
        return  # Which report asked for which checks is not known.
    checks = [one for one in reports[0].of(Entry) if one.type == "human check" and one.blocking]
    names = [_words(one.label) for one in tests[0].of(Entry) if one.type == "test"]
    # One test may do several checks: what no test speaks of is missing.
    missing = [one for one in checks if not any(_alike(_words(one.label), name) for name in names)]
    for one in tests[0].of(Tally) if missing else ():
        if one.noun == "tests" and one.total < len(checks):
            name = reports[0].path.rpartition("/")[2]
            tested = "1 test" if one.total == 1 else f"{one.total} tests"
            yield Finding(
                one.span,
                f"{tested} here, but {name} asks a person for {len(checks)} checks",
                related=tuple(
                    Related(check.span, "no test is like this check", reports[0].path)
                    for check in missing[:20]
                ),
                data={"counter": "human checks", "stated": one.total, "counted": len(checks),
                      "document": name},
                path=tests[0].path,
            )


def _words(text: str) -> set[str]:
    """The beginnings of the words of a text that are long enough to say something."""
    spaced = "".join(char if char.isalnum() else " " for char in text[:300].casefold())
    return {word[:5] for word in spaced.split() if len(word) > 2}


def _alike(one: set[str], other: set[str]) -> bool:
    """Whether a check and a test share half of the words of the shorter, or cannot be told."""
    return 2 * len(one & other) >= min(len(one), len(other))
