"""Repositories that try to run programs, to read outside, or to take all time and memory."""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING

import pytest

from auditlint.evidence import Evidence
from auditlint.evidence.contents import Contents
from auditlint.evidence.history import History
from tests.hook.repository import Repository, needs_git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[[Path], Evidence]

pytestmark = [
    needs_git,
    pytest.mark.skipif(os.name == "nt", reason="the hostile programs are shell scripts"),
]


def ask_everything(evidence: Evidence, commit: str) -> None:
    """Make every git call that there is."""
    files, history, contents = evidence.files, evidence.history, evidence.contents
    assert files.exists("a.md")
    files.ignored(["x.log", "none/y"])
    history.existed("a.md")
    history.moved("old.md")
    assert history.folder_moves is not None
    evidence.commits.resolve_all([commit, "abcdef1"])
    contents.at(commit, "a.md")
    contents.existed_at(commit, "none/x")
    contents.is_committed("a.md")
    assert evidence.manifests.all is not None
    evidence.close()


@pytest.fixture
def hostile(repository: Repository) -> tuple[Repository, Path]:
    """A repository whose configuration names programs, and the file that they would make."""
    trap = repository.root.parent / "trap"
    trap.mkdir()
    sprung = trap / "sprung"
    program = trap / "program.sh"
    program.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{sprung}'\n[ $# -gt 0 ] || cat\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    for name in ("a.md", "old.md", "more/b.md"):
        repository.write(name, "".join(f"{name} {number}\n" for number in range(30)))
    repository.write("package.json", '{"name": "trap"}')
    repository.write(".gitattributes", "* diff=trap filter=trap merge=trap\n*.log export-subst\n")
    repository.commit()
    repository.git("mv", "old.md", "new.md")
    repository.write("new.md", "".join(f"old.md {number}\n" for number in range(29)))
    repository.commit()
    hooks = repository.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "post-checkout", "pre-commit", "reference-transaction"):
        (hooks / hook).write_text(program.read_text())
        (hooks / hook).chmod(0o755)
    included = repository.root / ".git" / "included"
    settings = {
        "core.fsmonitor": program, "core.hooksPath": hooks, "core.pager": program,
        "core.editor": program, "core.sshCommand": program, "core.askPass": program,
        "core.gitProxy": program, "core.alternateRefsCommand": program,
        "diff.external": program, "diff.trap.command": program, "diff.trap.textconv": program,
        "diff.trap.cachetextconv": "true", "filter.trap.clean": program,
        "filter.trap.smudge": program, "filter.trap.process": program,
        "filter.trap.required": "true", "merge.trap.driver": f"{program} %A",
        "gpg.program": program, "log.showSignature": "true", "credential.helper": program,
        "interactive.diffFilter": program, "uploadpack.packObjectsHook": program,
        "mailmap.file": "/dev/stdin", "diff.orderFile": "/dev/stdin",
        "trailer.x.command": program, "sequence.editor": program,
        **{f"pager.{one}": program
           for one in ("log", "ls-files", "cat-file", "check-ignore", "rev-parse")},
        **{f"alias.{one}": f"!{program}"
           for one in ("log", "ls-files", "cat-file", "check-ignore", "rev-parse")},
    }
    lines = []
    for key, value in settings.items():
        section, _, rest = key.partition(".")
        name, _, last = rest.rpartition(".")
        lines.append(f'[{section} "{name}"]' if name else f"[{section}]")
        lines.append(f'\t{last} = "{value}"')
    included.write_text("\n".join(lines) + "\n")
    with (repository.root / ".git" / "config").open("a") as config:
        config.write(f'[includeIf "gitdir:{repository.root.parent}/**"]\n\tpath = included\n')
    sprung.unlink(missing_ok=True)
    return repository, sprung


def test_the_trap_works(hostile: tuple[Repository, Path]) -> None:
    repository, sprung = hostile
    repository.write("a.md", "changed\n")
    repository.try_git("diff")
    assert sprung.exists()


def test_nothing_runs(hostile: tuple[Repository, Path], evidence_of: Make) -> None:
    repository, sprung = hostile
    commit = (repository.root / ".git" / "refs" / "heads" / "main").read_text().strip()
    repository.write("a.md", "changed\n")
    evidence = evidence_of(repository.root)
    ask_everything(evidence, commit)
    assert not sprung.exists(), sprung.read_text()
    moved = evidence.history.moved("old.md")
    assert moved is not None
    assert moved.new == "new.md"
    assert evidence.commits.resolve(commit).id == commit
    assert not sprung.exists()


