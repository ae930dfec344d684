"""A code fence that never closes and hides the rest of the document.

## What it does
Reports a code fence without a closing line that runs to the end of the document, when headings,
tables or checkboxes stand inside it.

## Why is this bad?
Everything below the fence is code to a reader and to every tool: its headings, rows and boxes
count as not there.

## Example
~~~markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

```bash
pytest -q

## Conclusion

- [ ] Rotate the keys
~~~

Use instead:
~~~markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

```bash
pytest -q
```

## Conclusion

- [ ] Rotate the keys
~~~

## How to fix
Close the fence where the code ends, with as many backticks or tildes as opened it. A fence around
text that has fences itself needs one more backtick than they have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding, Related
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.schema.locate import first_line
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.structure import Fence
    from auditlint.rules.base import Context

RULE = Rule(
    code="DOC008",
    name="unclosed-fence",
    summary="A code fence never closes and hides what is below it",
    severity="warning",
    triggers=("```", "~~~"),
    needs=("fences",),
)

#: Headings (one # alone may be a comment in code), boxes, and the line below a table's header.
_HIDDEN = r"^(?:(##{1,5} \S)|([-*+] \[[ xX]\] \S)|(\|?(?: ?:?-{3,}:? ?\|)+(?: ?:?-{3,}:? ?)?$))"


def check(context: Context) -> Iterator[Finding]:
    """Yield at most one finding: only the last fence can run to the end."""
    document = context.document
    if context.kind.format != "markdown":
        return
    fences = [one for one in document.markdown.fences if one.fenced]
    if not fences:
        return
    fence = fences[-1]
    if document.text[fence.end :].strip() or _is_closed(document.text, fence):
        return
    import re

    found = pattern(_HIDDEN, re.MULTILINE).finditer(document.text, fence.start, fence.end)
    counts = [0, 0, 0]
    first: Span | None = None
    for match in found:
        counts[(match.lastindex or 1) - 1] += 1
        first = first or first_line(document.text, Span(match.start(), fence.end))
    if first is None:
        return
    words = [
        f"{number} {name}{'s' if number > 1 else ''}"
        for number, name in zip(counts, ("heading", "checkbox", "table"), strict=True) if number
    ]
    words = [one.replace("boxs", "boxes") for one in words]
    listed = ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else words[0]
    yield Finding(
        first_line(document.text, Span(fence.start, fence.end)),
        f"this code fence never closes and hides {listed}",
        related=(Related(first, "the first that it hides"),),
        data={"info": fence.info},
    )


def _is_closed(text: str, fence: Fence) -> bool:
    """Whether the last line of a fence closes it."""
    source = text[fence.start : fence.end]
    mark = source.lstrip(" \t>")[:1]
    opening = source.lstrip(" \t>")
    length = len(opening) - len(opening.lstrip(mark))
    last = source.rstrip().replace("\r", "\n").rpartition("\n")[2].strip(" \t>")
    return "\n" in source.replace("\r", "\n").strip() and len(last) >= length and not last.strip(mark)


