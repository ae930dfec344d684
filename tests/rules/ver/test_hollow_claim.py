from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree
from tests.traps.building import build

LIST = ".planning/REQUIREMENTS.md"
REPORT = ".planning/phases/07-tides/07-VERIFICATION.md"
AUDIT = ".planning/v1.0-MILESTONE-AUDIT.md"
RAISES = "def read_tides(path):\n    raise NotImplementedError\n"
READS = "def read_tides(path):\n    return open(path).read()\n"
COMMIT = "==> commit: step <==\n"


def source(text: str, path: str = "src/tides.py") -> str:
    return f"==> {path} <==\n{text}\n\n"


STUB, FULL = source(RAISES), source(READS, "src/table.py")


def ticked(text: str, box: str = "x", code: str = STUB) -> str:
    return f"{code}==> {LIST} <==\n# Requirements\n\n- [{box}] **TIDE-01**: {text}\n- [ ] **TIDE-02**: By hour\n"


def truth(text: str, verdict: str = "VERIFIED", code: str = STUB) -> str:
    return (
        f"{code}==> {REPORT} <==\n# Phase 7: Tides Verification Report\n\n## Goal Achievement\n\n"
        f"| # | Truth | Status | Evidence |\n|---|---|---|---|\n| 1 | Tides are read | {verdict} | {text} |\n\n"
    )


def artifact(text: str, path: str = "src/tides.py", code: str = STUB) -> str:
    return (
        f"{code}==> {REPORT} <==\n# Phase 7: Tides Verification Report\n\n## Required Artifacts\n\n"
        f"| Artifact | Expected | Status | Details |\n|---|---|---|---|\n| `{path}` | A reader | VERIFIED | {text} |\n\n"
    )


def audited(text: str, verdict: str = "satisfied", code: str = STUB) -> str:
    return (
        f"{code}==> {AUDIT} <==\n---\nmilestone: v1.0\nstatus: passed\n---\n\n# v1.0 Milestone Audit\n\n## Requirements\n\n"
        f"| REQ-ID | What | Status |\n|---|---|---|\n| TIDE-01 | {text} | {verdict} |\n\n"
    )


def traced(text: str, status: str = "Complete", code: str = STUB) -> str:
    return (
        f"{code}==> {LIST} <==\n# Requirements\n\n- **TIDE-01**: {text}\n- **TIDE-02**: By hour\n\n## Traceability\n\n"
        f"| Requirement | Phase | Status |\n|---|---|---|\n| TIDE-01 | Phase 7 | {status} |\n"
        "| TIDE-02 | Phase 8 | Pending |\n\n"
    )


