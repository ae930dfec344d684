"""Dates and times as documents write them, and how surely one is before another.

Only ISO forms are read (``2026-03-17``, ``2026-03-17T18:35:00Z``, ``2026-03-17 18:35 +02:00``);
anything else is no date, since guessing day and month is guessing.
"""

from __future__ import annotations

from typing import NamedTuple

from auditlint.reading.numbers import pattern

#: Events that happen once: two dates of one are a finding of their own (DAT003, not STA001).
ONCE = ("completed", "shipped")

_DAY = 24 * 60 * 60

_ISO = (
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:(?:T|[ ]+(?:at[ ]+)?)(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"[ ]?(Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}\b)?)?"
)


class Moment(NamedTuple):
    """A point in time. `day` counts days, `second` counts seconds of the same era.

    `timed` says that a time of day was given, `zoned` that its offset from UTC was too (then
    `second` is in UTC). `written` is the ISO date as it stands in the text.
    """

    day: int
    second: int
    timed: bool
    zoned: bool
    written: str


def read(text: str) -> Moment | None:
    """Read the date or time that `text` begins with (quotes and emphasis aside), or None.

    A date with a ``~`` or ``about`` before it is approximate and so is no date.
    """
    match = pattern(_ISO).match(text.strip(" \t\"'*_`"))
    if match is None:
        return None
    from datetime import date

    year, month, day = int(match[1]), int(match[2]), int(match[3])
    try:
        number = date(year, month, day).toordinal()
    except ValueError:
        return None
    written = match[0][:10]
    if match[4] is None:
        return Moment(number, number * _DAY, False, False, written)
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    if hour > 24 or minute > 59 or second > 60:
        return None
    at = number * _DAY + hour * 3600 + minute * 60 + second
    zone = match[7]
    if zone is not None and zone[0] in "+-":
        offset = int(zone[1:3]) * 3600 + int(zone[-2:]) * 60
        at -= offset if zone[0] == "+" else -offset
    return Moment(number, at, True, zone is not None, written)


def surely_before(one: Moment, other: Moment) -> bool:
    """Whether `one` is before `other` in every reading of the two.

    Two times of one sort (both with a zone, both without) compare as they are. Where a zone or
    the time of day is missing on either side, a day of difference proves nothing.
    """
    if one.timed and other.timed and one.zoned == other.zoned:
        return one.second < other.second
    return one.day + 1 < other.day


def surely_different_days(one: Moment, other: Moment) -> bool:
    """Whether the two name different days in every reading of them.

    Two bare dates differ when they are not equal; a time that may be in another zone is allowed
    a day of difference.
    """
    if not one.timed and not other.timed:
        return one.day != other.day
    return abs(one.day - other.day) > 1
