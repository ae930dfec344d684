from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree
from tests.hook.repository import Repository, needs_git

REPORT = ".planning/phases/01-kiln/01-VERIFICATION.md"
TEXT = """==> .planning/phases/01-kiln/01-VERIFICATION.md <==
---
phase: 01-kiln
verified: {}
status: passed
---
# Phase 1: Kiln Verification Report
"""
#: 2026-03-02T10:00:00Z
COMMITTED = "1772445600 +0000"


def found(folder: Path, when: str, more: str = "") -> list[str]:
    repository = Repository(folder / "repository")
    found_in_tree(repository.root, TEXT.format(when), "VER010")
    dates = {"GIT_AUTHOR_DATE": COMMITTED, "GIT_COMMITTER_DATE": COMMITTED}
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "Report", **dates)
    if more:
        path = repository.root / REPORT
        path.write_text(path.read_text() + more)
        repository.git("commit", "--quiet", "--all", "--message", "More")
    return found_in_tree(repository.root, "", "VER010")


@needs_git
@pytest.mark.parametrize(
    "when",
    [
        "2026-03-02T10:00:00Z", "2026-03-02T10:09:00Z", "2026-03-02T08:00:00Z",
        "2026-03-02T12:05:00+02:00", "2026-03-02", "2026-03-02T20:00:00", "2026-03-03T00:00:00Z",
        "2026-03-02T23:59:00Z", "recently", "2026-13-45T99:00:00Z",
    ],
)  # fmt: skip
def test_silent(tmp_path: Path, when: str) -> None:
    assert found(tmp_path, when) == []


@needs_git
@pytest.mark.parametrize(
    ("when", "after"),
    [
        ("2026-03-02T10:30:00Z", "30 minutes"),
        ("2026-03-02T13:00:00Z", "3 hours"),
        ("2026-03-02T12:30:00+02:00", "30 minutes"),
        ("2026-03-05", "2 days"),
    ],
)
def test_fires(tmp_path: Path, when: str, after: str) -> None:
    (only,) = found(tmp_path, when)
    assert only.startswith(f"{REPORT}:3:11 verified {when} lies {after} after commit ")
    assert only.endswith(", which holds it")


@needs_git
def test_the_first_commit_that_holds_it_counts(tmp_path: Path) -> None:
    (only,) = found(tmp_path, "2026-03-02T10:30:00Z", "\nMore.\n")
    assert "30 minutes after commit" in only


@pytest.mark.parametrize(("now", "count"), [("1772445600", 1), ("1772449200", 0)])
def test_the_future(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: str, count: int) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", now)
    text = TEXT.format("2026-03-02T10:30:00Z")
    expected = [f"{REPORT}:3:11 verified 2026-03-02T10:30:00Z lies in the future"]
    assert found_in_tree(tmp_path, text, "VER010") == expected[:count]
