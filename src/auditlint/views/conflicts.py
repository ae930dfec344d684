"""Unresolved merge markers in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.ranges import Ranges
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.parsing.document import Document

_OURS = "<<<<<<<"
_BASE = "|||||||"
_MIDDLE = "======="
_THEIRS = ">>>>>>>"


class Conflict(NamedTuple):
    """The lines of one conflict: its first marker, and all of its markers."""

    first: Span
    markers: tuple[Span, ...]


def conflict_lines(document: Document) -> list[Conflict]:
    """Return the conflicts of `document` that stand outside code and comments.

    A marker is seven equal signs at the start of a line, alone or with a label behind a blank.
    A separator alone is the underline of a heading, a ``>>>>>>>`` alone a deep quotation.
    """
    text = document.text
    if _OURS not in text and _THEIRS not in text:
        return []
    found: list[Conflict] = []
    open_: list[Span] = []
    middle = False
    for span, mark in _marker_lines(document):
        if mark == _OURS:
            if open_ and _whole(text, open_[0]):
                found.append(Conflict(open_[0], tuple(open_)))
            open_, middle = [span], False
        elif mark == _THEIRS:
            if open_ and (middle or _whole(text, open_[0])):
                found.append(Conflict(open_[0], (*open_, span)))
            open_, middle = [], False
        else:
            open_.append(span)
            middle = middle or mark == _MIDDLE
    if open_ and text.startswith(_OURS, open_[0].start) and middle:
        found.append(Conflict(open_[0], tuple(open_)))
    return found


def _whole(text: str, span: Span) -> bool:
    """Whether a marker opens a conflict."""
    return text.startswith(_OURS, span.start)


def _marker_lines(document: Document) -> list[tuple[Span, str]]:
    text = document.text
    nodes = document.markdown
    hidden = Ranges(
        [one.span for one in nodes.fences]
        + [one.span for one in nodes.codes]
        + [one.span for one in nodes.comments]
    )
    out = []
    lines = document.lines
    for number in range(1, lines.count + 1):
        start = lines.starts[number - 1]
        mark = text[start : start + 7]
        if mark not in (_OURS, _BASE, _MIDDLE, _THEIRS):
            continue
        span = lines.line_span(number)
        rest = text[start + 7 : span.end]
        if rest and (mark == _MIDDLE or rest[0] != " "):
            continue
        if not hidden.holds(start):
            out.append((span, mark))
    return out
