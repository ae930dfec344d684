"""A part of auditlint that crashed.

## What it does
Reports that a rule, or the reading of a kind of document, ended in an error of auditlint's own.
The other rules go on and report as usual; the exit status of the run is 2.

## Why is this bad?
What the crashed rule would have found in this document is not known, so the run is not clean,
whatever else it says. This finding cannot be suppressed.

## Example
There is no document that is known to make auditlint crash. The finding names the rule, the
error and the line of auditlint's source:
```text
PLAN.md:1:1: error[LNT000] the rule CNT002 crashed (IndexError at total_row.py:88); please report it with the document
```

## How to fix
Report it, with the document if it may be shown. Until then, `--ignore` with the rule's code
leaves the rule out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.findings import Finding
    from auditlint.rules.base import Context

RULE = Rule(
    code="LNT000",
    name="internal-error",
    summary="A rule crashed",
    severity="error",
    needs=("engine",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield nothing: the engine reports a crash where it happens."""
    yield from ()
