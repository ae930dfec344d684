"""A document that is larger, deeper or more tangled than may be processed.

## What it does
Reports a file above the size limit, a table with too many rows, and front matter that is nested
too deeply or whose aliases expand to too much. The limits are settings (`limits.file-bytes`,
`limits.yaml-depth`, `limits.yaml-aliases`, `limits.table-rows`).

## Why is this bad?
No planning document that people read is like that; the file is generated, broken, or meant to
exhaust whoever reads it. It is not checked further.

## Example
```markdown
Front matter with a hundred nested brackets, or with aliases that double at every level.
```

Use instead:
```markdown
Front matter with the values written out, a few levels deep.
```

## How to fix
Split the document, or raise the limit in the configuration if the document is right as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding
from auditlint.rules.base import Rule
from auditlint.schema.locate import first_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="DOC009",
    name="resource-limit",
    summary="The document is beyond a limit",
    severity="error",
    needs=("front-limit",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding where reading the front matter stopped at a limit.

    Limits on the file and on its tables are reported by the engine, which then stops.
    """
    front = context.document.front
    if front is not None and front.limit is not None:
        what = "front matter" if context.document.format == "markdown" else "file"
        yield Finding(
            first_line(context.document.text, front.limit.span),
            f"{front.limit.cause}; the {what} was not read",
            data={"limit": front.limit.cause},
        )
