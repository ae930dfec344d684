"""What a kind of document is, and what its module provides.

A kind is one file and one schema. The file holds ``KIND`` (data: id, paths, clues) and two
functions, ``model(document)`` and ``claims(document, model)``. The data is copied into the
generated index, so recognising a document imports no kind module but its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.parsing.nodes import Entry, Mapping, Node, Scalar, Sequence
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.parsing.document import Document

LIVING = "living"
HISTORICAL = "historical"


class Kind(NamedTuple):
    """A kind of planning document.

    `paths` are patterns matched against the end of a path: segments, ``*`` inside a segment,
    ``**`` for any number of folders, at the beginning of a segment ``#`` for a digit and ``#+``
    for a number that does not begin a date; the first segment may stand at any depth.
    `names` are file-name patterns (``*``, letter case ignored) that ask for a look at the
    content when no path pattern matched. Clues for recognition by content: `front` keys must
    all be in the front matter; or `title` (a pattern searched in the first heading) and at
    least `least` of `headings` (patterns searched in headings) and `fields` (folded field
    keys) must be there; or all of `lines` (patterns searched in the prose, ``^`` and ``$`` at
    line ends) are found.
    """

    id: str
    title: str
    framework: str
    nature: str
    paths: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    heading: str = ""
    headings: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    least: int = 1
    format: str = "markdown"
    lines: tuple[str, ...] = ()


class ModelBuilder:
    """Collects the entries of a model, each with its place."""

    __slots__ = ("entries", "span")

    def __init__(self, span: Span) -> None:
        self.entries: list[Entry] = []
        self.span = span

    def text(self, key: str, value: str, span: Span) -> ModelBuilder:
        """Add a string."""
        self.entries.append(Entry(key, span, Scalar(value, span)))
        return self

    def value(self, key: str, value: bool | int, span: Span) -> ModelBuilder:
        """Add a boolean or a whole number."""
        self.entries.append(Entry(key, span, Scalar(str(value), span, value=value)))
        return self

    def node(self, key: str, node: Node) -> ModelBuilder:
        """Add a node."""
        self.entries.append(Entry(key, node.span, node))
        return self

    def list(self, key: str, items: Iterable[Node], span: Span) -> ModelBuilder:
        """Add a list."""
        self.entries.append(Entry(key, span, Sequence([*items], span)))
        return self

    def build(self) -> Mapping:
        """Return the mapping."""
        return Mapping(self.entries, self.span)


def base_model(document: Document) -> ModelBuilder:
    """Start a model with what every kind has: front matter (where it is YAML), title, headings.

    The shape: ``{"front_matter": {...}, "title": "...", "headings": ["...", ...]}``; keys that
    the document lacks are absent.
    """
    builder = ModelBuilder(Span(0, min(1, len(document.text))))
    front = document.front
    if front is not None and front.valid:
        builder.node("front_matter", front.root)
    title = document.title
    if title is not None:
        builder.text("title", title.title, title.title_span)
    builder.list(
        "headings",
        (Scalar(one.title, one.title_span) for one in document.sections),
        Span(document.body, document.body),
    )
    return builder
