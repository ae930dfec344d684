"""Bindings against what they wrap: SIG003."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree

MAP = ".planning/codebase/ARCHITECTURE.md"
HEADER = """int harbour_add_ship(harbour_t* harbour, const char* name, const char* flag);
int harbour_find_ship(harbour_t* harbour, const char* name, int64_t* out_ship);
int harbour_list_ships(harbour_t* harbour, const int64_t* piers, size_t pier_count, const list_options_t* options);
int harbour_move_ship(harbour_t* harbour, const char* ship, const char* pilot, const char* berth);
"""
PYTHON = """class Harbour:
    def add_ship(self, name: str, flag: str) -> None:
        lib.harbour_add_ship(self._pointer, name, flag)

    def find_ship(self, name: str) -> int:
        return lib.harbour_find_ship(self._pointer, name, out())

    def list_ships(self, piers: list[int]) -> None:
        lib.harbour_list_ships(self._pointer, piers, len(piers), defaults())

    def move_ship({}) -> None:
        raise NotImplementedError
"""


def tree(given: str, line: str, header: str = HEADER, python: str = PYTHON) -> str:
    return (
        f"==> {MAP} <==\n# Architecture\n\n{line}\n==> include/harbour.h <==\n{header}"
        f"==> python/harbour.py <==\n{python.format(given)}"
    )


def test_lacking(tmp_path: Path) -> None:
    text = tree("self, ship: str, berth: str", "Python: `move_ship(ship, berth)`.")
    assert found_in_tree(tmp_path, text, "SIG003") == [
        f"{MAP}:3:9 `move_ship` has no `pilot`, which `harbour_move_ship` requires"
    ]


def test_related_places_and_siblings(tmp_path: Path) -> None:
    text = tree("self, ship: str, berth: str", "Python: `move_ship(ship, berth)`.")
    text += "==> ruby/harbour.rb <==\ndef move_ship(ship, pilot, berth)\n  ship\nend\n"
    (one,) = (each for each in lint_tree(tmp_path, text) if each.code == "SIG003")
    assert [(each.place.path, each.place.line) for each in one.related] == [
        ("python/harbour.py", 11), ("include/harbour.h", 4), ("ruby/harbour.rb", 1),
    ]


def test_one_finding_for_one_binding(tmp_path: Path) -> None:
    text = tree("self, ship: str, berth: str", "`move_ship(ship, berth)` is\n\nalso `move_ship(ship, berth)`.")
    assert len(found_in_tree(tmp_path, text, "SIG003")) == 1


def test_other_styles(tmp_path: Path) -> None:
    python = PYTHON.replace("def add_ship", "def addShip").replace("def find_ship", "def findShip")
    python = python.replace("def list_ships", "def listShips").replace("def move_ship", "def moveShip")
    text = tree("self, ship: str, berth: str", "Python: `moveShip(ship, berth)`.", python=python)
    assert found_in_tree(tmp_path, text, "SIG003") == [
        f"{MAP}:3:9 `moveShip` has no `pilot`, which `harbour_move_ship` requires"
    ]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("self, ship: str, pilot: str, berth: str", "`move_ship(ship, pilot, berth)`"),
        ("self, ship: str, berth: str, pilot: str = ''", "`move_ship(ship, berth)`"),
        ("self, ship: str, **more", "`move_ship(ship, **more)`"),
        ("self, ship: str, way: dict[str, str]", "`move_ship(ship, way)`"),
        ("self, ship: str, way: Way", "`move_ship(ship, way)`"),
        ("self, ship, way", "`move_ship(ship, way)`"),
        ("self, ship: str, berth: str", "`move_ship(ship, berth)` has no `pilot` yet"),
        ("self, ship: str, berth: str", "`move_ship()` is there"),
        ("self, ship: str, berth: str", "`move_ship(ship, pilot, berth)`"),
    ],
)
def test_silent(tmp_path: Path, given: str, line: str) -> None:
    assert found_in_tree(tmp_path, tree(given, line), "SIG003") == []


def test_too_few_siblings(tmp_path: Path) -> None:
    python = PYTHON.replace("lib.harbour_find_ship", "lib.search").replace("lib.harbour_list_ships", "lib.show")
    text = tree("self, ship: str, berth: str", "`move_ship(ship, berth)`", python=python)
    assert found_in_tree(tmp_path, text, "SIG003") == []


def test_siblings_that_leave_out_as_well(tmp_path: Path) -> None:
    header = HEADER.replace("const char* flag", "const char* flag, const char* port")
    header = header.replace("const char* name, int64_t", "const char* name, const char* port, int64_t")
    text = tree("self, ship: str, berth: str", "`move_ship(ship, berth)`", header)
    assert found_in_tree(tmp_path, text, "SIG003") == []


def test_one_language_is_no_layer(tmp_path: Path) -> None:
    text = tree("self, ship: str, berth: str", "`move_ship(ship, berth)`").replace("include/harbour.h", "lib.py")
    assert found_in_tree(tmp_path, text, "SIG003") == []


@pytest.mark.parametrize(
    ("call", "count"),
    [
        ("lib.harbour_move_ship(self._pointer, ship, berth)", 1),
        ("lib.harbour_move_ship(self._pointer, ship, encode(berth, 'a, b'))", 1),
        ("lib.harbour_move_ship(self._pointer, ship, DEFAULT_PILOT, berth)", 0),
        ('lib.harbour_move_ship(self._pointer, ship, "a pilot", berth,)', 0),
        ("lib.harbour_move_ship(self._pointer, ship", 0),
    ],
)
def test_what_the_binding_passes(tmp_path: Path, call: str, count: int) -> None:
    python = PYTHON.replace("raise NotImplementedError", call.replace("{", "{{"))
    text = tree("self, ship: str, berth: str", "`move_ship(ship, berth)`", python=python)
    assert len(found_in_tree(tmp_path, text, "SIG003")) == count
