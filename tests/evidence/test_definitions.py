"""Functions by name: only files that may define one are read, and limits mean unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.config import Config
from auditlint.evidence import Evidence, definitions, signatures
from auditlint.evidence.definitions import Definitions, may_define
from auditlint.source.tree import WorkTree
from tests.helpers import write_tree

TREE = """==> a.py <==
from b import moor


def night(ship):
    return moor(ship)
==> b.py <==
def moor(ship): ...
==> c.jl <==
function sort!(ships)
    ships
end
==> d.txt <==
def moor(ship, rope): ...
"""


def known(folder: Path, text: str = TREE) -> Definitions:
    write_tree(folder, text)
    return definitions.definitions(Evidence(WorkTree(str(folder)), Config()))


def test_named(tmp_path: Path) -> None:
    found = known(tmp_path)
    assert [(one.path, one.line) for one in found.named("moor") or ()] == [("b.py", 1)]
    assert found.named("lift") == ()
    assert [one.path for one in found.named("sort!") or ()] == ["c.jl"]


@pytest.mark.parametrize("count", [1, 20])
def test_occurs(tmp_path: Path, count: int) -> None:
    found = known(tmp_path, TREE + "==> e.py <==\n# größe\n")
    found.want([f"other{number}" for number in range(count)] + ["moor", "größe", "sort!", "lift"])
    assert [found.occurs(one) for one in ("moor", "größe", "sort!", "lift")] == [True, True, True, False]


def test_only_what_may_define_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = signatures.read
    monkeypatch.setattr(signatures, "read", lambda path, data: [*original(path, data), read.append(path)][:-1])
    known(tmp_path).named("moor")
    assert read == ["b.py"]


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = "".join(f"==> p{number}.py <==\ndef moor(ship): ...\n" for number in range(40))
    assert known(tmp_path / "many", many).named("moor") is None
    monkeypatch.setattr(definitions, "SCAN_LIMIT", 10)
    scanned = known(tmp_path / "scan")
    assert scanned.named("moor") is None
    assert scanned.occurs("lift") is None
    monkeypatch.undo()
    monkeypatch.setattr(definitions, "READ_LIMIT", 10)
    assert known(tmp_path / "read").named("moor") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def moor(ship):", True), ("    async def moor(ship):", True), ("fn moor<T>(ship: T) {", True),
        ("const moor = (ship) => 1", True), ("  moor(ship) {", True), ("int Pier::moor(int ship)", True),
        ("std::string& moor(int ship)", True), ("char *moor(int ship)", True), ('{"moor", pier_moor},', True),
        ("def moor\n", True), ("  return moor(ship);", False), ("x = moor(ship)", False), ("pier.moor(ship)", False),
        ("import { moor } from 'x'", False), ("f(moor(ship))", False), ("unmoor(ship) {", False), ("await moor(s)", False),
        ("# the moor", False), ("", False),
    ],
)  # fmt: skip
def test_may_define(text: str, expected: bool) -> None:
    assert may_define(text.encode(), b"moor") is expected
