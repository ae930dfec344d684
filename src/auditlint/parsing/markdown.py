"""The one adapter to the Markdown parser: nodes with places, in source order.

The structure comes from pulldown-cmark (through pyromark), so it is CommonMark with tables and
task lists. Two things of planning documents are settled before it reads the text, each by
overwriting with spaces of the same length so that no offset moves: front matter, and lines
that hold nothing but a tag (``<tasks>``, ``</details>``), which would otherwise start an HTML
block that swallows headings, boxes and tables.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from auditlint.parsing.structure import (
    DONE,
    OPEN,
    OTHER,
    BlockNode,
    Cell,
    Code,
    Comment,
    Fence,
    Item,
    Link,
    Markdown,
    Row,
    Section,
    Table,
)
from auditlint.parsing.tags import mask_tags, pair
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = array("I")
_GROWTH = 1 << 14


def _offsets(source: str) -> Sequence[int] | None:
    """Map UTF-8 byte offsets to code points; None where they are the same (ASCII)."""
    if source.isascii():
        return None
    length = len(source) + 1
    if len(_NUMBERS) < length:
        _NUMBERS.extend(range(len(_NUMBERS), length + _GROWTH))
    table = array("I")
    extend, append = table.extend, table.append
    done = 0
    for match in pattern(r"[^\x00-\x7f]").finditer(source):
        at = match.start()
        extend(_NUMBERS[done : at + 1])
        # The bytes behind a character's first are the same character.
        append(at)
        char = match[0]
        if char >= "\u0800":
            append(at)
            if char >= "\U00010000":
                append(at)
        done = at + 1
    extend(_NUMBERS[done:length])
    return table


_parser: Any = None


def _events(source: str) -> Any:
    global _parser
    if _parser is None:
        import pyromark

        options = pyromark.Options
        _parser = pyromark.Markdown(
            options=options.ENABLE_TABLES
            | options.ENABLE_TASKLISTS
            | options.ENABLE_STRIKETHROUGH
        )
    return _parser.events_with_range(source)


#: The ends, of those without details, at which something is done.
_ENDS = frozenset(("Item", "Table", "TableHead", "TableRow"))

_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}


def parse(text: str, body: int) -> Markdown:
    """Parse ``text[body:]``; every place in the result is an offset into `text`.

    `text` must be free of NULs. Runs in time linear in the text for all inputs that
    pulldown-cmark itself reads in linear time.
    """
    masked, tags = mask_tags(text, body)
    source = masked[body:] if body else masked
    if "\r" in source:
        source = source.replace("\r\n", " \n").replace("\r", "\n")
    table_of = _offsets(source)
    root = Section(0, "", Span(body, body), body, None)
    out = Markdown(root)
    section = root
    items: list[Item] = []
    lists: list[int | None] = []
    table: Table | None = None
    cells: list[Cell] = []
    heading: tuple[int, int] | None = None
    heading_parts: list[str] = []
    html: list[tuple[int, int]] = []
    quotes = 0
    awaiting: Item | None = None

    for event, where in _events(source):
        if type(event) is str:
            if heading is not None:
                heading_parts.append(" ")
            elif event == "Rule":
                start, end = where["start"], where["end"]
                if table_of is not None:
                    start, end = table_of[start], table_of[end]
                out.blocks.append(BlockNode("rule", start + body, end + body))
            continue
        kind, value = event.popitem()
        if kind == "Text":
            if heading is not None:
                heading_parts.append(value)
            continue
        if kind == "End":
            if type(value) is str and value not in _ENDS:
                continue
        elif kind == "Html" or (kind == "Start" and value == "Strong"):
            continue
        start, end = where["start"], where["end"]
        if table_of is not None:
            start, end = table_of[start] + body, table_of[end] + body
        elif body:
            start += body
            end += body
        if kind == "Start":
            if type(value) is str:
                if value == "TableCell":
                    raw = text[start:end]
                    trimmed = raw.strip(" \t\r\n")
                    if trimmed.endswith("-->"):
                        trimmed = without_comments(trimmed)
                    left = start + raw.find(trimmed) if trimmed else min(start + 1, end)
                    cells.append(Cell(trimmed, left, left + len(trimmed)))
                    continue
                if value == "TableRow" or value == "TableHead":
                    cells = []
                    continue
                if value == "Paragraph":
                    out.blocks.append(BlockNode("paragraph", start, end))
                    if awaiting is not None:
                        _item_text(awaiting, masked, start, end)
                        awaiting = None
                    continue
                if value == "Item":
                    number = lists[-1] if lists else None
                    item = Item(
                        start, end, len(items), items[-1] if items else None, section, number
                    )
                    if number is not None:
                        lists[-1] = number + 1
                    items.append(item)
                    if not quotes:
                        out.items.append(item)
                    out.blocks.append(BlockNode("item", start, end))
                    awaiting = item
                    continue
                if value == "HtmlBlock":
                    if awaiting is not None:
                        _item_text(awaiting, masked, awaiting.start, start)
                        awaiting = None
                    html.append((start, end))
                    out.blocks.append(BlockNode("html", start, end))
                    continue
                if value == "Strikethrough":
                    out.strikes.append(Span(start, end))
                continue
            inner, detail = value.popitem()
            if inner == "Heading":
                if awaiting is not None:
                    _item_text(awaiting, masked, awaiting.start, start)
                    awaiting = None
                heading = (start, end)
                heading_parts = []
            elif inner == "List":
                if awaiting is not None:
                    _item_text(awaiting, masked, awaiting.start, start)
                    awaiting = None
                lists.append(detail)
            elif inner == "Table":
                if awaiting is not None:
                    _item_text(awaiting, masked, awaiting.start, start)
                    awaiting = None
                table = Table(start, _trim(text, start, end), section)
                if not quotes:
                    out.tables.append(table)
                out.blocks.append(BlockNode("table", table.start, table.end))
            elif inner == "CodeBlock":
                if awaiting is not None:
                    _item_text(awaiting, masked, awaiting.start, start)
                    awaiting = None
                fenced = type(detail) is not str
                out.fences.append(
                    Fence(detail["Fenced"] if fenced else "", start, end, fenced)
                )
                out.blocks.append(BlockNode("fence", start, end))
            elif inner == "BlockQuote":
                if awaiting is not None:
                    _item_text(awaiting, masked, awaiting.start, start)
                    awaiting = None
                if not quotes:
                    out.quotes.append(Span(start, end))
                    out.blocks.append(BlockNode("quote", start, end))
                quotes += 1
            elif inner == "Link":
                out.links.append(Link(detail["dest_url"], start, end, False))
            elif inner == "Image":
                out.links.append(Link(detail["dest_url"], start, end, True))
        elif kind == "End":
            if type(value) is str:
                if value == "TableRow":
                    if table is not None:
                        row_end = _trim(text, start, end)
                        table.rows.append(
                            Row(tuple(cells), start, row_end, _ragged(text, cells, row_end))
                        )
                        if cells and text.find("-->", cells[-1].end, row_end) > 0:
                            # The parser drops what stands behind the last cell.
                            behind = _comment_behind(text, cells[-1].end, row_end)
                            if behind is not None and html[-1:] != [behind]:
                                html.append(behind)
                elif value == "TableHead":
                    if table is not None:
                        table.header = tuple(cells)
                        table.header_end = _trim(text, start, end)
                elif value == "Table":
                    table = None
                elif value == "Item":
                    if awaiting is not None:
                        _item_text(awaiting, masked, awaiting.start, end)
                        awaiting = None
                    items.pop()
                continue
            inner, detail = value.popitem()
            if inner == "Heading" and heading is not None:
                level = _LEVELS[detail]
                title = "".join(heading_parts).strip()
                title_span = _title_span(text, heading[0], heading[1])
                if text.startswith("-->", title_span.end - 3):
                    shown = without_comments(text[title_span.start : title_span.end])
                    title_span = Span(title_span.start, title_span.start + len(shown))
                if not quotes and not items:
                    while section.level >= level and section.parent is not None:
                        section.end = heading[0]
                        section = section.parent
                    fresh = Section(level, title, title_span, heading[0], section)
                    section.children.append(fresh)
                    out.sections.append(fresh)
                    section = fresh
                out.blocks.append(BlockNode("heading", heading[0], title_span.end))
                heading = None
            elif inner == "List":
                lists.pop()
            elif inner == "BlockQuote":
                quotes -= 1
        elif kind == "Code":
            out.codes.append(Code(value, start, end))
            if heading is not None:
                heading_parts.append(value)
        elif kind == "TaskListMarker":
            if items:
                items[-1].box = DONE if value else OPEN
                items[-1].box_span = Span(start, end)
        elif kind == "InlineHtml":
            html.append((start, end))
    while section.parent is not None:
        section.end = len(text)
        section = section.parent
    root.end = len(text)
    for item in out.items:
        if item.box is None:
            _other_box(item)
    if html:
        _comments(out, text, html)
    if tags:
        pair(out, tags)
    return out


def _trim(text: str, start: int, end: int) -> int:
    """Return `end` moved back over line ends and blanks."""
    while end > start and text[end - 1] in " \t\r\n":
        end -= 1
    return end


def _title_span(text: str, start: int, end: int) -> Span:
    """The place of a heading's text: without the marks of either heading style."""
    raw = text[start:end]
    line_end = raw.find("\n")
    stripped = raw.lstrip(" \t")
    left = start + len(raw) - len(stripped)
    if stripped.startswith("#"):
        stop = len(raw) if line_end < 0 else line_end
        right = start + stop
        while left < right and text[left] == "#":
            left += 1
        while left < right and text[left] in " \t":
            left += 1
        right = _trim(text, left, right)
        hashes = right
        while hashes > left and text[hashes - 1] == "#":
            hashes -= 1
        if hashes < right and hashes > left and text[hashes - 1] in " \t":
            right = _trim(text, left, hashes)
        return Span(left, right)
    # Setext: all lines but the underline.
    last = raw.rstrip().rfind("\n")
    return Span(left, _trim(text, left, start + (last if last >= 0 else len(raw))))


