"""Looking up nodes by place in logarithmic time; documents hold ten thousands of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.document import Document, Field
    from auditlint.markdown import Item
    from auditlint.text import Span


class Ranges:
    """A set of spans, asked whether one of them holds an offset."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, offset: object) -> bool:
        if not isinstance(offset, int):
            return False
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def fields_within(document: Document, span: Span) -> list[Field]:
    """Return the fields whose key stands inside `span`."""
    starts = document.memo.get("field starts")
    if starts is None:
        starts = [one.key_span.start for one in document.fields]
        document.memo["field starts"] = starts
    return document.fields[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def boxes_within(document: Document, span: Span) -> list[Item]:
    """Return the checkbox items that begin inside `span`."""
    memo = document.memo.get("box starts")
    if memo is None:
        boxes = document.boxes
        memo = (boxes, [one.start for one in boxes])
        document.memo["box starts"] = memo
    found: tuple[list[Item], list[int]] = memo
    boxes, starts = found
    return boxes[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
