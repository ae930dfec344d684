"""Each file beside this one is a trap that naive rules fall into.

It holds an ``innocent`` tree, of which nothing may be said at all, preview rules included, and a
``guilty`` one that looks nearly the same and must be reported under the code it names (with
``notice`` behind it: once, and as a notice). Files
stand behind lines ``==> PATH <==``. A tree that holds a line ``==> commit: MESSAGE <==`` is a
git repository: what stands before it is committed there. ``==> moved: OLD NEW <==`` and
``==> removed: PATH <==`` are what they say.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.helpers import lint_tree, write_tree

HERE = Path(__file__).parent
_FENCE = re.compile(r"^````text (innocent|guilty)(?: ([A-Z]{3}\d{3})( notice)?)?\n(.*?)^````$", re.MULTILINE | re.DOTALL)
_STEP = re.compile(r"^==> (commit|moved|removed): (.*) <==\n", re.MULTILINE)


class Case(NamedTuple):
    name: str
    verdict: str
    code: str
    severity: str
    text: str


CASES = [
    Case(path.stem, match[1], match[2] or "", (match[3] or "").strip(), match[4])
    for path in sorted(HERE.glob("*.md"))
    for match in _FENCE.finditer(path.read_text(encoding="utf-8"))
]


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def build(folder: Path, text: str) -> None:
    """Write a tree step by step; with any step it is a repository."""
    pieces = _STEP.split(text)
    write_tree(folder, pieces[0])
    if len(pieces) > 1:
        git(folder, "init", "--quiet", "--initial-branch=main")
    for step, argument, files in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if step == "commit":
            git(folder, "add", "--all")
            git(folder, "commit", "--quiet", "--allow-empty", "--message", argument)
        elif step == "moved":
            old, new = argument.split(" ")
            (folder / new).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(folder / old, folder / new)
        else:
            (folder / argument).unlink()
        write_tree(folder, files)


def test_every_trap_has_both_sides() -> None:
    for path in sorted(HERE.glob("*.md")):
        verdicts = {case.verdict for case in CASES if case.name == path.stem}
        assert verdicts == {"innocent", "guilty"}, path.name


def test_the_traps_are_numbered() -> None:
    numbers = sorted({int(case.name.split("-")[0]) for case in CASES})
    assert numbers == list(range(1, 29))


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case.name}-{case.verdict}-{n}" for n, case in enumerate(CASES)]
)
def test_trap(case: Case, tmp_path: Path) -> None:
    build(tmp_path, case.text)
    found = lint_tree(tmp_path, "", ignore=("SCH007",))  # sections that a trap does not need
    if case.verdict == "innocent":
        assert found == []
    else:
        levels = [one.severity for one in found if one.code == case.code]
        assert levels
        assert not case.severity or levels == [case.severity]