def _ragged(text: str, cells: list[Cell], row_end: int) -> bool:
    """Whether text is left behind the last cell that the header has room for."""
    if not cells:
        return False
    rest = text[cells[-1].end : row_end].strip(" \t|")
    while rest.endswith("-->"):
        # A comment is no cell, neither inside the last one nor behind the last pipe.
        start = rest.rfind("<!--")
        if start < 0:
            break
        rest = rest[:start].strip(" \t|")
    return bool(rest)


def without_comments(text: str) -> str:
    """Return `text` without the HTML comments that it ends in, and without blanks around."""
    text = text.strip(" \t\r\n")
    while text.endswith("-->"):
        start = text.rfind("<!--")
        if start < 0:
            break
        text = text[:start].rstrip(" \t\r\n")
    return text


def _comment_behind(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the comment that ends the row whose last cell ends at `start`, if any."""
    close = text.rfind("-->", start, end)
    at = text.rfind("<!--", start, close)
    if at < 0 or text[close + 3 : end].strip(" \t|") or "`" in text[start:at]:
        return None
    return at, close + 3


_MARKS = frozenset("-*+")


def _item_text(item: Item, text: str, start: int, end: int) -> None:
    """Set an item's text from the source between `start` and `end`, marker and box left out."""
    rest = text[start:end]
    if start == item.start:
        rest = rest.lstrip(" \t")
        if rest[:1] in _MARKS:
            rest = rest[1:]
        else:
            rest = rest.lstrip("0123456789")
            if rest[:1] in (".", ")"):
                rest = rest[1:]
    if item.box is not None and item.box_span.end > end - len(rest):
        rest = text[item.box_span.end : end]
    rest = rest.lstrip(" \t")
    start = end - len(rest)
    rest = rest.rstrip(" \t\r\n")
    if rest.endswith("-->"):
        rest = without_comments(rest)
    item.text = rest
    item.text_span = Span(start, start + len(rest))


def _other_box(item: Item) -> None:
    """Recognise ``[~]`` and its like, which are boxes but neither open nor done.

    ``[P]``, ``[0:8]``, ``[LOW]`` and links are not boxes: a letter or digit in the brackets
    is a label.
    """
    text = item.text
    if (
        len(text) > 3
        and text[0] == "["
        and text[2] == "]"
        and text[3] in " \t"
        and not text[1].isalnum()
    ):
        item.box = OTHER
        start = item.text_span.start
        item.box_span = Span(start, start + 3)
        rest = text[3:].lstrip(" \t")
        item.text_span = Span(item.text_span.end - len(rest), item.text_span.end)
        item.text = rest


def _comments(out: Markdown, text: str, html: list[tuple[int, int]]) -> None:
    last = -1
    for start, end in html:
        at = text.find("<!--", max(start, last), end)
        while at >= 0:
            close = text.find("-->", at + 4)
            # An unclosed comment runs to the end of the document, as in a browser.
            stop = close + 3 if close >= 0 else len(text)
            out.comments.append(
                Comment(text[at + 4 : close if close >= 0 else stop], at, stop)
            )
            last = stop
            at = text.find("<!--", stop, end)
