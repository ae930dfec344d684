"""Source lines for code frames: what a terminal shows of them, and how wide it is.

Widths are terminal cells, after Unicode's East Asian Width: two for wide characters and emoji,
none for combining marks and for what a joiner fuses to the character before. No terminal agrees
with another on every emoji sequence; this is the most common reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.report.escape import CUT, character
from auditlint.source.text import LineIndex

if TYPE_CHECKING:
    from collections.abc import Callable

TAB = "    "

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_KEPT_SOURCES = 8


class Cell(NamedTuple):
    """One character as it is shown, and the terminal cells that it takes."""

    shown: str
    width: int


class Excerpt(NamedTuple):
    """A part of a line. The underline begins at cell `offset` and is `width` cells wide."""

    text: str
    offset: int
    width: int
    whole: bool
    """Whether the line is shown from end to end."""


class Sources:
    """The lines of files, read when they are first asked for; keeps the last few files."""

    __slots__ = ("_indexes", "_read")

    def __init__(self, read: Callable[[str], str | None]) -> None:
        self._read = read
        self._indexes: dict[str, LineIndex | None] = {}

    def line(self, path: str, number: int) -> str | None:
        """Return line `number` (from 1) of `path` without its line end, or None."""
        if path not in self._indexes:
            if len(self._indexes) >= _KEPT_SOURCES:
                del self._indexes[next(iter(self._indexes))]
            text = self._read(path)
            self._indexes[path] = None if text is None else LineIndex(text)
        index = self._indexes[path]
        if index is None or not 1 <= number <= len(index.starts):
            return None
        start, end = index.line_span(number)
        return index.text[start:end]


def cells(text: str) -> list[Cell]:
    """Return the cells of `text`, one for every code point."""
    if text.isascii() and text.isprintable() and "##[" not in text:
        return [Cell(char, 1) for char in text]
    found: list[Cell] = []
    before = ""
    for at, char in enumerate(text):
        if char == "\t":
            cell = Cell(TAB, len(TAB))
        elif char == "[" and text[max(0, at - 2) : at] == "##":
            cell = Cell("\\[", 2)  # see auditlint.report.escape
        elif char == _EMOJI_STYLE:
            cell = Cell(char, 1 if found and found[-1] == (before, 1) else 0)
        else:
            shown = character(char)
            cell = Cell(shown, len(shown) if shown != char else _width(char, before))
        found.append(cell)
        before = char
    return found


def _width(char: str, before: str) -> int:
    """Return the cells of a printable character that stands behind `before`."""
    if char.isascii():
        return 1
    from unicodedata import category, east_asian_width

    if before == _JOINER or char == _JOINER or category(char) in ("Mn", "Me", "Cf"):
        return 0
    if "\u1160" <= char <= "\u11ff":
        return 0  # vowels and finals that join the Hangul letter before
    if "\U0001f3fb" <= char <= "\U0001f3ff" and before and _width(before, "") == 2:
        return 0  # a skin tone behind its emoji
    return 2 if east_asian_width(char) in "WF" else 1


def excerpt(line: str, start: int, end: int, room: int) -> Excerpt:
    """Return what fits into `room` cells of `line` around the span from `start` to `end`.

    `start` and `end` are code points from 0; both may lie behind the line's end. The cost
    depends on `room` and not on the line's length.
    """
    room = max(room, 20)
    start = min(start, len(line))
    end = min(max(end, start), len(line))
    if len(line) <= room:
        shown = cells(line)
        if sum(cell.width for cell in shown) <= room:
            return _excerpt(shown, 0, start, end, True)
    low = max(0, start - room)
    shown = cells(line[low : start + room])
    first, last = _window(shown, start - low, end - low, room - 2 * len(CUT))
    cut_before = low + first > 0
    cut_behind = low + last < len(line)
    part = shown[first:last]
    if cut_before:
        part.insert(0, Cell(CUT, len(CUT)))
    at = start - low - first + cut_before
    stop = min(end - low, last) - first + cut_before
    found = _excerpt(part, 0, at, stop, False)
    return found._replace(text=found.text + CUT) if cut_behind else found


def _excerpt(shown: list[Cell], first: int, start: int, end: int, whole: bool) -> Excerpt:
    return Excerpt(
        "".join(cell.shown for cell in shown[first:]),
        sum(cell.width for cell in shown[first:start]),
        max(1, sum(cell.width for cell in shown[start:end])),
        whole,
    )


def _window(shown: list[Cell], start: int, end: int, room: int) -> tuple[int, int]:
    """Return which cells to show: the span, as much as fits, and what is around it."""
    span = min(sum(cell.width for cell in shown[start:end]), room)
    first, left = _backwards(shown, start, (room - span) // 2)
    last = start
    used = left
    while last < len(shown) and used + shown[last].width <= room:
        used += shown[last].width
        last += 1
    first, _ = _backwards(shown, start, left + room - used)
    while first < start and shown[first].width == 0:
        first += 1  # a mark without its letter would join the cut
    return first, last


def _backwards(shown: list[Cell], at: int, room: int) -> tuple[int, int]:
    """Return how far back from `at` one gets with `room` cells, and how many were used."""
    used = 0
    while at > 0 and used + shown[at - 1].width <= room:
        at -= 1
        used += shown[at].width
    return at, used
