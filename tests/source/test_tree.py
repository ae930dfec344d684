"""The tree: which files are listed, and what is read."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from auditlint.source import tree as module
from auditlint.source.tree import Read, UnreadableError, WorkTree, find_root
from tests.hook.repository import Repository, environment, needs_git

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 1000

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs POSIX file types or names")


@pytest.fixture(params=["stepwise", "checked"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no repository; files are opened in both ways that there are."""
    if request.param == "checked":
        monkeypatch.setattr(module, "_STEPWISE", False)
    made = tmp_path / "root"
    made.mkdir()
    return made


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty repository."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    return Repository(tmp_path / "repository")


def read(root: Path, path: str, limit: int = LIMIT) -> Read:
    return WorkTree(str(root)).read(path, limit)


def refusal(root: Path, path: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(root, path)
    return str(caught.value)


class TestRead:
    """What may be read."""

    def test_a_file(self, folder: Path) -> None:
        (folder / "docs").mkdir()
        (folder / "docs" / "a.md").write_bytes(b"text\r\n")
        assert read(folder, "docs/a.md") == Read(b"text\r\n", 6)
        assert read(folder, "./docs/../docs//a.md") == Read(b"text\r\n", 6)

    def test_a_file_as_large_as_the_limit(self, folder: Path) -> None:
        (folder / "a.md").write_bytes(b"x" * LIMIT)
        assert read(folder, "a.md") == Read(b"x" * LIMIT, LIMIT)

    def test_of_a_larger_file_only_the_size(self, folder: Path) -> None:
        (folder / "a.md").write_bytes(b"x" * (LIMIT + 1))
        assert read(folder, "a.md") == Read(b"", LIMIT + 1)

    def test_a_missing_file(self, folder: Path) -> None:
        assert refusal(folder, "a.md") == "a.md: No such file or directory"
        assert "a/b.md: " in refusal(folder, "a/b.md")

    def test_a_folder(self, folder: Path) -> None:
        (folder / "docs").mkdir()
        assert refusal(folder, "docs") == "docs: not a regular file"
        assert refusal(folder, "") == ": not a regular file"

    def test_a_file_used_as_a_folder(self, folder: Path) -> None:
        (folder / "a.md").write_text("x")
        assert "Not a directory" in refusal(folder, "a.md/b.md")

    @posix_only
    def test_an_unreadable_file(self, folder: Path) -> None:
        (folder / "a.md").write_text("x")
        (folder / "a.md").chmod(0)
        everybody = 0 if os.geteuid() else 65534
        if everybody:  # the superuser may read every file
            os.seteuid(everybody)
        try:
            assert refusal(folder, "a.md") == "a.md: Permission denied"
        finally:
            if everybody:
                os.seteuid(0)

    @pytest.mark.parametrize("path", ["../secret.md", "docs/../../secret.md", "/etc/passwd"])
    def test_a_path_that_leaves(self, folder: Path, path: str) -> None:
        (folder / "docs").mkdir()
        (folder.parent / "secret.md").write_text("x")
        assert "leaves the repository" in refusal(folder, path)

    @pytest.mark.parametrize("path", ["a\0b.md", "lone\ud800.md", "x" * 5000 + ".md"])
    def test_a_name_that_no_file_can_have(self, folder: Path, path: str) -> None:
        refusal(folder, path)


@posix_only
class TestLinks:
    """Symbolic links are followed inside the root only."""

    @pytest.mark.parametrize(
        ("link", "target"),
        [
            ("link.md", "docs/a.md"),
            ("docs/link.md", "a.md"),
            ("docs/deep/link.md", "../../docs/./a.md"),
            ("docs/link.md", "../../root/docs/a.md"),
        ],
    )
    def test_to_a_file_inside(self, folder: Path, link: str, target: str) -> None:
        (folder / "docs" / "deep").mkdir(parents=True)
        (folder / "docs" / "a.md").write_text("x")
        (folder / link).symlink_to(target)
        assert read(folder, link).data == b"x"

    def test_absolute_to_a_file_inside(self, folder: Path) -> None:
        (folder / "a.md").write_text("x")
        (folder / "link.md").symlink_to(folder / "a.md")
        assert read(folder, "link.md").data == b"x"

    def test_through_a_folder_inside(self, folder: Path) -> None:
        (folder / "docs").mkdir()
        (folder / "docs" / "a.md").write_text("x")
        (folder / "other").symlink_to("docs")
        (folder / "third").symlink_to("other")
        assert read(folder, "third/a.md").data == b"x"

    def test_a_root_that_is_a_link(self, folder: Path) -> None:
        (folder / "a.md").write_text("x")
        (folder.parent / "alias").symlink_to(folder)
        (folder / "link.md").symlink_to(folder.parent / "alias" / "a.md")
        assert read(folder.parent / "alias", "a.md").data == b"x"
        assert read(folder.parent / "alias", "link.md").data == b"x"

    @pytest.mark.parametrize("target", ["../secret.md", "{outside}/secret.md", "/etc/passwd"])
    def test_that_leave(self, folder: Path, target: str) -> None:
        (folder.parent / "secret.md").write_text("x")
        (folder / "link.md").symlink_to(target.format(outside=folder.parent))
        assert "leaves the repository" in refusal(folder, "link.md")

    def test_folders_that_leave(self, folder: Path) -> None:
        (folder.parent / "outside").mkdir()
        (folder.parent / "outside" / "secret.md").write_text("x")
        (folder / "docs").symlink_to("../outside")
        assert "leaves the repository" in refusal(folder, "docs/secret.md")

    def test_a_neighbour_with_the_same_beginning(self, folder: Path) -> None:
        (folder.parent / "root2").mkdir()
        (folder.parent / "root2" / "secret.md").write_text("x")
        (folder / "link.md").symlink_to(folder.parent / "root2" / "secret.md")
        assert "leaves the repository" in refusal(folder, "link.md")

    def test_loops(self, folder: Path) -> None:
        (folder / "a.md").symlink_to("b.md")
        (folder / "b.md").symlink_to("a.md")
        (folder / "self").symlink_to("self")
        (folder / "up").symlink_to(".")
        (folder / "c.md").write_text("x")
        refusal(folder, "a.md")
        refusal(folder, "self/c.md")
        assert read(folder, "up/up/up/c.md").data == b"x"

    def test_to_nothing(self, folder: Path) -> None:
        (folder / "link.md").symlink_to("gone.md")
        assert "No such file" in refusal(folder, "link.md")


@posix_only
class TestSpecialFiles:
    """What is no regular file is not waited for."""

    def test_a_pipe(self, folder: Path) -> None:
        os.mkfifo(folder / "a.md")
        assert refusal(folder, "a.md") == "a.md: not a regular file"

    def test_a_link_to_a_device(self, folder: Path) -> None:
        (folder / "a.md").symlink_to("/dev/zero")
        assert "leaves the repository" in refusal(folder, "a.md")

    def test_a_swap_between_check_and_opening(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder.parent / "secret.md").write_text("secret")
        (folder / "a.md").write_text("x")
        original = os.open

        def swapping(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
            if str(path).endswith("a.md"):
                (folder / "a.md").unlink()
                (folder / "a.md").symlink_to("../secret.md")
                monkeypatch.setattr(os, "open", original)
            return original(path, flags, mode, dir_fd=dir_fd)

        monkeypatch.setattr(os, "open", swapping)
        with pytest.raises(UnreadableError):
            WorkTree(str(folder)).read("a.md", LIMIT)

    def test_no_descriptor_is_left_open(self, folder: Path) -> None:
        if not os.path.isdir("/proc/self/fd"):
            pytest.skip("this system does not list open descriptors under /proc")
        (folder / "a.md").write_text("x")
        (folder / "link.md").symlink_to("a.md")
        (folder / "away.md").symlink_to("/etc/passwd")
        before = len(os.listdir("/proc/self/fd"))
        read(folder, "link.md")
        for path in ("away.md", "gone.md", "a.md/b", "../x", ""):
            refusal(folder, path)
        assert len(os.listdir("/proc/self/fd")) == before


class TestWalk:
    """Folders that are no repository."""

    def test_what_is_listed(self, tmp_path: Path) -> None:
        for path in (
            "b.md", "a/c.md", "a-b.md", ".planning/x.md", "node_modules/no.md", ".git2/yes.md",
            "nested/.git/HEAD", "nested/no.md",
        ):  # fmt: skip
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text("x")
        tree = WorkTree(str(tmp_path))
        expected = [".git2/yes.md", ".planning/x.md", "a-b.md", "a/c.md", "b.md"]
        assert tree.files() == expected
        assert tree.files("a") == ["a/c.md"]
        assert tree.files("./a/") == ["a/c.md"]
        assert tree.files("gone") == []
        assert tree.files("..") == []
        assert tree.files(wanted=lambda path: path.startswith("a")) == ["a-b.md", "a/c.md"]

    @posix_only
    def test_links_and_pipes_are_not_listed(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text("x")
        (tmp_path / "link.md").symlink_to("a.md")
        (tmp_path / "up").symlink_to("..")
        (tmp_path / "self").symlink_to("self")
        os.mkfifo(tmp_path / "pipe.md")
        assert WorkTree(str(tmp_path)).files() == ["a.md"]

    @posix_only
    def test_odd_names(self, tmp_path: Path) -> None:
        names = ["new\nline.md", "quo\"te's.md", " space .md", "back\\slash.md", "tab\t.md"]
        try:
            (tmp_path / "bad\udcff.md").write_text("x")
            names.append("bad\udcff.md")
        except OSError:
            pass
        for name in names:
            (tmp_path / name).write_text("x")
        tree = WorkTree(str(tmp_path))
        assert tree.files() == sorted(names)
        assert all(tree.read(name, LIMIT).data == b"x" for name in names)

    @posix_only
    def test_a_deep_folder(self, tmp_path: Path) -> None:
        depth = 1500
        here = os.getcwd()
        (tmp_path / "a.md").write_text("x")
        os.chdir(tmp_path)
        try:
            for _ in range(depth):
                os.mkdir("d")
                os.chdir("d")
            assert WorkTree(str(tmp_path)).files() == ["a.md"]
        finally:
            # Nothing else removes a folder as deep as that.
            for _ in range(depth):
                os.chdir("..")
                os.rmdir("d")
            os.chdir(here)

    def test_a_walk_ends(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for number in range(20):
            (tmp_path / f"{number}.md").write_text("x")
        monkeypatch.setattr(module, "WALK_LIMIT", 10)
        warnings: list[str] = []
        assert len(WorkTree(str(tmp_path), warn=warnings.append).files()) == 10
        assert warnings == ["more than 10 files and folders; the rest is left out"]

    def test_nothing_is_tracked(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.md").write_text("x")
        tree = WorkTree(str(tmp_path))
        assert tree.files(tracked_only=True) == ["a.md"]
        assert tree.files(tracked_only=True) == ["a.md"]
        assert capsys.readouterr().err.count("\n") == 1

    def test_a_warning_is_one_printable_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        module._to_standard_error("a\nb\x1b[31m\u202e\udcffc")
        assert capsys.readouterr().err == "auditlint: a\\nb\\x1b[31m\\u202e\\udcffc\n"


@needs_git
class TestRepository:
    """Repositories are listed as git sees them."""

    def test_tracked_untracked_ignored(self, repository: Repository) -> None:
        repository.write(".gitignore", "ignored.md\n")
        repository.write("docs/tracked.md")
        repository.commit()
        repository.write("docs/untracked.md")
        repository.write("ignored.md")
        tree = WorkTree(str(repository.root))
        assert tree.files() == [".gitignore", "docs/tracked.md", "docs/untracked.md"]
        assert tree.files(tracked_only=True) == [".gitignore", "docs/tracked.md"]
        assert tree.files("docs", tracked_only=True) == ["docs/tracked.md"]
        assert tree.files("gone") == []

    def test_deleted_in_the_work_tree_or_the_index(self, repository: Repository) -> None:
        repository.write("a.md")
        repository.write("b.md")
        repository.commit()
        (repository.root / "a.md").unlink()
        repository.git("rm", "--quiet", "--cached", "b.md")
        assert WorkTree(str(repository.root)).files() == ["b.md"]
        assert WorkTree(str(repository.root)).files(tracked_only=True) == []

    def test_the_index_of_a_commit_counts(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository.write("a.md")
        repository.write("b.md")
        repository.git("add", "a.md")
        (repository.root / ".git" / "index").rename(repository.root / ".git" / "next")
        monkeypatch.setenv("GIT_INDEX_FILE", ".git/next")
        monkeypatch.chdir(repository.root)
        assert WorkTree(str(repository.root)).files(tracked_only=True) == ["a.md"]

    @posix_only
    def test_odd_names(self, repository: Repository) -> None:
        names = ["new\nline.md", 'quo"te.md', "*.md", ":(top)x.md", "über.md", "[a].md"]
        try:
            (repository.root / "bad\udcff.md").write_text("x")
            names.append("bad\udcff.md")
        except OSError:
            pass
        for name in names:
            repository.write(name)
        repository.write("*/in.md")
        repository.write("other/in.md")
        repository.commit()
        tree = WorkTree(str(repository.root))
        assert tree.files(tracked_only=True) == sorted([*names, "*/in.md", "other/in.md"])
        assert tree.files("*") == ["*/in.md"]

    @posix_only
    def test_links(self, repository: Repository) -> None:
        repository.write("docs/a.md")
        (repository.root / "link.md").symlink_to("docs/a.md")
        (repository.root / "alias").symlink_to("docs")
        (repository.root / "away").symlink_to("..")
        repository.commit()
        tree = WorkTree(str(repository.root))
        assert tree.files() == ["docs/a.md"]
        assert tree.files("alias") == ["docs/a.md"]
        assert tree.files("away") == []

    def test_submodules_and_nested_repositories(self, repository: Repository) -> None:
        inner = Repository(repository.root / "inner-REVIEW.md")
        inner.write("no.md")
        inner.commit()
        nested = Repository(repository.root / "nested")
        nested.write("no.md")
        nested.commit()
        repository.write("yes.md")
        repository.git("add", "inner-REVIEW.md", "yes.md")
        tree = WorkTree(str(repository.root))
        assert tree.files() == ["yes.md"]
        assert tree.files(tracked_only=True) == ["yes.md"]

    def test_from_several_threads(self, repository: Repository) -> None:
        repository.write("a.md")
        found: list[list[str]] = []
        workers = [
            threading.Thread(target=lambda: found.append(WorkTree(str(repository.root)).files()))
            for _ in range(4)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert found == [["a.md"]] * 4


def test_find_root(tmp_path: Path) -> None:
    (tmp_path / "one" / "two").mkdir(parents=True)
    (tmp_path / "one" / ".git").write_text("gitdir: elsewhere\n")
    assert find_root(str(tmp_path / "one" / "two")) == str(tmp_path / "one")
    assert find_root(str(tmp_path / "one")) == str(tmp_path / "one")
