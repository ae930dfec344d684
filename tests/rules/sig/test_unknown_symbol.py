"""Functions that a document names beside a file: SIG004."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

MAP = ".planning/codebase/ARCHITECTURE.md"


def tree(line: str) -> str:
    return f"==> {MAP} <==\n# Architecture\n\n{line}\n==> harbour/pier.py <==\ndef moor(ship): ...\n==> harbour/b.py <==\nx = 1\n"


@pytest.mark.parametrize(
    "line",
    [
        "`moor()` in `harbour/pier.py`", "`lift()` at night", "`lift()` is not in `harbour/pier.py`",
        "`lift()` in `harbour/crane.py`", "Add `lift()` to `harbour/pier.py`", "`lift()` in `harbour/pier.py`, `harbour/b.py`",
        "`lift` in `harbour/pier.py`", "`lift()` in `docs/pier.md`",
    ],
)  # fmt: skip
def test_silent(tmp_path: Path, line: str) -> None:
    assert found_in_tree(tmp_path, tree(line), "SIG004") == []


@pytest.mark.parametrize("line", ["`lift()` in `harbour/pier.py`", "`lift(load)` in `harbour/pier.py:1`"])
def test_unknown(tmp_path: Path, line: str) -> None:
    assert found_in_tree(tmp_path, tree(line), "SIG004") == [
        f"{MAP}:3:1 no source file has `lift`, and neither has `harbour/pier.py`"
    ]
