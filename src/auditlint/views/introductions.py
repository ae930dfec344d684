"""The line that introduces a list: a label such as ``**Gaps**:`` or a sentence that ends in a colon."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Item

#: A longer line is a paragraph of its own.
_LONGEST = 160


def introduction(document: Document, item: Item) -> str:
    """Return the line above the list that a top-level `item` stands in, "" where none introduces it.

    Between the two there may be blank lines; a label is all emphasis or ends in a colon.
    """
    starts: list[int] | None = document.memo.get("introduced lists")
    if starts is None:
        starts = document.memo["introduced lists"] = _first_items(document)
    at = bisect_left(starts, item.start + 1)
    if not at:
        return ""
    text = document.text
    above = text[max(0, starts[at - 1] - 2 * _LONGEST) : starts[at - 1]].rstrip()
    line = above.rpartition("\n")[2].strip()
    bare = line.rstrip("*_ ")
    is_label = bare.endswith(":") or (line.startswith("**") and line.endswith(("**", "__")))
    return line if is_label and len(line) <= _LONGEST else ""


def _first_items(document: Document) -> list[int]:
    """Where each list begins: at items of the first depth that do not follow another such item."""
    out: list[int] = []
    end = -1
    for item in document.items:
        if item.parent is None:
            if end < 0 or document.text[end : item.start].strip():
                out.append(item.start)
            end = item.end
    return out
