from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree
from tests.traps.building import build

STATE = ".planning/STATE.md"
FILES = "==> src/kiln.py <==\nHEAT = 1\nCOOL = 2\nSTIR = 3\n"


@pytest.mark.parametrize(
    "line",
    [
        "`src/kiln.py:1-3`",
        "`src/kiln.py:4` is one more than there are",
        "`src/oven.py:90`",
        "`src/kiln.py` (99 lines)",
        "`kiln.py:90`",
    ],
)
def test_silent(tmp_path: Path, line: str) -> None:
    text = f"==> {STATE} <==\n# Project State\n\n{line}\n{FILES}"
    assert found_in_tree(tmp_path, text, "REF002") == []


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("`src/kiln.py:9`", "line 9 is"),
        ("`src/kiln.py:2-9`", "lines 2-9 are"),
        ("`src/kiln.py#L2-L9`", "lines 2-9 are"),
        ("`src/kiln.py` (lines 2-9)", "lines 2-9 are"),
        ("`/src/kiln.py:2-9`", "lines 2-9 are"),
        ("`src/kiln.py:2-9` and `src/kiln.py:12`", "lines 2-9 are"),
    ],
)
def test_fires(tmp_path: Path, line: str, lines: str) -> None:
    text = f"==> {STATE} <==\n# Project State\n\n{line}\n{FILES}"
    assert found_in_tree(tmp_path, text, "REF002") == [
        f"{STATE}:3:1 src/kiln.py has 3 lines, but {lines} cited"
    ]


REVIEW = ".planning/phases/01-kiln/01-VERIFICATION.md"
LONG = "==> src/kiln.py <==\n" + "HEAT = 1\n" * 30
SHORT = "==> src/kiln.py <==\nHEAT = 1\n"


def test_right_when_it_was_written(tmp_path: Path) -> None:
    text = f"==> {REVIEW} <==\n# Report\n\n`src/kiln.py:20`\n{LONG}==> commit: A <==\n{SHORT}==> commit: B <==\n"
    build(tmp_path, text)
    assert found_in_tree(tmp_path, "", "REF002") == []


def test_right_before_the_document_was_archived(tmp_path: Path) -> None:
    build(
        tmp_path,
        f"==> {REVIEW} <==\n# Report\n\n`src/kiln.py:20`\n{LONG}==> commit: A <==\n{SHORT}"
        "==> commit: B <==\n"
        "==> moved: .planning/phases/01-kiln .planning/milestones/v1.0-phases/01-kiln <==\n"
        "==> commit: C <==\n",
    )
    assert found_in_tree(tmp_path, "", "REF002") == []


def test_wrong_when_it_was_written(tmp_path: Path) -> None:
    build(
        tmp_path,
        f"==> README.md <==\nHello\n==> commit: A <==\n"
        f"==> {REVIEW} <==\n# Report\n\n`src/kiln.py:40`\n{LONG}==> commit: B <==\n",
    )
    assert found_in_tree(tmp_path, "", "REF002") == [
        f"{REVIEW}:3:1 src/kiln.py has 30 lines, but line 40 is cited"
    ]


def test_a_history_that_begins_with_both_does_not_tell(tmp_path: Path) -> None:
    text = f"==> {REVIEW} <==\n# Report\n\n`src/kiln.py:40`\n{LONG}==> commit: A <==\n"
    build(tmp_path, text)
    assert found_in_tree(tmp_path, "", "REF002") == []


def test_a_living_document_is_held_against_the_file_as_it_is(tmp_path: Path) -> None:
    build(tmp_path, f"==> {STATE} <==\n# State\n\n`src/kiln.py:40`\n{LONG}==> commit: A <==\n")
    assert found_in_tree(tmp_path, "", "REF002") == [
        f"{STATE}:3:1 src/kiln.py has 30 lines, but line 40 is cited"
    ]


def test_right_before_a_copy_of_the_document_was_archived(tmp_path: Path) -> None:
    report = "# Report\n\n`src/kiln.py:20`\n"
    copy = REVIEW.replace("/phases/", "/milestones/v1.0-phases/")
    build(
        tmp_path,
        f"==> README.md <==\nHello\n==> commit: A <==\n==> {REVIEW} <==\n{report}{LONG}==> commit: B <==\n"
        f"{SHORT}==> commit: C <==\n==> {copy} <==\n{report}==> commit: D <==\n"
        f"==> removed: {REVIEW} <==\n==> commit: E <==\n",
    )
    assert found_in_tree(tmp_path, "", "REF002") == []


def test_historical_without_git(tmp_path: Path) -> None:
    text = f"==> {REVIEW} <==\n# Report\n\n`src/kiln.py:40`\n{LONG}"
    assert found_in_tree(tmp_path, text, "REF002") == []
