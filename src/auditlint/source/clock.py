"""The clock, in UTC, which ``SOURCE_DATE_EPOCH`` replaces so that runs can be repeated."""

from __future__ import annotations

import os
import time


def now() -> int:
    """Return the seconds since 1970 in UTC; a SOURCE_DATE_EPOCH that is no number is ignored."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if fixed.isascii() and fixed.isdigit() and len(fixed) <= 11:
        return int(fixed)
    return int(time.time())


def today() -> str:
    """Return the date in UTC as ``YYYY-MM-DD``."""
    year, month, day = time.gmtime(now())[:3]
    return f"{year:04d}-{month:02d}-{day:02d}"


def is_date(text: str) -> bool:
    """Whether `text` is a date of the calendar as ``YYYY-MM-DD``."""
    year, month, day = text[:4], text[5:7], text[8:]
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return False
    if not (year.isdigit() and month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
        return False
    number = int(year)
    leap = number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)
    longest = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[int(month) - 1]
    return 1 <= int(day) <= longest
