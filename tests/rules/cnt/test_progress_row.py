from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

ROADMAP = """==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

{}

## Progress

| Phase | Plans Complete | Status | Completed |
|-------|----------------|--------|-----------|
| {} | - |

"""
PLANS = """==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan
==> .planning/phases/01-ledger/01-02-PLAN.md <==
# Plan
==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Summary
"""
SECOND = "==> .planning/phases/01-ledger/01-02-SUMMARY.md <==\n{}# Summary\n"


def tree(row: str, second: bool = True, field: str = "**Goal**: g", status: str = "") -> str:
    return ROADMAP.format(field, row) + PLANS + (SECOND.format(status) if second else "")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(tree("1. Ledger | 2/2 | Complete"), id="right"),
        pytest.param(tree("1. Ledger | 2/2 | In progress"), id="verification-may-be-left"),
        pytest.param(tree("1. Ledger | 1/2 | In Progress", second=False), id="in-work"),
        pytest.param(tree("1. Ledger | 1/3 | In Progress", second=False), id="a-plan-to-be-written"),
        pytest.param(tree("1. Ledger | 1/? | In Progress"), id="unknown-total"),
        pytest.param(tree("1. Ledger | 0/TBD | Blocked"), id="unknown-and-held"),
        pytest.param(tree("1-4. Early work | 0/9 | Not started"), id="range"),
        pytest.param(tree("v1.0 | 0/9 | Not started"), id="milestone"),
        pytest.param(tree("2. Reports | 0/2 | Not started"), id="no-folder"),
        pytest.param(tree("2. Reports | 0/2 | Planning complete"), id="only-planned"),
        pytest.param(
            tree("1. Ledger | 1/2 | In Progress", status="---\nstatus: partial\n---\n"),
            id="a-partial-summary-counts-or-not",
        ),
        pytest.param(
            tree("1. Ledger | 2/2 | In Progress", status="---\nstatus: partial\n---\n"),
            id="a-partial-summary-counted",
        ),
        pytest.param(tree("1. Ledger | 3/3 | Complete"), id="a-folder-that-lost-a-plan"),
        pytest.param(
            tree("1. Ledger | 1/1 | Complete", second=False, field="- [x] 01-01-PLAN.md - Write"),
            id="a-plan-that-no-list-knows",
        ),
        pytest.param(
            tree("1. Ledger | 0/2 | Not started")
            + "==> .planning/phases/01-ledger/01-SUMMARY.md <==\n# Summary\n",
            id="a-summary-of-the-phase",
        ),
        pytest.param(
            tree("1. Ledger | 0/2 | Not started")
            + "==> .planning/phases/01-other/01-01-PLAN.md <==\n# Plan\n",
            id="two-folders",
        ),
        pytest.param(
            tree("1. Ledger | 0/2 | Not started").replace("01-ledger", "01-printing")
            .replace("| - |\n", "| - |\n| 2. Reports | 0/1 | Not started | - |\n")
            + "==> .planning/phases/02-typing/02-01-SUMMARY.md <==\n# Summary\n",
            id="folders-of-another-numbering",
        ),
        pytest.param(
            ROADMAP.format("", "1. Ledger | 0/2 | Not started")
            + PLANS.replace("phases/01", "milestones/v1.0-phases/01").replace("-ledger", "-parser"),
            id="the-archived-phase-of-this-number-is-another",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "CNT006") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            tree("1. Ledger | 0/2 | Complete"),
            "11:15 phase 1: 0/2 stated, but all 2 plans have summaries", id="count",
        ),
        pytest.param(
            tree("1. Ledger | 0/2 | Not started"),
            "11:15 phase 1: 0/2, Not started stated, but all 2 plans have summaries", id="both",
        ),
        pytest.param(
            tree("1. Ledger | 0/? | Not started"),
            "11:21 phase 1: Not started stated, but all 2 plans have summaries", id="status",
        ),
        pytest.param(
            tree("1. Ledger | 2/2 | Complete", second=False),
            "11:15 phase 1: 2/2, Complete stated, but 1 of 2 plans have summaries", id="too-many",
        ),
        pytest.param(
            tree("1. Ledger | 1/1 | Complete"),
            "11:15 phase 1: 1/1 stated, but all 2 plans have summaries", id="a-plan-more",
        ),
        pytest.param(
            tree("2. Reports | 1/3 | Complete"),
            "11:16 phase 2 is Complete with 1 of 3 plans", id="the-row-contradicts-itself",
        ),
        pytest.param(
            tree("v1.0 | - | Done", field="**Plans**: 1/2 plans executed"),
            "5:12 phase 1: 1/2 stated, but all 2 plans have summaries", id="field",
        ),
        pytest.param(
            tree("v1.0 | - | Done", field="- [x] Phase 1: Ledger (1/1 plans)"),
            "5:24 phase 1: 1/1 stated, but all 2 plans have summaries", id="list-entry",
        ),
    ],
)
def test_fires(text: str, wanted: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "CNT006") == [f".planning/ROADMAP.md:{wanted}"]
