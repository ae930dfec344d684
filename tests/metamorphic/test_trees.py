"""What must not change what is found in a tree: line ends, byte order marks, blank lines, prose
at the end, the order of file arguments, the number of processes, the cache, git."""

from __future__ import annotations

import os
import random
import subprocess
from typing import TYPE_CHECKING

import pytest

from auditlint import engine, session, targets
from auditlint.findings import Diagnostic
from tests.metamorphic.trees import CONFIG, Tree, all_trees, moved, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_PROSE = "The harbour is quiet in winter."


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Tree, Path, list[Diagnostic]]]:
    """Every tree, written, with what is found in it."""
    out = []
    for tree in all_trees(tmp_path_factory.mktemp("pages")):
        folder = tree.write(tmp_path_factory.mktemp("tree"))
        out.append((tree, folder, run(folder)))
    return out


Trees = list[tuple[Tree, "Path", list[Diagnostic]]]


#: Rules that can only be shown in a repository with commits; tests/rules builds them.
NEED_HISTORY = {"REF001", "REF003", "VER005", "VER006"}


def test_the_trees_are_worth_it(trees: Trees) -> None:
    codes = {one.code for _, _, found in trees for one in found}
    from auditlint import registry

    projects = {one.rule.code for one in registry.RULES if one.rule.scope == "project"}
    assert projects - codes == NEED_HISTORY


def changed(
    trees: Trees, scratch: Path, change: Callable[[str, str], str]
) -> list[tuple[Tree, list[Diagnostic], list[Diagnostic]]]:
    """Return for every tree what is found in it and what is found after `change`.

    Only planning documents are changed: reports may hold digests of the files that they cover.
    """
    out = []
    for number, (tree, _, before) in enumerate(trees):
        files = {
            path: change(path, text) if engine.is_candidate(CONFIG, path) else text
            for path, text in tree.files.items()
        }
        after = run(Tree(tree.name, files).write(scratch / str(number)))
        out.append((tree, before, after))
    return out


def test_windows_line_ends(trees: Trees, tmp_path: Path) -> None:
    def change(_: str, text: str) -> str:
        return text.replace("\n", "\r\n")

    for tree, before, after in changed(trees, tmp_path, change):
        assert moved(after, {}) == moved(before, {}), tree.name


def test_byte_order_mark(trees: Trees, tmp_path: Path) -> None:
    for tree, before, after in changed(trees, tmp_path, lambda _, text: "\ufeff" + text):
        assert after == before, tree.name


def test_prose_at_the_end(trees: Trees, tmp_path: Path) -> None:
    def change(path: str, text: str) -> str:
        return f"{text.rstrip()}\n\n{_PROSE}\n" if path.endswith(".md") else text

    for tree, before, after in changed(trees, tmp_path, change):
        assert places(after) == places(before), tree.name


def _body_start(text: str) -> int:
    """The number of the first line behind the front matter."""
    lines = text.split("\n")
    if lines[0] != "---":
        return 1
    return lines.index("---", 1) + 2


def test_blank_lines_before_the_body(trees: Trees, tmp_path: Path) -> None:
    def change(path: str, text: str) -> str:
        if not path.endswith(".md"):
            return text
        lines = text.split("\n")
        at = _body_start(text) - 1
        return "\n".join([*lines[:at], "", "", "", *lines[at:]])

    for tree, before, after in changed(trees, tmp_path, change):
        by = {
            path: (_body_start(text), 3) for path, text in tree.files.items()
            if path.endswith(".md")
        }
        assert moved(after, {}) == moved(before, by), tree.name


def test_prose_below_the_title(trees: Trees, tmp_path: Path) -> None:
    def title(text: str) -> int:
        """The number of the line behind the title; 0 where the body begins otherwise."""
        lines = text.split("\n")
        for number in range(_body_start(text), len(lines) + 1):
            if lines[number - 1].startswith("# "):
                return number + 1
            if lines[number - 1]:
                return 0
        return 0

    def change(path: str, text: str) -> str:
        at = title(text) - 1
        if not path.endswith(".md") or at < 0:
            return text
        lines = text.split("\n")
        return "\n".join([*lines[:at], "", _PROSE, "", *lines[at:]])

    for tree, before, after in changed(trees, tmp_path, change):
        by = {
            path: (title(text), 3) for path, text in tree.files.items()
            if path.endswith(".md") and title(text)
        }
        assert moved(after, {}) == moved(before, by), tree.name


def places(found: list[Diagnostic]) -> list[tuple[object, ...]]:
    return [(one.code, one.place.path, one.place.line, one.place.column, one.message) for one in found]


def test_order_of_arguments(trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    for tree, folder, before in trees:
        monkeypatch.chdir(folder)
        listed = sorted({one.place.path for one in before})
        rest = [path for path in tree.files if engine.is_candidate(CONFIG, path)]
        paths = sorted({*listed, *rest})
        orders = [paths, paths[::-1], random.Random(7).sample(paths, len(paths))]  # noqa: S311
        reports = [
            session.run(targets.resolve(order, CONFIG), CONFIG, 1).report for order in orders
        ]
        assert reports[0] == reports[1] == reports[2], tree.name
        assert list(reports[0].diagnostics) == before, tree.name


@pytest.mark.parametrize("jobs", [2, 4])
def test_processes(trees: Trees, jobs: int) -> None:
    for tree, folder, before in trees:
        assert run(folder, jobs) == before, tree.name


def test_cold_and_warm_cache(
    trees: Trees, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "WORTH_A_CACHE", 1)
    caches = [session.Cache(True, str(tmp_path / str(number))) for number in range(len(trees))]
    for (tree, folder, before), cache in zip(trees, caches, strict=True):
        assert run(folder, 1, cache) == before, tree.name
    monkeypatch.setattr(engine, "check_document", None)
    for (tree, folder, before), cache in zip(trees, caches, strict=True):
        assert run(folder, 1, cache) == before, tree.name


def test_partly_warm_cache(
    trees: Trees, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every tree the first half is known, from a run in which it was read by two processes."""
    monkeypatch.setattr(session, "WORTH_A_CACHE", 1)
    for number, (tree, folder, before) in enumerate(trees):
        cache = session.Cache(True, str(tmp_path / str(number)))
        paths = sorted(path for path in tree.files if engine.is_candidate(CONFIG, path))
        half = paths[: len(paths) // 2 + 1]
        monkeypatch.chdir(folder)
        groups = targets.resolve(half, CONFIG)
        session.run(groups, CONFIG, 2, document_rules=True, cache=cache)
        assert run(folder, 2, cache) == before, tree.name


def test_git_or_none(trees: Trees, tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    for number, (tree, _, before) in enumerate(trees):
        folder = tree.write(tmp_path / str(number))
        subprocess.run(["git", "init", "-q", str(folder)], check=True, env=environment)
        assert run(folder, repository=True) == before, tree.name
