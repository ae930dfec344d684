"""The hooks under the real pre-commit program, in real commits.

The checkout is committed to a repository of its own, tagged, and used as pre-commit uses any
hook repository; the hook environment is built once per test session.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hook.repository import Repository, environment, needs_git

pytestmark = [
    needs_git,
    pytest.mark.skipif(
        importlib.util.find_spec("pre_commit") is None, reason="the pre-commit program is missing"
    ),
]

ROOT = Path(__file__).resolve().parents[2]
PRE_COMMIT = (sys.executable, "-m", "pre_commit")
_HOMES = ("HOME", "XDG_CONFIG_HOME", "APPDATA", "USERPROFILE")
HOOKS = ("auditlint", "auditlint-files", "auditlint-config")
TAG = "v9.9.9"

AUDIT = ".planning/v1.0-MILESTONE-AUDIT.md"
OTHER = ".planning/v2.0-MILESTONE-AUDIT.md"


def audit(version: str, drift: bool = False) -> str:
    """Return a small milestone audit; with `drift` its front matter has one key twice."""
    again = "status: passed\n" if drift else ""
    return (
        f"---\nmilestone: {version}\naudited: 2026-03-01\nstatus: passed\n{again}"
        "scores:\n  requirements: 2/2\ngaps:\n  requirements: []\ntech_debt: []\n---\n\n"
        f"# {version} Milestone Audit\n"
    )


@pytest.fixture(scope="session")
def hook_repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The checkout as a hook repository, tagged."""
    made = Repository(tmp_path_factory.mktemp("hooks") / "auditlint")
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, made.root / name)
    for name in ("src", "schemas"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / name, made.root / name, ignore=ignored)
    made.commit()
    made.git("tag", TAG)
    return made


