from __future__ import annotations

import pytest

from tests.helpers import found

PATH = ".planning/STATE.md"


def state(phases: str = "1/4", plans: str = "3/8", percent: str = "38", body: str = "") -> str:
    lines = ["---", "gsd_state_version: 1.0", "milestone: v1.0", "progress:"]
    for noun, value in (("phases", phases), ("plans", plans)):
        if value:
            done, total = value.split("/")
            lines += [f"  total_{noun}: {total}", f"  completed_{noun}: {done}"]
    if percent:
        lines.append(f"  percent: {percent}")
    return "\n".join([*lines, "---", "", "# Project State", "", "## Current Position", "", body, ""])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(state(), id="by plans"),
        pytest.param(state(percent="25"), id="by phases"),
        pytest.param(state(percent="31"), id="by both"),
        pytest.param(state("0/0", "0/0", "0"), id="nothing to do"),
        pytest.param(state("0/0", "0/0", "100"), id="nothing left"),
        pytest.param(state("", "", "70"), id="no counters"),
        pytest.param(state(body="Progress: [████░░░░░░] 38%"), id="bar"),
        pytest.param(state(body="Progress: [###.......] 38%"), id="bar cut off"),
        pytest.param(state(body="Progress: [==========] 100% (1/1 in phase 7)"), id="of a phase"),
        pytest.param(state(percent="", body="Progress: [██████████] 100%"), id="its own reach"),
        pytest.param(state(body="Plan: 3 of 3 in current phase"), id="last plan"),
        pytest.param(state(body="Phase: 2.1 of 4 (Inserted)"), id="inserted phase"),
        pytest.param(state(body="Phase: 9 of 4 (v1.2 goes on)"), id="numbers go on"),
        pytest.param(state(body="Plan: 5 of 3?"), id="unsure"),
        pytest.param(state(body="Progress: ~90%"), id="approximate"),
    ],
)
def test_stays_silent(text: str) -> None:
    assert found(text, "CNT010", PATH) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (state("5/4"), "6:21 5 phases completed, but there are 4 in all"),
        (state(plans="9/8"), "8:20 9 plans completed, but there are 8 in all"),
        (
            state(percent="90"),
            "9:12 90% stated, but 1 of 4 phases (25%) and 3 of 8 plans (38%) are completed",
        ),
        (
            state(body="Progress: [██████░░░░] 38%"),
            "16:11 the bar shows 6 of 10 cells (60%), but 38% is written beside it",
        ),
        (
            state(body="Progress: 75%"),
            "16:11 75% stated, but 1 of 4 phases (25%) and 3 of 8 plans (38%) are completed",
        ),
        (state(body="Plan: 4 of 3 in current phase"), "16:7 the current plan is 4, but there are 3"),
        (state(body="Phase: 5 of 4 (Lights)"), "16:8 the current phase is 5, but there are 4"),
    ],
)
def test_each_contradiction(text: str, finding: str) -> None:
    assert found(text, "CNT010", PATH) == [finding]
