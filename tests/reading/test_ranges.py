from __future__ import annotations

from auditlint.reading.ranges import Ranges


def test_holds() -> None:
    ranges = Ranges([(5, 8), (1, 3), (7, 10), (12, 12)])
    assert [at for at in range(15) if ranges.holds(at)] == [1, 2, 5, 6, 7, 8, 9]


def test_none() -> None:
    assert not Ranges([]).holds(0)
