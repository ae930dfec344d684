"""A planning document, parsed: text, front matter, Markdown nodes, and views over them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.parsing import frontmatter, markdown
from auditlint.reading.numbers import pattern
from auditlint.source.text import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.config import Limits
    from auditlint.parsing.frontmatter import FrontMatter
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Item, Markdown, Section, Table


class Field(NamedTuple):
    """A "**Key:** value" line in any spelling, or a plain "Key: value" line.

    `style`: ``bold`` (``**Key:** value``, ``**Key**: value``, ``**Key: value**``), ``footer``
    (``_Key: value_``, ``*Key: value*``) or ``plain``. `key` is without emphasis and colon,
    `value` is source text, trimmed.
    """

    key: str
    value: str
    key_span: Span
    value_span: Span
    style: str


class Document:
    """One planning file. Every node's span is a range of offsets into `text`.

    `path` is relative to the root with ``/``; `text` has no byte order mark.
    """

    __slots__ = (
        "_fields", "_lines", "_markdown", "_prose", "_section_starts", "format", "front", "memo",
        "path", "text",
    )

    def __init__(
        self, path: str, text: str, limits: Limits, format: str = "markdown"  # noqa: A002
    ) -> None:
        self.path = path
        if "\r" in text:
            # A lone carriage return is a line end too: as a line feed, no offset moves, and what
            # looks for a line end finds it. Text holds no NUL.
            text = text.replace("\r\n", "\0").replace("\r", "\n").replace("\0", "\r\n")
        self.text = text
        #: ``markdown``, or ``json`` or ``yaml``: then `front` is the whole file, and there is no
        #: Markdown.
        self.format = format
        self.front: FrontMatter | None = None
        if format == "json":
            from auditlint.parsing import jsontext

            self.front = jsontext.read(text, limits)
        elif format == "yaml":
            from auditlint.parsing import yamltext

            self.front = yamltext.read(text, limits)
        elif text.startswith("---"):
            self.front = frontmatter.read(text, limits)
        self._markdown: Markdown | None = None
        self._lines: LineIndex | None = None
        self._prose: str | None = None
        self._fields: list[Field] | None = None
        self._section_starts: list[int] | None = None
        #: Results that several rules share, by the name of the module that makes them.
        self.memo: dict[str, Any] = {}

    @property
    def name(self) -> str:
        """The file name."""
        return self.path.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The file name without its last extension."""
        return self.name.rpartition(".")[0] or self.name

    @property
    def folders(self) -> list[str]:
        """The folder names of the path, outermost first."""
        return self.path.split("/")[:-1]

    @property
    def body(self) -> int:
        """Where the body begins."""
        return self.front.block.body if self.front else 0

    @property
    def meta(self) -> Mapping | None:
        """The front matter's mapping (recovered scalars only, where it is no YAML)."""
        return self.front.root if self.front else None

    @property
    def lines(self) -> LineIndex:
        """The line index, made on first use."""
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines

    @property
    def markdown(self) -> Markdown:
        """The Markdown nodes, parsed on first use."""
        if self._markdown is None:
            self._markdown = markdown.parse(
                self.text if self.format == "markdown" else "", self.body
            )
        return self._markdown

    @property
    def is_parsed(self) -> bool:
        """Whether the Markdown nodes have been asked for already, so that they cost nothing."""
        return self._markdown is not None

    @property
    def sections(self) -> list[Section]:
        """All headings in source order."""
        return self.markdown.sections

    @property
    def tables(self) -> list[Table]:
        """All tables outside quotations, in source order."""
        return self.markdown.tables

    @property
    def items(self) -> list[Item]:
        """All list items outside quotations, in source order."""
        return self.markdown.items

    @property
    def boxes(self) -> list[Item]:
        """The list items that have a checkbox."""
        return [item for item in self.markdown.items if item.box is not None]

    @property
    def title(self) -> Section | None:
        """The first level-1 heading, or the first heading, or None."""
        for section in self.sections:
            if section.level == 1:
                return section
        return self.sections[0] if self.sections else None

    def section_at(self, offset: int) -> Section:
        """Return the innermost section that holds `offset`."""
        if self._section_starts is None:
            self._section_starts = [section.start for section in self.sections]
        index = bisect_right(self._section_starts, offset) - 1
        return self.sections[index] if index >= 0 else self.markdown.root

    def tables_in(self, span: Span) -> list[Table]:
        """Return the tables that begin inside `span`."""
        tables = self.tables
        return tables[_first(tables, span.start) : _first(tables, span.end)]

    def items_in(self, span: Span) -> list[Item]:
        """Return the list items that begin inside `span`."""
        items = self.items
        return items[_first(items, span.start) : _first(items, span.end)]

    @property
    def prose(self) -> str:
        """The text with all that is never read as state overwritten by spaces.

        Code spans, fences, HTML comments, block quotations and front matter are blanked;
        length and line ends are kept, so an offset into `prose` is an offset into `text`.
        """
        if self._prose is None:
            self._prose = self._blank()
        return self._prose

    def _blank(self) -> str:
        nodes = self.markdown
        hidden: list[tuple[int, int]] = [(one.start, one.end) for one in nodes.codes]
        hidden += [(one.start, one.end) for one in nodes.fences]
        hidden += [(one.start, one.end) for one in nodes.comments]
        hidden += nodes.quotes
        if self.body:
            hidden.append((0, self.body))
        if not hidden:
            return self.text
        hidden.sort()
        text = self.text
        pieces: list[str] = []
        done = 0
        for start, end in hidden:
            if end <= done:
                continue
            start = max(start, done)
            pieces.append(text[done:start])
            part = text[start:end]
            if "\r" in part:
                pieces.append("".join(c if c in "\r\n" else " " for c in part))
            elif "\n" in part:
                pieces.append("\n".join([" " * len(line) for line in part.split("\n")]))
            else:
                pieces.append(" " * (end - start))
            done = end
        pieces.append(text[done:])
        return "".join(pieces)

    @property
    def fields(self) -> list[Field]:
        """All "**Key:** value" lines and footers, in source order, outside code and quotations."""
        if self._fields is None:
            self._fields = list(self._read_fields())
        return self._fields

    def fields_in(self, span: Span) -> list[Field]:
        """Return the fields whose key stands inside `span`."""
        fields = self.fields
        start = bisect_left(fields, span.start, key=_key_start)
        return fields[start : bisect_left(fields, span.end, start, key=_key_start)]

    def field(self, *keys: str) -> Field | None:
        """Return the first field whose folded key is one of `keys`."""
        for one in self.fields:
            if one.key.casefold() in keys:
                return one
        return None

    def _read_fields(self) -> Iterator[Field]:
        prose = self.prose
        if pattern(_KEYED).match(prose, self.body) is not None:
            yield from self._fields_at(self.body)
        # To look for the line end is what C does; the pattern would be tried at every character.
        for match in pattern(r"\n" + _KEYED).finditer(prose, self.body):
            yield from self._fields_at(match.start() + 1)

    def _fields_at(self, start: int) -> Iterator[Field]:
        """Read the fields of the line that begins at `start`."""
        end = self.prose.find("\n", start)
        line = self.prose[start : end if end >= 0 else None].removesuffix("\r")
        if ":" in line or "：" in line:
            yield from _fields_of_line(self.text, start, line)


