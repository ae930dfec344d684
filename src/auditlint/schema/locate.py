"""From a JSON pointer into a model to the place in the document.

The model's nodes know their spans, so the way is to walk down the pointer. A place is always
on one line: the key of a collection, the value of a scalar, the key where the value is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.parsing.nodes import Entry, Mapping, Node, Scalar, Sequence
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

Pointer = tuple["str | int", ...]

FRONT_MATTER = "front_matter"


class Found(NamedTuple):
    """What a pointer leads to: the node, and the entry whose value it is (None in a list)."""

    node: Node
    entry: Entry | None


def follow(model: Mapping, pointer: Iterable[str | int]) -> Found | None:
    """Return what `pointer` leads to, or None when it leads nowhere."""
    found = Found(model, None)
    for part in pointer:
        node = found.node
        if isinstance(node, Mapping):
            entry = node.entry(str(part))
            if entry is None:
                return None
            found = Found(entry.value, entry)
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            found = Found(node.items[part], None)
        else:
            return None
    return found


def without_quotes(text: str, span: Span) -> Span:
    """Return `span` without the quotes or emphasis marks around what stands there."""
    marks = "\"'`*"
    source = text[span.start : span.end]
    inner = source.strip(marks)
    if not inner or len(inner) == len(source):
        return span
    start = span.start + len(source) - len(source.lstrip(marks))
    return Span(start, start + len(inner))


def first_line(text: str, span: Span) -> Span:
    """Return `span` up to the end of its first line, blanks at the end left out."""
    end = span.end
    for mark in "\r\n":
        at = text.find(mark, span.start, end)
        if at >= 0:
            end = at
    while end > span.start and text[end - 1] in " \t":
        end -= 1
    return Span(span.start, end)


def value_place(text: str, found: Found) -> Span:
    """Where a wrong value stands."""
    node, entry = found
    if isinstance(node, Scalar) or entry is None:
        place = first_line(text, _inner(node))
        if place.start < place.end or entry is None:
            return place
    return first_line(text, entry.key_span)


def missing_place(text: str, pointer: Pointer, found: Found) -> Span:
    """Where to say that a mapping lacks a key: at the mapping's own key, or its first line."""
    node, entry = found
    if pointer == (FRONT_MATTER,):
        return first_line(text, Span(0, len(text)))
    if not pointer:
        return first_line(text, Span(0, len(text)))
    if pointer[0] == FRONT_MATTER and entry is not None:
        return first_line(text, entry.key_span)
    return first_line(text, _inner(node))


def _inner(node: Node) -> Span:
    """The span of a node; of a mapping in a list, that of its first key."""
    if isinstance(node, Mapping) and node.entries:
        first = node.entries[0].key_span
        if node.span.start <= first.start < first.end <= node.span.end:
            return first
    return node.span


def name_of(pointer: Pointer) -> str:
    """Return how people name the place: ``scores.flows``, ``status``, ``gaps.flows[]``.

    In front matter it is the whole way, in the body the last key; ``[]`` stands for an entry
    of a list.
    """
    parts = [part for part in pointer if isinstance(part, str)]
    tail = "[]" if pointer and isinstance(pointer[-1], int) else ""
    if parts and parts[0] == FRONT_MATTER:
        return ".".join(parts[1:]) + tail
    return parts[-1] + tail if parts else ""
