"""Repairing front matter that is no YAML: quote the values that break it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Edit
from auditlint.parsing.frontmatter import compose
from auditlint.parsing.yamlcause import line_around, value_start
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.config import Limits

#: More broken lines than this are a matter for a person.
_ROUNDS = 20
#: Larger blocks would cost too much to compose again and again.
_LARGEST = 200_000


def quoted(value: str) -> str:
    """Return `value` as a quoted YAML scalar, in the quotes that need the least escaping."""
    if len(value) > 2 and value[0] == value[-1] == '"' and '"' not in value[1:-1]:
        value = value[1:-1]  # Only what stands in the quotes is meant: a pattern, say.
    elif '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _quoted_items(value: str) -> str:
    """Return a list in brackets with quotes around the items that need them; "" if unclear."""
    inner = value[1:-1]
    if '"' in inner or "'" in inner:
        return ""
    items = [one.strip() for one in inner.split(", ")]
    return "[" + ", ".join(quoted(one) if _needs_quotes(one) else one for one in items) + "]"


def _needs_quotes(item: str) -> bool:
    return bool(item) and (
        item[0] in "@`%&*!|>?-#" or any(mark in item for mark in "[]{},") or ": " in item or " #" in item
    )


def quote_values(text: str, span: Span, limits: Limits) -> tuple[Edit, ...]:
    """Return the edits that make ``text[span]`` parse by quoting values; empty if none do.

    Only values that end on their own line are quoted, one at each place where reading stops.
    """
    if span.end - span.start > _LARGEST:
        return ()
    current = text
    block = span
    edits: list[Edit] = []
    shifts: list[tuple[int, int]] = []  # (place in the original text, characters inserted)
    last = -1
    for _ in range(_ROUNDS):
        problem = compose(current, block, limits)[2]
        if problem is None:
            return tuple(edits)
        line = line_around(current, problem.span.start, block)
        source = current[line.start : line.end]
        at = value_start(source)
        value = source[at:].rstrip() if at >= 0 else ""
        if not value or line.start <= last or value[0] in "|>#" or value.startswith(("- ", "? ")):
            return ()
        last = line.start
        start = line.start + at
        end = start + len(value)
        in_brackets = value[0] == "[" and value[-1] == "]"
        new = _quoted_items(value) if in_brackets else quoted(value)
        if not new:
            return ()
        back = sum(grown for _, grown in shifts)
        edits.append(Edit(Span(start - back, end - back), new))
        current = current[:start] + new + current[end:]
        grown = len(new) - len(value)
        shifts.append((start, grown))
        block = Span(block.start, block.end + grown)
    return ()
