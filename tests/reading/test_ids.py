from __future__ import annotations

import pytest

from auditlint.reading.ids import expand


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FR-016a/016b", "FR-016a FR-016b"),
        ("FR-014/015/016/016c", "FR-014 FR-015 FR-016 FR-016c"),
        ("FR-001~FR-003, FR-5", "FR-001 FR-002 FR-003 FR-5"),
        ("FR-001～003", "FR-001 FR-002 FR-003"),
        ("FR-001 至 FR-003", "FR-001 FR-002 FR-003"),
        ("FR-016a-c", "FR-016a FR-016b FR-016c"),
        ("FR-016a–FR-016c", "FR-016a FR-016b FR-016c"),
        ("FR-016a/c", "FR-016a FR-016c"),
        ("FR-001、002 und 003", "FR-001 FR-002 FR-003"),
        ("~~FR-001~~ 002", "FR-001"),
        # Another id's letter, a word and a letter before the first one are none of it.
        ("FR-016b-a", "FR-016b"),
        ("FR-016a-cold", "FR-016a"),
        ("FR-016a/SC-016b", "FR-016a SC-016b"),
    ],
)
def test_shorthand(text: str, expected: str) -> None:
    assert [one.id for one in expand(text)] == expected.split()
