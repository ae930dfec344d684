from __future__ import annotations

import pytest

from auditlint.reading.dates import read, surely_before, surely_different_days


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-13-01", "2026-02-30", "~2026-02-01", "02/03/2026", "0000-01-01", "12:30",
     "2026-02-01T99:00"],
)
def test_is_no_date(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "timed", "zoned"),
    [
        ("2026-02-01", False, False),
        ("'2026-02-01'", False, False),
        ("**2026-02-01** (evening)", False, False),
        ("2026-02-01T10:00", True, False),
        ("2026-02-01 10:00:30", True, False),
        ("2026-02-01T10:00:00.123Z", True, True),
        ("2026-02-01T10:00:00+02:00", True, True),
        ("2026-02-01 10:00 UTC", True, True),
    ],
)
def test_reads(text: str, timed: bool, zoned: bool) -> None:
    moment = read(text)
    assert moment is not None
    assert (moment.timed, moment.zoned, moment.written) == (timed, zoned, "2026-02-01")


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2026-02-01", "2026-02-03", True),
        ("2026-02-01", "2026-02-02", False),
        ("2026-02-01T10:00:00Z", "2026-02-01T10:00:01Z", True),
        ("2026-02-01T11:00:00+02:00", "2026-02-01T10:00:00Z", True),
        ("2026-02-01T10:00:00Z", "2026-02-01T11:00:00+02:00", False),
        ("2026-02-01T10:00", "2026-02-01T10:01", True),
        ("2026-02-01T10:00", "2026-02-01T10:01Z", False),
        ("2026-02-01T23:00:00Z", "2026-02-02", False),
        ("2026-02-01T23:00:00Z", "2026-02-03", True),
    ],
)
def test_is_before_only_where_that_is_sure(one: str, other: str, before: bool) -> None:
    first, second = read(one), read(other)
    assert first is not None
    assert second is not None
    assert surely_before(first, second) is before
    assert not surely_before(second, first) or not before


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("2026-02-01", "2026-02-01", False),
        ("2026-02-01", "2026-02-02", True),
        ("2026-02-01T23:40:00Z", "2026-02-02", False),
        ("2026-02-01T23:40:00Z", "2026-02-03", True),
    ],
)
def test_days_differ_only_where_that_is_sure(one: str, other: str, differ: bool) -> None:
    first, second = read(one), read(other)
    assert first is not None
    assert second is not None
    assert surely_different_days(first, second) is differ
