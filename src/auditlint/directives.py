"""Reading suppression comments: where they stand, what they say, and for which lines they hold.

A directive is the whole of a comment: ``auditlint: ignore[CODE, name] reason until=2027-01-31``,
in an HTML comment of Markdown or behind a ``#`` of YAML. A comment that is shown in a fence, a
code span or a quotation is a quotation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from auditlint.numbers import pattern
from auditlint.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.document import Document
    from auditlint.text import LineIndex

MARK = "auditlint:"

IGNORE = "ignore"
IGNORE_FILE = "ignore-file"
DISABLE = "disable"
ENABLE = "enable"
VERBS = (IGNORE, IGNORE_FILE, DISABLE, ENABLE)


class Comment(NamedTuple):
    """A comment in any format: its place, and the place of its content."""

    span: Span
    content: Span


class Selector(NamedTuple):
    """One entry of the brackets, and its place."""

    text: str
    span: Span


class Until(NamedTuple):
    """``until=DATE``: the date as written, and the place of all of it."""

    date: str
    span: Span


class Directive(NamedTuple):
    """A suppression as written.

    `problem` says what is wrong with it when it has no selectors, `problem_span` where.
    """

    comment: Span
    verb: str
    selectors: tuple[Selector, ...]
    reason: str = ""
    until: Until | None = None
    problem: str = ""
    problem_span: Span = Span(0, 0)


class Placed(NamedTuple):
    """A directive and the lines (first and last, from 1) that it holds for, or opens at."""

    directive: Directive
    first: int
    last: int
    own_line: bool


def parse(text: str, comment: Comment) -> Directive | None:
    """Read the directive in a comment; None when the comment is none of ours."""
    start, end = comment.content
    at = _skip(text, start, end)
    if not text.startswith(MARK, at, end):
        return None
    start = at = _skip(text, at + len(MARK), end)
    while at < end and (text[at].isalnum() or text[at] in "-_"):
        at += 1
    word = text[start:at]
    verb_span = Span(start, at)
    at = _skip(text, at, end)
    bracket = text.startswith("[", at, end)
    if word not in VERBS:
        return _unknown_verb(comment.span, word, verb_span, bracket)
    if not bracket:
        return Directive(
            comment.span, word, (), problem=f"{word} names no rule; write {word}[CODE]",
            problem_span=verb_span,
        )
    close = text.find("]", at, end)
    if close < 0:
        return Directive(
            comment.span, word, (), problem=f"the bracket of {word} never closes",
            problem_span=Span(verb_span.start, at + 1),
        )
    selectors = tuple(_selectors(text, at + 1, close))
    if not selectors:
        return Directive(
            comment.span, word, (), problem=f"{word}[] names no rule; write {word}[CODE]",
            problem_span=Span(verb_span.start, close + 1),
        )
    reason, until = _reason(text, close + 1, end)
    return Directive(comment.span, word, selectors, reason, until)


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \t\r\n":
        at += 1
    return at


def _unknown_verb(comment: Span, word: str, span: Span, bracket: bool) -> Directive | None:
    """A misspelt verb is a problem; other words behind the mark are somebody's prose."""
    near: list[str] = []
    if word and len(word) <= 20:
        from difflib import get_close_matches

        near = get_close_matches(word.lower(), VERBS, 1, 0.75)
    if not bracket and not near:
        return None
    hint = f'; did you mean "{near[0]}"?' if near else f" (known: {', '.join(VERBS)})"
    shown = word if len(word) <= 40 else word[:37] + "..."
    return Directive(
        comment, "", (), problem=f'"{shown}" is no suppression{hint}', problem_span=span
    )


def _selectors(text: str, start: int, end: int) -> Iterator[Selector]:
    while start <= end:
        comma = text.find(",", start, end)
        stop = comma if comma >= 0 else end
        left = _skip(text, start, stop)
        right = stop
        while right > left and text[right - 1] in " \t\r\n":
            right -= 1
        if left < right:
            yield Selector(text[left:right], Span(left, right))
        start = stop + 1


def _reason(text: str, start: int, end: int) -> tuple[str, Until | None]:
    rest = text[start:end]
    until = None
    if "until=" in rest:
        match = pattern(r"(?<!\S)until=(\S*)").search(rest)
        if match is not None:
            date = match[1].rstrip(".,;)")
            begin = start + match.start()
            until = Until(date, Span(begin, begin + len("until=") + len(date)))
            rest = rest[: match.start()] + rest[match.end() :]
    reason = " ".join(rest[:1000].split())
    return reason if len(reason) <= 300 else reason[:297] + "...", until


def read(document: Document, form: str) -> list[Placed]:
    """Return the directives of a document in source order. `form` is the format of its kind."""
    if form == "json":
        return []
    if form == "yaml":
        placed = list(_in_yaml(document, Span(0, len(document.text)), readable=True))
    else:
        placed = list(_in_markdown(document))
        front = document.front
        if front is not None and MARK in document.text[front.block.yaml.start : front.block.body]:
            placed += _in_yaml(document, front.block.yaml, front.limit is None)
    return sorted(placed, key=lambda one: one.directive.comment)


def _alone(text: str, span: Span) -> bool:
    """Whether nothing else stands on the lines of `span`."""
    before, after = span
    while before > 0 and text[before - 1] in " \t":
        before -= 1
    while after < len(text) and text[after] in " \t":
        after += 1
    return (before == 0 or text[before - 1] in "\r\n") and (
        after == len(text) or text[after] in "\r\n"
    )


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
        alone = _alone(text, directive.comment)
        last = first
        if alone:
            last = lines.line_at(max(one.end - 1, one.start))
            if directive.verb == IGNORE:
                last = max(last, blocks.last_line_after(one.end))
        yield Placed(directive, first, last, alone)


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


def _in_yaml(document: Document, block: Span, readable: bool) -> Iterator[Placed]:
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
        alone = _alone(text, directive.comment)
        if alone and directive.verb == IGNORE:
            if entries is None:
                entries = _Entries(text, lines, block, scalars)
            last = max(first, entries.last_line_after(first))
        yield Placed(directive, first, last, alone)


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

        from auditlint.frontmatter import _loader

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
