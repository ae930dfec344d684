"""Contents now and at a commit, and what cited hashes name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from auditlint.config import Config, Limits
from auditlint.evidence import Evidence
from auditlint.evidence.commits import BLOB, COMMIT, MISSING, TAG, TREE, UNKNOWN
from auditlint.source.tree import WorkTree
from tests.hook.repository import Repository, needs_git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[[Path], Evidence]

pytestmark = needs_git


def object_id(repository: Repository, name: str = "HEAD") -> str:
    return repository.git("rev-parse", name).strip()


class TestContents:
    """Bounded, and never from outside."""

    def test_now_and_then(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("docs/a b.md", "one\n")
        repository.commit()
        first = object_id(repository)
        repository.write("docs/a b.md", "two\n")
        contents = evidence_of(repository.root).contents
        assert contents.read("docs/a b.md") == b"two\n"
        assert contents.at(first, "docs/a b.md") == b"one\n"
        assert contents.at(first, "./docs//a b.md") == b"one\n"
        assert contents.text("docs/a b.md", first) == "one\n"
        assert contents.at(first, "docs") is None
        assert contents.at(first, "docs/none.md") is None
        assert contents.existed_at(first, "docs/a b.md") is True
        assert contents.existed_at(first, "docs") is True
        assert contents.existed_at(first, "docs/none.md") is False
        assert contents.existed_at(first, "docs/a b.md/x") is False
        assert contents.existed_at(first, "new\nline") is False
        assert contents.existed_at("0" * 40, "docs") is None

    @pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", "~/x", "", "a\0b"])
    def test_outside(self, repository: Repository, evidence_of: Make, path: str) -> None:
        (repository.root.parent / "x").write_text("secret")
        repository.write("a/b.md")
        repository.commit()
        contents = evidence_of(repository.root).contents
        assert contents.read(path) is None
        assert contents.at(object_id(repository), path) is None
        assert contents.existed_at(object_id(repository), path) is None

    @pytest.mark.parametrize("commit", ["HEAD", "main", "-x", "", "abcdef1", ":/x", "0" * 41])
    def test_only_full_identifiers(
        self, repository: Repository, evidence_of: Make, commit: str
    ) -> None:
        repository.write("a.md")
        repository.commit()
        contents = evidence_of(repository.root).contents
        assert contents.at(commit, "a.md") is None
        assert contents.existed_at(commit, "a.md") is None

    def test_large_files(self, repository: Repository) -> None:
        repository.write("large.txt", "x" * 5000)
        repository.write("small.txt", "x" * 1000)
        repository.commit()
        config = Config(limits=Limits(file_bytes=1000))
        evidence = Evidence(WorkTree(str(repository.root)), config)
        commit = object_id(repository)
        assert evidence.contents.read("large.txt") is None
        assert evidence.contents.at(commit, "large.txt") is None
        assert evidence.contents.existed_at(commit, "large.txt") is True
        assert evidence.contents.at(commit, "small.txt") == b"x" * 1000
        evidence.close()

    def test_binary_files(self, repository: Repository, evidence_of: Make) -> None:
        (repository.root / "a.bin").write_bytes(b"a\0b")
        (repository.root / "latin.txt").write_bytes(b"\xef\xbb\xbfcaf\xe9\n")
        repository.commit()
        contents = evidence_of(repository.root).contents
        assert contents.read("a.bin") == b"a\0b"
        assert contents.text("a.bin") is None
        assert contents.text("latin.txt") == "caf\N{REPLACEMENT CHARACTER}\n"
        assert contents.text("none.txt") is None

    @pytest.mark.skipif(os.name == "nt", reason="needs links")
    def test_links_in_history(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("real/a.md", "text\n")
        (repository.root / "link.md").symlink_to("real/a.md")
        (repository.root / "folder").symlink_to("real")
        repository.write("short.md", "no line end")
        repository.commit()
        commit = object_id(repository)
        contents = evidence_of(repository.root).contents
        assert contents.at(commit, "link.md") is None
        assert contents.at(commit, "short.md") == b"no line end"
        assert contents.existed_at(commit, "link.md") is True
        assert contents.existed_at(commit, "folder/a.md") is None

    def test_committed(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md", "one\n")
        repository.write("b.md", "one\n")
        repository.commit()
        repository.write("b.md", "two\n")
        repository.write("c.md", "new\n")
        contents = evidence_of(repository.root).contents
        assert [contents.is_committed(f"{one}.md") for one in "abcd"] == [True, False, False, None]

    def test_many(self, repository: Repository, evidence_of: Make) -> None:
        for number in range(200):
            repository.write(f"many/{number}.md", f"{number}\n" * 500)
        repository.commit()
        contents = evidence_of(repository.root).contents
        commit = object_id(repository)
        for number in range(200):
            assert contents.at(commit, f"many/{number}.md") == f"{number}\n".encode() * 500


class TestCommits:
    """One call for all."""

    def test_kinds(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md")
        repository.commit()
        repository.git("tag", "-a", "v1", "-m", "tag")
        commit = object_id(repository)
        tag, blob, tree = (object_id(repository, one) for one in ("v1", "HEAD:a.md", "HEAD:"))
        commits = evidence_of(repository.root).commits
        found = commits.resolve_all([commit, commit[:7].upper(), tag[:10], blob[:10], tree[:10],
                                     "0123456789", "no", "HEAD", "abc", "f" * 65])
        assert found[commit] == (COMMIT, commit)
        assert found[commit[:7].upper()] == (COMMIT, commit)
        assert found[tag[:10]] == (TAG, commit)
        assert found[blob[:10]] == (BLOB, "")
        assert found[tree[:10]] == (TREE, "")
        assert found["0123456789"] == (MISSING, "")
        assert {found[one].state for one in ("no", "HEAD", "abc", "f" * 65)} == {UNKNOWN}
        assert commits.resolve(commit[:8]).id == commit

    def test_ambiguous(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md")
        repository.commit()
        commit = object_id(repository)
        # Blobs are made until one begins as the commit does.
        for number in range(1_000_000):
            import hashlib

            text = f"{number}\n".encode()
            name = hashlib.sha1(b"blob %d\0" % len(text) + text).hexdigest()  # noqa: S324
            if name[:4] == commit[:4]:
                break
        (repository.root / "twin").write_bytes(text)
        assert repository.git("hash-object", "-w", "twin").strip() == name
        # Where one of them is a commit, that is what is meant.
        assert evidence_of(repository.root).commits.resolve(commit[:4]) == (COMMIT, commit)

    def test_a_branch_of_that_name(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md")
        repository.commit()
        repository.git("branch", "deadbeef")
        assert evidence_of(repository.root).commits.resolve("deadbeef").state == UNKNOWN

    def test_other_branches_count(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md")
        repository.commit()
        repository.git("checkout", "--quiet", "-b", "side")
        repository.commit()
        side = object_id(repository)
        repository.git("checkout", "--quiet", "main")
        evidence = evidence_of(repository.root)
        assert evidence.commits.resolve(side).state == COMMIT
        assert evidence.history.commit(side) is None

    def test_shallow(self, repository: Repository, tmp_path: Path, evidence_of: Make) -> None:
        repository.write("a.md")
        repository.commit()
        first = object_id(repository)
        repository.commit()
        clone = tmp_path / "clone"
        repository.git("-c", "protocol.file.allow=always", "clone", "--quiet", "--depth=1",
                       f"file://{repository.root}", str(clone))
        commits = evidence_of(clone).commits
        assert commits.resolve(first).state == UNKNOWN
        assert commits.resolve(object_id(repository)).state == COMMIT

    def test_no_repository(self, tmp_path: Path, evidence_of: Make) -> None:
        assert evidence_of(tmp_path).commits.resolve("abcdef1").state == UNKNOWN
