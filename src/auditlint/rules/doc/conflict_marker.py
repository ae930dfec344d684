"""Merge markers that nobody resolved.

## What it does
Reports `<<<<<<<`, `=======` and `>>>>>>>` lines that belong together and stand outside code, one
finding for each conflict. A `=======` below a line of text is a heading's underline, and a lone
`>>>>>>>` a quotation.

## Why is this bad?
The document says two things, one of which was meant to go; every reader and every tool takes
both.

## Example
~~~markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

<<<<<<< HEAD
All 12 requirements are satisfied.
=======
11 of 12 requirements are satisfied.
>>>>>>> review
~~~

Use instead:
~~~markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

11 of 12 requirements are satisfied.
~~~

## How to fix
Keep the side that is true and delete the markers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding, Related
from auditlint.rules.base import Rule
from auditlint.views.conflicts import conflict_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="DOC005",
    name="conflict-marker",
    summary="An unresolved merge conflict",
    severity="error",
    triggers=("<<<<<<<", ">>>>>>>"),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each conflict, at its first marker."""
    text = context.document.text
    for one in conflict_lines(context.document):
        label = text[one.first.start + 7 : one.first.end].strip()
        yield Finding(
            one.first,
            "an unresolved merge conflict begins here" + (f" ({label})" if label else ""),
            related=tuple(Related(span, "another of its markers") for span in one.markers[1:]),
            data={"label": label},
        )