#: How a line with a field begins: maybe a bullet, maybe a box, then the emphasis.
_KEYED = r"[ \t]*(?:[-*+] [^\S\n]*(?:\[.\][ \t][^\S\n]*)?)?[*_]"


def _start(node: Any) -> int:
    start: int = node.start
    return start


def _key_start(field: Field) -> int:
    return field.key_span.start


def _first(nodes: list[Any], offset: int) -> int:
    """The index of the first of `nodes`, which stand in source order, at or after `offset`."""
    return bisect_left(nodes, offset, key=_start)


def _fields_of_line(text: str, at: int, line: str) -> Iterator[Field]:
    """Read the fields of one line of prose; `at` is its offset in `text`."""
    stripped = line.lstrip(" \t")
    left = len(line) - len(stripped)
    if stripped[:2] in ("- ", "* ", "+ ") :
        rest = stripped[2:].lstrip()
        left += len(stripped) - len(rest)
        stripped = rest
        if stripped[:1] == "[" and stripped[2:4] in ("] ", "]\t"):
            rest = stripped[3:].lstrip()
            left += len(stripped) - len(rest)
            stripped = rest
    if stripped.startswith("|"):
        return
    if stripped.startswith(("**", "__")):
        mark = stripped[:2]
        position = 0
        parts: list[tuple[str, int, int, int]] = []
        while True:
            found = _bold_key(stripped, position, mark)
            if found is None:
                break
            parts.append(found)
            position = found[3]
        for index, (key, key_start, key_end, value_start) in enumerate(parts):
            stop = len(stripped)
            if index + 1 < len(parts):
                stop = parts[index + 1][1] - 2
            yield _field(text, at + left, key, key_start, key_end, value_start, stop, "bold")
            if index + 1 < len(parts) and "|" not in stripped[value_start:stop]:
                # A further bold key counts only behind a bar: "**A**: 1 | **B**: 2".
                return
        if not parts:
            close = stripped.find(mark, 2)
            inner = stripped[2:close] if close > 0 else ""
            colon = inner.find(": ")
            if 0 < colon <= 60:
                yield _field(
                    text, at + left, inner[:colon].strip(), 2, 2 + colon, 3 + colon, close, "bold"
                )
    elif stripped[:1] in ("*", "_") and stripped.rstrip()[-1:] == stripped[:1]:
        inner = stripped.rstrip()[1:-1]
        colon = inner.find(":")
        if 0 < colon <= 60 and inner[colon + 1 : colon + 2] in (" ", ""):
            yield _field(
                text, at + left, inner[:colon].strip(), 1, 1 + colon, 2 + colon,
                1 + len(inner), "footer",
            )


def _bold_key(line: str, position: int, mark: str) -> tuple[str, int, int, int] | None:
    """Find the next bold key at or after `position`: key, its start and end, value start."""
    while True:
        start = line.find(mark, position)
        if start < 0:
            return None
        close = line.find(mark, start + 2)
        if close < 0 or close - start > 80:
            return None
        inner = line[start + 2 : close]
        key = inner.strip()
        behind = line[close + 2 :]
        if key.endswith((":", "：")) and len(key) > 1:
            key = key[:-1].rstrip()
            key_start = start + 2 + len(inner) - len(inner.lstrip())
            return key, key_start, key_start + len(key), close + 2
        gap = len(behind) - len(behind.lstrip(" \t"))
        if key and behind[gap : gap + 1] in (":", "："):
            key_start = start + 2 + len(inner) - len(inner.lstrip())
            return key, key_start, key_start + len(key), close + 2 + gap + 1
        if position == 0:
            return None
        position = close + 2


def _field(
    text: str, base: int, key: str, key_start: int, key_end: int, value_start: int,
    value_end: int, style: str,
) -> Field:
    start, end = base + value_start, base + value_end
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t|\\":
        end -= 1
    if text.startswith("-->", max(end - 3, start)):
        end = start + len(markdown.without_comments(text[start:end]))
    return Field(
        key, text[start:end], Span(base + key_start, base + key_end), Span(start, end), style
    )
