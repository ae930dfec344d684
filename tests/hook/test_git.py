"""git calls: nothing of the repository is executed, and failures are told in one line."""

from __future__ import annotations

import os
import stat
import sys
import time
from typing import TYPE_CHECKING

import pytest

from auditlint import hook
from auditlint.source import git
from auditlint.source.tree import WorkTree
from tests.hook.repository import Repository, needs_git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [
    needs_git,
    pytest.mark.skipif(os.name == "nt", reason="the hostile programs are shell scripts"),
]


def script(folder: Path, text: str) -> Path:
    """Write an executable shell script."""
    path = folder / "program.sh"
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def hostile(committing: Repository) -> tuple[Repository, Path]:
    """A repository whose configuration names programs, and the file that they would make."""
    trap = committing.root.parent / "trap"
    trap.mkdir()
    sprung = trap / "sprung"
    program = script(trap, f"echo \"$0 $@\" >> '{sprung}'\n[ $# -gt 0 ] || cat\n")
    (committing.root / ".git" / "hooks" / "post-index-change").write_text(program.read_text())
    (committing.root / ".git" / "hooks" / "post-index-change").chmod(0o755)
    committing.write(".gitattributes", "* diff=trap filter=trap\n")
    settings = {
        "core.fsmonitor": str(program),
        "core.hooksPath": str(committing.root / ".git" / "hooks"),
        "core.pager": str(program),
        "pager.ls-files": str(program),
        "core.editor": str(program),
        "core.sshCommand": str(program),
        "core.askPass": str(program),
        "diff.external": str(program),
        "diff.trap.command": str(program),
        "diff.trap.textconv": str(program),
        "filter.trap.clean": str(program),
        "filter.trap.smudge": str(program),
        "alias.ls-files": f"!{program}",
        "alias.diff-index": f"!{program}",
        "credential.helper": str(program),
    }
    for key, value in settings.items():
        committing.git("config", key, value)
    committing.git("-c", "core.fsmonitor=false", "-c", "filter.trap.clean=cat", "add", "--all")
    sprung.unlink(missing_ok=True)
    return committing, sprung


def test_the_trap_works(hostile: tuple[Repository, Path]) -> None:
    repository, sprung = hostile
    repository.try_git("status")
    assert sprung.exists()


def test_listing_runs_nothing(hostile: tuple[Repository, Path]) -> None:
    repository, sprung = hostile
    repository.write("source/program.py", "changed\n")
    repository.write("new.md")
    names = WorkTree(str(repository.root)).files()
    assert {"new.md", "source/program.py", ".gitattributes"} <= set(names)
    assert "new.md" not in WorkTree(str(repository.root)).files(tracked_only=True)
    assert not sprung.exists()


def test_the_staged_changes_run_nothing(hostile: tuple[Repository, Path]) -> None:
    repository, sprung = hostile
    repository.write("source/program.py", "changed\n")
    assert hook.staged_paths(str(repository.root)) == {".gitattributes"}
    assert hook.nothing_to_do(["check", "--tracked"])
    assert not sprung.exists()


