"""The structure of a Markdown document: nodes with places, as the parser's adapter builds them."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.source.text import Span

OPEN = "open"
DONE = "done"
OTHER = "other"


class Section:
    """A heading and all below it up to the next heading of its level or above.

    `title` is the heading's text with inline markup removed; `title_span` covers it in the
    source; `end` is exclusive. The root section has level 0 and no title.
    """

    __slots__ = ("children", "end", "level", "parent", "start", "title", "title_span")

    def __init__(
        self, level: int, title: str, title_span: Span, start: int, parent: Section | None
    ) -> None:
        self.level = level
        self.title = title
        self.title_span = title_span
        self.start = start
        self.end = start
        self.parent = parent
        self.children: list[Section] = []

    def ancestors(self) -> list[Section]:
        """This section and those around it, innermost first, without the root."""
        out = []
        here: Section | None = self
        while here is not None and here.level:
            out.append(here)
            here = here.parent
        return out

    @property
    def span(self) -> Span:
        """The whole section, heading included."""
        return Span(self.start, self.end)


class Cell(NamedTuple):
    """A table cell: trimmed source text and its place."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def plain(self) -> str:
        """The text without emphasis marks and code ticks."""
        return plain(self.text)


class Row(NamedTuple):
    """A table row. `ragged`: it has more cells than the header, so judge nothing in it."""

    cells: tuple[Cell, ...]
    start: int
    end: int
    ragged: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Table:
    """A table with its header cells and rows; `headings` are the header's plain texts."""

    __slots__ = ("end", "header", "header_end", "rows", "section", "start")

    def __init__(self, start: int, end: int, section: Section) -> None:
        self.start = start
        self.end = end
        self.header: tuple[Cell, ...] = ()
        self.header_end = start
        self.rows: list[Row] = []
        self.section = section

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def headings(self) -> list[str]:
        return [plain(cell.text) for cell in self.header]

    def column(self, *names: str) -> int:
        """Return the index of the first header cell that equals one of `names` (folded), or -1."""
        for index, heading in enumerate(self.headings):
            if heading.casefold() in names:
                return index
        return -1


class Item:
    """A list item.

    `text` is its first block's source, `text_span` its place; `box` is None, `OPEN`, `DONE` or
    `OTHER` (``[~]``, ``[-]``...), `box_span` the place of the bracketed mark. `number` is the
    number of an item of an ordered list.
    """

    __slots__ = (
        "box", "box_span", "depth", "end", "number", "parent", "section", "start", "text",
        "text_span",
    )

    def __init__(
        self, start: int, end: int, depth: int, parent: Item | None, section: Section,
        number: int | None,
    ) -> None:
        self.start = start
        self.end = end
        self.depth = depth
        self.parent = parent
        self.section = section
        self.number = number
        self.box: str | None = None
        self.text = ""
        self.box_span = self.text_span = Span(start, start)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Code(NamedTuple):
    """An inline code span: its content, and its place with the backticks."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Fence(NamedTuple):
    """A code block. `info` is the fence's info string; indented code has none and no fence."""

    info: str
    start: int
    end: int
    fenced: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Link(NamedTuple):
    """A link or image with its destination as written."""

    target: str
    start: int
    end: int
    image: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Comment(NamedTuple):
    """An HTML comment; `text` is what stands between the marks."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Element(NamedTuple):
    """A range between two tag lines (``<tasks>`` to ``</tasks>``), `inner` without the tags."""

    name: str
    attributes: str
    start: int
    end: int
    inner: Span

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class BlockNode(NamedTuple):
    """A block of the document: paragraph, item, heading, fence, table, html, quote, rule."""

    type: str
    start: int
    end: int


class Markdown:
    """All nodes of one document's body, each list in source order."""

    __slots__ = (
        "blocks", "codes", "comments", "elements", "fences", "items", "links", "quotes", "root",
        "sections", "strikes", "tables",
    )

    def __init__(self, root: Section) -> None:
        self.root = root
        self.sections: list[Section] = []
        self.tables: list[Table] = []
        self.items: list[Item] = []
        self.codes: list[Code] = []
        self.fences: list[Fence] = []
        self.links: list[Link] = []
        self.comments: list[Comment] = []
        self.quotes: list[Span] = []
        self.strikes: list[Span] = []
        self.elements: list[Element] = []
        self.blocks: list[BlockNode] = []


_PLAIN = str.maketrans("", "", "*`")


def plain(text: str) -> str:
    """Return `text` without emphasis marks, code ticks, strike marks and escaping backslashes.

    Underscores go only where they stand outside a word, as emphasis does.
    """
    if "*" in text or "`" in text:
        text = text.translate(_PLAIN)
    if "~~" in text:
        text = text.replace("~~", "")
    if "\\" in text:
        text = text.replace("\\|", "|").replace("\\_", "_").replace("\\[", "[").replace("\\]", "]")
    if "_" in text:
        text = text.strip()
        if len(text) > 1 and text[0] == "_" and text[-1] == "_":
            text = text.strip("_")
    return text.strip()
