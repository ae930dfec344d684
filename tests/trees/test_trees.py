"""Each project rule has a folder here that shows what it does on a small planning tree.

``BOX001/drift/`` is a tree with drift, ``BOX001/expected.txt`` all that is reported about it
(with the related places), and ``BOX001/clean/`` the same tree without the drift, of which
nothing is reported at all. ``python -m tests.trees.write BOX001`` writes the expected output
anew; read what it wrote.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint import registry
from tests.trees.reporting import report

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if (path / "drift").is_dir())
PROJECT_RULES = sorted(
    entry.rule.code for entry in registry.RULES if entry.rule.scope != "document"
)


@pytest.mark.parametrize("code", PROJECT_RULES)
def test_every_project_rule_has_a_folder(code: str) -> None:
    assert (HERE / code / "drift").is_dir(), f"add tests/trees/{code} (see tests/trees/README.md)"
    assert code in (HERE / code / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_drift_is_reported_as_expected(folder: Path) -> None:
    assert report(folder / "drift") == (folder / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_clean_twin_is_clean(folder: Path) -> None:
    assert any((folder / "clean").rglob("*.md"))
    assert report(folder / "clean") == ""
