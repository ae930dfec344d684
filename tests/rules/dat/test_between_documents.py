"""DAT001 and DAT003 between documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".planning/{}phases/02-tides/"


def summary(plan: str, completed: str, archive: str = "") -> str:
    return (
        f"==> {FOLDER.format(archive)}02-{plan}-SUMMARY.md <==\n---\nphase: 02-tides\nplan: {plan}\n"
        f"completed: {completed}\n---\n\n# Phase 2 Plan {plan}: Tides Summary\n"
    )


def verification(verified: str) -> str:
    return (
        f"==> {FOLDER.format('')}02-VERIFICATION.md <==\n---\nphase: 02-tides\nverified: {verified}\n"
        "status: passed\n---\n\n# Phase 2: Tides Verification Report\n"
    )


def roadmap(done: str) -> str:
    return f"==> .planning/ROADMAP.md <==\n# Roadmap\n\n- [x] **Phase 2: Tides** (completed {done})\n"


def shipped(line: str, record: str) -> str:
    return (
        f"==> .planning/ROADMAP.md <==\n# Roadmap\n\n- ✅ **v1.0 Tides** (shipped {line})\n"
        f"==> .planning/MILESTONES.md <==\n# Milestones\n\n## v1.0 Tides (Shipped: {record})\n"
    )


GAPS = (
    f"==> {FOLDER.format('')}02-01-PLAN.md <==\n---\nphase: 02-tides\nplan: 01\nwave: 1\n"
    "gap_closure: true\n---\n# Plan\n"
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(roadmap("2026-03-09") + summary("01", "2026-03-09"), id="same-day"),
        pytest.param(roadmap("2026-03-08") + summary("01", "2026-03-09"), id="a-day"),
        pytest.param(
            roadmap("2026-03-05") + summary("01", "2026-03-05") + summary("02", "2026-03-20"),
            id="work-went-on",
        ),
        pytest.param(
            roadmap("2026-03-05") + summary("01", "unknown") + summary("02", "2026-03-20"),
            id="a-day-is-unknown",
        ),
        pytest.param(
            verification("2026-03-08T23:00:00Z") + summary("01", "2026-03-09T22:00:00Z"),
            id="times-prove-no-more-than-days",
        ),
        pytest.param(verification("2026-03-01") + summary("01", "2026-03-09") + GAPS, id="gaps"),
        pytest.param(verification("2026-03-01"), id="no-work"),
    ],
)
def test_order_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "DAT001") == []


def test_a_phase_before_its_plans(tmp_path: Path) -> None:
    text = roadmap("2026-03-05") + summary("01", "2026-03-09") + summary("02", "2026-03-10")
    assert found_in_tree(tmp_path, text, "DAT001") == [
        ".planning/ROADMAP.md:3:37 phase 2 was completed 2026-03-05, which is before its first"
        " plan was completed (2026-03-09)"
    ]


def test_a_verification_before_the_work(tmp_path: Path) -> None:
    text = verification("2025-03-10") + summary("01", "2026-03-09")
    (one,) = found_in_tree(tmp_path, text, "DAT001")
    assert "02-VERIFICATION.md:3:11 phase 2 was verified 2025-03-10" in one


def test_a_milestone_before_its_last_phase(tmp_path: Path) -> None:
    text = shipped("2026-03-01", "2026-03-01") + summary("01", "2026-03-09", "milestones/v1.0-")
    assert found_in_tree(tmp_path, text, "DAT001") == [
        ".planning/MILESTONES.md:3:25 milestone v1.0 was shipped 2026-03-01, which is before its"
        " plan 02-01 was completed (2026-03-09)"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(shipped("2026-03-09", "2026-03-09"), id="equal"),
        pytest.param(shipped("~2026-03-09", "2026-03-11"), id="approximate"),
    ],
)
def test_days_stay_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "DAT003") == []


def test_one_milestone_on_two_days(tmp_path: Path) -> None:
    text = shipped("2026-03-07", "2026-03-09")
    assert found_in_tree(tmp_path, text, "DAT003") == [
        ".planning/ROADMAP.md:3:29 milestone v1.0: shipped 2026-03-07 here, but 2026-03-09 in"
        " MILESTONES.md"
    ]