@pytest.fixture(scope="session")
def store(hook_repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of pre-commit, in whose store the hooks are installed."""
    settings = environment(
        hook_repository.root.parent,
        PRE_COMMIT_HOME=str(tmp_path_factory.mktemp("store")),
        PRE_COMMIT_COLOR="never",
    )
    # The user's settings of pip say which package index there is.
    del settings["XDG_CONFIG_HOME"]
    settings |= {name: os.environ[name] for name in _HOMES if name in os.environ}
    project = Repository(tmp_path_factory.mktemp("first") / "project")
    configure(project, hook_repository)
    done = subprocess.run(
        [*PRE_COMMIT, "install-hooks"],
        cwd=project.root,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return settings


def configure(project: Repository, hooks: Repository, *arguments: str, all_of: str = "") -> None:
    """Write the project's pre-commit configuration."""
    lines = ["repos:", f"- repo: {hooks.root}", f"  rev: {TAG}", "  hooks:"]
    for name in (all_of,) if all_of else HOOKS:
        lines += [f"  - id: {name}", "    verbose: true"]
        if arguments:
            lines.append(f"    args: [{', '.join(arguments)}]")
    project.write(".pre-commit-config.yaml", "\n".join(lines) + "\n")


@pytest.fixture
def project(tmp_path: Path, hook_repository: Repository, store: dict[str, str]) -> Repository:
    """A project with a clean document, a drifting one, and the hooks installed."""
    made = Repository(tmp_path / "project")
    made.environment = store
    configure(made, hook_repository)
    made.write("README.md")
    made.write("source/program.py", "pass\n")
    made.write(AUDIT, audit("v1.0"))
    made.write(OTHER, audit("v2.0", drift=True))
    made.commit()
    run(made, "install")
    return made


def run(project: Repository, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pre-commit in the project."""
    return subprocess.run(
        [*PRE_COMMIT, *arguments],
        cwd=project.root,
        env=project.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def commit(project: Repository, *arguments: str) -> tuple[bool, str]:
    """Commit with the hooks; whether it came about, and what was printed."""
    done = project.try_git("commit", "--message", "change", *arguments)
    return done.returncode == 0, done.stdout + done.stderr


def results(output: str) -> dict[str, str]:
    """Return the outcome of every hook: Passed, Failed or Skipped."""
    names = {
        "auditlint": "auditlint",
        "auditlint (changed documents)": "auditlint-files",
        "auditlint (configuration)": "auditlint-config",
    }
    found = {}
    for line in output.splitlines():
        name, dots, outcome = line.partition("..")
        if dots and name in names:
            outcome = outcome.lstrip(".")
            found[names[name]] = "Skipped" if "Skipped" in outcome else outcome
    return found


PASSED, FAILED, SKIPPED = "Passed", "Failed", "Skipped"
OUTSIDE = "1 more finding outside this commit; show them with --all"


def test_nothing_relevant_staged(project: Repository) -> None:
    project.write("source/program.py", "print()\n")
    project.git("add", "--all")
    done, output = commit(project)
    assert done, output
    assert results(output) == dict(zip(HOOKS, (PASSED, SKIPPED, SKIPPED), strict=True))
    assert "finding" not in output


def test_a_finding_in_the_commit(project: Repository) -> None:
    project.write(AUDIT, audit("v1.0", drift=True))
    project.git("add", "--all")
    done, output = commit(project)
    assert not done
    assert results(output) == dict(zip(HOOKS, (FAILED, FAILED, SKIPPED), strict=True))
    assert f"{AUDIT}:5:1: error[DOC004]" in output
    assert OTHER not in output
    assert OUTSIDE in output


def test_a_finding_outside_the_commit(project: Repository) -> None:
    project.write(AUDIT, audit("v1.0") + "\nMore.\n")
    project.git("add", "--all")
    done, output = commit(project)
    assert done, output
    assert results(output) == dict(zip(HOOKS, (PASSED, PASSED, SKIPPED), strict=True))
    assert OUTSIDE in output


def test_all_findings_count_where_that_is_asked_for(
    project: Repository, hook_repository: Repository
) -> None:
    configure(project, hook_repository, "--all", all_of="auditlint")
    project.git("add", "--all")
    done, output = commit(project)
    assert not done
    assert f"{OTHER}:5:1: error[DOC004]" in output


def test_a_commit_that_only_deletes(project: Repository) -> None:
    project.git("rm", "--quiet", AUDIT)
    done, output = commit(project)
    assert done, output
    assert results(output) == dict(zip(HOOKS, (PASSED, SKIPPED, SKIPPED), strict=True))
    assert OUTSIDE in output


def test_a_commit_that_only_deletes_some_cited_file(project: Repository) -> None:
    project.git("rm", "--quiet", "source/program.py")
    done, output = commit(project)
    assert done, output
    assert OUTSIDE in output


def test_a_commit_of_the_configuration_alone(project: Repository) -> None:
    project.write("auditlint.toml", 'fail-on = "error"\n')
    project.git("add", "--all")
    done, output = commit(project)
    assert done, output
    assert results(output) == dict(zip(HOOKS, (PASSED, SKIPPED, PASSED), strict=True))
    assert OUTSIDE in output


def test_a_commit_of_a_broken_configuration(project: Repository) -> None:
    project.write("auditlint.toml", 'fial-on = "error"\n')
    project.git("add", "--all")
    done, output = commit(project)
    assert not done
    assert results(output) == dict(zip(HOOKS, (FAILED, SKIPPED, FAILED), strict=True))
    assert "fail-on" in output
    assert "Traceback" not in output


def test_an_untracked_draft(project: Repository) -> None:
    draft = ".planning/v3.0-MILESTONE-AUDIT.md"
    project.write(draft, audit("v3.0", drift=True))
    project.write(AUDIT, audit("v1.0") + "\nMore.\n")
    project.git("add", AUDIT)
    done, output = commit(project)
    assert done, output
    assert draft not in output
    assert OUTSIDE in output


def test_the_work_tree_is_worse_than_what_is_staged(project: Repository) -> None:
    project.write(AUDIT, audit("v1.0") + "\nMore.\n")
    project.git("add", AUDIT)
    project.write(AUDIT, audit("v1.0", drift=True))
    done, output = commit(project)
    assert done, output
    assert (project.root / AUDIT).read_text() == audit("v1.0", drift=True)


def test_the_work_tree_is_better_than_what_is_staged(project: Repository) -> None:
    project.write(AUDIT, audit("v1.0", drift=True))
    project.git("add", AUDIT)
    project.write(AUDIT, audit("v1.0"))
    done, output = commit(project)
    assert not done
    assert f"{AUDIT}:5:1: error[DOC004]" in output


def test_a_commit_of_named_paths_alone(project: Repository) -> None:
    project.write(AUDIT, audit("v1.0", drift=True))
    project.write("source/program.py", "print()\n")
    project.git("add", "--all")
    done, output = commit(project, "--", "source/program.py")
    assert done, output
    assert "finding" not in output


def test_a_commit_of_everything_changed(project: Repository) -> None:
    project.write(AUDIT, audit("v1.0", drift=True))
    done, output = commit(project, "--all")
    assert not done
    assert f"{AUDIT}:5:1: error[DOC004]" in output


def test_a_renamed_document(project: Repository) -> None:
    renamed = ".planning/v2.0-v2.0-MILESTONE-AUDIT.md"
    project.git("mv", OTHER, renamed)
    done, output = commit(project)
    assert not done
    assert f"{renamed}:5:1: error[DOC004]" in output


def test_a_renamed_file_of_the_program(project: Repository) -> None:
    project.git("mv", "source/program.py", "source/renamed.py")
    done, output = commit(project)
    assert done, output
    assert results(output) == dict(zip(HOOKS, (PASSED, SKIPPED, SKIPPED), strict=True))
    assert OUTSIDE in output


def test_the_first_commit(
    tmp_path: Path, hook_repository: Repository, store: dict[str, str]
) -> None:
    made = Repository(tmp_path / "fresh")
    made.environment = store
    configure(made, hook_repository, all_of="auditlint")
    run(made, "install")
    made.write(AUDIT, audit("v1.0", drift=True))
    made.git("add", "--all")
    done, output = commit(made)
    assert not done
    assert f"{AUDIT}:5:1: error[DOC004]" in output
    made.git("rm", "--quiet", "--cached", AUDIT)
    done, output = commit(made)
    assert done, output
    assert "finding" not in output


def test_a_commit_in_a_linked_work_tree(project: Repository) -> None:
    side = project.root.parent / "side"
    project.git("worktree", "add", "--quiet", "-b", "side", str(side))
    (side / AUDIT).write_text(audit("v1.0", drift=True))
    project.root = side
    done, output = commit(project, "--all")
    assert not done
    assert f"{AUDIT}:5:1: error[DOC004]" in output
    assert OUTSIDE in output


@pytest.mark.parametrize("name", ["odd 'name' \u00fc", "line\nbreak", "-dash"])
def test_odd_file_names(project: Repository, name: str) -> None:
    project.write(f".planning/{name}-MILESTONE-AUDIT.md", audit("v4.0", drift=True))
    project.git("add", "--all")
    done, output = commit(project)
    assert not done
    assert results(output) == dict(zip(HOOKS, (FAILED, FAILED, SKIPPED), strict=True))
    shown = name.replace("\n", "\\n")
    assert output.count(f".planning/{shown}-MILESTONE-AUDIT.md:5:1: error[DOC004]") == 2


@pytest.mark.parametrize("staged", [False, True])
def test_all_files(project: Repository, staged: bool) -> None:
    if staged:
        project.write("source/program.py", "print()\n")
        project.git("add", "--all")
    done = run(project, "run", "--all-files")
    assert done.returncode == 1
    assert results(done.stdout) == dict(zip(HOOKS, (FAILED, FAILED, SKIPPED), strict=True))
    assert f"{OTHER}:5:1: error[DOC004]" in done.stdout
    assert "outside this commit" not in done.stdout


def test_between_two_revisions(project: Repository) -> None:
    project.write("source/program.py", "print()\n")
    project.commit()
    done = run(project, "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
    assert done.returncode == 1
    assert f"{OTHER}:5:1: error[DOC004]" in done.stdout
    assert "outside this commit" not in done.stdout


def test_excluded_documents_stay_excluded(project: Repository) -> None:
    project.write("auditlint.toml", f'exclude = ["{AUDIT}"]\n')
    project.write(AUDIT, audit("v1.0", drift=True))
    project.git("add", "--all")
    done, output = commit(project)
    assert done, output


def test_try_repo(project: Repository, hook_repository: Repository) -> None:
    done = run(
        project, "try-repo", str(hook_repository.root), "auditlint", "--all-files", "--verbose"
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{OTHER}:5:1: error[DOC004]" in done.stdout


def test_the_manifest_is_valid() -> None:
    done = subprocess.run(
        [*PRE_COMMIT, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        env={**os.environ, "PRE_COMMIT_COLOR": "never"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
