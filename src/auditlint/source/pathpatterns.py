"""Path patterns of kinds: ``*`` inside a segment, ``**`` for any number of folders, and at the
beginning of a segment ``#`` for one digit, or ``#+`` for a number that does not begin a date.

A pattern describes the end of a path; its first segment may stand at any depth. This module
imports nothing, since the pre-commit hook's fast way out needs it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


_DIGITS = "0123456789"


def _begins_date(name: str) -> bool:
    """Whether a name begins with a date, ``2026-01-31``, with nothing or no digit behind it."""
    date = name[:10]
    shape = "".join(["0" if one in _DIGITS else one for one in date])
    return shape == "0000-00-00" and name[10:11] not in tuple(_DIGITS)


def segment_matches(pattern: str, name: str) -> bool:
    """Whether one path segment matches `pattern`, in which ``*`` stands for any characters, and at
    its beginning each ``#`` for a digit, or ``#+`` for a number (but not for the year of
    ``2026-01-31-name``)."""
    if pattern[:2] == "#+":
        rest = name.lstrip(_DIGITS)
        if rest == name or _begins_date(name):
            return False
        pattern, name = pattern[2:], rest
    while pattern[:1] == "#":
        if not "0" <= name[:1] <= "9":
            return False
        pattern, name = pattern[1:], name[1:]
    if "*" not in pattern:
        return pattern == name
    first, *middle, last = pattern.split("*")
    if not name.startswith(first) or len(name) < len(first) + len(last) or not name.endswith(last):
        return False
    at = len(first)
    stop = len(name) - len(last)
    for part in middle:
        found = name.find(part, at, stop)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _tail_matches(patterns: Sequence[str], names: Sequence[str]) -> bool:
    if not patterns:
        return not names
    if patterns[0] == "**":
        return any(_tail_matches(patterns[1:], names[skip:]) for skip in range(len(names) + 1))
    return (
        bool(names)
        and segment_matches(patterns[0], names[0])
        and _tail_matches(patterns[1:], names[1:])
    )


def path_matches(pattern: str, path: str) -> bool:
    """Whether `path` ends in what `pattern` describes; its first segment may be at any depth."""
    parts = pattern.split("/")
    names = path.split("/")
    if not segment_matches(parts[-1], names[-1]):
        return False
    if "**" not in parts:
        return len(parts) <= len(names) and all(
            map(segment_matches, parts, names[len(names) - len(parts) :])
        )
    return any(_tail_matches(parts, names[start:]) for start in range(len(names)))
