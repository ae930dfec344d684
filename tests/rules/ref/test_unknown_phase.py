"""REF005 between documents: a phase that no roadmap knows and that has no folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found, found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

TREE = """==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

### Phase 2: Reports

==> .planning/STATE.md <==
# Project State

## Current Position

Phase: {} of 2 (Printing)

"""
FOLDER = "==> .planning/phases/12-printing/12-01-PLAN.md <==\n# Plan\n"


@pytest.mark.parametrize(
    "text",
    [
        TREE.format(2),
        # The next milestone's first phase.
        TREE.format(3),
        TREE.format(12) + FOLDER,
        TREE.format(12) + "==> .planning/milestones/v1.0-ROADMAP.md <==\n# R\n\n### Phase 12: Old\n",
    ],
)
def test_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REF005") == []


def test_fires_on_the_state_file(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, TREE.format(12), "REF005") == [
        ".planning/STATE.md:5:17 phase 12 is in no roadmap and has no folder; the last phase is 2"
    ]


def test_fires_on_an_audit(tmp_path: Path) -> None:
    audit = (
        "==> .planning/v1.0-MILESTONE-AUDIT.md <==\n# v1.0 Milestone Audit\n\n"
        "## Phase Verification\n\n| Phase | Status |\n|---|---|\n| 1 | passed |\n| 8 | passed |\n"
    )
    assert found_in_tree(tmp_path, TREE.format(2) + audit, "REF005") == [
        ".planning/v1.0-MILESTONE-AUDIT.md:8:7 phase 8 is in no roadmap and has no folder; "
        "the last phase is 2"
    ]


CONTEXT = """# Phase 4: Export - Context

<decisions>
## Implementation Decisions

- **D-01:** Comma as separator
- **D-02:** One file a month
- **D-05:** {}

</decisions>
"""


@pytest.mark.parametrize(
    ("text", "fires"),
    [("As D-09 says", False), ("As D-03 says", True), ("As Phase 3 D-03 says", False)],
    ids=["of another phase", "gap", "named phase"],
)
def test_decisions_are_numbered_anew_in_each_phase(text: str, fires: bool) -> None:
    path = ".planning/phases/04-export/04-CONTEXT.md"
    assert bool(found(CONTEXT.format(text), "REF005", path)) is fires
