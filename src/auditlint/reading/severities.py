"""Severity words and the buckets that work is scheduled in, as ranks that can be compared.

A rank is 0 for the worst. Ranks of different scales are comparable only loosely (``P0`` is as
bad as ``critical``); a contradiction needs two words of one scale.
"""

from __future__ import annotations

from typing import NamedTuple

from auditlint.reading import words
from auditlint.reading.numbers import pattern


class Level(NamedTuple):
    """A severity as read: its word in normal form, its rank, and the scale it belongs to."""

    name: str
    rank: int
    scale: str


_LEVELS: dict[str, Level] = {
    "critical": Level("critical", 0, "severity"),
    "high": Level("high", 1, "severity"),
    "medium": Level("medium", 2, "severity"),
    "moderate": Level("medium", 2, "severity"),
    "low": Level("low", 3, "severity"),
    "info": Level("info", 4, "severity"),
    "informational": Level("info", 4, "severity"),
    "blocker": Level("blocker", 0, "defect"),
    "major": Level("major", 1, "defect"),
    "minor": Level("minor", 3, "defect"),
    "trivial": Level("trivial", 4, "defect"),
    "p0": Level("p0", 0, "priority"),
    "p1": Level("p1", 1, "priority"),
    "p2": Level("p2", 2, "priority"),
    "p3": Level("p3", 3, "priority"),
    "p4": Level("p4", 4, "priority"),
    "severe": Level("severe", 1, "grade"),
    "important": Level("important", 1, "grade"),
    "warning": Level("warning", 2, "report"),
    "suggestion": Level("suggestion", 4, "report"),
    "cosmetic": Level("cosmetic", 4, "defect"),
    "nit": Level("nit", 4, "report"),
    "s0": Level("s0", 0, "s"),
    "s1": Level("s1", 0, "s"),
    "s2": Level("s2", 1, "s"),
    "s3": Level("s3", 2, "s"),
    "s4": Level("s4", 3, "s"),
    "sev0": Level("sev0", 0, "sev"),
    "sev1": Level("sev1", 1, "sev"),
    "sev2": Level("sev2", 2, "sev"),
    "sev3": Level("sev3", 3, "sev"),
    "sev4": Level("sev4", 4, "sev"),
}

#: Coloured circles alone. A yellow one is the second of three or the third of four: the milder.
_SYMBOLS: dict[str, Level] = {
    "🔴": Level("🔴", 0, "symbol"),
    "🟠": Level("🟠", 1, "symbol"),
    "🟡": Level("🟡", 2, "symbol"),
    "🟢": Level("🟢", 3, "symbol"),
    "🔵": Level("🔵", 4, "symbol"),
}

#: The words and marks of all scales, for patterns.
WORDS = "|".join(sorted(_LEVELS, key=len, reverse=True))

_BEHIND = frozenset(
    ("issues", "issue", "findings", "finding", "priority", "severity", "gaps", "gap", "defects",
     "bugs", "problems", "items", "risk", "risks", "fixes", "vulnerabilities", "queue", "concerns")
)


def level(text: str) -> Level | None:
    """Read a severity value: ``HIGH``, ``**Critical** (data loss)``, ``P1``; None if it is none.

    ``High/Medium`` and ``Medium-High`` say two things and are none.
    """
    folded = words.clean(text)
    match = pattern(r"([a-z]+[0-4]?)\b(.?)(.?)").match(folded)
    if match is None:
        return None if folded else _symbol(text)
    found = _LEVELS.get(match[1])
    if found is None or match[2] in ("/", "-", "|") or match[2] + match[3] in (" /", " |"):
        return None
    rest = folded[match.end(1) :].lstrip()
    if rest.startswith(("or ", "to ", "- ", "→", "and ")) and level(rest[3:]) is not None:
        return None
    return found


def _symbol(text: str) -> Level | None:
    """Read a value that is one coloured circle and nothing else."""
    return _SYMBOLS.get(text.strip("*`~ \ufe0f"))


def inline_level(text: str) -> Level | None:
    """Read the severity that a title bears beside its words, between marks or in brackets.

    ``— HIGH — Members can write``, ``: No limit [P1]``, ``— P2, Open set``, ``(Critical)``.
    """
    dash = r"[\s*_`~\]]*[—–|:-]*\s*[\[(*]*(" + WORDS + r")\b[\])*]*(?=\s*(?:[—–|:,)\]]|-\s|$))"
    match = pattern(dash, 2).match(text)
    if match is None:
        bracket = r"[\[(][*_]*(" + WORDS + r")(?:[ ](?:severity|priority))?[*_]*(?:[ ]?[-–—,][^\])\n]{0,24})?[\])]\W*$"
        match = pattern(bracket, 2).search(text[:300].rstrip())
        if match is None or "?" in text[match.end(1) :] or _ends_in_level(text[: match.start()]):
            return None
    return _LEVELS.get(match[1].casefold())


def _ends_in_level(text: str) -> bool:
    last = text.split()[-1:]
    return bool(last) and last[0].strip("*_").casefold() in _LEVELS


def heading_level(title: str) -> Level | None:
    """Read the severity that a section's heading gives to what stands below it.

    ``CRITICAL Issues (Must Fix)``, ``HIGH Priority Issues``, ``P0: Bugs (3)``, ``Medium``.
    """
    folded = words.clean(title)
    match = pattern(r"(?:\d+\.? |[a-z]\. )?([a-z]+[0-4]?)\b:?(?: ([a-z]+))?").match(folded)
    if match is None:
        return None
    found = _LEVELS.get(match[1]) or _LEVELS.get(match[1].removesuffix("s"))
    if found is None:
        return None
    behind = folded[match.end(1) :].strip()
    if not behind or behind.startswith((":", "(", "-")) or match[2] in _BEHIND:
        return found
    return None


_BUCKETS: tuple[tuple[str, int], ...] = (
    ("immediate", 0), ("blocker", 0), ("critical", 0), ("must fix", 0), ("must have", 0),
    ("p0", 0), ("before release", 0), ("before production", 0), ("right now", 0), ("urgent", 0),
    ("high", 1), ("next sprint", 1), ("should fix", 1), ("short term", 1), ("short-term", 1),
    ("p1", 1), ("soon", 1),
    ("medium", 2), ("next milestone", 2), ("p2", 2), ("mid-term", 2), ("medium-term", 2),
    ("low", 3), ("nice to have", 3), ("backlog", 3), ("long-term", 3), ("long term", 3),
    ("p3", 3), ("future", 3), ("someday", 3),
)


def bucket_rank(title: str) -> int | None:
    """Return the rank of the bucket that a heading names, or None where it names none.

    Of several words the most urgent counts: "High Priority (Next Sprint)" is 1.
    """
    folded = words.clean(title)
    found = [
        rank
        for phrase, rank in _BUCKETS
        if pattern(r"(?<![a-z0-9])" + phrase + r"s?(?![a-z0-9])").search(folded)
    ]
    return min(found) if found else None
