from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree

LIST = """==> .planning/REQUIREMENTS.md <==
# Requirements: Mill

## v1 Requirements

- [ ] **FLOW-01**: Water wheel
- [ ] **FLOW-02**: Sluice
- [ ] **FLOW-03**: Spillway

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| FLOW-01 | {} | Pending |
| FLOW-02 | {} | {} |
| FLOW-03 | {} | Pending |

"""
ROADMAP = """==> .planning/ROADMAP.md <==
# Roadmap: Mill

### Phase 1: Wheel

**Requirements**: {}

### Phase 2: Gates

**Requirements**: {}
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            LIST.format("Phase 1", "Phase 2", "Pending", "Phase 2")
            + ROADMAP.format("FLOW-01", "FLOW-02..03"), id="agree",
        ),
        pytest.param(
            LIST.format("Phase 1", "Phase 1, Phase 2", "Pending", "Phase 2")
            + ROADMAP.format("FLOW-01", "FLOW-02, FLOW-03"), id="one-phase-in-common",
        ),
        pytest.param(
            LIST.format("Phase 1", "Phases 3-5", "Pending", "Phase 2")
            + ROADMAP.format("FLOW-01", "FLOW-02, FLOW-03"), id="a-range-names-no-phase",
        ),
        pytest.param(
            LIST.format("Phase 1", "Phase 1+", "Pending", "Phase 1 (cross-cutting)")
            + ROADMAP.format("FLOW-01", "FLOW-02, FLOW-03"), id="more-phases-than-named",
        ),
        pytest.param(
            LIST.format("Phase 1", "TBD", "Pending", "Phase 2")
            + ROADMAP.format("FLOW-01", "FLOW-02, FLOW-03"), id="not-mapped-yet",
        ),
        pytest.param(
            LIST.format("Phase 1", "Phase 1", "Pending", "Phase 2")
            + ROADMAP.format("FLOW-01", "foundation for FLOW-02, FLOW-03"),
            id="more-than-ids-is-no-plain-assignment",
        ),
        pytest.param(
            LIST.format("Phase 1", "Phase 1", "Deferred", "Phase 2")
            + ROADMAP.format("FLOW-01", "FLOW-02, FLOW-03"), id="held-back",
        ),
        pytest.param(
            LIST.format("Phase 1", "Phase 1", "Partial (rest in phase 2)", "Phase 2")
            + ROADMAP.format("FLOW-01", "FLOW-02, FLOW-03"), id="the-status-names-the-other-phase",
        ),
        pytest.param(
            LIST.format("Phase 1", "Phase 1", "Pending", "Phase 2")
            + ROADMAP.format("TBD", "FLOW-02"), id="the-roadmap-lists-few",
        ),
        pytest.param(LIST.format("Phase 1", "Phase 9", "Pending", "Phase 2"), id="no-roadmap"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REQ002") == []


def test_one_requirement_in_another_phase(tmp_path: Path) -> None:
    text = LIST.format("Phase 1", "Phase 1", "Pending", "Phase 2")
    text += ROADMAP.format("FLOW-01", "FLOW-02, FLOW-03")
    assert found_in_tree(tmp_path, text, "REQ002") == [
        ".planning/REQUIREMENTS.md:14:19 FLOW-02 is in phase 1 here, but in phase 2 in the roadmap"
    ]


def test_renumbered_phases_are_one_finding(tmp_path: Path) -> None:
    text = LIST.format("Phase 4", "Phase 5", "Pending", "Phase 5")
    text += ROADMAP.format("FLOW-01", "\n- FLOW-02: Sluice\n- FLOW-03: Spillway")
    assert found_in_tree(tmp_path, text, "REQ002") == [
        ".planning/REQUIREMENTS.md:13:19 3 requirements (FLOW-01, FLOW-02, FLOW-03) are in phases"
        " 4 and 5 here, but in phases 1 and 2 in the roadmap"
    ]
    found = [one for one in lint_tree(tmp_path, text) if one.code == "REQ002"]
    assert [one.place.path for one in found[0].related] == [".planning/ROADMAP.md"] * 3
    assert found[0].fix is not None


def test_swapped_phases_are_told_apart(tmp_path: Path) -> None:
    text = LIST.format("Phase 2", "Phase 1", "Pending", "Phase 1")
    text += ROADMAP.format("FLOW-01", "FLOW-02, FLOW-03")
    assert found_in_tree(tmp_path, text, "REQ002") == [
        ".planning/REQUIREMENTS.md:13:19 FLOW-01 is in phase 2 here, but in phase 1 in the roadmap",
        ".planning/REQUIREMENTS.md:14:19 2 requirements (FLOW-02, FLOW-03) are in phase 1 here,"
        " but in phase 2 in the roadmap",
    ]
