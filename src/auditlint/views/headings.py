"""The status that a heading or line gives itself: ``Phase 1: Fixes - COMPLETE ✅``.

A heading says many things; its status is a part of its own, behind a dash, a colon, a symbol or
in brackets, that holds a status word and nothing else but a date or a bracketed remark.
``Phase 4: Complete Remaining Primitives`` has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


#: No heading or line that states a status is longer; the reader is quadratic in its parts.
_LONGEST = 600


class OwnStatus(NamedTuple):
    """A status as a heading or line states it, with the place of its words.

    `symbol`: it is a symbol without a word, which is as often decoration as a status.
    """

    state: str
    raw: str
    span: Span
    symbol: bool


class _Part(NamedTuple):
    text: str
    start: int
    end: int
    bracketed: bool


_DASHES = frozenset(("-", "--", "—", "–", "|", "·", "•", "→", "=>", "->", "/"))
_NUMBERED = (
    r"(?:phases?|stages?|steps?|epics?|milestones?|tasks?|sprints?|waves?|parts?|iterations?)"
    r"\s+\d[\d.]*(?:\s?[-–]\s?\d[\d.]*)?\s+(?=[a-z])"
)


def _is_symbol(token: str) -> bool:
    """Whether a token holds no letter and no digit but a character beyond ASCII."""
    return not any(char.isalnum() for char in token) and not token.isascii()


def _has_letters(text: str) -> bool:
    """Whether text follows: a symbol in front of a name is decoration, one behind it a status."""
    return any(char.isalnum() for char in words.repaired(text))


def _parts(text: str) -> Iterator[_Part]:
    """Split `text` at dashes, colons, symbols and brackets; a symbol is a part of its own."""
    start = end = -1
    bracketed = False
    for match in pattern(r"\S+").finditer(text):
        token = match[0]
        bare = token.strip("*_`~")
        opens = bare[:1] in ("(", "[")
        symbol = _is_symbol(words.repaired(bare)) if not bare.isascii() else False
        separator = bare in _DASHES or symbol
        if (separator or opens) and start >= 0 and not bracketed:
            yield _Part(text[start:end], start, end, False)
            start = -1
        if separator and not bracketed:
            if symbol and bare not in _DASHES:
                yield _Part(token, match.start(), match.end(), False)
            continue
        if start < 0:
            start = match.start()
            bracketed = opens
        end = match.end()
        closes = bracketed and any(char in ")]" for char in token)
        if closes or (not bracketed and bare.endswith((":", ";", "："))):
            yield _Part(text[start:end], start, end, bracketed)
            start = -1
            bracketed = False
    if start >= 0:
        yield _Part(text[start:end], start, end, bracketed)


def _word_of(part: _Part) -> words.Word | None:
    """Read a part that holds a status and nothing else; None for anything else."""
    text = part.text.strip("()[]*_`~ :;.,!")
    if not text or len(text) > 60:
        return None
    word = words.read(text)
    if word.state == words.UNKNOWN or not word.word[:1].isalnum():
        return None
    tail = word.tail.lstrip(" ,;:-–—")
    if not tail or pattern(r"(?:on |in |at )?\(?(?:v?\d[\d.:/-]*|\d{1,2} )").match(tail):
        return word
    return word if tail.startswith("(") else None


def _locate(part: _Part, base: int) -> Span:
    """The place of a part without the marks around it."""
    text = part.text
    left = len(text) - len(text.lstrip("()[]*_`~ :"))
    right = len(text.rstrip("()[]*_`~ :;.,!"))
    return Span(base + part.start + left, base + part.start + max(right, left))


def own_status(text: str, base: int = 0) -> OwnStatus | None:
    """Read the status that `text` (a heading's or line's source) gives its own subject.

    None where there is none, or where the text gives several that differ.
    """
    if len(text) > _LONGEST:
        return None
    found: OwnStatus | None = None
    symbol: OwnStatus | None = None
    for index, part in enumerate(_parts(text)):
        plain = words.repaired(part.text).strip("*_`~ ")
        if _is_symbol(plain):
            state = words.state(plain)
            if state != words.UNKNOWN and symbol is None and not _has_letters(text[part.end :]):
                symbol = OwnStatus(
                    state, plain, Span(base + part.start, base + part.end), True
                )
            continue
        word = _word_of(part) if index or part.bracketed else None
        place = _locate(part, base)
        if word is None and not part.bracketed:
            numbered = pattern(_NUMBERED, 2).match(part.text.lstrip("*_ "))
            if numbered is not None:
                left = len(part.text) - len(part.text.lstrip("*_ "))
                rest = _Part(
                    part.text[left + numbered.end() :], part.start + left + numbered.end(),
                    part.end, False,
                )
                word = _word_of(rest)
                place = _locate(rest, base)
        if word is None:
            continue
        one = OwnStatus(word.state, text[place.start - base : place.end - base], place, False)
        if found is not None and found.state != one.state:
            return None
        found = found or one
    return found or symbol


def status_behind(text: str, base: int, end: int) -> OwnStatus | None:
    """Read the status behind a name that ends at `end`, or a symbol in front of all.

    The name is left out: ``Phase 4: Testing`` is no status.
    """
    own = own_status("x" + text[end:], base + end - 1)
    if own is None:
        match = pattern(r"\s*([^\w\s*(\[]{1,3})(?=\s)").match(text)
        state = words.state(match[1]) if match is not None else words.UNKNOWN
        if match is not None and state != words.UNKNOWN:
            span = Span(base + match.start(1), base + match.end(1))
            own = OwnStatus(state, match[1], span, True)
    return own
