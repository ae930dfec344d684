from __future__ import annotations

import pytest

from auditlint.schema.spelling import one_edit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("status", "staus"), ("status", "statuss"), ("status", "stetus"), ("status", "sttaus"),
        ("tech_debt", "tech-debt"), ("Status", "status"), ("gaps", "gap"), ("scores", "xscores"),
    ],
)
def test_one_edit(one: str, other: str) -> None:
    assert one_edit(one, other)
    assert one_edit(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("status", "status"), ("status", "stat"), ("status", "sattsu"), ("phase_1", "phase_2"),
        ("phase", "phase2"), ("abcd", "badc"), ("reviewed", "reviewer"), ("", "ab"), ("scores", "source"),
    ],
)
def test_more_or_none(one: str, other: str) -> None:
    assert not one_edit(one, other)
    assert not one_edit(other, one)
