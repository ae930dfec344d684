"""A repository to ask, and the evidence of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from auditlint.config import Config
from auditlint.evidence import Evidence
from auditlint.source.tree import WorkTree
from tests.hook.repository import Repository, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own git configuration, and of no other repository."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    return Repository(tmp_path / "repository")


@pytest.fixture
def evidence_of() -> Iterator[Callable[[Path], Evidence]]:
    """Make the evidence of a folder; its programs are ended after the test."""
    made: list[Evidence] = []

    def make(root: Path) -> Evidence:
        made.append(Evidence(WorkTree(str(root), warn=lambda _: None), Config()))
        return made[-1]

    yield make
    for one in made:
        one.close()
