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
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.helpers import lint_tree
from tests.traps.building import build

HERE = Path(__file__).parent
_FENCE = re.compile(r"^````text (innocent|guilty)(?: ([A-Z]{3}\d{3})( notice)?)?\n(.*?)^````$", re.MULTILINE | re.DOTALL)


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
