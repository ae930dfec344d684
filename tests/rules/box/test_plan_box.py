from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

ROADMAP = """==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

**Plans:** 2 plans

- [{}] 01-01-PLAN.md - Write entries
- [x] 01-02-PLAN.md - Read entries

"""
PLANS = """==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan
==> .planning/phases/01-ledger/01-02-PLAN.md <==
# Plan
==> .planning/phases/01-ledger/01-02-SUMMARY.md <==
# Summary
"""
SUMMARY = "==> .planning/phases/01-ledger/01-01-SUMMARY.md <==\n{}# Summary\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ROADMAP.format("x") + PLANS + SUMMARY.format(""), id="ticked-with-summary"),
        pytest.param(ROADMAP.format(" ") + PLANS, id="open-without-summary"),
        pytest.param(
            ROADMAP.format(" ") + PLANS + SUMMARY.format("---\nstatus: halted\n---\n"), id="halted"
        ),
        pytest.param(ROADMAP.format("x"), id="no-folders"),
        pytest.param(
            ROADMAP.format("x") + PLANS
            + "==> .planning/phases/01-ledger/01-SUMMARY.md <==\n# Summary\n",
            id="a-summary-of-the-phase-covers-every-plan",
        ),
        pytest.param(
            ROADMAP.format(" ") + PLANS + SUMMARY.format("")
            + "==> .planning/phases/01-other/01-01-PLAN.md <==\n# Plan\n",
            id="two-folders-for-one-phase",
        ),
        pytest.param(
            ROADMAP.format("~") + PLANS + SUMMARY.format(""), id="neither-open-nor-done"
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "BOX001") == []


def test_open_although_its_summary_exists(tmp_path: Path) -> None:
    text = ROADMAP.format(" ") + PLANS + SUMMARY.format("")
    assert found_in_tree(tmp_path, text, "BOX001") == [
        ".planning/ROADMAP.md:7:3 plan 01-01 is not ticked, but its summary exists"
    ]


def test_ticked_without_a_summary(tmp_path: Path) -> None:
    text = ROADMAP.format("x") + PLANS
    assert found_in_tree(tmp_path, text, "BOX001") == [
        ".planning/ROADMAP.md:7:3 plan 01-01 is ticked, but has no summary"
    ]


INLINE = """==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

**Plans**: {}
"""


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("[x] 01-01-PLAN.md - Write, [x] 01-02-PLAN.md - Read", id="both-ticked"),
        pytest.param("2 plans `[ ] 01-01-PLAN.md`", id="a-quotation"),
        pytest.param("2/2 [ ] [ ]", id="boxes-without-a-plan"),
        pytest.param("[ ] 02-01-PLAN.md", id="a-plan-of-another-phase"),
        pytest.param("[~] 01-01-PLAN.md, [x] 01-02-PLAN.md", id="neither-open-nor-done"),
        pytest.param("01-01-PLAN.md, 01-02-PLAN.md", id="no-boxes"),
    ],
)
def test_inline_boxes_stay_silent(line: str, tmp_path: Path) -> None:
    text = INLINE.format(line) + PLANS + SUMMARY.format("")
    assert found_in_tree(tmp_path, text, "BOX001") == []


@pytest.mark.parametrize(
    ("line", "place"),
    [
        pytest.param("[ ] 01-01-PLAN.md - Write entries", "5:12", id="one"),
        pytest.param("[x] 01-02 - Read; [ ] `01-01-PLAN.md` - Write", "5:30", id="several"),
        pytest.param("2 plans\n[x] 01-02 - Read", "", id="a-count-alone"),
        pytest.param("[X] 01-02 - Read\n[ ] 01-01 - Write", "6:1", id="in-lines"),
    ],
)
def test_inline_boxes(line: str, place: str, tmp_path: Path) -> None:
    text = INLINE.format(line) + PLANS + SUMMARY.format("")
    message = "plan 01-01 is not ticked, but its summary exists"
    assert found_in_tree(tmp_path, text, "BOX001") == (
        [f".planning/ROADMAP.md:{place} {message}"] if place else []
    )
