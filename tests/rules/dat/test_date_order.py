from __future__ import annotations

import pytest

from tests.helpers import found

PATH = ".planning/phases/08-parser/08-02-SUMMARY.md"


def summary(started: str, completed: str) -> str:
    return (
        "---\nphase: 08-parser\nplan: 02\n---\n\n# Phase 8 Plan 2: Parser Summary\n\n"
        f"## Performance\n\n- **Started:** {started}\n- **Completed:** {completed}\n"
    )


@pytest.mark.parametrize(
    ("started", "completed"),
    [
        ("2026-03-02T14:10:00Z", "2026-03-02T14:40:00Z"),
        ("2026-03-02T14:10:00Z", "2026-03-02T14:10:00Z"),
        ("2026-03-02T14:10:00+02:00", "2026-03-02T12:20:00Z"),
        ("2026-03-02", "2026-03-01"),
        ("2026-03-02T00:10:00Z", "2026-03-01"),
        ("2026-03-02T14:10", "2026-03-02T12:40:00Z"),
        ("~2026-03-20", "2026-03-02"),
        ("last week", "2026-03-02"),
    ],
)
def test_stays_silent(started: str, completed: str) -> None:
    assert found(summary(started, completed), "DAT001", PATH) == []


@pytest.mark.parametrize(
    ("started", "completed"),
    [
        ("2026-03-02T14:10:00Z", "2026-03-02T13:40:00Z"),
        ("2026-03-02T14:10:00+02:00", "2026-03-02T12:00:00Z"),
        ("2026-03-06", "2026-03-02"),
        ("2026-03-06T10:00:00Z", "2026-03-02"),
    ],
)
def test_fires(started: str, completed: str) -> None:
    assert found(summary(started, completed), "DAT001", PATH) == [
        f"11:18 completed {completed}, which is before it was started ({started})"
    ]


def test_the_more_precise_statement_speaks() -> None:
    text = summary("2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z").replace(
        "plan: 02\n", "plan: 02\ncompleted: 2026-03-02\n"
    )
    assert found(text, "DAT001", PATH) == []


def test_created_and_updated_of_a_test() -> None:
    text = (
        "---\nstatus: complete\nphase: 08-parser\nstarted: 2026-03-09T10:00:00Z\n"
        "updated: 2026-03-08T10:00:00Z\n---\n\n## Tests\n"
    )
    assert found(text, "DAT001", ".planning/phases/08-parser/08-UAT.md") == [
        "5:10 updated 2026-03-08T10:00:00Z, which is before it was started (2026-03-09T10:00:00Z)"
    ]
