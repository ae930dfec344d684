from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

LISTED = """==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

- [x] 01-01-PLAN.md - Write
- [x] 01-02-PLAN.md - Read

"""
PLAN = "==> .planning/phases/01-ledger/01-0{}-PLAN.md <==\n# Plan\n"
SUMMARY = "==> .planning/phases/01-ledger/01-0{}-SUMMARY.md <==\n# Summary\n"
PLANS = PLAN.format(1) + PLAN.format(2)


def phases(*numbers: str, rows: str = "", folders: str = "") -> str:
    text = "==> .planning/ROADMAP.md <==\n# Roadmap\n\n"
    text += "".join(f"### Phase {number}: Name {number}\n\nText.\n\n" for number in numbers)
    if rows:
        text += "## Progress\n\n| Phase | Plans | Status | Completed |\n|---|---|---|---|\n"
        text += "".join(f"| {number}. Name {number} | 0/? | - | - |\n" for number in rows.split())
    for folder in folders.split():
        text += f"==> .planning/phases/{folder}-name/{folder}-01-PLAN.md <==\n# Plan\n"
    return text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LISTED + PLANS, id="all-listed"),
        pytest.param(LISTED.replace("- [x] 01-02", "- 01-02") + PLANS, id="a-list-half-boxed"),
        pytest.param(LISTED.replace("01-02-PLAN.md - Read", "01-fixes-PLAN.md") + PLANS,
                     id="a-list-with-an-entry-that-cannot-be-read"),
        pytest.param(PLANS, id="no-roadmap"),
        pytest.param(phases("1", folders="01") + PLANS, id="nothing-listed"),
        pytest.param(SUMMARY.format(1) + SUMMARY.format(2), id="only-summaries-are-kept"),
        pytest.param(
            PLANS + SUMMARY.format(3)
            + "==> .planning/phases/01-ledger/01-fixes-PLAN.md <==\n# Plan\n",
            id="a-plan-without-a-number-may-be-it",
        ),
        pytest.param(phases("1", "2", "3", folders="01 02 03"), id="folders-listed"),
        pytest.param(phases("1", "2", folders="01 02 999"), id="backlog"),
        pytest.param(phases("4", "5", "6", folders="01 04 05 06"), id="before-the-first"),
        pytest.param(phases("1", folders="01 02 03"), id="a-roadmap-of-one-phase"),
        pytest.param(phases("1", "2", "3", "4", rows="1 2"), id="rows-for-half"),
        pytest.param(phases("1", "2", "3", rows="2 3"), id="rows-begin-later"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REF009") == []


def in_work(*states: str, folders: str, files: str = "") -> str:
    """A roadmap whose table gives each phase a state: that of phase 1 stands in line 5."""
    text = "==> .planning/ROADMAP.md <==\n# Roadmap\n\n| Phase | Status |\n|---|---|\n"
    text += "".join(f"| {n}. Name {n} | {state} |\n" for n, state in enumerate(states, 1))
    for folder in folders.split():
        text += f"==> .planning/{folder}-name/{folder[-2:]}-01-PLAN.md <==\n# Plan\n"
    return text + "".join(f"==> .planning/{file} <==\nText.\n" for file in files.split())


FIVE = ("Complete", "Complete", "Complete", "Complete", "In progress")
FOUR = "phases/01 phases/02 phases/03 phases/04"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(in_work(*FIVE, folders=FOUR + " phases/05"), id="all"),
        pytest.param(in_work(*FIVE[:4], "Not started", folders=FOUR), id="not-begun"),
        pytest.param(in_work(*FIVE[:4], "Deferred", folders=FOUR), id="held"),
        pytest.param(in_work(*FIVE[:4], "Complete (merged into 4)", folders=FOUR), id="with-a-word"),
        pytest.param(
            in_work(*FIVE, folders=FOUR, files="phases/05-name/05-CONTEXT.md"),
            id="a-folder-without-a-known-document",
        ),
        pytest.param(
            in_work(*FIVE, folders=FOUR.replace("/0", "/active/0"),
                    files="phases/active/05-name/05-CONTEXT.md"),
            id="a-folder-below-a-state",
        ),
        pytest.param(
            in_work(*FIVE, folders=FOUR + " milestones/v1.0-phases/05"), id="archived"
        ),
        pytest.param(
            in_work(*FIVE, folders="phases/02 phases/03 phases/04 phases/05"), id="before-the-first"
        ),
        pytest.param(in_work(*FIVE, folders="phases/01 phases/02 phases/03"), id="half-deleted"),
        pytest.param(in_work(*FIVE, folders=""), id="no-folders"),
        pytest.param(
            in_work(*FIVE, folders=FOUR) + "==> .planning/ROADMAP-2.md <==\n# Roadmap\n\n"
            "## Milestones\n\n## Phases\n\n### Phase 9: Exports\n\n**Plans:** 1 plan\n\n## Progress\n",
            id="two-roadmaps",
        ),
    ],
)
def test_phases_in_work_stay_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REF009") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            in_work(*FIVE, folders=FOUR),
            ".planning/ROADMAP.md:9:15 phase 5 is in work, but has no folder, as 4 others in work "
            "or complete have", id="active",
        ),
        pytest.param(
            in_work(*FIVE, folders="phases/01 phases/02 phases/04 phases/05"),
            ".planning/ROADMAP.md:7:15 phase 3 is complete, but has no folder, as 4 others in work "
            "or complete have", id="complete",
        ),
    ],
)
def test_phases_in_work(text: str, wanted: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REF009") == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            LISTED + PLANS + PLAN.format(3),
            ".planning/ROADMAP.md:5:7 phase 1 lists 2 plans, but not plan 3", id="plan",
        ),
        pytest.param(
            PLANS + SUMMARY.format(3),
            ".planning/phases/01-ledger/01-03-SUMMARY.md:1:1 plan 3 of phase 1 has a summary, "
            "but no plan", id="summary",
        ),
        pytest.param(
            phases("1", "2", "4", folders="01 02 03 04"),
            ".planning/phases/03-name/03-01-PLAN.md:1:1 phase 3 has a folder, but no roadmap "
            "lists it", id="folder",
        ),
        pytest.param(
            phases("1", "2", "2.1", "3", rows="1 2 3"),
            ".planning/ROADMAP.md:11:11 phase 2.1 has no row in the progress table", id="row",
        ),
    ],
)
def test_fires(text: str, wanted: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REF009") == [wanted]


ELSEWHERE = "==> tool/.planning/phases/05-{}/05-01-PLAN.md <==\n# Plan\n"


def test_a_phase_may_lie_in_another_planning_tree(tmp_path: Path) -> None:
    text = in_work(*FIVE, folders=FOUR)
    assert found_in_tree(tmp_path, text + ELSEWHERE.format("name"), "REF009") == []


def test_a_phase_of_another_name_elsewhere_is_another_one(tmp_path: Path) -> None:
    text = in_work(*FIVE, folders=FOUR).replace("5. Name 5", "5. Reports")
    assert len(found_in_tree(tmp_path, text + ELSEWHERE.format("search"), "REF009")) == 1


def test_lettered_parts_stand_for_their_phase(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, phases("1", "2", "3", rows="1 2 3A 3B"), "REF009") == []


def test_folders_of_lettered_parts_stand_for_their_phase(tmp_path: Path) -> None:
    folders = FOUR + " phases/05A phases/05B"
    assert [
        one for one in found_in_tree(tmp_path, in_work(*FIVE, folders=folders), "REF009")
        if "has no folder" in one
    ] == []
