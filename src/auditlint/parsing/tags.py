"""Lines that hold nothing but a tag: ``<tasks>``, ``</details>``.

To CommonMark such a line starts an HTML block in which headings, boxes and tables vanish up to
the next blank line. Here it is a mark around a part of the document: it is blanked before the
parser reads the text, and paired afterwards.
"""

from __future__ import annotations

from typing import NamedTuple

from auditlint.parsing.structure import Element, Markdown
from auditlint.source.text import Span

_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr"))


def tag_of(line: str) -> tuple[str, bool, str] | None:
    """Read a line that holds nothing but one tag: its name, whether it closes, attributes."""
    stripped = line.strip()
    if len(stripped) < 3 or stripped[0] != "<" or stripped[-1] != ">":
        return None
    inner = stripped[1:-1]
    closing = inner.startswith("/")
    if closing:
        inner = inner[1:]
    name, _, attributes = inner.partition(" ")
    if not name or not name[0].isalpha() or not name.replace("-", "").replace("_", "").isalnum():
        return None
    if "<" in attributes or ">" in attributes or attributes.rstrip().endswith("/"):
        return None
    return name, closing, attributes.strip()


class Tag(NamedTuple):
    name: str
    closing: bool
    attributes: str
    start: int
    end: int


def mask_tags(text: str, start: int) -> tuple[str, list[Tag]]:
    """Overwrite tag-only lines after `start` with spaces; return the text and the tags."""
    tags: list[Tag] = []
    pieces: list[str] = []
    done = 0
    at = text.find("<", start)
    while at >= 0:
        begin = max(text.rfind("\n", start, at), text.rfind("\r", start, at), start - 1) + 1
        end = text.find("\n", at)
        if end < 0:
            end = len(text)
        carriage = text.find("\r", at, end)
        if carriage >= 0:
            end = carriage
        if not text[begin:at].strip(" \t"):
            line = text[begin:end]
            tag = tag_of(line)
            if tag is not None and tag[0].lower() not in _VOID:
                tags.append(Tag(tag[0], tag[1], tag[2], at, begin + len(line.rstrip())))
            if tag is not None or (
                line.lstrip().startswith("<summary") and line.rstrip().endswith("</summary>")
            ):
                pieces.append(text[done:begin])
                pieces.append(" " * (end - begin))
                done = end
        at = text.find("<", end)
    if not pieces:
        return text, tags
    pieces.append(text[done:])
    return "".join(pieces), tags


#: The numbers from 0 on, as many as the longest text so far needed: slices of it are copied
#: faster than numbers are made.


def pair(out: Markdown, tags: list[Tag]) -> None:
    """Pair opening and closing tag lines that stand outside code and comments."""
    hidden = sorted(
        [(one.start, one.end) for one in out.fences] + [(one.start, one.end) for one in out.comments]
    )
    stack: list[Tag] = []
    index = 0
    for tag in tags:
        while index < len(hidden) and hidden[index][1] <= tag.start:
            index += 1
        if index < len(hidden) and hidden[index][0] <= tag.start:
            continue
        if not tag.closing:
            stack.append(tag)
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth].name == tag.name:
                opener = stack[depth]
                del stack[depth:]
                out.elements.append(
                    Element(
                        opener.name, opener.attributes, opener.start, tag.end,
                        Span(opener.end, tag.start),
                    )
                )
                break
    out.elements.sort(key=lambda one: one.start)