def test_a_partial_clone_fetches_nothing(hostile: tuple[Repository, Path]) -> None:
    repository, sprung = hostile
    program = repository.git("config", "core.sshCommand").strip()
    tree = repository.git("-c", "core.fsmonitor=false", "rev-parse", "HEAD:source").strip()
    repository.write("source/program.py", "changed\n")
    repository.git("-c", "core.fsmonitor=false", "-c", "filter.trap.clean=cat", "add", "--all")
    (repository.root / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    repository.git("config", "extensions.partialClone", "origin")
    repository.git("config", "core.repositoryFormatVersion", "1")
    repository.git("config", "remote.origin.promisor", "true")
    for protocol in ("ssh", "ext", "file"):
        repository.git("config", f"protocol.{protocol}.allow", "always")
    sprung.unlink(missing_ok=True)
    for address in ("ssh://example.org/x", f"ext::{program} %S", str(repository.root.parent)):
        repository.git("config", "remote.origin.url", address)
        repository.git("config", "remote.origin.uploadpack", program)
        hook.staged_paths(str(repository.root))
        WorkTree(str(repository.root)).files()
        assert not sprung.exists()


def test_a_work_tree_elsewhere_is_not_listed(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.md").write_text("x")
    repository.write("own.md")
    repository.git("config", "core.worktree", str(tmp_path / "elsewhere"))
    assert WorkTree(str(repository.root)).files() == ["own.md"]


def test_a_broken_repository_is_not_taken_for_the_one_around_it(repository: Repository) -> None:
    repository.write("inner/own.md")
    (repository.root / "inner" / ".git").mkdir()
    warnings: list[str] = []
    tree = WorkTree(str(repository.root / "inner"), warn=warnings.append)
    assert tree.files() == ["own.md"]
    assert len(warnings) == 1
    assert "not a git repository" in warnings[0]


def test_the_index_of_another_repository_is_not_used(
    committing: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(committing.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(committing.root / ".git" / "index"))
    other = Repository(tmp_path / "other")
    other.write("plan.md")
    other.git("add", "--all")
    assert WorkTree(str(other.root)).files(tracked_only=True) == ["plan.md"]


def test_an_owner_that_git_does_not_trust(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("plan.md")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    warnings: list[str] = []
    tree = WorkTree(str(repository.root), warn=warnings.append)
    assert tree.files(tracked_only=True) == ["plan.md"]
    tree.files()
    assert len(warnings) == 1
    assert "dubious ownership" in warnings[0]
    assert "\n" not in warnings[0]


def test_git_is_missing(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("plan.md")
    monkeypatch.setenv("PATH", os.pathsep.join(("", "relative/folder")))
    tree = WorkTree(str(repository.root))
    assert tree.files() == ["plan.md"]
    assert tree.files() == ["plan.md"]
    assert capsys.readouterr().err == (
        "auditlint: the git program is not installed; "
        "all files below the folder are taken, ignored or not\n"
    )


def test_no_program_of_the_repository_is_taken_for_git(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = script(repository.root, "exit 3\n").rename(repository.root / "git")
    assert own.exists()
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", os.environ["PATH"])))
    assert git.program() not in (None, str(own))
    assert git.run(str(repository.root), ("rev-parse", "--git-dir")) == b".git\n"


@pytest.mark.parametrize("finish", [git._finish, git._finish_elsewhere])
class TestFinish:
    """Both ways to run a program."""

    def test_streams_and_status(
        self, finish: Callable[..., tuple[int, bytes, bytes]], tmp_path: Path
    ) -> None:
        program = script(tmp_path, "echo out; echo err >&2; cat; exit 7\n")
        assert finish([str(program)], dict(os.environ), 10.0) == (7, b"out\n", b"err\n")

    def test_much_on_both_streams(
        self, finish: Callable[..., tuple[int, bytes, bytes]], tmp_path: Path
    ) -> None:
        code = "import sys; sys.stderr.write('e' * 300000); sys.stdout.write('o' * 300000)"
        status, output, errors = finish([sys.executable, "-c", code], dict(os.environ), 30.0)
        assert (status, len(output), len(errors)) == (0, 300_000, 300_000)

    def test_time_limit(
        self, finish: Callable[..., tuple[int, bytes, bytes]], tmp_path: Path
    ) -> None:
        begin = time.monotonic()
        with pytest.raises(git.GitError, match=r"longer than 0\.2 seconds"):
            finish([sys.executable, "-c", "import time; time.sleep(30)"], dict(os.environ), 0.2)
        assert time.monotonic() - begin < 15

    def test_no_such_program(self, finish: Callable[..., tuple[int, bytes, bytes]]) -> None:
        with pytest.raises(OSError, match="No such file"):
            finish(["/no/such/program"], dict(os.environ), 1.0)

    def test_no_descriptor_is_left_open(
        self, finish: Callable[..., tuple[int, bytes, bytes]]
    ) -> None:
        if not os.path.isdir("/proc/self/fd"):
            pytest.skip("this system does not list open descriptors under /proc")
        before = len(os.listdir("/proc/self/fd"))
        finish([sys.executable, "-c", "pass"], dict(os.environ), 10.0)
        with pytest.raises(OSError, match="No such file"):
            finish(["/no/such/program"], dict(os.environ), 1.0)
        assert len(os.listdir("/proc/self/fd")) == before
