from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree

REPORT = ".planning/phases/07-tides/07-VERIFICATION.md"
HEADER = "| Requirement | Source Plan | Status |\n|---|---|---|\n"


def plan(number: int, *ids: str, extra: str = "", key: bool = True) -> str:
    listed = f"requirements: [{', '.join(ids)}]\n" if key else ""
    return (
        f"==> .planning/phases/07-tides/07-0{number}-PLAN.md <==\n---\nphase: 07-tides\n"
        f"plan: 0{number}\n{listed}{extra}---\n\n"
    )


PLANS = plan(1, "TIDE-01", "TIDE-02") + plan(2, "TIDE-03") + plan(3, "TIDE-01")


def report(*rows: str, front: str = "", heading: str = HEADER) -> str:
    return (
        f"==> {REPORT} <==\n{front}# Phase 7: Tides Verification Report\n\n"
        "## Requirements Coverage\n\n" + heading + "".join(f"| {row} | SATISFIED |\n" for row in rows)
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PLANS + report("TIDE-01 | 07-01, 07-03", "TIDE-03 | 07-02"), id="right"),
        pytest.param(PLANS + report("TIDE-01 | 07-01-PLAN.md, 07-03-PLAN"), id="file-names"),
        pytest.param(
            PLANS + report("TIDE-01 SC#1 | 07-01", "TIDE-01 SC#2 | 07-03"), id="a-row-a-criterion"
        ),
        pytest.param(PLANS + report("TIDE-01 | 07-01/03"), id="short-list"),
        pytest.param(PLANS + report("TIDE-01 | 07-01 / 07-03"), id="slash"),
        pytest.param(PLANS + report("TIDE-01 | 07-01 + 07-03 (Task 2)"), id="plus-and-task"),
        pytest.param(PLANS + report("TIDE-01 | 07-01 through 07-03"), id="range-sweeps"),
        pytest.param(PLANS + report("TIDE-01 | Plans 01, 03"), id="no-phase"),
        pytest.param(PLANS + report("TIDE-01 | 01, 03", "TIDE-02 | 01-03"), id="range-of-own-plans"),
        pytest.param(PLANS + report("TIDE-03 | 02", "TIDE-01 | 01-02, 03"), id="range-and-one-more"),
        pytest.param(PLANS + report("TIDE-03 | 02", "TIDE-01 | 03-01"), id="a-range-downwards"),
        pytest.param(PLANS + report("TIDE-02 | 07-02 (agreed by research)"), id="says-more"),
        pytest.param(PLANS + report("TIDE-02 | —", "TIDE-03 | all plans"), id="no-plan"),
        pytest.param(PLANS + report("TIDE-09 | 07-09"), id="unknown-plan"),
        pytest.param(
            plan(1, key=False) + plan(2) + report("TIDE-01 | 07-01", "TIDE-02 | 07-02"),
            id="plans-claim-nothing",
        ),
        pytest.param(
            plan(1, "TIDE-02", extra="note: a: b\n") + report("TIDE-01 | 07-01"), id="no-yaml"
        ),
        pytest.param(
            PLANS + plan(4, "TIDE-03", extra="gap_closure: true\n") + report("TIDE-03 | 07-02"),
            id="closed-gaps-later",
        ),
        pytest.param(
            PLANS + "==> .planning/phases/07-tides/07-03-SUMMARY.md <==\n---\nphase: 07-tides\n"
            "plan: 03\ncompleted: 2026-03-04\n---\n\n"
            + report("TIDE-01 | 07-01", front="---\nphase: 07-tides\nverified: 2026-03-02\n---\n"),
            id="carried-out-later",
        ),
        pytest.param(PLANS + report("TIDE-03 | 07-01 | extra"), id="ragged"),
        pytest.param(
            PLANS + PLANS.replace("07-tides/", "07-tides-again/")
            + report("TIDE-03 | 07-01"), id="two-folders",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER009") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            PLANS + report("TIDE-03 | 07-01"),
            "7:13 07-01 is named as the source of TIDE-03, which it does not claim; 07-02 claims it",
        ),
        (
            PLANS + report("TIDE-02 | 07-01, 07-02"),
            "7:20 07-02 is named as the source of TIDE-02, which it does not claim",
        ),
        (
            PLANS + report("TIDE-03 | 07-03, 07-01"),
            "7:13 07-03, 07-01 are named as the source of TIDE-03, which they do not claim;"
            " 07-02 claims it",
        ),
        (
            plan(1, "TIDE-01") + plan(2, "TIDE-01") + plan(3, "TIDE-02")
            + report("TIDE-02 | 07-01 through 07-02"),
            "7:13 07-01, 07-02 are named as the source of TIDE-02, which they do not claim;"
            " 07-03 claims it",
        ),
        (
            PLANS + report("TIDE-01 | 07-01", "TIDE-02 | 07-01"),
            "7:13 07-03 claims TIDE-01 too, and the row leaves it out",
        ),
        (
            plan(1, "TIDE-01", "TIDE-02") + plan(2, "TIDE-01", "TIDE-02")
            + report("TIDE-01 | 07-01", "TIDE-02 | 07-01"),
            "7:13 07-02 claims 2 requirements (TIDE-01, TIDE-02) too, and the rows leave it out",
        ),
        (
            PLANS + plan(4, "TIDE-03", extra="gap_closure: true\n")
            + report("TIDE-03 | 07-02", front="---\nphase: 07-tides\nre_verification: true\n---\n"),
            "11:13 07-04 claims TIDE-03 too, and the row leaves it out",
        ),
    ],
)
def test_fires(text: str, expected: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER009") == [f"{REPORT}:{expected}"]


def test_a_plan_left_out_is_a_notice_and_a_wrong_one_a_warning(tmp_path: Path) -> None:
    text = PLANS + report("TIDE-01 | 07-01", "TIDE-03 | 07-01")
    levels = [one.severity for one in lint_tree(tmp_path, text) if one.code == "VER009"]
    assert levels == ["notice", "warning"]


def test_the_fix_names_the_plans_that_claim_it(tmp_path: Path) -> None:
    text = PLANS + report("TIDE-01 | 07-01 and 07-02")
    (found,) = (one for one in lint_tree(tmp_path, text) if one.code == "VER009")
    assert found.fix is not None
    (edit,) = found.fix.edits
    assert (edit.place.column, edit.place.end_column, edit.text) == (13, 28, "07-01, 07-03")


def test_a_range_of_own_plans_of_which_none_claims_it(tmp_path: Path) -> None:
    text = PLANS + report("TIDE-03 | 02", "TIDE-02 | 02-03")
    assert found_in_tree(tmp_path, text, "VER009") == [
        f"{REPORT}:8:13 07-02, 07-03 are named as the source of TIDE-02, which they do not claim; "
        "07-01 claims it"
    ]
