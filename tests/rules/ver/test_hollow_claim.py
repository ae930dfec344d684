from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

LIST = ".planning/REQUIREMENTS.md"
STUB = "==> src/tides.py <==\ndef read_tides(path):\n    raise NotImplementedError\n\n"
FULL = "==> src/table.py <==\ndef read_tides(path):\n    return open(path).read()\n\n"


def ticked(text: str, box: str = "x", source: str = STUB) -> str:
    return f"{source}==> {LIST} <==\n# Requirements\n\n- [{box}] **TIDE-01**: {text}\n- [ ] **TIDE-02**: By hour\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ticked("`read_tides()` reads tides", " "), id="open"),
        pytest.param(ticked("`read_tides()` reads tides", source=STUB + FULL), id="defined-elsewhere"),
        pytest.param(ticked("`read_tides()` reads tides", source=FULL), id="written"),
        pytest.param(ticked("`read_tides()` reads tides", source=""), id="not-there"),
        pytest.param(ticked("`read_tides()` stub bound"), id="says-so"),
        pytest.param(ticked("`read_tides()` raises for now"), id="says-so-in-other-words"),
        pytest.param(ticked("read_tides reads tides"), id="no-function"),
        pytest.param(ticked("`read_tides()` and `write_tides()`"), id="two-functions"),
        pytest.param(
            ticked("`read_tides()` reads", source=STUB.replace("src/", "tests/")), id="a-test's-own"
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER008") == []


def test_fires(tmp_path: Path) -> None:
    text = ticked("`Tides.read_tides(path)` reads a table")
    assert found_in_tree(tmp_path, text, "VER008") == [
        f"{LIST}:3:3 this is ticked, but read_tides is a stub: src/tides.py:1"
    ]
