"""Identities: requirement, phase, plan and issue ids, and the shorthand that lists them.

Shorthand is expanded before anything is counted: ``HUB-01..05``, ``EXEC-01–06``,
``DISP-01 through DISP-05``, ``S2-01 to S2-08``, ``PROF-01 → PROF-07``, ``FR-01~FR-05``,
``A-01/02/03``, ``A-01, 03, 04``, ``A-01a/01b``, ``A-01a-c``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

#: Words that look like ids and never are: standards, encodings, algorithms, advisories.
_LOOKALIKES = frozenset(
    ("UTF", "SHA", "HTTP", "ISO", "RFC", "CVE", "CWE", "GHSA", "AES", "MD", "EC", "TLS", "SSL",
     "ES", "PEP", "GPT", "BASE", "CRC", "X", "UTC", "GMT", "ASCII", "ED", "H", "P", "CP")
)

#: Of these, what stands for a standard is never numbered with two digits.
_TWO_DIGITS_ARE_IDS = frozenset(("HTTP", "TLS", "SSL", "AES", "EC", "ED", "H", "P", "MD"))
_CLOCKS = frozenset(("UTC", "GMT"))


class IdRef(NamedTuple):
    """One id named in a text. Ids of a range share the range's place."""

    id: str
    prefix: str
    number: int
    span: Span


_ID = r"(?<![\w-])([A-Z][A-Z0-9]*(?:[-_][A-Z][A-Z0-9]*)*)-(\d{1,5})([a-z]?)(?![\w]|-\d|\.\d)"
_RANGE = (
    r"[ ]?(?:\.\.\.?|…|–|—|-|→|->|[~～〜至到]|through|thru|to|bis)[ ]?(?:([A-Z][A-Z0-9]*(?:[-_][A-Z][A-Z0-9]*)*)-)?(\d{1,5})(?![\w%]|\.\d|-\d)"
)
_MORE = (
    r"(?:[ ]?/[ ]?|,[ ]?(?:and[ ])?|[ ]?[&、，][ ]?|[ ](?:and|und|et|y|e)[ ]|[ ]?[及和与與][ ]?)"
    r"(\d{2,5})([a-z]?)(?![\w%-]|\.\d|/(?!\d))"
)
#: ``-016a/b``, ``-016a-c``, ``-016a–016c``: more letters of one number.
_LETTER = r"([/,–—~-]|\.\.)(?:(?:([A-Z][A-Z0-9]*(?:[-_][A-Z][A-Z0-9]*)*)-)?(\d{1,5}))?([a-z])(?![\w-])"


def expand(text: str, base: int = 0, prefixes: frozenset[str] | None = None) -> Iterator[IdRef]:
    """Yield every id that `text` names, ranges and lists expanded.

    `prefixes` limits them to the registers that exist; without it, well-known look-alikes
    (``UTF-8``, ``SHA-256``) are left out. A range of more than 500 ids is no range.
    """
    at = 0
    find = pattern(_ID).search
    while True:
        match = find(text, at)
        if match is None:
            return
        at = match.end()
        prefix = match[1]
        if prefixes is not None:
            if prefix not in prefixes:
                continue
        elif not _numbers_a_list(prefix.rpartition("-")[2], match[2]):
            continue
        digits = match[2]
        first = int(digits)
        span = Span(base + match.start(), base + match.end())
        yield IdRef(match[0], prefix, first, span)
        if match[3]:
            for one, end in _lettered(text, match, base):
                yield one
                at = end
        ranged = pattern(_RANGE).match(text, at) if not match[3] else None
        if ranged is not None and (ranged[1] in (None, prefix)):
            last = int(ranged[2])
            # Behind a dash or an arrow a bare number of another width is a number of its own.
            bare = ranged[1] is None and pattern(r"[-→>]").search(ranged[0]) is not None
            if first < last <= first + 500 and not (bare and len(ranged[2]) != len(digits)):
                span = Span(base + match.start(), base + ranged.end())
                for number in range(first + 1, last + 1):
                    yield IdRef(f"{prefix}-{number:0{len(digits)}d}", prefix, number, span)
                at = ranged.end()
                continue
        while True:
            more = pattern(_MORE).match(text, at)
            if more is None or len(more[1]) != len(digits):
                break
            span = Span(base + more.start(1), base + more.end())
            yield IdRef(f"{prefix}-{more[1]}{more[2]}", prefix, int(more[1]), span)
            at = more.end()


def _lettered(text: str, first: re.Match[str], base: int) -> Iterator[tuple[IdRef, int]]:
    """Yield the ids that go on with other letters of the first one's number, and where they end."""
    prefix, digits, letter = first[1], first[2], first[3]
    at = first.end()
    while (more := pattern(_LETTER).match(text, at)) is not None:
        if more[2] not in (None, prefix) or more[3] not in (None, digits) or more[4] <= letter:
            return
        is_list = more[1] in ("/", ",")
        between = range(ord(more[4]) if is_list else ord(letter) + 1, ord(more[4]) + 1)
        for code in between:
            identity = f"{prefix}-{digits}{chr(code)}"
            span = Span(base + more.start(4), base + more.end(4))
            yield IdRef(identity, prefix, int(digits), span), more.end()
        letter, at = more[4], more.end()


def listed(text: str, base: int = 0) -> Iterator[IdRef]:
    """Yield the ids of a text that is known to name requirements, such as a list's item.

    Nothing is a look-alike there, and an id without a hyphen (``R14``) is one where it is all
    of the text.
    """
    found = False
    for one in expand(text, base, _Every()):
        found = True
        yield one
    if not found:
        match = pattern(r"\s*([A-Z]{1,8}(?:-[A-Z])?)(\d{1,5})[a-z]?(?=\s*(?:$|:\s))").match(text)
        if match is not None:
            start, end = match.start(1), match.end(2)
            yield IdRef(text[start:end], match[1], int(match[2]), Span(base + start, base + end))


class _Every(frozenset[str]):
    """Every prefix there may be."""

    def __contains__(self, _: object) -> bool:
        return True


class PhaseId(NamedTuple):
    """A phase's number as compared: integer part, letter, decimals. ``02.1`` equals ``2.1``."""

    number: int
    letter: str
    decimals: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.number}{self.letter}" + "".join(f".{one}" for one in self.decimals)


_PHASE = r"(?:[A-Z]{1,6}-)?0*(\d{1,6})([A-Za-z]?)((?:\.\d{1,6})*)"


def _numbers_a_list(prefix: str, digits: str) -> bool:
    """Whether letters and number are an id of a list (``TLS-01``) and no standard (``TLS-1``)."""
    return prefix not in _LOOKALIKES or (len(digits) == 2 and (
        prefix in _TWO_DIGITS_ARE_IDS or (digits[0] == "0" and prefix not in _CLOCKS)
    ))


@lru_cache(maxsize=4096)
def phase_id(token: str) -> PhaseId | None:
    """Read a phase token (``07``, ``2.1``, ``12A``, ``CK-01``); None for anything else."""
    match = pattern(_PHASE).fullmatch(token.strip())
    if match is None:
        return None
    decimals = tuple(int(one) for one in match[3].split(".") if one)
    return PhaseId(int(match[1]), match[2].upper(), decimals)


def phase_of_slug(name: str) -> PhaseId | None:
    """Read the phase number that a folder name or front-matter slug begins with."""
    match = pattern(r"(?:[A-Z]{1,6}-)?\d{1,6}[A-Za-z]?(?:\.\d{1,6})*(?=-|_| |$)").match(name)
    return phase_id(match[0]) if match else None
