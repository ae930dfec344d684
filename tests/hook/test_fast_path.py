"""The hook's fast way out: taken when nothing relevant is staged, and only then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from auditlint import hook
from tests.hook.repository import Repository, needs_git

pytestmark = needs_git

SOURCE = Path(__file__).resolve().parents[2] / "src"
WHOLE = ["check", "--tracked"]


@pytest.mark.parametrize(
    "path",
    [
        "source/other.py",
        "docs/guide.md",
        "docs/pyproject.toml",
        'odd "name"\nwith a line break.txt',
        "überblick.txt",
    ],
)
def test_nothing_relevant(committing: Repository, path: str) -> None:
    committing.write(path)
    committing.git("add", "--all")
    assert hook.nothing_to_do(WHOLE)


def test_nothing_staged(committing: Repository) -> None:
    assert hook.nothing_to_do(WHOLE)


def test_a_name_that_is_no_unicode(committing: Repository) -> None:
    try:
        (committing.root / "bad\udcff.txt").write_text("x")
    except OSError:
        pytest.skip("the file system takes Unicode names only")
    committing.git("add", "--all")
    assert hook.nothing_to_do(WHOLE)
    assert hook.staged_paths(str(committing.root)) == {"bad\udcff.txt"}


@pytest.mark.parametrize(
    "path",
    [
        ".planning/v2.0-MILESTONE-AUDIT.md",
        "packages/one/.planning/milestones/v2.0-MILESTONE-AUDIT.md",
        "docs/Security-Audit.md",
        "auditlint.toml",
        "pyproject.toml",
    ],
)
def test_relevant_by_its_path(committing: Repository, path: str) -> None:
    committing.write(path)
    committing.git("add", "--all")
    assert not hook.nothing_to_do(WHOLE)


def test_an_untracked_draft_does_not_count(committing: Repository) -> None:
    committing.write("DRAFT-AUDIT.md")
    committing.write("source/other.py")
    committing.git("add", "source")
    assert hook.nothing_to_do(WHOLE)


def test_an_unstaged_edit_does_not_count(committing: Repository) -> None:
    committing.write(".planning/v1.0-MILESTONE-AUDIT.md", "# Edited\n")
    committing.write("source/program.py", "1\n")
    committing.git("add", "source")
    assert hook.nothing_to_do(WHOLE)


def test_a_deletion_counts_whatever_it_deletes(committing: Repository) -> None:
    committing.git("rm", "--quiet", "source/program.py")
    assert not hook.nothing_to_do(WHOLE)


def test_a_rename_counts(committing: Repository) -> None:
    committing.git("mv", "source/program.py", "source/renamed.py")
    assert not hook.nothing_to_do(WHOLE)
    assert hook.staged_paths(str(committing.root)) == {"source/program.py", "source/renamed.py"}


def test_the_first_commit(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    repository.write("one.txt")
    repository.git("add", "--all")
    assert hook.nothing_to_do(WHOLE)
    repository.write("AUDIT.md")
    repository.git("add", "--all")
    assert not hook.nothing_to_do(WHOLE)
    assert hook.staged_paths(str(repository.root)) == {"one.txt", "AUDIT.md"}


def test_a_linked_work_tree(committing: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    other = committing.root.parent / "other"
    committing.git("worktree", "add", "--quiet", str(other), "-b", "side")
    folder = committing.root / ".git" / "worktrees" / "other"
    monkeypatch.chdir(other)
    monkeypatch.setenv("GIT_DIR", str(folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(folder / "index"))
    assert hook.nothing_to_do(WHOLE)
    (other / "AUDIT.md").write_text("# Audit\n")
    subprocess.run(["git", "add", "AUDIT.md"], cwd=other, check=True)
    assert not hook.nothing_to_do(WHOLE)
    assert hook.staged_paths(str(other)) == {"AUDIT.md"}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["config", "--check"],
        ["check", "--tracked", "docs"],
        ["check", "--tracked", "--all"],
        ["check", "--tracked", "--config", "other.toml"],
        ["check", "--tracked", "--output-format", "json"],
        ["check", "--document-rules", "--force-exclude", "README.md"],
        ["--tracked", "check"],
    ],
)
def test_other_command_lines_run_in_full(committing: Repository, arguments: list[str]) -> None:
    assert not hook.nothing_to_do(arguments)


def test_harmless_options(committing: Repository) -> None:
    assert hook.nothing_to_do(["check", "--preview", "--tracked", "--exit-zero"])


def test_outside_a_commit(committing: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert not hook.nothing_to_do(WHOLE)
    assert hook.staged_paths(str(committing.root)) is None


def test_between_two_revisions(committing: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "HEAD~1")
    assert not hook.nothing_to_do(WHOLE)
    assert hook.staged_paths(str(committing.root)) is None


def test_another_repository_than_the_one_of_the_commit(
    committing: Repository, tmp_path: Path
) -> None:
    other = Repository(tmp_path / "other")
    other.write("AUDIT.md")
    other.git("add", "--all")
    assert hook.staged_paths(str(other.root)) is None


def test_below_the_root(committing: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(committing.root / "source")
    assert not hook.nothing_to_do(WHOLE)


def test_no_repository_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert not hook.nothing_to_do(WHOLE)


def test_git_is_missing(committing: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not hook.nothing_to_do(WHOLE)
    assert hook.staged_paths(str(committing.root)) is None


CONFIGURED = [
    ("auditlint.toml", '[kinds]\nissue-register = ["notes/*.md"]\n'),
    ("auditlint.toml", '["\\u006binds"]\nissue-register = ["notes/*.md"]\n'),
    ("pyproject.toml", '[tool.auditlint.kinds]\nissue-register = ["notes/*.md"]\n'),
    ("pyproject.toml", '[tool.auditlint]\nkinds = { issue-register = ["notes/*.md"] }\n'),
]


@pytest.mark.parametrize(("name", "text"), CONFIGURED)
def test_configured_globs_count(committing: Repository, name: str, text: str) -> None:
    committing.write(name, text)
    committing.commit()
    assert hook.configured_globs(str(committing.root)) == ["notes/*.md"]
    committing.write("source/other.py")
    committing.git("add", "--all")
    assert hook.nothing_to_do(WHOLE)
    committing.write("notes/today.md")
    committing.git("add", "--all")
    assert not hook.nothing_to_do(WHOLE)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("auditlint.toml", "preview = true\n"),
        ("auditlint.toml", "# kinds are not set here\n"),
        ("pyproject.toml", "[tool.other]\nkinds = 1\n"),
        ("pyproject.toml", '[tool.auditlint]\npreview = true\n[tool.other]\nkinds = ["x"]\n'),
    ],
)
def test_no_configured_globs(committing: Repository, name: str, text: str) -> None:
    committing.write(name, text)
    assert hook.configured_globs(str(committing.root)) == []


def test_the_file_of_its_own_wins(committing: Repository) -> None:
    committing.write("auditlint.toml", "preview = true\n")
    committing.write("pyproject.toml", '[tool.auditlint.kinds]\nx = ["*.md"]\n')
    assert hook.configured_globs(str(committing.root)) == []


@pytest.mark.parametrize("text", ["kinds = [", "kinds = 3\n", "[kinds]\nx = 'a'\n", "kinds = \xff"])
def test_a_broken_configuration_runs_in_full(committing: Repository, text: str) -> None:
    (committing.root / "auditlint.toml").write_bytes(text.encode("latin-1"))
    committing.commit()
    assert not hook.nothing_to_do(WHOLE)


def test_a_configuration_that_is_no_file(committing: Repository) -> None:
    (committing.root / "auditlint.toml").mkdir()
    assert not hook.nothing_to_do(WHOLE)


def test_the_fast_way_out_loads_next_to_nothing(committing: Repository) -> None:
    committing.write("source/other.py")
    committing.git("add", "--all")
    program = committing.root.parent / "program.py"
    program.write_text("import sys\nfrom auditlint.__main__ import main\nsys.exit(main())\n")
    done = subprocess.run(
        [sys.executable, "-X", "importtime", str(program), *WHOLE],
        cwd=committing.root,
        env={**committing.environment, "GIT_INDEX_FILE": ".git/index", "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    loaded = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines()]
    own = {name for name in loaded if name.partition(".")[0] == "auditlint"}
    assert own == {
        "auditlint",
        "auditlint.__main__",
        "auditlint._relevant",
        "auditlint.source",
        "auditlint.source.git",
        "auditlint.hook",
        "auditlint.source.pathpatterns",
    }
    start = loaded.index("site")
    dear = {"click", "jsonschema", "jsonschema_rs", "yaml", "pyromark", "subprocess", "tomllib"}
    dear |= {"typing", "re", "enum", "dataclasses", "functools", "collections"}
    assert not dear & set(loaded[start:])