CALLED = "`read_tides()` reads tides"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ticked(CALLED, " "), id="open"),
        pytest.param(ticked(CALLED, code=STUB + FULL), id="defined-elsewhere"),
        pytest.param(ticked(CALLED, code=FULL), id="written"),
        pytest.param(ticked(CALLED, code=""), id="not-there"),
        pytest.param(ticked("`read_tides()` stub bound"), id="says-so"),
        pytest.param(ticked("`read_tides()` raises for now"), id="says-so-in-other-words"),
        pytest.param(ticked("read_tides reads tides"), id="no-function"),
        pytest.param(ticked("`read_tides()` and `write_tides()`"), id="two-functions"),
        pytest.param(ticked(CALLED, code=source(RAISES, "tests/tides.py")), id="a-test's-own"),
        pytest.param(truth(CALLED, "FAILED"), id="failed-row"),
        pytest.param(truth(CALLED, "PARTIAL"), id="partial-row"),
        pytest.param(truth("`read_tides()` and `write_tides()` do"), id="row-of-two-functions"),
        pytest.param(truth("`read_tides` reads"), id="bare-name-without-a-file"),
        pytest.param(truth("`read_tides()` raises NotImplementedError until phase 8"), id="row-says-so"),
        pytest.param(truth(CALLED, code=FULL), id="row-of-a-written-function"),
        pytest.param(artifact("`read_tides` reads", "src/other.py"), id="no-such-file"),
        pytest.param(artifact("`read_tides` reads", "src/table.py", STUB + FULL), id="the-file's-is-written"),
        pytest.param(artifact("`write_tides` writes"), id="the-file-has-none"),
        pytest.param(audited(CALLED, "unsatisfied"), id="unsatisfied"),
        pytest.param(traced(CALLED, "Pending"), id="pending"),
        pytest.param(traced(CALLED, code=STUB + FULL), id="traced-and-written-elsewhere"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER008") == []


@pytest.mark.parametrize(
    ("code", "path"),
    [
        pytest.param("class Tides:\n    def read_tides(self):\n        pass\n", "tides.py", id="empty-method"),
        pytest.param(
            "class Tides(ABC):\n    @abstractmethod\n    def read_tides(self):\n        raise NotImplementedError\n",
            "tides.py", id="abstract",
        ),
        pytest.param("class Tides(Protocol):\n    def read_tides(self): ...\n", "tides.py", id="protocol"),
        pytest.param(
            "class Tides:\n    def read_tides(self):\n        raise NotImplementedError('subclasses read')\n",
            "tides.py", id="for-subclasses",
        ),
        pytest.param(
            "class Tides:\n    def read_tides(self):\n        raise NotImplementedError\n\n\n"
            "class Table(Tides):\n    def read_tides(self):\n        return 1\n",
            "tides.py", id="written-below",
        ),
        pytest.param("@overload\ndef read_tides(path: str): ...\n", "tides.py", id="overload"),
        pytest.param("def read_tides(path): ...\n", "tides.pyi", id="declared"),
        pytest.param("def read_tides(path):\n    # The harbour reads.\n    pass\n", "tides.py", id="with-a-reason"),
        pytest.param(
            "try:\n    from fast import read_tides\nexcept ImportError:\n    def read_tides(path):\n"
            "        raise NotImplementedError\n", "tides.py", id="fallback",
        ),
        pytest.param("#[cfg(windows)]\npub fn read_tides() {\n    todo!()\n}\n", "tides.rs", id="one-platform"),
        pytest.param("pub trait Tides {\n    fn read_tides(&self) {\n        todo!()\n    }\n}\n", "tides.rs", id="trait"),
        pytest.param("int read_tides(const char *path);\n", "tides.h", id="forward-declaration"),
        pytest.param("#ifdef _WIN32\nvoid read_tides(void) {\n}\n#endif\n", "tides.c", id="between-conditions"),
        pytest.param("abstract class Tides {\n  readTides(): void {\n  }\n}\n", "tides.ts", id="abstract-class"),
    ],
)
def test_what_is_empty_on_purpose(code: str, path: str, tmp_path: Path) -> None:
    name = "readTides" if path.endswith(".ts") else "read_tides"
    text = truth(f"`{name}()` in `src/{path}` reads", code=source(code, f"src/{path}"))
    assert found_in_tree(tmp_path, text, "VER008") == []


@pytest.mark.parametrize(
    ("code", "path"),
    [
        pytest.param("def read_tides(path):\n    \"\"\"Read tides.\"\"\"\n    raise NotImplementedError('later')\n", "tides.py", id="python"),
        pytest.param("def read_tides(path):\n    pass\n", "tides.py", id="empty"),
        pytest.param("class Tides:\n    def read_tides(self):\n        pass  # TODO\n", "tides.py", id="to-do"),
        pytest.param("impl Tides {\n    pub fn read_tides(&self) -> u8 {\n        todo!()\n    }\n}\n", "tides.rs", id="rust"),
        pytest.param("#ifndef TIDES\n#define TIDES\nvoid read_tides(void) {\n  // TODO\n}\n#endif\n", "tides.c", id="within-a-guard"),
        pytest.param("export function read_tides() {\n  throw new Error('not implemented');\n}\n", "tides.ts", id="script"),
        pytest.param("func read_tides() {\n\tpanic(\"not implemented\")\n}\n", "tides.go", id="go"),
    ],
)
def test_stubs_of_many_languages(code: str, path: str, tmp_path: Path) -> None:
    text = truth(f"`read_tides()` in `src/{path}` reads", code=source(code, f"src/{path}"))
    (message,) = found_in_tree(tmp_path, text, "VER008")
    assert message.startswith(f"{REPORT}:7:24 this is called done, but read_tides is a stub: src/{path}:")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(ticked("`Tides.read_tides(path)` reads a table"), f"{LIST}:3:3 this is ticked", id="box"),
        pytest.param(truth(CALLED), f"{REPORT}:7:24 this is called done", id="truth"),
        pytest.param(artifact("exports `read_tides`"), f"{REPORT}:7:31 this is called done", id="artifact"),
        pytest.param(
            artifact("`read_tides` and `sort_days`", code=STUB + FULL), f"{REPORT}:7:31 this is called done",
            id="the-file's-own-stub",
        ),
        pytest.param(audited(CALLED), f"{AUDIT}:12:42 this is called done", id="audit"),
        pytest.param(traced(CALLED), f"{LIST}:10:23 this is called done", id="traceability"),
    ],
)
def test_fires(text: str, place: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER008") == [f"{place}, but read_tides is a stub: src/tides.py:1"]


def test_points_at_the_stub(tmp_path: Path) -> None:
    (one,) = (each for each in lint_tree(tmp_path, truth(CALLED)) if each.code == "VER008")
    (related,) = one.related
    assert (related.place.path, related.place.line, related.place.column) == ("src/tides.py", 1, 5)


WRITTEN = source(READS)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(truth(CALLED) + COMMIT, 1, id="a-stub-ever-since"),
        pytest.param(truth(CALLED) + COMMIT + WRITTEN + COMMIT, 0, id="written-since"),
        pytest.param(truth(CALLED, code=WRITTEN) + COMMIT + STUB + COMMIT, 0, id="a-stub-since"),
        pytest.param(truth(CALLED, code="") + COMMIT + STUB + COMMIT, 0, id="not-there-then"),
        pytest.param(traced(CALLED, code=WRITTEN) + COMMIT + STUB + COMMIT, 1, id="living-list"),
    ],
)
def test_a_report_is_judged_by_its_time(text: str, count: int, tmp_path: Path) -> None:
    build(tmp_path, text)
    assert len([one for one in lint_tree(tmp_path, "") if one.code == "VER008"]) == count


def test_a_ticked_requirement_that_is_traced_is_one_finding(tmp_path: Path) -> None:
    text = traced(CALLED).replace("- **TIDE-01**", "- [x] **TIDE-01**").replace("- **TIDE-02**", "- [ ] **TIDE-02**")
    assert found_in_tree(tmp_path, text, "VER008") == [
        f"{LIST}:3:3 this is ticked, but read_tides is a stub: src/tides.py:1"
    ]
