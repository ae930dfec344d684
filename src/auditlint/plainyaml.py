"""Plain YAML: the part of it that nearly all front matter is written in, read without a parser.

One key or item a line, values on their key's line, indentation by spaces, quotes without
escapes, short lists in brackets. Whatever else stands in a block makes `read` return None, and
the real parser reads it: this module never guesses, and it never judges. A test holds it
against the real parser, places included. It exists for start-up: importing that parser costs
more than all else that a short document needs.
"""

from __future__ import annotations

from typing import NamedTuple

from auditlint.nodes import Entry, Mapping, Node, Scalar, Sequence
from auditlint.numbers import pattern
from auditlint.text import Span

#: What no plain scalar may begin with here, and what none may hold inside brackets.
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_IN_FLOW = frozenset("?:[]{}#&*!|>'\"%@`\\")
_KEY = r"([A-Za-z0-9_][A-Za-z0-9_./-]{0,100}):(?: +|$)"
_DEEPEST = 16
_LONGEST = 1 << 16


class _Line(NamedTuple):
    """What a line holds: how far it is indented, where its text begins, the text."""

    indent: int
    start: int
    text: str


class _NotPlainError(Exception):
    """The block holds something else."""


def read(source: str, base: int, depth: int) -> Mapping | None:
    """Return the mapping that `source` is, or None where it needs a real parser.

    `base` is added to all places; nothing nests deeper than `depth` levels.
    """
    if len(source) > _LONGEST:
        return None
    try:
        reader = _Reader(source, base, min(depth, _DEEPEST))
        if not reader.lines or reader.lines[0].indent:
            return None
        node = reader.mapping(0, 1)
    except _NotPlainError:
        return None
    return node if reader.at == len(reader.lines) else None


class _Reader:
    def __init__(self, source: str, base: int, depth: int) -> None:
        self.base = base
        self.end = base + len(source)
        self.depth = depth
        self.at = 0
        self.lines: list[_Line] = []
        offset = base
        for line in source.split("\n"):
            text = line.strip(" ")
            if text:
                if not text.isprintable():
                    raise _NotPlainError
                if text[0] != "#":
                    indent = len(line) - len(line.lstrip(" "))
                    self.lines.append(_Line(indent, offset + indent, text))
            offset += len(line) + 1

    def next_start(self) -> int:
        """Where the next line's text begins: there the real parser ends a collection."""
        return self.lines[self.at].start if self.at < len(self.lines) else self.end

    def next_indent(self) -> int:
        return self.lines[self.at].indent if self.at < len(self.lines) else -1

    def mapping(self, indent: int, depth: int) -> Mapping:
        if depth >= self.depth:
            raise _NotPlainError
        start = self.next_start()
        entries: list[Entry] = []
        seen: set[str] = set()
        match_key = pattern(_KEY).match
        while self.next_indent() == indent:
            line = self.lines[self.at]
            match = match_key(line.text)
            if match is None:
                if entries and line.text.startswith("- "):
                    break
                raise _NotPlainError
            key = match[1]
            if key in seen:
                raise _NotPlainError
            seen.add(key)
            self.at += 1
            key_end = line.start + len(key)
            rest = line.text[match.end() :]
            value = (
                self.scalar(rest, line.start + match.end(), indent, depth + 1)
                if rest
                else self.below(indent, key_end + 1, depth + 1)
            )
            entries.append(Entry(key, Span(line.start, key_end), value))
        return Mapping(entries, Span(start, self.next_start()))

    def below(self, indent: int, empty: int, depth: int) -> Node:
        """The value of a key that has none on its own line; `empty` is the place for nothing."""
        following = self.next_indent()
        if following >= indent and self.lines[self.at].text.startswith("- "):
            return self.sequence(following, depth)
        if following > indent:
            return self.mapping(following, depth)
        return Scalar("", Span(empty, empty), plain=True)

    def sequence(self, indent: int, depth: int) -> Sequence:
        if depth >= self.depth:
            raise _NotPlainError
        start = self.next_start()
        items: list[Node] = []
        while self.next_indent() == indent:
            line = self.lines[self.at]
            if not line.text.startswith("- "):
                break
            rest = line.text[2:].lstrip(" ")
            moved = len(line.text) - len(rest)
            if pattern(_KEY).match(rest):
                self.lines[self.at] = _Line(indent + moved, line.start + moved, rest)
                items.append(self.mapping(indent + moved, depth + 1))
            else:
                self.at += 1
                items.append(self.scalar(rest, line.start + moved, indent, depth + 1))
        return Sequence(items, Span(start, self.next_start()))

    def scalar(self, text: str, start: int, indent: int, depth: int) -> Node:
        """A value that ends with its line; `indent` is that of the line."""
        if depth > self.depth or self.next_indent() > indent:
            raise _NotPlainError
        first = text[0]
        span = Span(start, start + len(text))
        if first == '"':
            if text.find('"', 1) != len(text) - 1 or "\\" in text:
                raise _NotPlainError
            return Scalar(text[1:-1], span)
        if first == "'":
            if text.find("'", 1) != len(text) - 1:
                raise _NotPlainError
            return Scalar(text[1:-1], span)
        if first == "[":
            return self.flow(text, start, span, depth)
        if first in _INDICATORS and not (first == "-" and text[1:2].isalnum()):
            raise _NotPlainError
        if ": " in text or " #" in text or text[-1] == ":":
            raise _NotPlainError
        return Scalar(text, span, plain=True)

    def flow(self, text: str, start: int, span: Span, depth: int) -> Sequence:
        """A list in brackets, of plain and quoted scalars without commas."""
        if text[-1] != "]" or depth >= self.depth:
            raise _NotPlainError
        inner = text[1:-1]
        items: list[Node] = []
        if not inner.strip(" "):
            return Sequence(items, span)
        at = start + 1
        for part in inner.split(","):
            item = part.strip(" ")
            place = at + len(part) - len(part.lstrip(" "))
            at += len(part) + 1
            where = Span(place, place + len(item))
            quote = item[:1]
            if quote in ('"', "'") and quote:
                content = item[1:-1]
                if len(item) < 2 or item[-1] != quote or quote in content or "\\" in content:
                    raise _NotPlainError
                items.append(Scalar(content, where))
                continue
            if not item or item[0] == "-" or not _IN_FLOW.isdisjoint(item):
                raise _NotPlainError
            items.append(Scalar(item, where, plain=True))
        return Sequence(items, span)
