"""``auditlint trace`` as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import write_tree
from tests.trace.trees import HARBOUR

FINE = """\
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour

## v1.2 Requirements

- [x] **TIDE-01**: Tide table of a harbour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Complete |

==> .planning/phases/01-tides/01-01-SUMMARY.md <==
---
phase: 01-tides
plan: 01
requirements-completed: [TIDE-01]
---

# Phase 1 Plan 1: Tides Summary

==> .planning/phases/01-tides/01-VERIFICATION.md <==
---
phase: 01-tides
verified: 2026-03-01
status: passed
---

# Phase 1: Tides Verification Report

## Requirements Coverage

| Requirement | Status | Evidence |
|---|---|---|
| TIDE-01 | SATISFIED | tide.py |
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    source = Path(__file__).resolve().parents[2] / "src"
    return subprocess.run(
        [sys.executable, "-m", "auditlint", "trace", *arguments], cwd=folder, text=True,
        capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(source), "GITHUB_ACTIONS": "", "NO_COLOR": ""},
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    write_tree(tmp_path, HARBOUR)
    return tmp_path


def test_a_table_and_the_exit_status(tree: Path) -> None:
    done = run(tree)
    assert done.returncode == 1
    assert done.stdout.startswith(".planning v1.2\n")
    assert done.stderr == ""


def test_all_satisfied(tmp_path: Path) -> None:
    write_tree(tmp_path, FINE)
    done = run(tmp_path, ".")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 requirement: 1 satisfied")


def test_a_file_stands_for_its_whole_tree(tree: Path) -> None:
    whole = run(tree, "--format", "json").stdout
    part = run(tree, ".planning/phases/02-docks", "--format", "json").stdout
    file = run(tree, ".planning/STATE.md", "--format", "json").stdout
    assert whole == part == file


def test_links_are_relative_to_the_output_file(tree: Path) -> None:
    (tree / "out").mkdir()
    done = run(tree, "--format", "html", "--output-file", "out/matrix.html")
    assert (done.returncode, done.stdout) == (1, "")
    page = (tree / "out" / "matrix.html").read_text(encoding="utf-8")
    assert 'href="../.planning/REQUIREMENTS.md#L5"' in page
    assert 'href=".planning/REQUIREMENTS.md#L5"' in run(tree, "--format", "html").stdout


def test_a_milestone_by_version(tree: Path) -> None:
    found = json.loads(run(tree, "--format", "json", "--milestone", "1.2").stdout)
    assert found["matrices"][0]["milestone"] == "v1.2"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--milestone", "v9"), "no milestone v9 with requirements; there is v1.2"),
        (("--format", "pdf"), "'pdf' is not one of"),
        (("nowhere",), "nowhere: no such file or folder"),
        (("--output-file", "no/such/folder/x"), "cannot write no/such/folder/x"),
    ],
)
def test_usage_errors(tree: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run(tree, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_no_tree_and_no_requirements(tmp_path: Path) -> None:
    assert "no planning tree" in run(tmp_path).stderr
    write_tree(tmp_path, "==> .planning/STATE.md <==\n# Project State\n")
    done = run(tmp_path)
    assert done.returncode == 2
    assert "names no requirements" in done.stderr


def test_several_trees_in_one_repository(tmp_path: Path) -> None:
    write_tree(tmp_path / "one", FINE)
    write_tree(tmp_path / "two", HARBOUR)
    done = run(tmp_path, "--format", "json")
    assert [one["root"] for one in json.loads(done.stdout)["matrices"]] == [
        "one/.planning", "two/.planning",
    ]
    assert done.returncode == 1
