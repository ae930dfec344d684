"""Plain command lines mean the same with and without the command-line library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from auditlint.cli import check, checking, main, quick

ROOT = Path(__file__).resolve().parents[2]


def by_library(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> checking.Request:
    seen: list[checking.Request] = []

    def keep(request: checking.Request) -> int:
        seen.append(request)
        return 0

    monkeypatch.setattr(checking, "run", keep)
    assert main.main(arguments) == 0
    (request,) = seen
    given = {key: value for key, value in request.overrides.items() if value not in (None, ())}
    return request._replace(overrides=given)


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["check"], ["a.md"], ["check", "a.md", "b"], ["check", "check"], ["--no-cache", "a.md"],
        ["a.md", "--exit-zero", "-q"], ["check", "--tracked", "--notices", "--all"],
        ["./config", "--force-exclude", "--document-rules"], ["a", "config"], ["", "--isolated"],
    ],
)
def test_the_same_request(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert quick.request_of(arguments) == by_library(arguments, monkeypatch)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"], ["--version"], ["config"], ["rule", "CNT002"], ["check", "--", "a"], ["-"],
        ["--preview"], ["--select", "CNT"], ["-qv"], ["--nosuch"], ["a.md", "--jobs=2"], ["-j", "2"],
    ],
)
def test_the_rest_is_left_to_the_library(arguments: list[str]) -> None:
    assert quick.request_of(arguments) is None


def test_switches_are_those_of_the_command() -> None:
    flags: dict[str, Any] = {}
    for option in check.command.params:
        if isinstance(option, click.Option) and option.is_flag and not option.secondary_opts:
            flags.update(dict.fromkeys(option.opts, option.name))
    for switch, field in quick.SWITCHES.items():
        assert field in ("", flags[switch])


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "auditlint", *arguments], cwd=folder, capture_output=True,
        encoding="utf-8", check=False, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )


def test_errors_are_worded_by_the_library(tmp_path: Path) -> None:
    done = run(tmp_path, "missing.md")
    assert done.returncode == 2
    assert "Usage:" in done.stderr
    assert "missing.md: no such file or folder" in done.stderr
    (tmp_path / "auditlint.toml").write_text("selekt = 1\n", encoding="utf-8")
    done = run(tmp_path)
    assert done.returncode == 2
    assert "select" in done.stderr
    assert done.stderr.count("selekt") == 1


def test_a_plain_check_imports_no_library(tmp_path: Path) -> None:
    (tmp_path / "v1.0-MILESTONE-AUDIT.md").write_text("# v1.0 Milestone Audit\n", encoding="utf-8")
    code = (
        "import sys; sys.argv = ['auditlint', '.', '--no-cache']\n"
        "from auditlint.__main__ import main\n"
        "main(); print(*(set(sys.modules) & {'click', 'yaml', 'jsonschema', 'jsonschema_rs'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8",
        check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout.split() == []
