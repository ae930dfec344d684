from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

ROADMAP = """==> .planning/ROADMAP.md <==
# Roadmap

- [{}] **Phase 1: Ledger** - Entries

### Phase 1: Ledger

**Plans:** {} plans

"""
PLANS = """==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan
==> .planning/phases/01-ledger/01-02-PLAN.md <==
# Plan
==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Summary
"""
SECOND = "==> .planning/phases/01-ledger/01-02-SUMMARY.md <==\n{}# Summary\n"
VERIFIED = "==> .planning/phases/01-ledger/01-VERIFICATION.md <==\n---\nstatus: {}\n---\n# Report\n"
DONE = ROADMAP.format(" ", 2) + PLANS + SECOND.format("")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            ROADMAP.format("x", 2) + PLANS + SECOND.format("") + VERIFIED.format("passed"),
            id="ticked-and-done",
        ),
        pytest.param(ROADMAP.format(" ", 2) + PLANS, id="open-and-in-work"),
        pytest.param(DONE + VERIFIED.format("gaps_found"), id="gaps"),
        pytest.param(DONE + VERIFIED.format("human_needed"), id="a-human-is-needed"),
        pytest.param(
            ROADMAP.format(" ", 3) + PLANS + SECOND.format("") + VERIFIED.format("passed"),
            id="the-roadmap-plans-a-third",
        ),
        pytest.param(
            ROADMAP.format(" ", 2) + PLANS + SECOND.format("---\nstatus: partial\n---\n")
            + VERIFIED.format("passed"),
            id="a-partial-summary",
        ),
        pytest.param(
            DONE + VERIFIED.format("passed")
            + "==> .planning/phases/01-ledger/01-UAT.md <==\n---\nstatus: testing\n---\n# UAT\n",
            id="tests-go-on",
        ),
        pytest.param(
            DONE + VERIFIED.format("passed").replace("01-ledger/01-", "02-reports/02-"),
            id="others-are-verified-and-this-one-is-not-yet",
        ),
        pytest.param(
            DONE + VERIFIED.format("passed")
            + "==> .planning/phases/01-ledger/01-fixes-PLAN.md <==\n# Plan\n",
            id="a-plan-without-a-number",
        ),
        pytest.param(
            DONE.replace("01-ledger", "01-printing") + VERIFIED.format("passed").replace(
                "01-ledger", "01-printing"
            ) + "==> .planning/ROADMAP.md <==\n# Roadmap\n\n- [ ] **Phase 1: Ledger** - a\n"
            "- [ ] **Phase 2: Accounts** - b\n"
            "==> .planning/phases/02-typing/02-01-PLAN.md <==\n# Plan\n",
            id="folders-of-another-numbering",
        ),
        pytest.param(
            ROADMAP.format("x", 2) + "- [x] 01-01-PLAN.md\n- [x] 01-02-PLAN.md\n\n" + PLANS,
            id="the-plan-box-says-it",
        ),
        pytest.param(ROADMAP.format("x", 1) + PLANS, id="a-plan-that-the-roadmap-does-not-know"),
        pytest.param(
            ROADMAP.format(" ", 2) + "**Status:** In progress\n\n" + PLANS + SECOND.format(""),
            id="not-verified-and-said-to-be-in-work",
        ),
        pytest.param(ROADMAP.format("x", 2), id="no-folder"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "BOX002") == []


def test_open_although_done_and_verified(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, DONE + VERIFIED.format("passed"), "BOX002") == [
        ".planning/ROADMAP.md:3:3 phase 1 is not ticked, but all 2 plans have their summaries and "
        "its verification passed"
    ]


def test_open_where_nothing_is_verified(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, DONE, "BOX002") == [
        ".planning/ROADMAP.md:3:3 phase 1 is not ticked, but all 2 plans have their summaries"
    ]


def test_ticked_without_a_summary(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, ROADMAP.format("x", 2) + PLANS, "BOX002") == [
        ".planning/ROADMAP.md:3:3 phase 1 is ticked, but its plan 2 has no summary"
    ]
