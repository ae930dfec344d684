from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import lint_tree
from tests.traps.building import build

PLAN = ".planning/phases/07-tides/07-01-PLAN.md"
FILES = "==> src/port.py <==\nfrom tides import HOURS\n==> src/tides.py <==\nHOURS = 24\n"


def tree(*fields: str, files: str = FILES) -> str:
    listed = "\n      ".join(fields)
    return (
        f"==> {PLAN} <==\n---\nphase: 07-tides\nplan: 01\nmust_haves:\n  key_links:\n"
        f"    - {listed}\n---\n\n==> .planning/phases/07-tides/07-01-SUMMARY.md <==\n---\n"
        f"phase: 07-tides\nplan: 01\nstatus: complete\n---\n\n{files}==> commit: all <==\n"
    )


def found(folder: Path, text: str) -> list[str]:
    build(folder, text)
    return [
        f"{one.place.line}:{one.place.column} {one.message}"
        for one in lint_tree(folder, "") if one.code == "VER006"
    ]


FROM, TO = "from: src/port.py", "to: src/tides.py"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(tree(FROM, TO, "pattern: 'from.*HOURS'"), id="there"),
        pytest.param(tree(FROM, TO, "pattern: 'HOURS = '"), id="in-the-target"),
        pytest.param(tree(FROM, TO), id="no-pattern"),
        pytest.param(tree("from: the port", TO, "pattern: low_water"), id="no-path"),
        pytest.param(tree("from: src/gone.py", TO, "pattern: low_water"), id="gone"),
        pytest.param(tree(FROM, TO, "pattern: any words of a reader"), id="prose"),
        pytest.param(
            tree(FROM, TO, "pattern: HOURS") + "==> src/port.py <==\n\n==> src/tides.py <==\n\n"
            "==> commit: later <==\n", id="was-there",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


def test_fires(tmp_path: Path) -> None:
    text = tree(FROM, TO, "pattern: 'low_water\\('")
    assert found(tmp_path, text) == [
        "8:16 `low_water\\(` was never in src/port.py and src/tides.py"
    ]


def test_a_target_that_is_no_path(tmp_path: Path) -> None:
    text = tree(FROM, "to: the tide table", "pattern: low_water")
    assert found(tmp_path, text) == ["8:16 `low_water` was never in src/port.py"]
