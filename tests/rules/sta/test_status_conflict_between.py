"""STA003 between documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY = "==> .planning/phases/02-tides/02-01-SUMMARY.md <==\n# Phase 2 Plan 1: Tides Summary\n"
PLAN = "==> .planning/phases/02-tides/02-01-PLAN.md <==\n# Plan\n"


def tree(phase: str, box: str = "[x]", name: str = "Tides", more: str = "") -> str:
    return (
        "==> .planning/ROADMAP.md <==\n# Roadmap\n\n- [x] **Phase 1: Moons**\n"
        f"- {box} **Phase 2: {name}**\n\n"
        f"==> .planning/STATE.md <==\n# Project State\n\n## Current Position\n\n{phase}\n{more}"
    )


def milestones(state: str, roadmap: str, record: str) -> str:
    return (
        f"==> .planning/STATE.md <==\n# Project State\n\n## Current Position\n\n{state}\n"
        f"==> .planning/ROADMAP.md <==\n# Roadmap\n\n## Milestones\n\n- {roadmap}\n"
        f"==> .planning/MILESTONES.md <==\n# Milestones\n\n## {record}\n"
    )


def found(folder: Path, text: str) -> list[str]:
    return found_in_tree(folder, text, "STA003")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(tree("Phase: 2 (Tides) — COMPLETE"), id="agree"),
        pytest.param(tree("Phase: 2 (Tides) — EXECUTING", "[ ]"), id="open-and-active"),
        pytest.param(tree("Phase: 2 (Currents) — EXECUTING"), id="another-phase-of-that-number"),
        pytest.param(tree("Phase: 3 (Tides) — EXECUTING"), id="unknown-phase"),
        pytest.param(
            tree("Phase: 2 (Tides) — COMPLETE", "[ ]", more=PLAN + SUMMARY), id="roadmap-is-behind"
        ),
        pytest.param(
            tree("Phase: 2 (Tides) — EXECUTING", more=PLAN), id="roadmap-is-ahead-of-its-folder"
        ),
        pytest.param(
            milestones("Status: Idle", "✅ **v1.0 Tides** (shipped 2026-02-01)",
                       "v1.0 Tides (Shipped: 2026-02-01)"),
            id="milestones-agree",
        ),
        pytest.param(
            milestones("Status: Idle", "🚧 **v1.1 Moons** (in progress)",
                       "v1.0 Tides (Shipped: 2026-02-01)"),
            id="two-milestones",
        ),
        pytest.param(
            milestones("Status: Idle", "🚧 **v1.0 Tides** (in progress)",
                       "v1.0 Tides (Shipped: 2026-02-01)\n\n## v1.0 Server (Shipped: 2026-02-01)"),
            id="a-version-twice",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


def test_state_file_against_the_roadmap(tmp_path: Path) -> None:
    text = tree("Phase: 2 (Tides)\nStatus: In progress", more=PLAN + SUMMARY)
    assert found(tmp_path, text) == [
        ".planning/STATE.md:6:9 phase 2 is 'In progress' here, but 'ticked' in ROADMAP.md"
    ]


def test_state_file_that_is_ahead(tmp_path: Path) -> None:
    text = tree("Phase: 2 (Tides) — COMPLETE", "[ ]", more=PLAN)
    assert found(tmp_path, text) == [
        ".planning/STATE.md:5:20 phase 2 is 'COMPLETE' here, but 'not ticked' in ROADMAP.md"
    ]


def test_the_one_against_two(tmp_path: Path) -> None:
    text = milestones(
        "Status: Milestone v1.0 complete", "🚧 **v1.0 Tides** (in progress)",
        "v1.0 Tides (Shipped: 2026-02-01)",
    )
    assert found(tmp_path, text) == [
        ".planning/ROADMAP.md:5:21 milestone v1.0 is 'in progress' here, "
        "but 'Shipped: 2026-02-01' in MILESTONES.md"
    ]


def test_a_box_of_a_milestone(tmp_path: Path) -> None:
    text = milestones("Status: Idle", "[ ] **v1.0 Tides**", "v1.0 Tides (Shipped: 2026-02-01)")
    (one,) = found(tmp_path, text)
    assert "milestone v1.0 is 'not ticked' here" in one


def test_a_project_file_that_calls_a_shipped_milestone_current(tmp_path: Path) -> None:
    text = milestones("Status: Idle", "✅ **v1.0 Tides** (shipped 2026-02-01)",
                      "v1.0 Tides (Shipped: 2026-02-01)")
    text += "==> .planning/PROJECT.md <==\n# Tides\n\n## Current Milestone: v1.0 Tides\n"
    assert found(tmp_path, text) == [
        ".planning/PROJECT.md:3:23 milestone v1.0 is 'current milestone' here, but"
        " 'Shipped: 2026-02-01' in MILESTONES.md"
    ]
