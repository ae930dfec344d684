from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

REVIEW = "docs/TIDE_REVIEW.md"
SOURCE = "==> src/tides.py <==\ndef replay(day):\n    return sorted(day)\n\n\ndef low():\n    raise NotImplementedError\n\n"


def review(title: str, location: str = "`src/tides.py`", more: str = "") -> str:
    return (
        f"{SOURCE}==> {REVIEW} <==\n# Review: Issues\n\n## High Priority Issues\n\n### ISSUE-001: {title}\n"
        f"**Severity**: HIGH\n**Location**: {location}\n{more}**Problem**: Nobody can call it.\n\n"
        "### ISSUE-002: Wrong unit\n**Severity**: HIGH\n**Location**: `src/tides.py`\n"
        "**Problem**: Feet.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(review("low() not implemented"), id="a-stub"),
        pytest.param(review("diff() not exposed"), id="not-there"),
        pytest.param(review("replay() and diff() not exposed"), id="one-of-two"),
        pytest.param(review("replay() missing a time zone"), id="something-else-is-missing"),
        pytest.param(review("replay() is not tested"), id="another-word"),
        pytest.param(review("replay() not exposed", "`src/gone.py`"), id="no-file"),
        pytest.param(review("replay() not exposed", "`src/a.py`, `src/tides.py`"), id="two-files"),
        pytest.param(review("replay() not exposed", "/etc/passwd.d/x.py"), id="outside"),
        pytest.param(review("replay() not exposed", more="**Status**: resolved\n"), id="resolved"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER007") == []


@pytest.mark.parametrize(
    "title", ["replay() Not Exposed", "`replay` is missing", "Missing `replay()` method",
              "`Tides::replay()` does not exist"],
)
def test_fires(title: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, review(title), "VER007") == [
        f"{REVIEW}:5:5 replay is called missing, but defined: src/tides.py:1"
    ]


def test_a_sentence_of_a_living_document(tmp_path: Path) -> None:
    text = (
        f"{SOURCE}==> .planning/codebase/CONCERNS.md <==\n# Concerns\n\nSee `src/tides.py`.\n\n"
        "- `replay()` is not implemented in `src/tides.py`, so days are lost.\n"
        "- `low()` is not implemented in `src/tides.py`.\n"
    )
    assert found_in_tree(tmp_path, text, "VER007") == [
        ".planning/codebase/CONCERNS.md:5:3 replay is called missing, but defined: src/tides.py:1"
    ]
