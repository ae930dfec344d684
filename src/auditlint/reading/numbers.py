"""Numbers the way people write them in plans: fractions, counts, efforts, approximations.

Every reader says where the number stands and whether it is approximate; an approximate number
(``~148``, ``647+``, ``about 40``, ``2/?``) never mismatches anything.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@cache
def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile `source` on first use: start-up pays only for patterns that are needed."""
    return re.compile(source, flags)


class Fraction(NamedTuple):
    """``done/total`` with its place; `approximate` when either side is marked so."""

    done: int
    total: int
    span: Span
    approximate: bool


class Effort(NamedTuple):
    """An effort or duration from `low` to `high`, both in `unit`: ``h``, ``d``, ``w`` or ``min``."""

    low: float
    high: float
    unit: str
    span: Span
    approximate: bool


_FRACTION = r"(?<![\w./~≈≥≤><+−–-])(\d{1,3}(?:,\d{3})+|\d{1,6})[ ]?/[ ]?(\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w/%]|\.\d|-\d)(\+?)"
_ABOUT = ("about", "around", "roughly", "approximately", "approx", "approx.", "circa", "ca.", "nearly",
          "almost", "over", "up to", "at least", "at most", "more than", "less than", "fewer than", "some")


def integer(text: str) -> int | None:
    """Read a whole number with optional thousands separators; None when it is anything else."""
    stripped = text.strip()
    if stripped.isascii() and stripped.isdigit() and len(stripped) <= 12:
        return int(stripped)
    if pattern(r"\d{1,3}(?:[,_  ]\d{3})+").fullmatch(stripped):
        return int("".join(c for c in stripped if c.isdigit()))
    return None


def is_approximate(text: str, start: int, end: int) -> bool:
    """Whether the number at ``text[start:end]`` is marked as approximate by what is around it."""
    before = text[max(0, start - 16) : start].rstrip()
    if before[-1:] in ("~", "≈", "≥", "≤", ">", "<", "±"):
        return True
    if text[end : end + 1] in ("+", "?", "~"):
        return True
    return ends_with(before, _ABOUT)


def is_past(lead: str) -> bool:
    """Whether what stands in front of a number, or the name of its field, says that it once held.

    ``Previous status``, ``was 12/53``, ``Before: 3``, ``baseline``.
    """
    past = (
        r"\b(?:previous(?:ly)?|prior|earlier|old|baseline|initial(?:ly)?|original(?:ly)?|former(?:ly)?|"
        r"last (?:week|month|time|run|review|sprint|session|status))\b(?:[ *_:`(-]{1,4}[a-z]+){0,3}"
        r"[ *_:`(=-]*$|\b(?:was|were|before|up from|down from)[ *_:`(=-]*$"
    )
    return pattern(past, re.IGNORECASE).search(lead[-120:]) is not None


def ends_with(text: str, wanted: Iterable[str]) -> bool:
    """Whether `text` ends with one of the words or phrases `wanted`, in any case."""
    folded = text.rstrip().casefold()
    return any(
        folded.endswith(word) and not folded[-len(word) - 1 : -len(word)].isalnum()
        for word in wanted
    )


def fractions(text: str, base: int = 0) -> Iterator[Fraction]:
    """Yield every ``N/M`` in `text` that is a fraction and no date, path, version or ratio.

    `base` is added to the places. ``0/?`` and ``0/TBD`` are no fractions.
    """
    if "/" not in text:
        return
    for match in pattern(_FRACTION).finditer(text):
        done = integer(match[1])
        total = integer(match[2])
        if done is None or total is None:
            continue
        approximate = bool(match[3]) or is_approximate(text, match.start(), match.end())
        yield Fraction(
            done, total, Span(base + match.start(1), base + match.end(2)), approximate
        )


def leading_fraction(text: str, base: int = 0) -> Fraction | None:
    """Return the fraction that `text` starts with (emphasis aside), or None."""
    for one in fractions(text, base):
        if not text[: one.span.start - base].strip(" *_~`✓✅☑✔⚠️❌✗"):
            return one
        return None
    return None


_UNITS = {
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    "d": "d", "day": "d", "days": "d",
    "w": "w", "wk": "w", "wks": "w", "week": "w", "weeks": "w",
    "m": "min", "min": "min", "mins": "min", "minute": "min", "minutes": "min",
}
_EFFORT = (
    r"(?<![\w.])(~|≈)?\s?(\d+(?:\.\d+)?)(?:\s?(h|hrs?|hours?|d|days?|w|wks?|weeks?|mins?|minutes?))?"
    r"(?:\s?(?:-|–|—|to)\s?(\d+(?:\.\d+)?))?(\+)?\s?-?"
    r"(h|hrs?|hours?|d|days?|w|wks?|weeks?|min|mins?|minutes?)\b"
)
_COMPOUND = r"^\s*(~|≈)?\s*(?:(\d+)\s?h(?:rs?|ours?)?)\s*(\d+)\s?m(?:in(?:ute)?s?)?\s*$"


def effort(text: str, base: int = 0) -> Effort | None:
    """Read the first effort in `text`: ``2-3 days``, ``4 hours``, ``0.5d``, ``1h 30m``.

    ``2-3 days`` has low 2 and high 3; ``30m`` alone is minutes. None when there is none.
    """
    compound = pattern(_COMPOUND, re.IGNORECASE).match(text)
    if compound:
        minutes = int(compound[2]) * 60 + int(compound[3])
        start = compound.start(2)
        return Effort(
            minutes, minutes, "min", Span(base + start, base + len(text.rstrip())),
            bool(compound[1]),
        )
    match = pattern(_EFFORT, re.IGNORECASE).search(text)
    if match is None:
        short = pattern(r"^\s*(\d+)\s?m\s*$").match(text)
        if short:
            value = float(short[1])
            return Effort(value, value, "min", Span(base + short.start(1), base + short.end()), False)
        return None
    low = float(match[2])
    high = float(match[4]) if match[4] else low
    unit = _UNITS[match[6].casefold()]
    if match[3] and _UNITS[match[3].casefold()] != unit:
        return None
    approximate = (
        bool(match[1] or match[5]) or is_approximate(text, match.start(2), match.end())
    )
    return Effort(low, high, unit, Span(base + match.start(2), base + match.end()), approximate)
