"""Text with exact places: decoding, spans, and the index from offsets to lines and columns.

Offsets are code points into the decoded text (without its byte order mark). A line ends with
``\\n``, ``\\r\\n`` or a lone ``\\r``, as CommonMark defines it, and with nothing else:
`str.splitlines` knows eight more line ends that editors do not.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

BOM = b"\xef\xbb\xbf"


class Span(NamedTuple):
    """A half-open range of code point offsets, ``start <= end``."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people write it: line and column, both from 1, columns in code points."""

    line: int
    column: int


class UndecodableError(ValueError):
    """The bytes are no UTF-8 text.

    `offset` is the first bad byte's place in `decoded`, the text with every undecodable byte
    replaced, so that a finding can still point at it; `reason` says what is wrong in words.
    """

    def __init__(self, decoded: str, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.decoded = decoded
        self.offset = offset
        self.reason = reason


def decode(data: bytes) -> str:
    """Return `data` as text, without a byte order mark.

    Raises `UndecodableError` when the bytes are not UTF-8 or hold a NUL.
    """
    if data.startswith(BOM):
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        what = f"byte 0x{data[error.start]:02x} is not UTF-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            what = "the text is UTF-16, not UTF-8"
        raise UndecodableError(data.decode("utf-8", "replace"), len(good), what) from None
    nul = text.find("\0")
    if nul >= 0:
        raise UndecodableError(text, nul, "a NUL byte: this is no text")
    return text


class LineIndex:
    """Where every line of a text begins; turns offsets into positions."""

    __slots__ = ("length", "starts", "text")

    def __init__(self, text: str) -> None:
        starts = [0]
        add = starts.append
        at = text.find("\n")
        if "\r" not in text:
            while at >= 0:
                add(at + 1)
                at = text.find("\n", at + 1)
        else:
            carriage = text.find("\r")
            while at >= 0 or carriage >= 0:
                if carriage >= 0 and (at < 0 or carriage < at):
                    end = carriage + 1
                    if end == at:
                        end += 1
                        at = text.find("\n", end)
                    carriage = text.find("\r", carriage + 1)
                else:
                    end = at + 1
                    at = text.find("\n", end)
                add(end)
        self.text = text
        self.starts = starts
        self.length = len(text)

    @classmethod
    def of_starts(cls, starts: Iterable[int]) -> LineIndex:
        """Return an index that knows only where lines begin: enough for positions."""
        index = cls("")
        index.starts = list(starts)
        index.length = sys.maxsize
        return index

    def position(self, offset: int) -> Position:
        """Return the line and column of `offset`; offsets past the end give the end."""
        offset = min(max(offset, 0), self.length)
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def line_at(self, offset: int) -> int:
        """Return the number of the line (from 1) that holds `offset`."""
        return bisect_right(self.starts, min(max(offset, 0), self.length))

    def line_span(self, line: int) -> Span:
        """Return the span of line `line` (from 1) without its line end."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else self.length
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a position; the reverse of `position`."""
        return self.starts[line - 1] + column - 1

    @property
    def count(self) -> int:
        """How many lines the text has; a final line end opens no further line."""
        last = self.starts[-1]
        return len(self.starts) - (1 if last == self.length and len(self.starts) > 1 else 0)


def line_end(text: str, start: int) -> int:
    """Return the offset of the line end at or after `start` (or the text's end)."""
    feed = text.find("\n", start)
    carriage = text.find("\r", start, feed if feed >= 0 else len(text))
    if carriage >= 0:
        return carriage
    return feed if feed >= 0 else len(text)


def after_line_end(text: str, end: int) -> int:
    r"""Return the offset behind the line end at `end`, which is one character or ``\r\n``."""
    if text.startswith("\r\n", end):
        return end + 2
    return min(end + 1, len(text))
