"""The cache gives back what was put in, and nothing else, whatever lies in its folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest

from auditlint import engine, session
from auditlint.cache import folder as folders
from auditlint.cache import key as keys
from auditlint.cache import open_store
from auditlint.config import Config
from auditlint.findings import Diagnostic
from tests.metamorphic.trees import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

ON = session.Cache(True)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The example project, in a folder of its own."""
    return shutil.copytree(ROOT / "examples", tmp_path / "tree")


class Count:
    """Counts the documents that are looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[str] = []
        check = engine.check_document

        def counted(path: str, *rest: Any) -> Any:
            self.paths.append(path)
            return check(path, *rest)

        monkeypatch.setattr(engine, "check_document", counted)

    def during(self, tree: Path, cache: session.Cache = ON) -> list[str]:
        """Run over a tree; return what was looked at."""
        self.paths.clear()
        run(tree, 1, cache)
        return self.paths[:]


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Count:
    return Count(monkeypatch)


def cache_files(tree: Path) -> list[Path]:
    return sorted((tree / folders.NAME).glob("*.cache"))


def test_only_what_changed_is_looked_at(tree: Path, looked: Count) -> None:
    assert len(looked.during(tree)) > 10
    assert looked.during(tree) == []
    changed = tree / ".planning/ROADMAP.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert looked.during(tree) == [".planning/ROADMAP.md"]
    assert looked.during(tree) == []


def test_touching_or_moving_the_tree_changes_nothing(tree: Path, looked: Count) -> None:
    looked.during(tree)
    os.utime(tree / ".planning/ROADMAP.md", (1, 1))
    assert looked.during(tree) == []
    elsewhere = tree.rename(tree.parent / "elsewhere")
    assert looked.during(elsewhere) == []


def test_a_moved_document_is_another_one(tree: Path, looked: Count) -> None:
    looked.during(tree)
    (tree / ".planning/archive").mkdir()
    (tree / ".planning/ROADMAP.md").rename(tree / ".planning/archive/ROADMAP.md")
    assert looked.during(tree) == [".planning/archive/ROADMAP.md"]


def test_the_folder_ignores_itself(tree: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    subprocess.run(["git", "init", "-q", str(tree)], check=True, env=environment)
    subprocess.run(["git", "-C", str(tree), "add", "-A"], check=True, env=environment)
    run(tree, 1, ON, repository=True)
    status = subprocess.run(
        ["git", "-C", str(tree), "status", "--porcelain", "--untracked-files=all"],
        check=True, env=environment, capture_output=True, encoding="utf-8",
    )
    assert cache_files(tree)
    assert not [line for line in status.stdout.splitlines() if not line.startswith("A ")]
    tag = (tree / folders.NAME / "CACHEDIR.TAG").read_text(encoding="utf-8")
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def test_configurations_share_facts_and_nothing_else(
    tree: Path, looked: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run(tree, 1, ON)
    monkeypatch.setattr(
        "tests.metamorphic.trees.CONFIG", Config(ignore=("BOX",), severity=(("CNT", "notice"),))
    )
    assert looked.during(tree)
    other = run(tree, 1, ON)
    assert other == run(tree)
    assert other != before
    names = [one.name.partition("-")[0] for one in cache_files(tree)]
    assert names == ["facts", "findings", "findings"]
    monkeypatch.setattr("tests.metamorphic.trees.CONFIG", Config(kinds=(("issue-register", ("ROADMAP.md",)),)))
    assert looked.during(tree)
    assert run(tree, 1, ON) == run(tree)


def lies(tree: Path, monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    """What is found from the cache alone; nothing can be checked."""
    nothing = engine.Outcome("", "", "new", crashed=1)
    monkeypatch.setattr(engine, "check_document", lambda path, *_: nothing._replace(path=path))
    return run(tree, 1, ON)


@pytest.mark.parametrize("part", ["facts", "findings"])
def test_every_changed_byte_is_noticed(
    tree: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tree, 1, ON)
    (file,) = [one for one in cache_files(tree) if one.name.startswith(part)]
    data = file.read_bytes()
    whole = len(lies(tree, monkeypatch))
    assert whole
    step = max(1, len(data) // 60)
    for at in range(0, len(data), step):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert not lies(tree, monkeypatch), at
    for at in (0, 1, 15, 16, 47, 48, 55, 56, 57, len(data) // 2, len(data) - 1):
        file.write_bytes(data[:at])
        assert not lies(tree, monkeypatch), at
    file.write_bytes(data + b" ")
    assert not lies(tree, monkeypatch)
    file.write_bytes(data)
    assert len(lies(tree, monkeypatch)) == whole


@pytest.mark.parametrize("junk", [b"", b"\0" * 100, b"auditlint cache\n", b"auditlint cache\n" * 9,
                                  b"\x80\x04]q\x00.", b"[]", b"{}", os.urandom(4000)])
def test_junk_is_ignored(tree: Path, junk: bytes) -> None:
    found = run(tree, 1, ON)
    for one in cache_files(tree):
        one.write_bytes(junk)
    assert run(tree, 1, ON) == found
    assert run(tree, 1, ON) == found


def test_the_cache_of_somebody_else_is_ignored(
    tree: Path, tmp_path: Path, looked: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a repository brings a cache folder along."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "theirs"))
    looked.during(tree)
    assert looked.during(tree) == []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    assert looked.during(tree)
    assert looked.during(tree) == []


def test_files_of_another_name_are_ignored(tree: Path, looked: Count) -> None:
    """A true file under another name is a lie about another configuration."""
    looked.during(tree)
    facts, findings = cache_files(tree)
    shutil.copy(facts, findings)
    assert looked.during(tree)


def test_another_program_starts_anew(
    tree: Path, looked: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked.during(tree)
    monkeypatch.setattr("auditlint.cache.edition.edition", lambda: b"another")
    assert looked.during(tree)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
@pytest.mark.parametrize("target", ["outside", "tree/docs"])
def test_a_link_is_no_cache_folder(tree: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / target).mkdir(exist_ok=True)
    before = sorted((tmp_path / target).iterdir())
    (tree / folders.NAME).symlink_to(tmp_path / target)
    assert run(tree, 1, ON) == run(tree)
    assert sorted((tmp_path / target).iterdir()) == before


@pytest.mark.parametrize("hostile", ["file", "foreign", "link in it", "pipe in it"])
def test_a_folder_that_is_not_ours_is_left_alone(
    tree: Path, tmp_path: Path, hostile: str
) -> None:
    place = tree / folders.NAME
    outside = tmp_path / "outside"
    outside.write_bytes(b"precious")
    found = run(tree)
    if hostile == "file":
        place.write_bytes(b"a file")
    elif hostile == "foreign":
        place.mkdir()
        (place / "mine.txt").write_bytes(b"mine")
    else:
        run(tree, 1, ON)
        for one in cache_files(tree):
            one.unlink()
            if hostile == "link in it":
                one.symlink_to(outside)
            else:
                os.mkfifo(one)
    assert run(tree, 1, ON) == found
    assert outside.read_bytes() == b"precious"
    if hostile == "foreign":
        assert [one.name for one in place.iterdir()] == ["mine.txt"]
        assert folders.clean(str(place)) is None


def test_what_cannot_be_written_is_no_error(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr("auditlint.source.atomic.replace_bytes", refused)
    assert run(tree, 1, ON) == run(tree)
    assert not cache_files(tree)


def test_no_key_no_cache(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert run(tree, 1, ON) == run(tree)
    assert not (tree / folders.NAME).exists()


@pytest.mark.skipif(os.name == "nt", reason="modes say nothing there")
def test_a_key_that_others_know_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = keys.secret(str(tmp_path / "tree"))
    assert first is not None
    assert keys.secret(str(tmp_path / "tree")) == first
    # A checkout can put any file there, but none that is private.
    (tmp_path / "cache/auditlint/cache.key").chmod(0o644)
    assert keys.secret(str(tmp_path / "tree")) is None


def test_a_key_inside_the_tree_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "tree/.cache"))
    assert keys.secret(str(tmp_path / "tree")) is None
    assert keys.secret(str(tmp_path / "other")) is not None


def test_documents_that_are_gone_are_forgotten(tree: Path) -> None:
    run(tree, 1, ON)
    (tree / ".planning/ROADMAP.md").unlink()
    (tree / ".planning/STATE.md").write_text("# State\n", encoding="utf-8")
    run(tree, 1, ON)
    store = open_store(str(tree), Config(preview=True), frozenset())
    assert store is not None
    assert ".planning/STATE.md" in store
    assert ".planning/ROADMAP.md" not in store


def test_few_files_are_kept(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        levels = (("CNT", "notice"),) * number
        monkeypatch.setattr("tests.metamorphic.trees.CONFIG", Config(severity=levels))
        run(tree, 1, ON)
    assert len(cache_files(tree)) == 12
    assert cache_files(tree)[0].name.startswith("facts-")


def test_a_crash_is_not_kept(
    tree: Path, looked: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    from auditlint.kinds.gsd import roadmap

    with monkeypatch.context() as patch:
        patch.setattr(roadmap, "claims", None)
        looked.during(tree)
    assert looked.during(tree) == [".planning/ROADMAP.md"]


def test_a_suppression_with_a_last_day(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracker = tree / "docs/IMPORT_PROGRESS.md"
    comment = "\n<!-- auditlint: ignore-file[CNT] agreed until=2026-05-01 -->\n"
    tracker.write_text(tracker.read_text(encoding="utf-8") + comment, encoding="utf-8")
    for day in ("2026-04-30", "2026-05-02", "2026-04-30"):
        monkeypatch.setattr("auditlint.source.clock.today", lambda day=day: day)
        monkeypatch.setattr("auditlint.suppressions.today", lambda day=day: day, raising=False)
        assert run(tree, 1, ON) == run(tree)


def _run_often(tree: str) -> list[int]:
    from pathlib import Path

    counts = []
    for number in range(8):
        for one in cache_files(Path(tree))[number % 3 :]:
            one.unlink(missing_ok=True)
        counts.append(len(run(Path(tree), 1, ON)))
    return counts


@pytest.mark.skipif(sys.platform == "win32", reason="a file in use cannot be replaced there")
def test_runs_at_the_same_time(tree: Path) -> None:
    expected = len(run(tree))
    with get_context("spawn").Pool(3) as pool:
        for counts in pool.map(_run_often, [str(tree)] * 3):
            assert counts == [expected] * 8
    assert not list((tree / folders.NAME).glob(".auditlint-*"))
