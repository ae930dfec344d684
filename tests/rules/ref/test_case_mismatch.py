from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree
from tests.traps.building import build

MAP = ".planning/codebase/STRUCTURE.md"
FILES = "==> docs/Kiln.md <==\n# Kiln\n==> docs/glaze.md <==\n# Glaze\n"


@pytest.mark.parametrize(
    "line",
    [
        "`docs/Kiln.md`",
        "`docs/oven.md`",
        "`Docs/oven.md`",
        "`docs/kiln.md` was renamed",
        "`docs/kiln.md`, better `docs/Kiln.md`",
        "[kiln](https://example.org/docs/kiln.md)",
    ],
)
def test_silent(tmp_path: Path, line: str) -> None:
    text = f"==> {MAP} <==\n# Map\n\n{line}\n{FILES}"
    assert found_in_tree(tmp_path, text, "REF008") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("See `docs/kiln.md`", "3:5 docs/kiln.md is spelt docs/Kiln.md in the repository"),
        ("[kiln](../../docs/kiln.md)", "3:1 docs/kiln.md is spelt docs/Kiln.md in the repository"),
        (
            "`Docs/Kiln.md`, `Docs/glaze.md`",
            "3:1 Docs/Kiln.md is spelt docs/Kiln.md in the repository; 2 places spell it so",
        ),
    ],
)
def test_fires(tmp_path: Path, line: str, expected: str) -> None:
    text = f"==> {MAP} <==\n# Map\n\n{line}\n{FILES}"
    assert found_in_tree(tmp_path, text, "REF008") == [f"{MAP}:{expected}"]


def test_two_spellings_decide_nothing(tmp_path: Path) -> None:
    files = "==> docs/Kiln.md <==\n# A\n==> docs/KILN.md <==\n# B\n"
    text = f"==> {MAP} <==\n# Map\n\n`docs/kiln.md`\n{files}"
    assert found_in_tree(tmp_path, text, "REF008") == []


def test_spelt_so_once(tmp_path: Path) -> None:
    build(
        tmp_path,
        "==> .planning/phases/01-kiln/01-01-PLAN.md <==\n# Plan\n\nRead `docs/kiln.md`\n"
        "==> docs/kiln.md <==\n# Kiln\n==> commit: Kiln <==\n"
        "==> moved: docs/kiln.md docs/Kiln.md <==\n==> commit: Spelling <==\n",
    )
    assert found_in_tree(tmp_path, "", "REF008") == []


PLAN = ".planning/phases/01-kiln/01-01-PLAN.md"
FIRST = "==> README.md <==\nHello\n==> commit: First <==\n"


def test_spelt_so_on_a_side_branch(tmp_path: Path) -> None:
    from tests.traps.building import git

    build(tmp_path, FIRST)
    git(tmp_path, "switch", "--quiet", "--create", "side")
    build_more(tmp_path, "==> docs/kiln.md <==\n# Kiln\n")
    (tmp_path / "docs/kiln.md").rename(tmp_path / "docs/Kiln.md")
    build_more(tmp_path, "")
    git(tmp_path, "switch", "--quiet", "main")
    build_more(tmp_path, f"==> {PLAN} <==\n# Plan\n\nRead `docs/kiln.md`\n")
    git(tmp_path, "merge", "--quiet", "--no-edit", "side")
    assert found_in_tree(tmp_path, "", "REF008") == []


def build_more(folder: Path, text: str) -> None:
    from tests.helpers import write_tree
    from tests.traps.building import git

    write_tree(folder, text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "more")


def test_a_squashed_branch_may_have_spelt_it_so(tmp_path: Path) -> None:
    both = f"==> {PLAN} <==\n# Plan\n\nRead `docs/kiln.md`\n==> docs/Kiln.md <==\n# Kiln\n"
    build(tmp_path, f"{FIRST}{both}==> commit: Kiln (#7) <==\n")
    assert found_in_tree(tmp_path, "", "REF008") == []


def test_never_spelt_so(tmp_path: Path) -> None:
    build(
        tmp_path,
        f"==> docs/Kiln.md <==\n# Kiln\n==> commit: Kiln <==\n==> {PLAN} <==\n# Plan\n\nRead `docs/kiln.md`\n"
        "==> commit: Plan <==\n",
    )
    assert found_in_tree(tmp_path, "", "REF008") == [
        f"{PLAN}:3:6 docs/kiln.md is spelt docs/Kiln.md in the repository"
    ]


def test_a_living_document_is_held_against_what_is(tmp_path: Path) -> None:
    build(tmp_path, f"==> {MAP} <==\n# Map\n\n`docs/kiln.md`\n==> docs/Kiln.md <==\n# Kiln\n==> commit: A <==\n")
    assert found_in_tree(tmp_path, "", "REF008") == [
        f"{MAP}:3:1 docs/kiln.md is spelt docs/Kiln.md in the repository"
    ]
