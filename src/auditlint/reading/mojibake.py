"""Text that was UTF-8, was read in another encoding and was saved again.

The method is that of a decoder run backwards: put the characters back into the bytes that they
had in Windows-1252, Latin-1 or Mac Roman, and see whether these bytes are UTF-8 for something
that people write. Most of what decodes by chance does not pass: French ``é »`` is the bytes
of a Chinese character, so a lone character counts only where it is punctuation, a symbol, an
emoji or an accented Latin letter; other scripts count only in runs.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}

#: Two characters that, next to a letter or not, may well be meant: a closing quotation mark or
#: a dash behind a capital letter with an accent.
_CLOSING = frozenset("»«”“’‘‚„–—…›‹\u00a0·°")


class Garbled(NamedTuple):
    """``text[start:end]`` should read `right`; `encoding` is how it was misread."""

    start: int
    end: int
    right: str
    encoding: str


@cache
def _bytes_of(encoding: str) -> dict[str, int]:
    """Map each character of an encoding's upper half to its byte.

    The five bytes that Windows-1252 leaves undefined are read as control characters, as
    browsers do; so the table covers Latin-1 too.
    """
    table = {chr(code): code for code in range(0x80, 0x100)} if encoding == "cp1252" else {}
    for code in range(0x80, 0x100):
        try:
            table[bytes((code,)).decode(encoding)] = code
        except UnicodeDecodeError:
            continue
    return table


def _length(byte: int) -> int:
    """How many bytes the UTF-8 sequence has that begins with `byte`; 0 when none does."""
    if 0xC2 <= byte <= 0xDF:
        return 2
    if 0xE0 <= byte <= 0xEF:
        return 3
    return 4 if 0xF0 <= byte <= 0xF4 else 0


def _one(text: str, at: int, end: int, table: dict[str, int]) -> tuple[str, int] | None:
    """Decode one character back at `at`: it and how many characters stand for it, or None."""
    lead = table.get(text[at])
    length = _length(lead) if lead is not None else 0
    if lead is None or not length or at + length > end:
        return None
    data = [lead]
    for char in text[at + 1 : at + length]:
        byte = table.get(char, 0)
        if not 0x80 <= byte <= 0xBF:
            return None
        data.append(byte)
    try:
        return bytes(data).decode("utf-8"), length
    except UnicodeDecodeError:
        return None


def _is_symbol(char: str) -> bool:
    """Whether a character of three or four bytes is punctuation, a symbol or an emoji."""
    code = ord(char)
    return (
        0x2010 <= code <= 0x205E or 0x20A0 <= code <= 0x20BF or 0x2100 <= code <= 0x27BF
        or 0x2900 <= code <= 0x297F or 0x2B00 <= code <= 0x2BFF or code in (0x200B, 0x200D, 0xFEFF)
        or code == 0xFE0F or 0x1F000 <= code <= 0x1FAFF
    )


def _chains(text: str, encoding: str) -> Iterator[tuple[int, int, str]]:
    """Yield every chain of characters that decode back: start, end, and what they were."""
    table = _bytes_of(encoding)
    leads = "".join(char for char, byte in table.items() if _length(byte))
    others = "".join(char for char, byte in table.items() if 0x80 <= byte <= 0xBF)
    next_ = pattern(f"[{leads}][{others}]").search
    at = 0
    length = len(text)
    while True:
        found = next_(text, at)
        if found is None:
            return
        start = at = found.start()
        out = []
        while at < length and text[at] >= "\x80":
            decoded = _one(text, at, length, table)
            if decoded is None:
                break
            out.append(decoded[0])
            at += decoded[1]
        if out:
            yield start, at, "".join(out)
        else:
            at += 1


def _is_certain(text: str, start: int, right: str, encoding: str) -> bool:
    """Whether a chain cannot be what somebody meant to write."""
    if any(_is_symbol(char) for char in right):
        return True
    if len(right) >= 3 and all(char.isalpha() or char in "、。，：（）「」《》！？" for char in right):
        return True
    if len(right) == 1 and 0xA0 <= ord(right) <= 0xFF:
        if encoding == "mac_roman":
            # "√π" and "¬" are mathematics; inside a word they are not.
            before = text[start - 1 : start]
            behind = text[start + 2 : start + 3]
            return right.isalpha() and before.isalpha() and before.isascii() and (
                not behind or behind.isascii()
            )
        return text[start + 1] not in _CLOSING
    return False


def _is_likely(right: str) -> bool:
    """Whether a chain counts where others of its encoding are certain."""
    return all(
        _is_symbol(char) or 0xA0 <= ord(char) <= 0x17F or (len(right) > 1 and char.isalpha())
        for char in right
    )


def find(text: str) -> list[Garbled]:
    """Return all garbled places of `text`, in order.

    A place that could be meant counts only where the same encoding garbled another for sure.
    """
    best: list[Garbled] = []
    for encoding in NAMES:
        chains = list(_chains(text, encoding))
        if not any(_is_certain(text, start, right, encoding) for start, _, right in chains):
            continue
        places = [
            Garbled(start, end, right, encoding)
            for start, end, right in chains
            if _is_certain(text, start, right, encoding) or _is_likely(right)
        ]
        if len(places) > len(best):
            best = places
    return best
