"""What exists, by what name, and what is ignored."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from auditlint.evidence.files import (
    FILE,
    FOLDER,
    LINK,
    MISSING,
    SUBMODULE,
    UNKNOWN,
    Gap,
)
from auditlint.evidence.nearness import nearness
from auditlint.evidence.repository import normal
from tests.hook.repository import Repository, needs_git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditlint.evidence import Evidence

    Make = Callable[[Path], Evidence]

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs POSIX file types or names")


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("a/b", "a/b"),
        ("./a//b/", "a/b"),
        ("a/../b", "b"),
        ("a/..", None),
        ("../a", None),
        ("a/../../b", None),
        ("/etc/passwd", None),
        ("~/x", None),
        ("\\\\host\\x", None),
        ("C:/x", None),
        ("", None),
        (".", None),
        ("a\0b", None),
    ],
)
def test_normal(path: str, inner: str | None) -> None:
    assert normal(path) == inner


@pytest.fixture(params=["git", "walk"])
def filled(request: pytest.FixtureRequest, tmp_path: Path, evidence_of: Make) -> Evidence:
    """A tree with a few files, as a repository and as a bare folder."""
    if request.param == "git":
        if needs_git.args[0]:
            pytest.skip("the git program is missing")
        root = Repository(tmp_path / "root").root
    else:
        root = tmp_path / "root"
    for path in ("src/quiver/core.py", "src/quiver/io.py", "src/other/core.py",
                 "include/quiver/c/table.h", "Docs/Guide.md", "a b/\"x\".md"):
        full = root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text("x\n")
    return evidence_of(root)


class TestBoth:
    """What needs no git."""

    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            ("src/quiver/core.py", FILE),
            ("./src//quiver/core.py", FILE),
            ("src/quiver", FOLDER),
            ("src/quiver/", FOLDER),
            ('a b/"x".md', FILE),
            ("src/quiver/none.py", MISSING),
            ("src/quiver/core.py/none", MISSING),
            ("SRC/quiver/core.py", MISSING),
            ("../root/src", UNKNOWN),
            ("/etc/passwd", UNKNOWN),
            ("~/x", UNKNOWN),
            ("x" * 5000, MISSING),
            ("a\ud800b", MISSING),
        ],
    )
    def test_kind(self, filled: Evidence, path: str, kind: str) -> None:
        assert filled.files.kind_of(path) == kind

    def test_exists(self, filled: Evidence) -> None:
        assert filled.files.exists("src/quiver/io.py") is True
        assert filled.files.exists("src/quiver/oi.py") is False
        assert filled.files.exists("/etc") is None

    def test_case(self, filled: Evidence) -> None:
        assert filled.files.case_variants("docs/guide.md") == ("Docs/Guide.md",)
        assert filled.files.case_variants("docs") == ("Docs",)
        assert filled.files.case_variants("Docs/Guide.md") == ()

    def test_suffix(self, filled: Evidence) -> None:
        files = filled.files
        assert files.by_suffix("core.py") == ("src/other/core.py", "src/quiver/core.py")
        assert files.unique_suffix("core.py") is None
        assert files.unique_suffix("quiver/core.py") == "src/quiver/core.py"
        assert files.unique_suffix("iver/core.py") is None
        assert files.unique_suffix("src/quiver/core.py") is None
        assert files.unique_suffix("quiver/c", folders=True) == "include/quiver/c"

    def test_gap(self, filled: Evidence) -> None:
        files = filled.files
        assert files.gap("include/quiverdb/c/table.h") == Gap(
            "include", "quiverdb", "c/table.h", "quiver", "include/quiver/c/table.h"
        )
        assert files.gap("include/quiverdb/c/none.h") == Gap(
            "include", "quiverdb", "c/none.h", "quiver", ""
        )
        assert files.gap("nowhere/x.py") == Gap("", "nowhere", "x.py", "", "")
        assert files.gap("src/quiver/io.py") is None
        assert files.gap("src/quiver/core.py/x") is None
        assert files.gap("/etc/x") is None

    def test_entries(self, filled: Evidence) -> None:
        assert filled.files.entries("src") == ["other", "quiver"]
        assert filled.files.entries("none") == []


@pytest.mark.parametrize(
    ("name", "other", "near"),
    [
        ("quiver", "quiverdb", True),
        ("Quiver", "quiver", True),
        ("tables.h", "table.h", True),
        ("table.h", "table.c", False),
        ("table", "table.h", False),
        ("core", "docs", False),
        ("a", "b", False),
        ("x" * 300, "y" * 300, False),
    ],
)
def test_nearness(name: str, other: str, near: bool) -> None:
    assert (nearness(name, other) is not None) is near


def test_large_folders_have_no_near_names(tmp_path: Path, evidence_of: Make) -> None:
    for number in range(2_010):
        (tmp_path / f"name{number}.md").touch()
    assert evidence_of(tmp_path).files.gap("nam1.md") == Gap("", "nam1.md", "", "", "")


@needs_git
class TestGit:
    """What git adds."""

    def test_ignored(self, repository: Repository, evidence_of: Make) -> None:
        repository.write(".gitignore", "build/\n*.log\n!keep.log\n")
        repository.write("build/out.js")
        repository.write("tracked.log")
        repository.git("add", "--force", "tracked.log")
        repository.commit()
        files = evidence_of(repository.root).files
        asked = ["build/out.js", "build/none.js", "build", "none/x.log", "keep.log",
                 "tracked.log", "src/x.py", "../x", "a\nb.log"]
        assert files.ignored(asked) == {
            "build/out.js", "build/none.js", "build", "none/x.log", "a\nb.log"
        }
        assert files.is_ignored("build/other") is True
        assert files.is_ignored("x.py") is False
        assert files.is_ignored("/x") is None
        assert files.kind_of("build/out.js") == FILE
        assert not files.is_listed("build/out.js")

    def test_tracked(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("one.md")
        repository.commit()
        repository.write("two.md")
        files = evidence_of(repository.root).files
        assert files.is_tracked("one.md") is True
        assert files.is_tracked("two.md") is False
        assert files.is_listed("two.md")

    def test_deleted_in_the_work_tree(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("folder/one.md")
        repository.commit()
        (repository.root / "folder" / "one.md").unlink()
        files = evidence_of(repository.root).files
        assert files.kind_of("folder/one.md") == MISSING
        (repository.root / "folder").rmdir()
        assert evidence_of(repository.root).files.kind_of("folder") == MISSING

    def test_sparse_checkout(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("in/a.md")
        repository.write("out/b.md", "left out\n")
        repository.commit()
        repository.git("sparse-checkout", "set", "in")
        evidence = evidence_of(repository.root)
        assert not (repository.root / "out").exists()
        assert evidence.files.kind_of("out/b.md") == FILE
        assert evidence.files.kind_of("out") == FOLDER
        assert evidence.contents.read("out/b.md") == b"left out\n"

    def test_submodules_are_not_known(
        self, repository: Repository, tmp_path: Path, evidence_of: Make
    ) -> None:
        inner = Repository(tmp_path / "inner")
        inner.write("lib.c")
        inner.commit()
        repository.write("own.md")
        repository.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet",
                       str(inner.root), "vendor/inner")
        repository.commit()
        files = evidence_of(repository.root).files
        assert files.kind_of("vendor/inner") == SUBMODULE
        assert files.kind_of("vendor/inner/lib.c") == FILE
        assert files.exists("vendor/inner/none.c") is None
        assert files.is_ignored("vendor/inner/none.c") is None

    def test_a_sub_folder_of_a_repository(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("project/src/a.py")
        repository.write("project/.gitignore", "*.log\n")
        repository.write("outside.md")
        repository.commit()
        files = evidence_of(repository.root / "project").files
        assert sorted(files.listed) == [".gitignore", "src/a.py"]
        assert files.is_tracked("src/a.py") is True
        assert files.is_ignored("x.log") is True
        assert files.kind_of("../outside.md") == UNKNOWN

    def test_a_bad_path_does_not_spoil_the_others(
        self, repository: Repository, evidence_of: Make
    ) -> None:
        repository.write(".gitignore", "*.log\n")
        files = evidence_of(repository.root).files
        paths = ["a.log", ".git/config", ".git/x.log", "a" * 9000 + ".log", "\udcff.log"]
        assert "a.log" in files.ignored(paths)

    def test_without_git(
        self, repository: Repository, evidence_of: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository.write("a.md")
        repository.commit()
        monkeypatch.setenv("PATH", "")
        evidence = evidence_of(repository.root)
        assert evidence.files.exists("a.md") is True
        assert "not installed" in evidence.files.problem
        assert evidence.files.is_tracked("a.md") is None
        assert evidence.files.is_ignored("b.md") is None
        assert evidence.history.is_known is False
        assert "not installed" in evidence.history.problem
        assert evidence.contents.at("0" * 40, "a.md") is None
        assert evidence.commits.resolve("abcdef1").state == UNKNOWN


@posix_only
class TestLinks:
    """Links are known by name; what they lead to outside the tree is not looked at."""

    def test_links(self, tmp_path: Path, evidence_of: Make) -> None:
        root = tmp_path / "root"
        (root / "real").mkdir(parents=True)
        (root / "real" / "a.md").write_text("x")
        (tmp_path / "secret").mkdir()
        (tmp_path / "secret" / "s.md").write_text("secret")
        (root / "inside").symlink_to("real")
        (root / "out").symlink_to(tmp_path / "secret")
        (root / "loop").symlink_to("loop")
        (root / "s.md").symlink_to(tmp_path / "secret" / "s.md")
        evidence = evidence_of(root)
        files = evidence.files
        assert files.kind_of("inside") == LINK
        assert files.kind_of("inside/a.md") == FILE
        assert files.kind_of("inside/none.md") == MISSING
        assert files.kind_of("out") == LINK
        assert files.kind_of("out/s.md") == UNKNOWN
        assert files.kind_of("out/none.md") == UNKNOWN
        assert files.kind_of("loop") == LINK
        assert files.exists("loop/x") in (False, None)
        assert evidence.contents.read("inside/a.md") == b"x"
        assert evidence.contents.read("s.md") is None
        assert evidence.contents.read("out/s.md") is None
        assert evidence.contents.read("loop/x") is None
