"""Path patterns of kinds: ``*`` inside a segment, ``**`` for any number of folders, and ``#`` at
the beginning of a segment for one digit.

A pattern describes the end of a path; its first segment may stand at any depth. This module
imports nothing, since the pre-commit hook's fast way out needs it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def segment_matches(pattern: str, name: str) -> bool:
    """Whether one path segment matches `pattern`, in which ``*`` stands for any characters, and
    each ``#`` at its beginning for a digit."""
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
