from __future__ import annotations

import pytest

from tests.helpers import found, lint

CODE = "DAT002"
PATH = ".planning/ROADMAP.md"


def roadmap(footer: str, done: str = "2026-03-20") -> str:
    return f"# Roadmap\n\n- [x] **Phase 1: Tides** (completed {done})\n\n---\n{footer}\n"


@pytest.mark.parametrize(
    "text",
    [
        roadmap("*Last updated: 2026-03-20*"),
        roadmap("*Last updated: 2026-03-19*"),
        roadmap("*Last updated: 2026-04-01 after phase 2*"),
        roadmap("*Last updated: March*"),
        roadmap("*Created: 2026-01-01*"),
        roadmap("*Last updated: 2026-01-01*\n*Last updated: 2026-03-21*"),
        roadmap("*Last updated: 2026-01-01*", "soon"),
        "# Roadmap\n\n*Last updated: 2026-01-01*\n",
    ],
)
def test_stays_silent(text: str) -> None:
    assert found(text, CODE, PATH) == []


def test_an_old_date_is_brought_up_to_date() -> None:
    assert found(roadmap("*Last updated: 2026-03-01*"), CODE, PATH) == [
        "6:16 last updated 2026-03-01, but phase 1 was completed 2026-03-20"
    ]
    (one,) = [one for one in lint(roadmap("*Last updated: 2026-03-01*"), PATH) if one.code == CODE]
    assert one.fix is not None
    assert one.fix.applicability == "safe"
    assert [edit.text for edit in one.fix.edits] == ["2026-03-20"]


def test_words_behind_the_date_make_the_fix_unsafe() -> None:
    text = roadmap("*Last updated: 2026-03-01 after planning*")
    (one,) = [one for one in lint(text, PATH) if one.code == CODE]
    assert one.fix is not None
    assert one.fix.applicability == "unsafe"


def test_it_is_a_preview_rule() -> None:
    assert found(roadmap("*Last updated: 2026-03-01*"), CODE, PATH, preview=False) == []
