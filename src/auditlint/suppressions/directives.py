"""What a suppression comment says.

A directive is the whole of a comment: ``auditlint: ignore[CODE, name] reason until=2027-01-31``,
in an HTML comment of Markdown or behind a ``#`` of YAML; `auditlint.suppressions.directiveplaces` finds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def alone(text: str, span: Span) -> bool:
    """Whether nothing else stands on the lines of `span`."""
    before, after = span
    while before > 0 and text[before - 1] in " \t":
        before -= 1
    while after < len(text) and text[after] in " \t":
        after += 1
    return (before == 0 or text[before - 1] in "\r\n") and (
        after == len(text) or text[after] in "\r\n"
    )