def test_a_partial_clone_fetches_nothing(
    hostile: tuple[Repository, Path], evidence_of: Make
) -> None:
    repository, sprung = hostile
    program = sprung.parent / "program.sh"
    commit = (repository.root / ".git" / "refs" / "heads" / "main").read_text().strip()
    git = repository.root / ".git"
    blob = repository.git("--no-pager", "-c", "alias.rev-parse=", "rev-parse", "HEAD:new.md")
    (git / "objects" / blob[:2] / blob.strip()[2:]).unlink()
    with (git / "config").open("a") as config:
        config.write(
            "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = origin\n"
            f'[remote "origin"]\n\tpromisor = true\n\turl = "ext::{program} %S"\n'
            f'\tuploadpack = "{program}"\n[protocol "ext"]\n\tallow = always\n'
        )
    sprung.unlink(missing_ok=True)
    evidence = evidence_of(repository.root)
    ask_everything(evidence, commit)
    assert not sprung.exists()
    # Without the content the rename is not seen, but the history is.
    assert evidence.history.is_known
    assert evidence.history.existed("old.md") is True
    assert evidence.contents.at(commit, "new.md") is None


@pytest.mark.parametrize(
    "damage",
    ["HEAD", "index", "config", "refs/heads/main", "objects"],
)
def test_corrupt_repositories(repository: Repository, evidence_of: Make, damage: str) -> None:
    repository.write("a.md", "text\n")
    repository.commit()
    commit = repository.git("rev-parse", "HEAD").strip()
    target = repository.root / ".git" / damage
    if damage == "objects":
        for one in target.glob("??/*"):
            one.chmod(0o644)
            one.write_bytes(b"garbage")
    else:
        target.write_bytes(b"\xff\xfe garbage \0\n[")
    evidence = evidence_of(repository.root)
    ask_everything(evidence, commit)
    assert evidence.history.existed("never.md") is (False if damage == "index" else None)


def test_an_empty_git_folder(tmp_path: Path, evidence_of: Make) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text("x")
    ask_everything(evidence_of(tmp_path), "0" * 40)


@pytest.mark.parametrize("name", ["objects", "mailmap", "packed-refs"])
def test_a_repository_that_waits(
    repository: Repository, evidence_of: Make, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.md", "text\n")
    repository.commit()
    commit = repository.git("rev-parse", "HEAD").strip()
    git = repository.root / ".git"
    if name == "objects":
        path = git / "objects" / commit[:2] / commit[2:]
        path.unlink()
    elif name == "mailmap":
        path = repository.root / ".mailmap"
    else:
        path = git / "packed-refs"
    os.mkfifo(path)
    monkeypatch.setattr("auditlint.source.git.TIME_LIMIT", 0.5)
    monkeypatch.setattr("auditlint.source.git.run.__defaults__", (0.5, b"", (0,), True))
    evidence = evidence_of(repository.root)
    start = time.monotonic()
    history = History(evidence.repository, evidence.files, 0.5)
    contents = Contents(evidence.repository, evidence.files, 1000, 0.5)
    history.existed("a.md")
    contents.at(commit, "a.md")
    contents.existed_at(commit, "a.md")
    contents.close()
    assert time.monotonic() - start < 10


def test_memory_is_bounded(repository: Repository, evidence_of: Make) -> None:
    # Two hundred commits that each touch the same hundred files: paths are kept once.
    lines = []
    for commit in range(200):
        lines.append(f"commit refs/heads/main\ncommitter A <a@example.org> {commit + 1} +0000\n"
                     "data 1\nx\n")
        for number in range(100):
            text = f"{commit}"
            lines.append(f"M 100644 inline f/{number}\ndata {len(text)}\n{text}\n")
    import subprocess

    subprocess.run(["git", "fast-import", "--quiet", "--force"], cwd=repository.root, check=True,
                   input="".join(lines).encode())
    log = evidence_of(repository.root).history._log()
    assert log.changes == 20_000
    assert len(log.numbers) == 100
    assert len(log.ids) == 200


def test_evidence_is_lazy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nobody asked")

    (tmp_path / ".git").mkdir()
    monkeypatch.setattr("auditlint.source.git.prepared", refuse)
    from auditlint.config import Config
    from auditlint.source.tree import WorkTree

    evidence = Evidence(WorkTree(str(tmp_path)), Config())
    assert evidence.files is evidence.files
    assert evidence.history is not None
    assert evidence.commits is not None
    assert evidence.contents is not None
    evidence.close()
