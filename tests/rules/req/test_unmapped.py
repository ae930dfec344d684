from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

LIST = """==> .planning/REQUIREMENTS.md <==
# Requirements: Mill

## v1 Requirements

- [ ] **FLOW-01**: Water wheel
- [ ] **FLOW-02**: Sluice
- [ ] **FLOW-03**: Spillway
{}
## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| FLOW-01 | Phase 1 | Pending |
| FLOW-02 | Phase 1 | Pending |
| FLOW-03 | Phase 2 | Pending |
{}
"""
ROADMAP = """==> .planning/ROADMAP.md <==
# Roadmap: Mill

### Phase 1: Wheel

**Requirements**: FLOW-01, FLOW-02, {}
"""
OPEN = "- [ ] **FLOW-04**: Weir\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LIST.format("", ""), id="all-mapped"),
        pytest.param(LIST.format("- [x] **FLOW-04**: Weir\n", ""), id="already-done"),
        pytest.param(LIST.format(OPEN, "") + ROADMAP.format("FLOW-04"), id="in-the-roadmap"),
        pytest.param(LIST.format(OPEN, "| FLOW-04 | TBD | Deferred |"), id="held-back"),
        pytest.param(LIST.format(OPEN, "| FLOW-04 | Phases 1-3 | Pending |"), id="unclear-phase"),
        pytest.param(
            LIST.format("\n## v2 Requirements (Future)\n\n- **FLOW-04**: Weir\n", ""), id="future"
        ),
        pytest.param(LIST.format("- [ ] ~~**FLOW-04**: Weir~~\n", ""), id="struck-out"),
        pytest.param(
            LIST.format(OPEN + "- [ ] **FLOW-05**: Dam\n", "").replace(" Phase 1 ", " TBD "),
            id="most-are-not-mapped-yet",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REQ001") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            LIST.format(OPEN, ""),
            "8:9 FLOW-04 is assigned to no phase: the traceability table does not name it",
            id="not-in-the-table",
        ),
        pytest.param(
            LIST.format(OPEN, "") + ROADMAP.format("FLOW-03"),
            "8:9 FLOW-04 is assigned to no phase: the traceability table and the roadmap do not"
            " name it",
            id="in-neither",
        ),
        pytest.param(
            LIST.format(OPEN, "| FLOW-04 | - | Pending |"),
            "17:3 FLOW-04 is assigned to no phase: the row names none",
            id="a-row-without-a-phase",
        ),
    ],
)
def test_fires(text: str, expected: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REQ001") == [f".planning/REQUIREMENTS.md:{expected}"]
