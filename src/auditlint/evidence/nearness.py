"""How near two file names are: near enough that one may be meant by the other."""

from __future__ import annotations

import os


def nearness(name: str, other: str) -> int | None:
    """Return how near two file names are (0 the nearest), or None where they are not.

    Near are names that differ in case, in a beginning or end that one has more, or in one or
    two characters; endings (``.h``) must be equal.
    """
    stem, dot, ending = name.rpartition(".")
    other_stem, other_dot, other_ending = other.rpartition(".")
    if dot and other_dot and stem and other_stem:
        if ending != other_ending:
            return None
        name, other = stem, other_stem
    elif bool(dot and stem) != bool(other_dot and other_stem):
        return None
    name, other = name.casefold(), other.casefold()
    if name == other:
        return 0
    short, long = sorted((name, other), key=len)
    if len(short) >= 3 and (long.startswith(short) or long.endswith(short)):
        return 1 + len(long) - len(short)
    allowed = 0 if len(short) < 4 else 1 if len(short) < 8 else 2
    if len(long) - len(short) > allowed or not allowed:
        return None
    distance = _edits(short, long, allowed)
    return None if distance > allowed else 1 + distance


def _edits(one: str, other: str, enough: int) -> int:
    """Return the edit distance of two names, or a number above `enough`."""
    if len(one) > 255 or len(other) > 255:
        return enough + 1
    # What both begin and end with costs nothing, and takes no time to compare.
    same = len(os.path.commonprefix((one, other)))  # noqa: RUF071 - letters
    one, other = one[same:], other[same:]
    same = len(os.path.commonprefix((one[::-1], other[::-1])))  # noqa: RUF071 - letters
    one, other = one[: len(one) - same], other[: len(other) - same]
    if not one or not other:
        return len(one) + len(other)
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for index, another in enumerate(other, 1):
            before, row[index] = row[index], min(
                row[index] + 1, row[index - 1] + 1, before + (letter != another)
            )
        if min(row) > enough:
            return enough + 1
    return row[-1]
