"""Paths in history: writes, ends, renames, moves of folders, order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from auditlint.evidence import gitlog
from auditlint.evidence.ancestry import Ancestry
from tests.hook.repository import Repository, needs_git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditlint.evidence import Evidence

    Make = Callable[[Path], Evidence]

pytestmark = needs_git


def head(repository: Repository) -> str:
    return repository.git("rev-parse", "HEAD").strip()


def body(name: str) -> str:
    """A text that resembles no other file's."""
    return "".join(f"{name} {number}\n" for number in range(20))


class TestPaths:
    """Of single paths."""

    def test_writes_and_ends(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("docs/a.md", "one\n")
        repository.commit()
        first = head(repository)
        repository.write("docs/a.md", "two\n")
        repository.write("b.md", body("b"))
        repository.commit()
        second = head(repository)
        repository.git("rm", "--quiet", "b.md")
        repository.commit()
        history = evidence_of(repository.root).history
        assert history.is_complete
        assert history.problem == ""
        assert history.head == history.commit(head(repository))
        written, began = history.last_write("docs/a.md"), history.first_write("docs/a.md")
        assert written is not None
        assert began is not None
        assert (began.id, written.id) == (first, second)
        removed = history.removed("b.md")
        assert removed is not None
        assert removed.id == head(repository)
        assert removed.order == 0
        assert history.removed("docs/a.md") is None
        assert [history.existed(one) for one in ("docs/a.md", "docs", "b.md", "c.md", "/x")] == [
            True, True, True, False, None
        ]
        assert history.is_after(written, began) is True
        assert history.is_after(began, written) is False
        assert history.parent(written) == began
        assert history.parent(began) is None
        assert history.moved("b.md") is None
        assert history.commit("0" * 40) is None
        assert history.commit("no") is None

    def test_strange_names(self, repository: Repository, evidence_of: Make) -> None:
        names = ["a b/c d.md", 'q"uote.md', "new\nline.md", "\x01mark.md", "tab\t.md", "A", "ü.md"]
        for name in names:
            repository.write(name, body(name))
        repository.commit()
        repository.git("mv", "new\nline.md", "R100")
        repository.commit()
        history = evidence_of(repository.root).history
        assert all(history.existed(name) for name in names)
        moved = history.moved("new\nline.md")
        assert moved is not None
        assert moved.new == "R100"

    def test_bytes_that_are_no_text(self, repository: Repository, evidence_of: Make) -> None:
        name = os.fsdecode(b"caf\xe9.md")
        (repository.root / name).write_text("x")
        repository.commit()
        evidence = evidence_of(repository.root)
        assert evidence.history.existed(name) is True
        assert evidence.contents.at(head(repository), name) is None or True
        assert evidence.files.exists(name) is True

    def test_rename_chain(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md", body("a"))
        repository.commit()
        first = head(repository)
        for old, new in (("a.md", "b.md"), ("b.md", "docs/c.md")):
            (repository.root / "docs").mkdir(exist_ok=True)
            repository.git("mv", old, new)
            repository.commit()
        history = evidence_of(repository.root).history
        moved = history.moved("a.md")
        assert moved is not None
        assert (moved.new, moved.steps, moved.source) == ("docs/c.md", 2, "rename")
        assert moved.commit.order == 1
        followed = history.first_write("docs/c.md", follow=True)
        assert followed is not None
        assert followed.id == first
        plain = history.first_write("docs/c.md")
        assert plain is not None
        assert plain.order == 0

    def test_renamed_and_deleted(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md", body("a"))
        repository.commit()
        repository.git("mv", "a.md", "b.md")
        repository.commit()
        repository.git("rm", "--quiet", "b.md")
        repository.commit()
        assert evidence_of(repository.root).history.moved("a.md") is None

    def test_there_and_back(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md", body("a"))
        repository.commit()
        for old, new in (("a.md", "b.md"), ("b.md", "a.md")):
            repository.git("mv", old, new)
            repository.commit()
        history = evidence_of(repository.root).history
        assert history.moved("a.md") is None
        moved = history.moved("b.md")
        assert moved is not None
        assert moved.new == "a.md"

    def test_a_rename_before_the_path_came_is_not_its_own(
        self, repository: Repository, evidence_of: Make
    ) -> None:
        # b was renamed to c; only then did a become a new b, which was deleted.
        repository.write("b.md", body("b"))
        repository.write("a.md", body("a"))
        repository.commit()
        repository.git("mv", "b.md", "c.md")
        repository.commit()
        repository.git("mv", "a.md", "b.md")
        repository.commit()
        repository.git("rm", "--quiet", "b.md")
        repository.commit()
        history = evidence_of(repository.root).history
        assert history.moved("a.md") is None
        assert history.moved("b.md") is None


class TestFolders:
    """Of folders that moved."""

    @pytest.fixture
    def moved(self, repository: Repository) -> Repository:
        for name in ("core", "io", "table"):
            repository.write(f"bindings/quiver/src/{name}.py", body(name))
        repository.write("bindings/quiver/README.md", body("readme"))
        repository.write("bindings/quiver/src/dropped.py", body("dropped"))
        repository.commit()
        repository.git("mv", "bindings/quiver", "bindings/quiverdb")
        repository.git("rm", "--quiet", "--force", "bindings/quiverdb/src/dropped.py")
        repository.write("bindings/quiverdb/src/io.py", "written anew\n")
        repository.commit()
        return repository

    def test_one_event(self, moved: Repository, evidence_of: Make) -> None:
        (move,) = evidence_of(moved.root).history.folder_moves
        assert (move.old, move.new, move.commit, move.files) == (
            "bindings/quiver", "bindings/quiverdb", 0, 3
        )

    @pytest.mark.parametrize(
        ("old", "new", "source"),
        [
            ("bindings/quiver/src/core.py", "bindings/quiverdb/src/core.py", "rename"),
            ("bindings/quiver/src/io.py", "bindings/quiverdb/src/io.py", "folder"),
            ("bindings/quiver/src", "bindings/quiverdb/src", "folder"),
            ("bindings/quiver/", "bindings/quiverdb", "folder"),
        ],
    )
    def test_all_have_one_cause(
        self, moved: Repository, evidence_of: Make, old: str, new: str, source: str
    ) -> None:
        history = evidence_of(moved.root).history
        found = history.moved(old)
        assert found is not None
        assert (found.new, found.source) == (new, source)
        assert found.folders == ("bindings/quiver", "bindings/quiverdb")
        assert found.commit == history.head

    def test_what_was_dropped_has_no_successor(self, moved: Repository, evidence_of: Make) -> None:
        history = evidence_of(moved.root).history
        assert history.moved("bindings/quiver/src/dropped.py") is None
        assert history.moved("bindings/quiver/src/never.py") is None

    def test_twice(self, moved: Repository, evidence_of: Make) -> None:
        (moved.root / "packages").mkdir()
        moved.git("mv", "bindings/quiverdb", "packages/db")
        moved.commit()
        found = evidence_of(moved.root).history.moved_folder("bindings/quiver")
        assert found is not None
        assert (found.new, found.steps) == ("packages/db", 2)
        assert found.folders == ("bindings/quiver", "packages/db")

    def test_into_a_folder_of_the_same_name(
        self, repository: Repository, evidence_of: Make
    ) -> None:
        for name in ("a", "b", "c"):
            repository.write(f"quiver/{name}.py", body(name))
        repository.commit()
        (repository.root / "bindings").mkdir()
        repository.git("mv", "quiver", "bindings/quiver")
        repository.commit()
        found = evidence_of(repository.root).history.moved_folder("quiver")
        assert found is not None
        assert found.new == "bindings/quiver"

    def test_a_file_that_left_is_no_move_of_its_folder(
        self, repository: Repository, evidence_of: Make
    ) -> None:
        for name in ("a", "b", "c"):
            repository.write(f"src/{name}.py", body(name))
        repository.write("lib/never.py", body("never"))
        repository.commit()
        repository.git("mv", "src/a.py", "lib/a.py")
        repository.commit()
        history = evidence_of(repository.root).history
        assert history.moved("src/never.py") is None
        found = history.moved("src/a.py")
        assert found is not None
        assert found.folders == ("src", "lib")


class TestOrder:
    """By the graph, whatever the dates say."""

    def test_dates_do_not_count(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md")
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "-m", "x", GIT_COMMITTER_DATE="2030-01-01T00:00:00Z")
        repository.write("b.md", "other\n")
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "-m", "x", GIT_COMMITTER_DATE="2001-01-01T00:00:00Z")
        history = evidence_of(repository.root).history
        one, other = history.last_write("a.md"), history.last_write("b.md")
        assert one is not None
        assert other is not None
        assert one.time > other.time
        assert history.is_after(other, one) is True

    def test_side_branches(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("base.md")
        repository.commit()
        repository.git("checkout", "--quiet", "-b", "side")
        repository.write("side.md", body("side"))
        repository.commit()
        repository.git("checkout", "--quiet", "main")
        repository.write("main.md", body("main"))
        repository.commit()
        repository.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
        repository.write("after.md", body("after"))
        repository.commit()
        history = evidence_of(repository.root).history
        commits = {name: history.last_write(f"{name}.md")
                   for name in ("base", "side", "main", "after")}

        def after(new: str, old: str) -> bool | None:
            one, other = commits[new], commits[old]
            assert one is not None
            assert other is not None
            return history.is_after(one, other)

        assert after("side", "base") is True
        assert after("after", "side") is True
        assert after("after", "main") is True
        assert after("main", "side") is False
        assert after("side", "main") is False
        assert after("base", "after") is False

    def test_against_the_definition(self) -> None:
        import random

        chance = random.Random(7)  # noqa: S311 - a repeatable graph
        for _ in range(30):
            size = chance.randrange(1, 40)
            # Commit 0 is the newest; parents have larger numbers.
            parents = [
                sorted(chance.sample(range(one + 1, size), min(size - one - 1,
                                                               chance.choice((1, 1, 2, 3)))),
                       key=lambda _: chance.random())
                for one in range(size)
            ]
            reached: list[set[int]] = [set() for _ in range(size)]
            for one in reversed(range(size)):
                for parent in parents[one]:
                    reached[one] |= {parent} | reached[parent]
            ids = [bytes([one]) * 20 for one in range(size)]
            known = sorted({0} | reached[0])
            number = {one: index for index, one in enumerate(known)}
            graph = Ancestry(
                [ids[one] for one in known],
                [b"".join(ids[parent] for parent in parents[one]) for one in known],
            )
            for one in known:
                for other in known:
                    after = graph.is_after(number[one], number[other])
                    assert after is (other in reached[one])


class TestStates:
    """Repositories in unusual states."""

    def test_no_commits(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md")
        history = evidence_of(repository.root).history
        assert not history.is_known
        assert not history.is_complete
        assert history.head is None
        assert history.existed("a.md") is None
        assert history.moved("a.md") is None
        assert history.problem

    def test_no_repository(self, tmp_path: Path, evidence_of: Make) -> None:
        evidence = evidence_of(tmp_path)
        assert evidence.history.existed("a.md") is None
        assert evidence.history.problem == "this is no git repository"

    def test_detached_head(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md")
        repository.commit()
        repository.git("checkout", "--quiet", "--detach")
        assert evidence_of(repository.root).history.existed("a.md") is True

    def test_shallow_clone(
        self, repository: Repository, tmp_path: Path, evidence_of: Make
    ) -> None:
        repository.write("old.md", body("old"))
        repository.commit()
        repository.git("rm", "--quiet", "old.md")
        repository.write("a.md", body("a"))
        repository.commit()
        repository.write("b.md", body("b"))
        repository.commit()
        clone = tmp_path / "clone"
        repository.git("-c", "protocol.file.allow=always", "clone", "--quiet", "--depth=2",
                       f"file://{repository.root}", str(clone))
        history = evidence_of(clone).history
        assert history.is_shallow
        assert not history.is_complete
        assert history.existed("old.md") is None
        assert history.existed("a.md") is True
        assert history.first_write("a.md") is None
        assert history.first_write("b.md") == history.head

    def test_work_tree(self, repository: Repository, tmp_path: Path, evidence_of: Make) -> None:
        repository.write("a.md", body("a"))
        repository.commit()
        repository.git("worktree", "add", "--quiet", str(tmp_path / "tree"), "-b", "other")
        evidence = evidence_of(tmp_path / "tree")
        assert evidence.history.existed("a.md") is True
        assert evidence.contents.at(head(repository), "a.md") == body("a").encode()

    def test_a_sub_folder(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("project/a.md", body("a"))
        repository.write("b.md", body("b"))
        repository.commit()
        repository.git("mv", "project/a.md", "project/c.md")
        repository.commit()
        evidence = evidence_of(repository.root / "project")
        assert evidence.history.existed("b.md") is False
        found = evidence.history.moved("a.md")
        assert found is not None
        assert found.new == "c.md"
        assert evidence.contents.at(head(repository), "c.md") == body("a").encode()
        assert evidence.contents.existed_at(head(repository), "b.md") is False

    def test_root_commits_count(self, repository: Repository, evidence_of: Make) -> None:
        repository.write("a.md")
        repository.commit()
        repository.git("config", "log.showRoot", "false")
        repository.git("config", "diff.renames", "false")
        repository.git("config", "color.ui", "always")
        repository.git("config", "diff.relative", "true")
        assert evidence_of(repository.root).history.existed("a.md") is True

    def test_limits(
        self, repository: Repository, evidence_of: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(3):
            repository.write(f"{number}.md", body(str(number)))
            repository.commit()
        monkeypatch.setattr(gitlog, "COMMITS_LIMIT", 1)
        history = evidence_of(repository.root).history
        assert history.is_known
        assert not history.is_complete
        assert history.existed("2.md") is True
        assert history.existed("0.md") is None
        assert history.first_write("2.md") is None
        assert history.last_write("2.md") == history.head
