"""The cache as a user meets it: options, the environment, ``auditlint clean``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from auditlint.cache.folder import NAME
from tests.metamorphic.trees import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The example project as a repository."""
    folder = shutil.copytree(ROOT / "examples", tmp_path / "tree")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    subprocess.run(["git", "init", "-q", str(folder)], check=True, env=environment)
    return folder


def call(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_"))}
    return subprocess.run(
        [sys.executable, "-m", "auditlint", *arguments], cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT / "src"), **environment},
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False,
    )


def names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(one.name.partition("-")[0] for one in folder.iterdir())


ALL = [".gitignore", "CACHEDIR.TAG", "facts", "findings"]


def test_check_twice_and_clean(tree: Path) -> None:
    first = call(tree)
    assert names(tree / NAME) == ALL
    assert call(tree).stdout == first.stdout == call(tree, "--no-cache").stdout
    done = call(tree, "clean")
    assert done.returncode == 0
    assert done.stderr.startswith(f"{NAME}: removed (4 files, ")
    assert not (tree / NAME).exists()
    again = call(tree, "clean")
    assert (again.returncode, again.stderr) == (0, f"{NAME}: nothing to remove: it is not there\n")


@pytest.mark.parametrize("arguments", [("--no-cache",), ("check", "--no-cache", "--jobs", "1"),
                                       ("trace", "--no-cache"), ("docs/IMPORT_PROGRESS.md",)])
def test_nothing_is_written_unasked(tree: Path, arguments: tuple[str, ...]) -> None:
    call(tree, *arguments)
    assert not (tree / NAME).exists()


def test_trace_uses_what_check_read(tree: Path) -> None:
    cold = call(tree, "trace")
    assert names(tree / NAME) == ALL[:3]
    call(tree)
    assert names(tree / NAME) == ALL
    assert call(tree, "trace").stdout == cold.stdout == call(tree, "trace", "--no-cache").stdout


def test_places(tree: Path, tmp_path: Path) -> None:
    call(tree, "--cache-dir", "../option", AUDITLINT_CACHE_DIR=str(tmp_path / "variable"))
    assert names(tmp_path / "option") == ALL
    call(tree, AUDITLINT_CACHE_DIR=str(tmp_path / "variable"))
    assert names(tmp_path / "variable") == ALL
    (tree / "auditlint.toml").write_text('cache-dir = "build/lint"\n', encoding="utf-8")
    call(tree)
    assert names(tree / "build/lint") == ALL
    assert not (tree / NAME).exists()
    assert call(tree, "clean").stderr.startswith(f"build{os.sep}lint: removed")
    assert call(tree, "clean", "--cache-dir", "../option").returncode == 0
    assert not (tmp_path / "option").exists()


def test_trees_that_share_a_folder(tree: Path, tmp_path: Path) -> None:
    other = shutil.copytree(tree, tmp_path / "other")
    (other / ".planning/ROADMAP.md").write_text("# Roadmap\n", encoding="utf-8")
    shared = str(tmp_path / "shared")
    for _ in range(2):
        for folder in (tree, other):
            assert call(folder, "--cache-dir", shared).stdout == call(folder, "--no-cache").stdout
    assert names(tmp_path / "shared") == [*ALL[:2], "facts", "facts", "findings", "findings"]


@pytest.mark.parametrize("value", ["/outside/x", "../x", "a/../../x", ".git/x", "", ".", "a\\b", "C:x"])
def test_a_configuration_names_no_folder_outside(tree: Path, value: str) -> None:
    text = value.replace("\\", "\\\\")
    (tree / "auditlint.toml").write_text(f'cache-dir = "{text}"\n', encoding="utf-8")
    done = call(tree)
    assert done.returncode == 2
    assert "auditlint.toml:1:" in done.stderr
    assert "inside the repository" in done.stderr


def test_a_configured_folder_through_a_link_is_not_used(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tree / "build").symlink_to(tmp_path / "outside")
    (tree / "auditlint.toml").write_text('cache-dir = "build/lint"\n', encoding="utf-8")
    assert call(tree).returncode == 1
    assert not list((tmp_path / "outside").iterdir())


def test_clean_removes_no_folder_of_others(tree: Path) -> None:
    done = call(tree, "clean", "--cache-dir", "docs")
    assert "nothing to remove: it is no cache of auditlint" in done.stderr
    assert (tree / "docs/IMPORT_PROGRESS.md").exists()
    call(tree)
    (tree / NAME / "notes.txt").write_text("mine", encoding="utf-8")
    assert "removed (4 files" in call(tree, "clean").stderr
    assert names(tree / NAME) == ["notes.txt"]


def test_what_cannot_be_written_is_silent(tree: Path) -> None:
    (tree / "blocked").write_text("a file, so that no folder can be made below it")
    done = call(tree, "--cache-dir", "blocked/cache")
    assert done.stderr.startswith("Found")
    assert not (tree / NAME).exists()
