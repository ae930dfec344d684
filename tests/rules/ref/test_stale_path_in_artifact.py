from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

PLAN = """==> .planning/phases/01-kiln/01-01-PLAN.md <==
---
phase: 01-kiln
plan: 01
type: execute
wave: 1
depends_on: []
files_modified:
  - {path}
autonomous: true
---
# Plan
==> include/kiln/c/heat.h <==
int heat(void);
==> include/kiln/c/cool.h <==
int cool(void);
==> {path} <==
{code}
"""


def found(folder: Path, code: str, path: str = "tools/generate.py") -> list[str]:
    return found_in_tree(folder, PLAN.format(path=path, code=code), "REF007")


@pytest.mark.parametrize(
    "code",
    [
        'A = "include/kiln/c/heat.h"',
        'A = "include/other/c/heat.h"  # no folder is near',
        'A = "include/kilndb/c/stir.h"  # not there either',
        'A = "include/kiln/c/head.h"  # a file that may be written',
        'A = "vendor/kilndb/c/heat.h"',
        "# include/kilndb/c/heat.h is prose",
        'A = "https://include/kilndb/c/heat.h"',
    ],
)
def test_silent(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, code) == []


def test_fires(tmp_path: Path) -> None:
    code = '\nA = ["include/kilndb/c/heat.h",\n  \'include/kilndb/c/cool.h\']'
    assert found(tmp_path, code) == [
        ".planning/phases/01-kiln/01-01-PLAN.md:8:5 tools/generate.py:2 names "
        "include/kilndb/c/heat.h, which does not exist: it is include/kiln/c/heat.h (2 such paths)"
    ]


@pytest.mark.parametrize("path", ["tests/test_generate.py", "tools/generate.md", "tools/x.txt"])
def test_other_files(tmp_path: Path, path: str) -> None:
    assert found(tmp_path, 'A = "include/kilndb/c/heat.h"', path) == []


def test_binary_and_large_files(tmp_path: Path) -> None:
    assert found(tmp_path, 'A = "include/kilndb/c/heat.h"\0') == []
    assert found(tmp_path, 'A = "include/kilndb/c/heat.h"\n' + "#" * 300_000) == []


def test_a_summary_lists_it(tmp_path: Path) -> None:
    text = (
        "==> .planning/phases/01-kiln/01-01-SUMMARY.md <==\n# Summary\n\nWrote `tools/generate.py`\n"
        "==> include/kiln/c/heat.h <==\nint heat(void);\n"
        "==> tools/generate.py <==\nA = 'include/kilndb/c/heat.h'\n"
    )
    (only,) = found_in_tree(tmp_path, text, "REF007")
    assert only.startswith(".planning/phases/01-kiln/01-01-SUMMARY.md:3:7 tools/generate.py:1 names")
