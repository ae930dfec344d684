"""CNT004 between documents: numbers of milestones and state files against the phase folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

MILESTONES = """==> .planning/MILESTONES.md <==
# Milestones

## v1.0 Ledger (Shipped: 2026-03-09)

{}

"""
ROADMAP = """==> .planning/milestones/v1.0-ROADMAP.md <==
# Roadmap
{}
### Phase 1: Ledger

### Phase 2: Reports

"""


def plans(folder: str, *names: str) -> str:
    return "".join(f"==> {folder}/{name}.md <==\n# Plan\n" for name in names)


ARCHIVED = ".planning/milestones/v1.0-phases"
FOLDERS = plans(f"{ARCHIVED}/01-ledger", "01-01-PLAN", "01-01-SUMMARY") + plans(
    f"{ARCHIVED}/02-reports", "02-01-PLAN", "02-01-SUMMARY", "02-02-PLAN", "02-02-SUMMARY"
)
IN_PLACE = FOLDERS.replace(ARCHIVED, ".planning/phases")


@pytest.mark.parametrize(
    "text",
    [
        MILESTONES.format("**Phases completed:** 2 phases, 3 plans") + ROADMAP.format("") + FOLDERS,
        MILESTONES.format("**Phases completed:** 2 phases, ~4 plans") + ROADMAP.format("") + FOLDERS,
        # Another number of phases means other phases.
        MILESTONES.format("**Phases completed:** 3 phases, 9 plans") + FOLDERS,
        # Nothing says that these are all phases.
        MILESTONES.format("- 2 phases, 3 plans\n\n**Plans:** 4") + plans(
            f"{ARCHIVED}/01-ledger", "01-01-PLAN"
        ),
        # A folder of the milestone is gone.
        MILESTONES.format("**Phases completed:** 2 phases, 4 plans") + ROADMAP.format("")
        + plans(f"{ARCHIVED}/01-ledger", "01-01-PLAN"),
        # The archived roadmap holds other milestones too.
        MILESTONES.format("**Phases completed:** 1 phases, 2 plans")
        + ROADMAP.format("\n## v0.9 Draft\n\n## v1.0 Ledger\n") + IN_PLACE,
        # The folder of this number is another milestone's.
        MILESTONES.format("**Phases completed:** 2 phases, 4 plans") + ROADMAP.format("")
        + IN_PLACE.replace("02-reports", "02-printing"),
        # One summary for a whole phase: its plans cannot be counted.
        MILESTONES.format("**Phases completed:** 2 phases, 4 plans") + ROADMAP.format("") + FOLDERS
        + plans(f"{ARCHIVED}/01-ledger", "01-SUMMARY"),
        # A number that names the phase.
        MILESTONES.format("**Phases:** 2 (1 phase)")
        + ROADMAP.format("").replace("### Phase 1: Ledger\n\n", "")
        + plans(f"{ARCHIVED}/02-reports", "02-01-PLAN"),
    ],
)
def test_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "CNT004") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            MILESTONES.format("**Phases completed:** 2 phases, 4 plans") + ROADMAP.format("")
            + FOLDERS,
            ["5:33 v1.0: 4 plans stated, but its folders hold 3"],
        ),
        (
            MILESTONES.format("**Phases completed:** 2 phases, 4 plans") + ROADMAP.format("")
            + IN_PLACE,
            ["5:33 v1.0: 4 plans stated, but its folders hold 3"],
        ),
        (
            MILESTONES.format("**Phases completed:** 3 phases, 3 plans") + ROADMAP.format("")
            + FOLDERS,
            ["5:23 v1.0: 3 phases stated, but its folders hold 2"],
        ),
    ],
    ids=["archived", "in place", "phases"],
)
def test_fires(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "CNT004") == [
        f".planning/MILESTONES.md:{one}" for one in expected
    ]


STATE = """==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

### Phase 2: Reports

==> .planning/STATE.md <==
# Project State

## Performance Metrics

- Total plans completed: {}

"""


@pytest.mark.parametrize(("number", "fires"), [("3", False), ("0", False), ("2", True)])
def test_completed_plans_of_a_state_file(number: str, fires: bool, tmp_path: Path) -> None:
    expected = ".planning/STATE.md:5:26 2 completed plans stated, but 3 have summaries"
    assert found_in_tree(tmp_path, STATE.format(number) + IN_PLACE, "CNT004") == (
        [expected] if fires else []
    )


def test_an_archived_roadmap_of_more_phases_than_the_entry_names(tmp_path: Path) -> None:
    text = MILESTONES.format("**Phases completed:** 2-2 (2 plans)\n\n- 1 phases, 2 plans")
    assert found_in_tree(tmp_path, text + ROADMAP.format("") + IN_PLACE, "CNT004") == []


VELOCITY = """==> .planning/STATE.md <==
# Project State

## Performance Metrics

**{}**

- Total plans completed: {}

"""
LIVE_TREE = ROADMAP.format("").replace("milestones/v1.0-", "") + IN_PLACE


@pytest.mark.parametrize(
    "lead", ["Velocity (v1.0):", "Velocity (previous milestone):", "Velocity of v0.9", "Last month:"]
)
def test_velocity_of_something_else(lead: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, LIVE_TREE + VELOCITY.format(lead, 9), "CNT004") == []


@pytest.mark.parametrize("lead", ["Velocity:", "Overall Velocity", "Totals:"])
def test_velocity_of_all(lead: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, LIVE_TREE + VELOCITY.format(lead, 9), "CNT004") == [
        ".planning/STATE.md:7:26 9 completed plans stated, but 3 have summaries"
    ]


def test_what_the_table_of_the_state_file_says_is_said_once(tmp_path: Path) -> None:
    table = "| Phase | Plans | Total |\n|---|---|---|\n| 1 | 1 | 3 min |\n| 2 | 2 | 5 min |\n"
    assert found_in_tree(tmp_path, LIVE_TREE + VELOCITY.format("Velocity:", 1) + table, "CNT004") == [
        ".planning/STATE.md:7:26 1 completed plans stated, but 3 are listed"
    ]


FOUR_PLANS = MILESTONES.format("**Phases completed:** 2 phases, 4 plans")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            FOUR_PLANS + ROADMAP.format("\n- v0.9 Draft -- Phases 1-1 (shipped)\n") + IN_PLACE,
            id="the-archived-roadmap-lists-another-milestone",
        ),
        pytest.param(
            FOUR_PLANS + ROADMAP.format("\n- [x] 02-03: Printing (skipped)\n") + IN_PLACE,
            id="a-plan-was-skipped",
        ),
        pytest.param(
            FOUR_PLANS.replace("4 plans", "4 plans, 1 skipped") + ROADMAP.format("") + FOLDERS,
            id="the-entry-says-so",
        ),
        pytest.param(
            FOUR_PLANS + ROADMAP.format("") + FOLDERS.replace("02-reports", "02-printing"),
            id="an-archived-folder-of-another-name",
        ),
    ],
)
def test_a_milestone_of_which_something_is_unclear(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "CNT004") == []


def test_the_same_milestone_when_nothing_is_unclear(tmp_path: Path) -> None:
    own = ROADMAP.format("\n- v1.0 Ledger -- Phases 1-2 (shipped)\n")
    assert len(found_in_tree(tmp_path, FOUR_PLANS + own + IN_PLACE, "CNT004")) == 1
