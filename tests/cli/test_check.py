"""The command as a user runs it: exit codes, streams, paths, formats, choices by environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import write_tree

ROOT = Path(__file__).resolve().parents[2]

WRONG = "# v1.0 Milestone Audit\n\n| A | N |\n|---|---|\n| x | 1 |\n| y | 1 |\n| Total | 3 |\n"
RIGHT = WRONG.replace("| 3 |", "| 2 |")
AUDIT = ".planning/v1.0-MILESTONE-AUDIT.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A git repository with one audit that has one finding."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".planning").mkdir()
    (tmp_path / AUDIT).write_text(WRONG, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        key: value
        for key, value in os.environ.items()
        if key not in ("GITHUB_ACTIONS", "FORCE_COLOR", "NO_COLOR", "GITHUB_STEP_SUMMARY")
        and not key.startswith("GIT_")
    }
    clean["PYTHONPATH"] = str(ROOT / "src")
    return subprocess.run(
        [sys.executable, "-m", "auditlint", *arguments],
        cwd=folder, env={**clean, **environment}, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", check=False, timeout=60,
    )


LINE = f"{AUDIT}:7:11: error[CNT002] total 3 stated, but the rows of the column 'N' sum to 2\n"


def test_the_repository_is_the_default(project: Path) -> None:
    done = run(project)
    assert (done.returncode, done.stdout) == (1, LINE)
    assert done.stderr == "Found 1 error in 1 document.\n"


@pytest.mark.parametrize("arguments", [("check",), (".",), (".planning",), (AUDIT,)])
def test_ways_to_name_it(project: Path, arguments: tuple[str, ...]) -> None:
    done = run(project, *arguments)
    assert (done.returncode, done.stdout) == (1, LINE)


def test_paths_are_relative_to_the_repository_also_from_a_subfolder(project: Path) -> None:
    assert run(project / ".planning").stdout == LINE
    assert run(project / ".planning", "v1.0-MILESTONE-AUDIT.md").stdout == LINE


def test_a_clean_run(project: Path) -> None:
    (project / AUDIT).write_text(RIGHT, encoding="utf-8")
    done = run(project)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "All checks passed: 1 document.\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--exit-zero",), 0),
        (("--fail-on", "never"), 0),
        (("--fail-on", "error"), 1),
        (("--ignore", "CNT"), 0),
        (("--ignore", "total-row"), 0),
        (("--select", "CNT001,DOC"), 0),
        (("--select", "CNT002"), 1),
        (("--fail-on", "sometimes"), 2),
        (("--select", "CNT02"), 2),
        (("--output-format", "fancy"), 2),
        (("--config", "nowhere.toml"), 2),
        (("nowhere.md",), 2),
        (("--no-such-option",), 2),
    ],
)
def test_exit_status(project: Path, arguments: tuple[str, ...], status: int) -> None:
    done = run(project, *arguments)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    if status == 2:
        assert done.stdout == ""
        assert done.stderr


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--output-format", "jsn"), "did you mean 'json'?"),
        (("--select", "totl-row"), "did you mean"),
        (("rule", "CNT0002"), "did you mean CNT002?"),
        (("schema", "gsd-mileston-audit"), "did you mean 'gsd-milestone-audit'?"),
    ],
)
def test_did_you_mean(project: Path, arguments: tuple[str, ...], hint: str) -> None:
    done = run(project, *arguments)
    assert done.returncode == 2
    assert hint in done.stderr


def test_nothing_to_check(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Hello\n", encoding="utf-8")
    done = run(tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "auditlint: no planning document found\n"


def test_a_named_file_is_recognised_by_content(tmp_path: Path) -> None:
    text = "---\nmilestone: v1.0\naudited: 2026-05-04\nstatus: passed\n---\n\n" + WRONG
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    assert "x.txt:13:11: error[CNT002]" in run(tmp_path, "x.txt").stdout
    assert run(tmp_path).stdout == ""


def test_a_path_outside_is_printed_as_given(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    path = os.path.relpath(project / AUDIT, elsewhere).replace(os.sep, "/")
    assert run(elsewhere, path).stdout.startswith(f"{path}:7:11: error[CNT002]")
    folder = os.path.relpath(project, elsewhere).replace(os.sep, "/")
    assert run(elsewhere, folder).stdout.startswith(f"{folder}/{AUDIT}:7:11: error[CNT002]")


def test_formats_by_environment(project: Path) -> None:
    github = run(project, GITHUB_ACTIONS="true").stdout
    assert github.startswith(f"::error file={AUDIT},line=7,")
    assert run(project, FORCE_COLOR="1").stdout.startswith("\x1b[")
    assert "\x1b" not in run(project, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b" not in run(project, "--color", "never", FORCE_COLOR="1").stdout


def test_step_summary(project: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    run(project, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert "CNT002" in summary.read_text(encoding="utf-8")


def test_several_outputs_in_one_run(project: Path) -> None:
    done = run(project, "--output-format", "json=out.json", "--output-format", "concise")
    assert done.stdout == LINE
    report = json.loads((project / "out.json").read_text(encoding="utf-8"))
    assert [one["code"] for one in report["findings"]] == ["CNT002"]


def test_output_file(project: Path) -> None:
    done = run(project, "--output-format", "concise", "--output-file", "out.txt")
    assert done.stdout == ""
    assert (project / "out.txt").read_text(encoding="utf-8") == LINE
    broken = run(project, "--output-file", "no/such/folder/out.txt")
    assert broken.returncode == 2
    assert "cannot write" in broken.stderr


def test_two_outputs_cannot_share_standard_output(project: Path) -> None:
    assert run(project, "--output-format", "json", "--output-format", "concise").returncode == 2


def test_json_of_a_clean_run_is_valid(tmp_path: Path) -> None:
    report = json.loads(run(tmp_path, "--output-format", "json").stdout)
    assert report["findings"] == []


def test_exclude_and_force_exclude(project: Path) -> None:
    (project / "auditlint.toml").write_text('exclude = [".planning"]\n', encoding="utf-8")
    assert run(project).stdout == ""
    assert run(project, AUDIT).stdout == LINE
    assert run(project, "--force-exclude", AUDIT).stdout == ""
    # A folder that was asked for is looked at, although it is excluded as a whole.
    assert run(project, ".planning").stdout == LINE


def test_kinds_setting(project: Path) -> None:
    (project / "auditlint.toml").write_text(
        '[kinds]\ngsd-milestone-audit = ["notes/*.md"]\n', encoding="utf-8"
    )
    (project / "notes").mkdir()
    (project / "notes" / "a.md").write_text(WRONG, encoding="utf-8")
    assert "notes/a.md:7:11: error[CNT002]" in run(project).stdout
    assert "gsd-milestone-audit" in run(project, "kinds", "notes/a.md").stdout


def test_show_files(project: Path) -> None:
    done = run(project, "--show-files")
    assert done.stdout.startswith(f"{AUDIT}: gsd-milestone-audit (its path matches ")
    assert done.returncode == 0


def test_any_number_of_jobs_gives_the_same_bytes(project: Path) -> None:
    for number in range(12):
        (project / f".planning/v1.{number}-MILESTONE-AUDIT.md").write_text(WRONG, encoding="utf-8")
    one = run(project, "--jobs", "1", "--output-format", "json").stdout
    assert one == run(project, "--jobs", "5", "--output-format", "json").stdout
    assert len(json.loads(one)["findings"]) == 12


def test_notices_are_counted_and_shown_on_request(project: Path) -> None:
    archived = project / ".planning/milestones/v0.9-MILESTONE-AUDIT.md"
    archived.parent.mkdir()
    archived.write_text(WRONG, encoding="utf-8")
    (project / AUDIT).unlink()
    done = run(project)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "All checks passed: 1 document (1 notice hidden).\n"
    assert ": notice[CNT002] " in run(project, "--notices").stdout
    assert ": error[CNT002] " in run(project, "--archived").stdout
    assert run(project, "--fail-on", "notice").returncode == 1


def test_show_prints_model_and_claims(project: Path) -> None:
    value = json.loads(run(project, "show", AUDIT).stdout)
    assert value["kind"] == "gsd-milestone-audit"
    assert value["model"]["title"] == "v1.0 Milestone Audit"
    assert {"claim": "Named", "subject": {"type": "milestone", "id": ""},
            "name": "v1.0 Milestone Audit", "span": "1:3-1:23",
            "source": "heading"} in value["claims"]


def test_rule_pages_and_lists(project: Path) -> None:
    assert run(project, "rule", "cnt002").stdout.startswith("# total-row (CNT002)\n")
    assert run(project, "rule", "total-row").stdout == run(project, "rule", "CNT002").stdout
    listed = json.loads(run(project, "rule", "--all", "--json").stdout)
    assert {"code": "CNT002", "name": "total-row"}.items() <= next(
        one for one in listed if one["code"] == "CNT002"
    ).items()


def test_schemas_are_printed(project: Path) -> None:
    schema = json.loads(run(project, "schema", "gsd-milestone-audit").stdout)
    assert schema["$id"] == "urn:auditlint:schema:gsd-milestone-audit:1"
    assert "gsd-milestone-audit" in run(project, "schema").stdout.split()


def test_version_and_help(project: Path) -> None:
    assert run(project, "--version").stdout.startswith("auditlint 0.")
    help_text = run(project, "--help").stdout
    assert all(name in help_text for name in ("check", "rule", "schema", "show", "kinds"))


def test_a_folder_named_like_a_command(project: Path) -> None:
    (project / "rule").mkdir()
    (project / "rule/v1-MILESTONE-AUDIT.md").write_text("# x\n", encoding="utf-8")
    assert run(project, "rule").stdout.startswith("BOX") or "CNT002" in run(project, "rule").stdout
    assert run(project, "./rule").returncode == 0


def test_an_unreadable_file(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process, since no permission binds the user that tests run as in a container."""
    from auditlint.cli.main import main
    from auditlint.source.tree import UnreadableError, WorkTree

    def refuse(_: WorkTree, path: str, __: int) -> None:
        raise UnreadableError(f"{path}: Permission denied")

    monkeypatch.setattr(WorkTree, "read", refuse)
    monkeypatch.chdir(project)
    assert main(["check"]) == 0
    assert "Permission denied" in capsys.readouterr().err
    assert main(["check", AUDIT]) == 2


