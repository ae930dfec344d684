from __future__ import annotations

import pytest

from tests.helpers import found

PATH = ".planning/phases/08-parser/08-02-SUMMARY.md"


def summary(front: str, listed: str, footer: str) -> str:
    return (
        f"---\nphase: 08-parser\nplan: 02\ncompleted: {front}\n---\n\n"
        f"# Phase 8 Plan 2: Parser Summary\n\n## Performance\n\n- **Completed:** {listed}\n\n"
        f"---\n*Phase: 08-parser*\n*Completed: {footer}*\n"
    )


@pytest.mark.parametrize(
    ("front", "listed", "footer"),
    [
        ("2026-03-02", "2026-03-02", "2026-03-02"),
        ("2026-03-02", "2026-03-01T23:40:00Z", "2026-03-02"),
        ("2026-03-02T01:00:00+02:00", "2026-03-01T23:00:00Z", "2026-03-02"),
        ("2026-03-02", "March 1st", "-"),
        ("later", "2026-03-01", "2026-03-01"),
    ],
)
def test_stays_silent(front: str, listed: str, footer: str) -> None:
    assert found(summary(front, listed, footer), "DAT003", PATH) == []


@pytest.mark.parametrize(
    ("front", "listed", "footer", "expected"),
    [
        (
            "2026-03-02", "2026-03-02", "2026-03-06",
            ["15:13 completed 2026-03-06 here, but 2026-03-02 in front matter"],
        ),
        (
            "2025-03-02", "2026-03-02T10:00:00Z", "2026-03-02",
            ["4:12 completed 2025-03-02 here, but 2026-03-02 in the footer"],
        ),
        (
            "2026-03-02", "2026-02-27T10:00:00Z", "2026-03-03",
            [
                "11:18 completed 2026-02-27 here, but 2026-03-02 in front matter",
                "15:13 completed 2026-03-03 here, but 2026-03-02 in front matter",
            ],
        ),
    ],
)
def test_fires(front: str, listed: str, footer: str, expected: list[str]) -> None:
    assert found(summary(front, listed, footer), "DAT003", PATH) == expected


def test_a_date_in_another_section_is_another_thing() -> None:
    text = summary("2026-03-02", "2026-03-02", "2026-03-02").replace(
        "---\n*Phase", "## Decisions\n\n**Completed:** 2025-01-01\n\n---\n*Phase"
    )
    assert found(text, "DAT003", PATH) == []


def test_a_number_that_several_milestones_share() -> None:
    text = (
        "# Roadmap\n\n## Milestones\n\n- ✅ **v1.0 Ledger** - Phases 1-2 (shipped 2026-03-02)\n"
        "- ✅ **{}** - Phase 3 (shipped 2026-03-09)\n\n## v1.0 Ledger (shipped {})\n"
    )
    path = ".planning/ROADMAP.md"
    assert found(text.format("v1.0 Speed", "2026-03-20"), "DAT003", path) == []
    assert found(text.format("v1.1 Speed", "2026-03-20"), "DAT003", path) == [
        "8:25 milestone v1.0: shipped 2026-03-20 here, but 2026-03-02 in another line"
    ]
