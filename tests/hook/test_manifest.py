"""The hook manifest: what pre-commit reads in it, and which files the hooks see."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditlint import engine, registry
from auditlint._relevant import NAMES, PATHS
from auditlint.config import Config
from auditlint.hook import is_planning_path

ROOT = Path(__file__).resolve().parents[2]
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
DOCUMENTS = re.compile(HOOKS["auditlint-files"]["files"])


def test_the_hooks() -> None:
    assert list(HOOKS) == ["auditlint", "auditlint-files", "auditlint-config"]
    assert {hook["language"] for hook in HOOKS.values()} == {"python"}


def test_the_hook_of_the_whole_tree_runs_always_and_once() -> None:
    hook = HOOKS["auditlint"]
    assert hook["entry"] == "auditlint check --tracked"
    assert (hook["pass_filenames"], hook["always_run"]) == (False, True)
    assert "files" not in hook


def test_the_hook_of_changed_documents_takes_names() -> None:
    hook = HOOKS["auditlint-files"]
    assert hook["entry"] == "auditlint check --document-rules --force-exclude"
    assert hook["types"] == ["text"]
    assert hook.get("pass_filenames", True)


def test_the_hook_of_the_configuration() -> None:
    hook = HOOKS["auditlint-config"]
    assert (hook["entry"], hook["pass_filenames"]) == ("auditlint config --check", False)
    files = re.compile(hook["files"])
    assert all(files.search(name) for name in ("auditlint.toml", "pyproject.toml"))
    assert not any(files.search(name) for name in ("x/auditlint.toml", "auditlint-toml", "a.md"))


def sample_paths() -> list[str]:
    """Return paths that fit the kinds' patterns, and near misses."""
    samples = {"README.md", "docs/guide.md", "x.py", ".planning/config.jsonx", "audit", "AUDIT.txt"}
    for entry in registry.KINDS:
        for pattern in (
            one.replace("#+", number) for one in entry.kind.paths
            for number in ("17", "2026-01-31", "2026-01-311")
        ):
            filled = pattern.replace("**/", "one/two/").replace("**", "one").replace("*", "12-x").replace("#", "4")
            short = pattern.replace("**/", "").replace("**", "one").replace("*", "").replace("#", "4")
            samples |= {
                filled,
                short,
                f"deep/er/{filled}",
                f"x{filled}",
                f"{filled}x",
                f"{filled}/x",
            }
            samples |= {filled.upper(), filled + "\n", filled.replace(".", "-")}
        for pattern in entry.kind.names:
            name = pattern.replace("*", "x")
            samples |= {name, name.upper(), f"docs/{name}", f"docs/{name.swapcase()}", f"{name}/x"}
            samples |= {name.upper().replace(".MD", ".md"), name.replace(".md", ".txt")}
            samples.add(pattern.replace("*", "new\nline"))
    return sorted(samples)


def test_patterns_names_and_engine_agree() -> None:
    """The manifest, the fast way out and the engine must take the same files."""
    config = Config()
    differing = [
        path
        for path in sample_paths()
        if not (
            bool(DOCUMENTS.search(path))
            == is_planning_path(path)
            == engine.is_candidate(config, path)
        )
    ]
    assert not differing


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (".planning/v1.0-MILESTONE-AUDIT.md", True),
        ("packages/one/.planning/milestones/v1.0-MILESTONE-AUDIT.md", True),
        ("docs/security-audit.md", True),
        ("docs/Security-AUDIT.md", True),
        ("x.planning/v1.0-MILESTONE-OVERVIEW.md", False),
        ("README.md", False),
        ("docs/audit.py", False),
        ("src/audit/main.py", False),
    ],
)
def test_sample_files(path: str, wanted: bool) -> None:
    assert bool(DOCUMENTS.search(path)) is wanted
    assert is_planning_path(path) is wanted


def test_long_paths_take_linear_time() -> None:
    for path in ("a/" * 20_000 + "x.md", "audit" * 10_000 + ".txt", ".planning/" * 2000 + "x"):
        DOCUMENTS.search(path)


def test_every_pattern_is_there() -> None:
    patterns = {pattern for _last, group in PATHS for pattern in group}
    assert patterns == {one for entry in registry.KINDS for one in entry.kind.paths}
    assert set(NAMES) == {one.casefold() for entry in registry.KINDS for one in entry.kind.names}


def test_generated_files_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    stale = [
        line
        for line in done.stdout.splitlines()
        if line.startswith((".pre-commit-hooks.yaml", "src/auditlint/_relevant.py"))
    ]
    assert not stale