def test_links_that_leave_the_repository_are_not_followed(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text(WRONG, encoding="utf-8")
    (project / ".planning/v2.0-MILESTONE-AUDIT.md").symlink_to(outside)
    (project / ".planning/loop").symlink_to(project / ".planning")
    done = run(project)
    assert done.stdout == LINE
    named = run(project, ".planning/v2.0-MILESTONE-AUDIT.md")
    assert (named.returncode, named.stdout) == (2, "")
    assert "v2.0-MILESTONE-AUDIT.md" in named.stderr


def test_a_closed_pipe_is_no_error(project: Path) -> None:
    command = f'"{sys.executable}" -m auditlint rule --all | head -1'
    done = subprocess.run(
        ["sh", "-c", command], cwd=project, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stdin=subprocess.DEVNULL,
    )
    assert "Traceback" not in done.stderr


def test_the_library(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import auditlint
    from auditlint.config import Config

    monkeypatch.chdir(project)
    report = auditlint.lint([AUDIT])
    assert [one.code for one in report.diagnostics] == ["CNT002"]
    assert report.exit_code() == 1
    assert auditlint.lint(config=Config(ignore=("CNT",))).diagnostics == []


TREE = """==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

**Plans:** 1 plan

- [ ] 01-01-PLAN.md - Write entries

==> .planning/phases/01-ledger/01-01-PLAN.md <==
---
phase: 01-ledger
plan: 01
type: execute
---
==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Summary
"""
BOX = ".planning/ROADMAP.md:7:3: error[BOX001] plan 01-01 is not ticked, but its summary exists\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository whose roadmap has not heard of a finished plan."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    write_tree(tmp_path, TREE)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param((), id="the-repository"),
        pytest.param((".planning/ROADMAP.md",), id="the-side-that-is-wrong"),
        pytest.param((".planning/phases/01-ledger/01-01-SUMMARY.md",), id="the-other-side"),
        pytest.param((".planning/phases",), id="the-folder-of-the-other-side"),
    ],
)
def test_a_named_file_is_held_against_the_whole_tree(tree: Path, arguments: tuple[str, ...]) -> None:
    assert run(tree, "--select", "BOX001", *arguments).stdout == BOX


def test_a_named_file_that_is_on_neither_side_hears_nothing(tree: Path) -> None:
    plan = ".planning/phases/01-ledger/01-01-PLAN.md"
    assert run(tree, "--select", "BOX001", plan).stdout == ""


def test_document_rules_leave_the_tree_alone(tree: Path) -> None:
    assert run(tree, "--select", "BOX001", "--document-rules").stdout == ""


def test_project_findings_can_be_suppressed_and_unused_comments_are_found(tree: Path) -> None:
    roadmap = tree / ".planning/ROADMAP.md"
    text = roadmap.read_text(encoding="utf-8")
    comment = "  <!-- auditlint: ignore[BOX001] closed in a call -->"
    roadmap.write_text(text.replace("entries\n", f"entries{comment}\n"), encoding="utf-8")
    done = run(tree, "--select", "BOX001,LNT001")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 suppressed" in done.stderr
    roadmap.write_text(
        text.replace("[ ]", "[x]").replace("entries\n", f"entries{comment}\n"), encoding="utf-8"
    )
    assert "[LNT001]" in run(tree, "--select", "BOX001,LNT001").stdout
    assert "[LNT001]" not in run(tree, "--select", "LNT001", "--document-rules").stdout
