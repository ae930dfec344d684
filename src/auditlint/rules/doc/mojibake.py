"""Text that was UTF-8 and was read in another encoding.

## What it does
Finds characters that are the bytes of others: `âœ…` for a check mark (Windows-1252), `‚úÖ` for the
same (Mac Roman), `Ã©` for an accented letter. Each suspicion is tested by decoding back: only what
gives punctuation, symbols, emoji, accented letters or a run of another script counts. Code is
left alone. One finding for each line.

## Why is this bad?
Status marks are words: a tool or a reader that looks for a check mark does not find it, and tables
of such rows count as without status. Saved once more in the wrong encoding, it gets worse.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

Phase 1 âœ… complete â€” no gaps.
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

Phase 1 ✅ complete — no gaps.
```

## How to fix
Apply the fix, which writes the characters that the bytes stood for, and find the program that
reads UTF-8 as something else: mostly a shell or an editor with an old default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import SAFE, Edit, Finding, Fix
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.reading.mojibake import Garbled
    from auditlint.rules.base import Context

RULE = Rule(
    code="DOC002",
    name="mojibake",
    summary="Text was UTF-8 and was read in another encoding",
    severity="warning",
    fix="safe",
    # What the first bytes of UTF-8 sequences are in Windows-1252 and in Mac Roman. One character
    # each: these are the cheapest to look for, and most documents have none.
    triggers=("â", "Ã", "Â", "ð", "ï", "Ð", "ã", "ä", "‚", "√", "¬", "Ô", "\uf8ff"),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each line that holds garbled text outside code."""
    from auditlint.reading.mojibake import NAMES, find

    document = context.document
    by_line: dict[int, list[Garbled]] = {}
    # Front matter is blanked in the prose, but it can be garbled like the rest.
    text = document.text
    if context.kind.format == "markdown":
        text = text[: document.body] + document.prose[document.body :]
    for one in find(text):
        by_line.setdefault(document.lines.line_at(one.start), []).append(one)
    for places in by_line.values():
        first = places[0]
        wrong = text[first.start : first.end]
        more = f", and {len(places) - 1} more on this line" if len(places) > 1 else ""
        yield Finding(
            Span(first.start, first.end),
            f"'{wrong}' is '{first.right}' read as {NAMES[first.encoding]}{more}",
            fix=Fix(
                SAFE,
                "Write the characters that were meant",
                tuple(Edit(Span(one.start, one.end), one.right) for one in places),
            ),
            data={"wrong": wrong, "right": first.right},
        )
