"""Signatures in documents against functions: SIG001 and SIG002."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree
from tests.traps.building import build

MAP = ".planning/codebase/ARCHITECTURE.md"
PYTHON = "def moor(ship: str, pilot: str, rope: int, note: str = '') -> None:\n    print(ship, pilot, rope, note)\n"


def tree(line: str, path: str = "harbour/pier.py", code: str = PYTHON) -> str:
    return f"==> {MAP} <==\n# Architecture\n\n{line}\n==> {path} <==\n{code}"


@pytest.mark.parametrize(
    "line",
    [
        "`moor(ship, pilot, rope)` at night", "`moor(ship, pilot, rope, note)` at night", "`moor()`", "`moor(ship, ...)`",
        "`moor(ship, **more)`", '`moor("a", rope)`', "`pier.moor(ship, rope)`", "`Crane.moor(ship, rope)`",
        "`moor(ship, rope)` was taken out", "`moor(ship, rope)` will come", "Add `moor(ship, rope)`; should hold",
        "`moor(ship, rope)` lacks `pilot`", "Renamed from `moor(ship, rope)`", "Night calls `moor(ship, rope)`",
        "`moor(anchor, chain)` at night", "`moor(ship)` at night", "- [ ] `moor(ship, rope)`",
        "泊位 `moor(ship, rope)`", "## Future\n\n`moor(ship, rope)` at night", "> `moor(ship, rope)` → gone",
        "`moor(vessel, rope)` at night", "`other(ship, rope)` at night",
        "- Fix approach: Extract a shared `moor(ship, rope)` function", "Suggested: `moor(ship, rope)` at night",
        "Recommendation: `moor(ship, rope)` at night", "**Proposed:** `moor(ship, rope)` at night",
        "Extract a common `moor(ship, rope)` function", "- Introduce one `moor(ship, rope)` for all piers",
        "## Recommendations\n\n`moor(ship, rope)` at night", "## Fix approach\n\n`moor(ship, rope)` at night",
    ],
)  # fmt: skip
def test_silent(tmp_path: Path, line: str) -> None:
    assert found_in_tree(tmp_path, tree(line), "SIG001") == []
    assert found_in_tree(tmp_path, tree(line), "SIG002") == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("a.py", "def moor(ship, rope, *, note=''): ...\n"),
        ("a.py", "def moor(*ropes, **more): ...\n"),
        ("a.py", "class A:\n    def moor(self, ship, rope): ...\n"),
        ("a.go", "package a\n\nfunc Moor(ctx context.Context, ship string, rope int) error { return nil }\n"),
        ("a.rs", "impl Pier {\n    fn moor(&mut self, ship: &str, rope: u8) {}\n}\n"),
        ("a.c", "int moor(const char* ship, int rope, int64_t* out_berth) { return 0; }\n"),
        ("a.ts", "export function moor(ship: string, rope: number, pilot?: string) {}\n"),
        ("a.ts", "export function moor({ ship, rope }: Ropes) {}\n"),
        ("a.js", "export function moor(ship, rope, pilot) { return ship; }\n"),
        ("a.lua", "function moor(ship, rope, pilot) return ship end\n"),
        ("tests/a.py", "def moor(ship, pilot, rope): ...\n"),
        ("a.py", "def moor(ship, pilot, rope): ...\n\n\nclass B:\n    def moor(self, ship, rope): ...\n"),
        ("a.txt", "def moor(ship, pilot, rope): ...\n"),
        ("a.c", "MOOR_API(moor)(ship, rope);\n"),
    ],
)  # fmt: skip
def test_other_functions(tmp_path: Path, path: str, code: str) -> None:
    name = "Moor" if path.endswith(".go") else "moor"
    text = tree(f"`{name}(ship, rope)` at night", path, code)
    assert found_in_tree(tmp_path, text, "SIG001") == []
    assert found_in_tree(tmp_path, text, "SIG002") == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("a.py", PYTHON),
        ("a.rs", "impl Pier {\n    fn moor(&mut self, ship: &str, pilot: u8, rope: u8) {}\n}\n"),
        ("a.ts", "export const moor = (ship: string, pilot: string, rope: number) => rope;\n"),
        ("a.h", "int moor(const char* ship, const char* pilot, int rope);\n"),
        ("a.go", "package a\n\nfunc moor(ctx context.Context, ship, pilot string, rope int) error { return nil }\n"),
        ("a.kt", "fun moor(ship: String, pilot: String, rope: Int = 1) {}\n"),
        ("A.java", "class A { void moor(String ship, String pilot, int rope) { } }\n"),
        ("A.cs", "class A { public void moor(string ship, string pilot, int rope) { } }\n"),
    ],
)  # fmt: skip
def test_missing(tmp_path: Path, path: str, code: str) -> None:
    found = found_in_tree(tmp_path, tree("All ships use `moor(ship, rope)`.", path, code), "SIG001")
    assert found == [f"{MAP}:3:15 `moor` is written without `pilot`, which it requires"]


def test_missing_in_all(tmp_path: Path) -> None:
    code = PYTHON + "\n\nclass A:\n    def moor(self, ship, pilot, rope, pier): ...\n"
    found = found_in_tree(tmp_path, tree("`moor(ship, rope)`", code=code), "SIG001")
    assert found == [f"{MAP}:3:1 `moor` is written without `pilot`, which all 2 definitions require"]


def test_declaration_with_one_parameter(tmp_path: Path) -> None:
    code = "def moor(ship: str, rope: int) -> int:\n    return rope\n"
    found = found_in_tree(tmp_path, tree("`moor(ship: str) -> int`", code=code), "SIG001")
    assert found == [f"{MAP}:3:1 `moor` is written without `rope`, which it requires"]


def test_in_a_code_block(tmp_path: Path) -> None:
    line = "The pier:\n\n```python\ndef moor(ship: str, rope: int) -> None:\n```"
    assert found_in_tree(tmp_path, tree(line), "SIG001") == [
        f"{MAP}:6:1 `moor` is written without `pilot`, which it requires"
    ]
    assert found_in_tree(tmp_path, tree(line.replace("The pier", "Before the change it was")), "SIG001") == []


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("def moor(ship, rope): ...\n", "`moor` is written with `pilot`, which it does not take"),
        ("def moor(ship, rope): ...\n\n\nclass A:\n    def moor(self, ship): ...\n",
         "`moor` is written with `pilot`, which none of 2 definitions takes"),
    ],
)  # fmt: skip
def test_unknown(tmp_path: Path, code: str, message: str) -> None:
    found = found_in_tree(tmp_path, tree("`moor(ship, pilot, rope)`", code=code), "SIG002")
    assert found == [f"{MAP}:3:1 {message}"]


@pytest.mark.parametrize(
    "code",
    [
        "def moor(ship, **more): ...\n", "def moor(ship, *rest): ...\n", "def moor(ship, captain, rope): ...\n",
        "def moor(a, b): ...\n", "def moor(ship, pilot_name, rope): ...\n",
    ],
)  # fmt: skip
def test_known(tmp_path: Path, code: str) -> None:
    assert found_in_tree(tmp_path, tree("`moor(ship, pilot, rope)`", code=code), "SIG002") == []


SUMMARY = ".planning/phases/01-piers/01-01-SUMMARY.md"


def test_historical_documents(tmp_path: Path) -> None:
    """What was right when it was written is right; what never was is a notice."""
    text = (
        f"==> harbour/pier.py <==\ndef moor(ship, rope): ...\n\n\ndef lift(load, height, wind): ...\n"
        f"==> {SUMMARY} <==\n# Summary\n\n`moor(ship, rope)` and `lift(load, height)` work.\n"
        f"==> commit: the piers <==\n"
        f"==> harbour/pier.py <==\ndef moor(ship, pilot, rope): ...\n\n\ndef lift(load, height, wind): ...\n"
        f"==> commit: pilots <==\n"
    )
    build(tmp_path, text)
    assert found_in_tree(tmp_path, "", "SIG001") == [
        f"{SUMMARY}:3:24 `lift` is written without `wind`, which it requires"
    ]


def test_historical_without_history(tmp_path: Path) -> None:
    text = f"==> {SUMMARY} <==\n# Summary\n\n`moor(ship, rope)` works.\n==> a.py <==\n{PYTHON}"
    assert found_in_tree(tmp_path, text, "SIG001") == []


def test_unfinished_phase(tmp_path: Path) -> None:
    roadmap = (
        "==> .planning/ROADMAP.md <==\n# Roadmap\n\n- [{}] **Phase 1: Piers** - mooring\n\n## Phase Details\n\n"
        "### Phase 1: Piers\n**Goal**: ships\n**Success Criteria**:\n  1. `moor(ship, rope)` holds a ship\n"
        "==> a.py <==\n" + PYTHON
    )
    assert found_in_tree(tmp_path, roadmap.format(" "), "SIG001") == []
    assert len(found_in_tree(tmp_path, roadmap.format("x"), "SIG001")) == 1


@pytest.mark.parametrize("line", ["The fixed pier: `moor(ship, rope)` at night", "Use: `moor(ship, rope)` at night"])
def test_words_that_propose_nothing(tmp_path: Path, line: str) -> None:
    assert len(found_in_tree(tmp_path, tree(line), "SIG001")) == 1
