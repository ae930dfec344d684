"""Fixtures of the hook's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hook.repository import Repository, environment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give this process the environment of a user without git configuration."""
    import os

    wanted = environment(tmp_path)
    for name in set(os.environ) - set(wanted):
        monkeypatch.delenv(name)
    for name, value in wanted.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(
    tmp_path: Path, clean_environment: None, monkeypatch: pytest.MonkeyPatch
) -> Repository:
    """An empty repository, which is the current folder."""
    made = Repository(tmp_path / "repository")
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def committing(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one commit, in which this process is a hook of the next one."""
    repository.write("README.md")
    repository.write("source/program.py", "pass\n")
    repository.write(".planning/v1.0-MILESTONE-AUDIT.md", "# Audit\n")
    repository.commit()
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    return repository
