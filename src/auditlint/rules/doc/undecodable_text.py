"""The file is not UTF-8 text.

## What it does
Reports bytes that are not UTF-8, and NUL bytes, at the first bad byte. A byte order mark is
accepted. The file is not checked further.

## Why is this bad?
Programs read planning documents as UTF-8. In another encoding every letter outside ASCII comes
out wrong, or the whole file is skipped.

## Example
```markdown
A file saved as UTF-16 or Latin-1, or a binary file with the name of a planning document.
```

Use instead:
```markdown
The same text saved as UTF-8.
```

## How to fix
Save the file as UTF-8: `iconv -f LATIN1 -t UTF-8 FILE`, or the encoding menu of your editor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.findings import Finding
    from auditlint.rules.base import Context

RULE = Rule(
    code="DOC001",
    name="undecodable-text",
    summary="The file is not UTF-8 text",
    severity="error",
    # Nothing has this: the engine reports it, since such a file never becomes a document.
    needs=("bytes",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield nothing: what cannot be decoded never gets here."""
    yield from ()
