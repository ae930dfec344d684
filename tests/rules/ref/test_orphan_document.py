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
