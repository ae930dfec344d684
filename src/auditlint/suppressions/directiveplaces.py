"""Where suppression comments stand in a document, and the lines that each holds for.

A comment that is shown in a fence, a code span or a quotation is a quotation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from auditlint.source.text import Span
from auditlint.suppressions.directives import IGNORE, MARK, Comment, Placed, alone, parse
from auditlint.suppressions.yamlcomments import in_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document


def read(document: Document, form: str) -> list[Placed]:
    """Return the directives of a document in source order. `form` is the format of its kind."""
    if form == "json":
        return []
    if form == "yaml":
        placed = list(in_yaml(document, Span(0, len(document.text)), readable=True))
    else:
        placed = list(_in_markdown(document))
        front = document.front
        if front is not None and MARK in document.text[front.block.yaml.start : front.block.body]:
            placed += in_yaml(document, front.block.yaml, front.limit is None)
    return sorted(placed, key=lambda one: one.directive.comment)


def _in_markdown(document: Document) -> Iterator[Placed]:
    text, lines, nodes = document.text, document.lines, document.markdown
    quotes = [one.start for one in nodes.quotes]
    blocks = _Blocks(document)
    for one in nodes.comments:
        if not one.text.lstrip().startswith(MARK):
            continue
        quote = bisect_right(quotes, one.start) - 1
        if quote >= 0 and one.start < nodes.quotes[quote].end:
            continue
        content = Span(one.start + 4, one.start + 4 + len(one.text))
        directive = parse(text, Comment(Span(one.start, one.end), content))
        if directive is None:
            continue
        first = lines.line_at(one.start)
        own_line = alone(text, directive.comment)
        last = first
        if own_line:
            last = lines.line_at(max(one.end - 1, one.start))
            if directive.verb == IGNORE:
                last = max(last, blocks.last_line_after(one.end))
        yield Placed(directive, first, last, own_line)


class _Blocks:
    """Finds the block that follows a place, comments that stand between left out."""

    def __init__(self, document: Document) -> None:
        self.document = document
        text = document.text
        self.blocks = [
            one for one in document.markdown.blocks
            if one.type != "html" or not _is_comment(text, one.start, one.end)
        ]
        self.starts = [one.start for one in self.blocks]
        self.last_lines: dict[int, int] = {}

    def last_line_after(self, offset: int) -> int:
        """Return the last line of the first block at or after `offset`, or 0."""
        index = bisect_left(self.starts, offset)
        if index == len(self.blocks):
            return 0
        if index not in self.last_lines:
            start, end = self.blocks[index][1:]
            text = self.document.text
            while end > start + 1 and text[end - 1] in " \t\r\n":
                end -= 1
            self.last_lines[index] = self.document.lines.line_at(end - 1)
        return self.last_lines[index]


def _is_comment(text: str, start: int, end: int) -> bool:
    inner = text[start:end].strip()
    return inner.startswith("<!--") and inner.find("-->") == len(inner) - 3
