"""Suppression comments in YAML: front matter, and documents that are YAML.

The parser says where scalars stand, so that a ``#`` inside one is no comment; which lines an
entry takes up is read off the indentation, which broken YAML has as well.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from auditlint.source.text import Span
from auditlint.suppressions.directives import IGNORE, MARK, Comment, Placed, alone, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.source.text import LineIndex


def in_yaml(document: Document, block: Span, readable: bool) -> Iterator[Placed]:
    """Yield the directives in the comments of a block of YAML.

    `readable` is false for a block at which a limit was reached: it is not parsed again.
    """
    text, lines = document.text, document.lines
    scalars = _Scalars(text, block) if readable else None
    entries: _Entries | None = None
    at = text.find(MARK, block.start, block.end)
    while at >= 0:
        here = at
        line = lines.line_span(lines.line_at(here))
        hash_at = text.rfind("#", max(line.start, here - 40), here)
        at = text.find(MARK, here + 1, block.end)
        if hash_at < 0 or (hash_at > line.start and text[hash_at - 1] not in " \t"):
            continue
        if scalars is not None and scalars.hold(hash_at):
            continue
        # From here on the line holds no second comment.
        at = text.find(MARK, line.end, block.end)
        if (scalars is None or hash_at >= scalars.end) and _quoted(text[line.start : hash_at]):
            continue
        comment = Comment(Span(hash_at, line.end), Span(hash_at + 1, line.end))
        directive = parse(text, comment)
        if directive is None:
            continue
        first = last = lines.line_at(hash_at)
        own_line = alone(text, directive.comment)
        if own_line and directive.verb == IGNORE:
            if entries is None:
                entries = _Entries(text, lines, block, scalars)
            last = max(first, entries.last_line_after(first))
        yield Placed(directive, first, last, own_line)


def _quoted(before: str) -> bool:
    """Whether a quote that `before` opens is still open at its end; for YAML that is none."""
    mark = ""
    for char in before:
        if mark:
            mark = "" if char == mark else mark
        elif char in "\"'":
            mark = char
    return bool(mark)


class _Scalars:
    """Where the scalars of a YAML block stand; `end` is how far it could be read."""

    def __init__(self, text: str, block: Span) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.end = block.start
        from yaml import YAMLError

        from auditlint.parsing.frontmatter import _loader

        source = text[block.start : block.end]
        if "\r" in source:
            source = source.replace("\r\n", " \n").replace("\r", "\n")
        depth = 0
        try:
            loader = _loader(source)
            while True:
                event = loader.get_event()
                name = type(event).__name__
                if name == "StreamEndEvent":
                    self.end = block.end
                    return
                if name == "ScalarEvent":
                    self.starts.append(block.start + event.start_mark.index)
                    self.end = block.start + event.end_mark.index
                    self.ends.append(self.end)
                depth += name.endswith("StartEvent") - name.endswith("EndEvent")
                if depth > 100:
                    return
        except YAMLError:
            return

    def hold(self, offset: int) -> bool:
        """Whether `offset` stands inside a scalar."""
        index = bisect_right(self.starts, offset) - 1
        return index >= 0 and offset < self.ends[index]

    def last_from(self, start: int, end: int) -> int:
        """Return the end of the last scalar that begins in ``start:end``, or `end` if none."""
        index = bisect_left(self.starts, end) - 1
        return self.ends[index] if index >= 0 and self.starts[index] >= start else end


class _Entries:
    """The entries of a YAML block by their indentation, which also broken YAML has."""

    def __init__(
        self, text: str, lines: LineIndex, block: Span, scalars: _Scalars | None
    ) -> None:
        self.text = text
        self.lines = lines
        self.scalars = scalars
        self.last = lines.line_at(max(block.end - 1, block.start))
        self.first = lines.line_at(block.start)
        self.next: list[int] = [0] * (self.last - self.first + 2)
        following = 0
        for line in range(self.last, self.first - 1, -1):
            # The entry at or after each line; blank lines and comments are none.
            shown = self._shown(line).lstrip()
            if shown and not shown.startswith("#"):
                following = line
            self.next[line - self.first] = following
        self.ends: dict[int, int] = {}

    def _shown(self, line: int) -> str:
        span = self.lines.line_span(line)
        return self.text[span.start : span.end].rstrip()

    def last_line_after(self, line: int) -> int:
        """Return the last line of the entry that follows `line`, or 0."""
        start = self.next[line + 1 - self.first]
        if not start:
            return 0
        if start not in self.ends:
            self.ends[start] = self._end(start)
        return self.ends[start]

    def _end(self, start: int) -> int:
        shown = self._shown(start)
        indent = len(shown) - len(shown.lstrip())
        is_item = _is_item(shown)
        last = start
        line = self.next[start + 1 - self.first]
        while line:
            shown = self._shown(line)
            deeper = len(shown) - len(shown.lstrip()) - indent
            inside = deeper > 0 or (deeper == 0 and not is_item and _is_item(shown))
            if not inside and not self._continues(start, last, line):
                break
            last = line
            line = self.next[line + 1 - self.first]
        return last

    def _continues(self, start: int, last: int, line: int) -> bool:
        """Whether a scalar that begins between `start` and `last` reaches into `line`."""
        if self.scalars is None:
            return False
        span = self.lines.line_span(last)
        end = self.scalars.last_from(self.lines.line_span(start).start, span.end)
        return end > self.lines.line_span(line).start


def _is_item(line: str) -> bool:
    stripped = line.lstrip()
    return stripped == "-" or stripped.startswith("- ")
