from __future__ import annotations

import pytest

from tests.helpers import found

FOLDER = ".planning/phases/08-parser/"


def summary(phase: str, plan: str, title: str = "Parser") -> str:
    return f"---\nphase: {phase}\nplan: {plan}\n---\n\n# {title}\n"


@pytest.mark.parametrize(
    ("phase", "plan", "title", "path"),
    [
        ("08", "02", "Phase 8 Plan 2: Parser Summary", "08-02-SUMMARY.md"),
        ("8", "2", "Phase 08 Plan 02: Parser Summary", "08-02-SUMMARY.md"),
        ("08-parser", "'02'", "Plan 08-02: Parser", "08-02-SUMMARY.md"),
        ("08-lexer", "08-02", "Summary", "08-02-SUMMARY.md"),
        ("Phase 8", "gap-fixes", "Summary", "08-gap-fixes-SUMMARY.md"),
        ("parser", "02", "Phases 7 and 9", "08-02-SUMMARY.md"),
        ("07-lexer", "02", "Parser", "07-02-SUMMARY.md"),
        ("08", "02", "Parser for Phase 9", "02-SUMMARY.md"),
        ("08", "02", "Parser", "SUMMARY.md"),
        # N.M for plan M of phase N.
        ("8.2", "02", "Parser", "08-02-SUMMARY.md"),
        ("08.02", "02", "Phase 08.02: Parser", "08-02-SUMMARY.md"),
    ],
)
def test_stays_silent(phase: str, plan: str, title: str, path: str) -> None:
    assert found(summary(phase, plan, title), "NAM004", FOLDER + path) == []


@pytest.mark.parametrize(
    ("phase", "plan", "title", "expected"),
    [
        (
            "07-lexer", "02", "Parser",
            [("2:8 the document says phase 07-lexer, but its path says phase 8"
             " (08-parser/08-02-SUMMARY.md)")],
        ),
        (
            "08", "03", "Parser",
            [("3:7 the document says plan 03, but its path says plan 2"
             " (08-parser/08-02-SUMMARY.md)")],
        ),
        (
            "08", "09-02", "Parser",
            [("3:7 the document says phase 09-02, but its path says phase 8"
             " (08-parser/08-02-SUMMARY.md)")],
        ),
        (
            "08", "02", "Phase 7 Plan 2: Parser Summary",
            [("6:3 the document says phase 7, but its path says phase 8"
             " (08-parser/08-02-SUMMARY.md)")],
        ),
        (
            "07", "02", "Phase 7 Plan 2: Parser Summary",
            [("2:8 the document says phase 07, but its path says phase 8"
             " (08-parser/08-02-SUMMARY.md)")],
        ),
    ],
)
def test_fires(phase: str, plan: str, title: str, expected: list[str]) -> None:
    assert found(summary(phase, plan, title), "NAM004", FOLDER + "08-02-SUMMARY.md") == expected


def test_a_heading_further_down_is_about_something_else() -> None:
    text = "---\nphase: 08\nplan: 02\n---\n\nSome words.\n\n# Phase 7 is a dependency\n"
    assert found(text, "NAM004", FOLDER + "08-02-SUMMARY.md") == []


def test_a_footer_counts() -> None:
    text = summary("08", "02") + "\n---\n*Phase: 39-parser*\n"
    assert found(text, "NAM004", FOLDER + "08-02-SUMMARY.md") == [
        ("9:9 the document says phase 39-parser, but its path says phase 8"
        " (08-parser/08-02-SUMMARY.md)")
    ]


@pytest.mark.parametrize(
    ("phase", "folder", "silent"),
    [
        ("32.1-gap", "032-1-gap", True),
        ("32.1", "032-10-gap", False),
        ("Phase 09 Closure", "22-phase-09-closure", True),
        ("Phase 08 Closure", "22-phase-09-closure", False),
    ],
)
def test_folders_that_hold_another_number(phase: str, folder: str, silent: bool) -> None:
    path = f".planning/phases/{folder}/SUMMARY.md"
    assert (found(summary(phase, "''"), "NAM004", path) == []) is silent
