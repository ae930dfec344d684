"""Repositories that are broken, empty, cut short or none at all: less is said, nothing crashes."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.hook.repository import Repository, needs_git
from tests.security.support import (
    COMMANDS,
    TREE,
    auditlint,
    check,
    no_crash,
    project,
    write_tree,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [needs_git, pytest.mark.skipif(os.name == "nt", reason="folders are made unreadable")]

#: What only history can say: a whole one is needed to say that something never was.
OF_HISTORY = ("REF006", "VER006", "REF003")


def _codes(root: Path, **more: str) -> set[str]:
    done = check(root, "--output-format", "concise", **more)
    no_crash(done)
    assert done.status == 1, done
    return {line.split("[", 1)[1][:6] for line in done.output.splitlines()}


def _garbage(path: Path, data: bytes = b"\xff\xfe garbage \0\n[") -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def _truncated_index(git: Path) -> None:
    _garbage(git / "index", (git / "index").read_bytes()[:40])


def _index_of_another_version(git: Path) -> None:
    _garbage(git / "index", b"DIRC\x00\x00\x00\x63\xff\xff\xff\xff" + b"\0" * 100)


def _no_objects(git: Path) -> None:
    shutil.rmtree(git / "objects")


def _every_object_garbage(git: Path) -> None:
    for one in (git / "objects").glob("??/*"):
        _garbage(one)


def _half_of_the_objects(git: Path) -> None:
    for index, one in enumerate(sorted((git / "objects").glob("??/*"))):
        if index % 2:
            one.unlink()


def _objects_cut(git: Path) -> None:
    for one in (git / "objects").glob("??/*"):
        _garbage(one, one.read_bytes()[:-9])


def _no_head(git: Path) -> None:
    (git / "HEAD").unlink()


def _head_to_nowhere(git: Path) -> None:
    (git / "HEAD").write_text("ref: refs/heads/nowhere\n")


def _head_of_no_object(git: Path) -> None:
    (git / "HEAD").write_text("1234567890" * 4 + "\n")


def _head_in_a_circle(git: Path) -> None:
    (git / "refs" / "heads" / "main").write_text("ref: HEAD\n")


def _head_outside(git: Path) -> None:
    (git / "HEAD").write_text("ref: refs/../../../elsewhere\n")


def _broken_configuration(git: Path) -> None:
    (git / "config").write_text("[core\nbare = maybe\n")


def _a_future_format(git: Path) -> None:
    with (git / "config").open("a") as config:
        config.write("[core]\n\trepositoryFormatVersion = 999\n[extensions]\n\tunheardOf = 1\n")


def _bare(git: Path) -> None:
    with (git / "config").open("a") as config:
        config.write("[core]\n\tbare = true\n")


def _empty(git: Path) -> None:
    shutil.rmtree(git)
    git.mkdir()


def _a_file_to_nowhere(git: Path) -> None:
    shutil.rmtree(git)
    git.write_text("gitdir: ../../nowhere/.git\n")


def _a_file_of_bytes(git: Path) -> None:
    shutil.rmtree(git)
    git.write_bytes(b"\xff\0\n" * 100)


def _a_link_to_nowhere(git: Path) -> None:
    shutil.rmtree(git)
    git.symlink_to("/nowhere/at/all")


def _a_link_to_itself(git: Path) -> None:
    shutil.rmtree(git)
    git.symlink_to(".git")


def _alternates(git: Path) -> None:
    (git / "objects" / "info").mkdir(exist_ok=True)
    (git / "objects" / "info" / "alternates").write_text("../objects\n/nowhere\n\xff\n" * 50)


def _grafts(git: Path) -> None:
    (git / "info").mkdir(exist_ok=True)
    (git / "info" / "grafts").write_text("x y z\n" + "0" * 40 + "\n")


def _replaced(git: Path) -> None:
    head = (git / "refs" / "heads" / "main").read_text().strip()
    (git / "refs" / "replace").mkdir()
    (git / "refs" / "replace" / head).write_text(head + "\n")


def _locked(git: Path) -> None:
    for name in ("index.lock", "HEAD.lock", "config.lock", "shallow.lock"):
        (git / name).write_text("")


DAMAGES = (
    _truncated_index, _index_of_another_version, _no_objects, _every_object_garbage,
    _half_of_the_objects, _objects_cut, _no_head, _head_to_nowhere, _head_of_no_object,
    _head_in_a_circle, _head_outside, _broken_configuration, _a_future_format, _bare, _empty,
    _a_file_to_nowhere, _a_file_of_bytes, _a_link_to_nowhere, _a_link_to_itself, _alternates,
    _grafts, _replaced, _locked,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """A repository in order, and the codes of what is found in it."""
    root = tmp_path_factory.mktemp("whole") / "repository"
    project(root)
    return root, _codes(root)


def test_a_repository_in_order(whole: tuple[Path, set[str]]) -> None:
    assert whole[1].issuperset(OF_HISTORY)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__.strip("_"))
def test_damage(
    whole: tuple[Path, set[str]], tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    root = tmp_path / "repository"
    shutil.copytree(whole[0], root, symlinks=True)
    damage(root / ".git")
    found = _codes(root)
    # What the documents and files say by themselves is found all the same, and nothing new.
    assert "VER001" in found
    assert found <= whole[1]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
@pytest.mark.parametrize("damage", [_half_of_the_objects], ids=["half"])
def test_damage_and_all_commands(
    whole: tuple[Path, set[str]], tmp_path: Path, damage: Callable[[Path], None],
    command: tuple[str, ...],
) -> None:
    root = tmp_path / "repository"
    shutil.copytree(whole[0], root, symlinks=True)
    damage(root / ".git")
    done = auditlint(root, *command)
    no_crash(done)
    assert done.status == (0 if command[0] == "signatures" else 2 if "--tracked" in command and not done.output else 1)


def test_no_commits(tmp_path: Path, whole: tuple[Path, set[str]]) -> None:
    repository = Repository(tmp_path / "repository")
    write_tree(repository.root)
    found = _codes(repository.root)
    assert "VER001" in found
    assert found <= whole[1] - set(OF_HISTORY)


def test_no_repository(tmp_path: Path, whole: tuple[Path, set[str]]) -> None:
    write_tree(tmp_path / "tree")
    found = _codes(tmp_path / "tree")
    assert "SIG002" in found
    assert found <= whole[1] - set(OF_HISTORY)


def test_no_git_program(tmp_path: Path, whole: tuple[Path, set[str]]) -> None:
    root = tmp_path / "repository"
    shutil.copytree(whole[0], root, symlinks=True)
    found = _codes(root, PATH=str(tmp_path))
    assert "SIG002" in found
    assert found <= whole[1] - set(OF_HISTORY)


@pytest.mark.parametrize("script", ["exit 1", "exec cat /dev/zero | head -c 3000000", "echo; exit 129", "kill -9 $$"])
def test_a_git_program_that_fails(tmp_path: Path, whole: tuple[Path, set[str]], script: str) -> None:
    root = tmp_path / "repository"
    shutil.copytree(whole[0], root, symlinks=True)
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "git").write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
    (programs / "git").chmod(0o755)
    done = check(root, PATH=str(programs))
    no_crash(done)


def test_a_detached_head(whole: tuple[Path, set[str]], tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(whole[0], root, symlinks=True)
    head = (root / ".git" / "refs" / "heads" / "main").read_text()
    (root / ".git" / "HEAD").write_text(head)
    assert _codes(root) == whole[1]


def test_a_shallow_clone(whole: tuple[Path, set[str]], tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", f"file://{whole[0]}", str(clone)],
        check=True, capture_output=True,
    )
    found = _codes(clone)
    # What is older than the clone may have been anything: no commit is unknown, nothing "never" was.
    assert found <= whole[1] - set(OF_HISTORY) - {"REF001"}
    assert "SIG002" in found


def test_a_work_tree(whole: tuple[Path, set[str]], tmp_path: Path) -> None:
    main = tmp_path / "main"
    shutil.copytree(whole[0], main, symlinks=True)
    other = tmp_path / "other"
    subprocess.run(
        ["git", "-C", str(main), "worktree", "add", "--quiet", "--detach", str(other)],
        check=True, capture_output=True,
    )
    assert (other / ".git").is_file()
    assert _codes(other) == whole[1]
    shutil.rmtree(main)
    assert _codes(other) <= whole[1]


def test_a_submodule(whole: tuple[Path, set[str]], tmp_path: Path) -> None:
    outer = Repository(tmp_path / "outer")
    write_tree(outer.root, {".planning/STATE.md": "# State\n\nSee `part/src/weirlog/none.py` and `part/x.py`.\n"})
    outer.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(whole[0]), "part"
    )
    outer.commit()
    assert (outer.root / "part" / ".git").is_file()
    inside = _codes(outer.root / "part")
    assert inside == whole[1]
    # From outside, what is in it is not known.
    done = check(outer.root)
    no_crash(done)
    assert "part/" not in done.output


def test_hashes_that_name_other_things(tmp_path: Path) -> None:
    repository = project(tmp_path / "repository")
    git = repository.git
    git("tag", "--annotate", "--message", "x", "v1")
    names = {
        "tag": git("rev-parse", "v1"), "tree": git("rev-parse", "HEAD^{tree}"),
        "blob": git("rev-parse", "HEAD:CLAUDE.md"), "commit": git("rev-parse", "HEAD"),
        "none": "f" * 40, "zero": "0" * 40,
    }
    lines = "".join(
        f"Fixed in commit `{one.strip()[:size]}` ({name}).\n\n"
        for name, one in names.items() for size in (7, 12, 40)
    )
    (repository.root / ".planning" / "STATE.md").write_text("# State\n\n" + lines)
    done = check(repository.root, "--select", "REF003,REF", "--output-format", "concise")
    no_crash(done)
    assert names["commit"].strip()[:7] not in done.output


def test_an_unreadable_folder(whole: tuple[Path, set[str]], tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(whole[0], root, symlinks=True)
    for path in ("src", ".planning/phases", ".git/objects"):
        (root / path).chmod(0)
    try:
        # (Who is root reads them anyway.)
        no_crash(check(root))
    finally:
        for path in ("src", ".planning/phases", ".git/objects"):
            (root / path).chmod(0o755)


def test_what_was_deleted_but_not_committed(whole: tuple[Path, set[str]], tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(whole[0], root, symlinks=True)
    for path in TREE:
        if not path.startswith((".planning", "docs")):
            (root / path).unlink()
    no_crash(check(root))
