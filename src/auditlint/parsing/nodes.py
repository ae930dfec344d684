"""Plain values with places: the tree that front matter and body models are made of.

A `Mapping`, `Sequence` or `Scalar` knows the span it was read from, so the JSON value that a
schema validates has a source map for free: follow a JSON pointer through the tree and take
the span of what is there.
"""

from __future__ import annotations

from typing import TypeAlias

from auditlint.source.text import Span


class Scalar:
    """One value. `text` is its source text (no implicit types); `value` overrides it.

    `plain` is true for an unquoted YAML scalar, the only kind that may stand for null, a
    boolean or a number, and only where a schema asks for one.
    """

    __slots__ = ("plain", "span", "text", "value")

    def __init__(
        self, text: str, span: Span, plain: bool = False, value: bool | int | None = None
    ) -> None:
        self.text = text
        self.span = span
        self.plain = plain
        self.value = value


class Sequence:
    """A list of nodes."""

    __slots__ = ("items", "span")

    def __init__(self, items: list[Node], span: Span) -> None:
        self.items = items
        self.span = span


class Entry:
    """One key of a mapping with its value."""

    __slots__ = ("key", "key_span", "value")

    def __init__(self, key: str, key_span: Span, value: Node) -> None:
        self.key = key
        self.key_span = key_span
        self.value = value


class Mapping:
    """Keys and values in source order; of a repeated key, `get` returns the first."""

    __slots__ = ("entries", "span")

    def __init__(self, entries: list[Entry], span: Span) -> None:
        self.entries = entries
        self.span = span

    def entry(self, key: str) -> Entry | None:
        """Return the entry for `key`, or None."""
        for one in self.entries:
            if one.key == key:
                return one
        return None

    def get(self, key: str) -> Node | None:
        """Return the value for `key`, or None."""
        one = self.entry(key)
        return one.value if one else None

    def scalar(self, *keys: str) -> Scalar | None:
        """Return the first of `keys` that holds a scalar with text, or None."""
        for key in keys:
            node = self.get(key)
            if isinstance(node, Scalar) and node.text:
                return node
        return None

    def items(self, key: str) -> list[Node]:
        """Return the items of the list under `key`; empty when there is none."""
        node = self.get(key)
        return node.items if isinstance(node, Sequence) else []

    def mapping(self, key: str) -> Mapping | None:
        """Return the mapping under `key`, or None."""
        node = self.get(key)
        return node if isinstance(node, Mapping) else None


Node: TypeAlias = "Scalar | Sequence | Mapping"
