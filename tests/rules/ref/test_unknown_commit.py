from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.helpers import found_in_tree
from tests.traps.building import build

SUMMARY = ".planning/phases/01-kiln/01-01-SUMMARY.md"


def head(folder: Path) -> str:
    command = ["git", "rev-parse", "--short=12", "HEAD"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def found(folder: Path, lines: str) -> list[str]:
    """Check a summary of `lines`; ``{0}`` to ``{2}`` are three commits that exist."""
    known = []
    for name in "abc":
        step = f"==> src/{name}.py <==\nA = 1\n==> commit: {name} <==\n"
        build(folder, step) if not known else _more(folder, name)
        known.append(head(folder))
    text = f"==> {SUMMARY} <==\n# Summary\n\n## Task Commits\n\n{lines.format(*known)}\n"
    return found_in_tree(folder, text, "REF003")


def _more(folder: Path, name: str) -> None:
    from tests.traps.building import git

    (folder / f"{name}.txt").write_text(name)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", name)


KNOWN = "- `{0}` (feat)\n- `{1}` (feat)\n- `{2}` (test)\n"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "- `0a1b2c3` was squashed",
        "- `0a1b2c3` of https://github.com/kiln/kiln",
        "- commit `0a1b2c3` in `kiln/glazes`",
        "- 0a1b2c3 stands in no code span",
        "- its digest is `0a1b2c3`",
        "- Fix the commit of Task 1: `0a1b2c3` → `1b2c3d4` -> `{0}`",
        "- Repo commit `0a1b2c3`",
        "- Hugging Face commit `0a1b2c3`",
        "- commit `0a1b2c3` at https://models.example.org/kiln",
        "- **Found:** the anonymous commits (`0a1b2c3`,\n  `1b2c3d4`) were put together by cherry-pick",
        "- the wrong hash `0a1b2c3` stood here",
    ],
)
def test_silent(tmp_path: Path, line: str) -> None:
    assert found(tmp_path, KNOWN + line) == []


def test_one(tmp_path: Path) -> None:
    assert found(tmp_path, KNOWN + "- **Task 4: pin the action** - `0a1b2c3` (feat)") == [
        f"{SUMMARY}:8:32 commit 0a1b2c3 is not in the repository"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "- see commit `{0}` -> `0a1b2c3`",
        "- commit `0a1b2c3`\n- the others were squashed",
        "- commit `0a1b2c3`\n\nThe others were squashed.",
        "- the repository of commit `0a1b2c3`",
    ],
)
def test_the_words_speak_of_another(tmp_path: Path, line: str) -> None:
    (only,) = found(tmp_path, KNOWN + line)
    assert only.endswith("commit 0a1b2c3 is not in the repository")


def test_two_in_one_document(tmp_path: Path) -> None:
    assert found(tmp_path, KNOWN + "- `0a1b2c3` (feat)\n- `1b2c3d4` (fix)") == [
        f"{SUMMARY}:8:3 commit 0a1b2c3 is not in the repository, nor is 1b2c3d4"
    ]


def test_a_rewritten_history_is_one_note(tmp_path: Path) -> None:
    lines = "- `{0}` (feat)\n" + "".join(f"- `{n}a1b2c3` (feat)\n" for n in range(1, 6))
    (only,) = found(tmp_path, lines)
    assert "5 of the 6 commits that the documents cite are not in the repository" in only


def test_blobs_are_no_unknown_commits(tmp_path: Path) -> None:
    build(tmp_path, "==> src/a.py <==\nA = 1\n==> commit: a <==\n")
    command = ["git", "rev-parse", "--short=8", "HEAD:src/a.py"]
    blob = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()
    text = f"==> {SUMMARY} <==\n# Summary\n\nThe commit holds `{blob}`\n"
    assert found_in_tree(tmp_path, text, "REF003") == []


def test_without_git(tmp_path: Path) -> None:
    text = f"==> {SUMMARY} <==\n# Summary\n\nDone in commit `0a1b2c3`\n"
    assert found_in_tree(tmp_path, text, "REF003") == []


def test_a_shallow_clone(tmp_path: Path) -> None:
    from tests.traps.building import git

    build(tmp_path / "whole", f"==> {SUMMARY} <==\n# S\n\nIn commit `0a1b2c3`\n==> commit: a <==\n")
    (tmp_path / "whole" / "b").write_text("b")
    git(tmp_path / "whole", "add", "--all")
    git(tmp_path / "whole", "commit", "--quiet", "--message", "b")
    address = (tmp_path / "whole").as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", address, "shallow")
    assert found_in_tree(tmp_path / "shallow", "", "REF003") == []
