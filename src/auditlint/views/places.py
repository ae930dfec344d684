"""Looking up nodes by place in logarithmic time; documents hold ten thousands of them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Item
    from auditlint.source.text import Span


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
