from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

CODE = "PLN002"


def plan(number: str, wave: str, *after: str, more: str = "", phase: str = "01-ledger") -> str:
    listed = ", ".join(f'"{one}"' for one in after)
    return (
        f"==> .planning/phases/{phase}/{phase[:2]}-{number}-PLAN.md <==\n---\nphase: {phase}\n"
        f"plan: {number}\nwave: {wave}\ndepends_on: [{listed}]\n{more}---\n\n# Plan\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(plan("01", "1") + plan("02", "2", "01-01"), id="after"),
        pytest.param(plan("01", "1") + plan("02", "5", "01-01"), id="later-than-needed"),
        pytest.param(plan("01", "3") + plan("02", "1"), id="independent"),
        pytest.param(
            plan("01", "3") + plan("02", "1", "01-01", more="gap_closure: true\n"),
            id="a-gap-closure-begins-again",
        ),
        pytest.param(plan("01", "1") + plan("02", "TBD", "01-01"), id="no-number"),
        pytest.param(
            plan("01", "3") + plan("01", "1", "01-01", phase="02-reports"), id="another-phase"
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


def test_the_same_wave(tmp_path: Path) -> None:
    text = plan("01", "1") + plan("02", "1", "01-01")
    assert found_in_tree(tmp_path, text, CODE) == [
        ".planning/phases/01-ledger/01-02-PLAN.md:4:7 plan 01-02 is in wave 1, but depends on "
        "01-01, which is in wave 1 too"
    ]


def test_an_earlier_wave_names_the_latest(tmp_path: Path) -> None:
    text = plan("01", "2") + plan("02", "3") + plan("03", "2", "01", "02")
    assert found_in_tree(tmp_path, text, CODE) == [
        ".planning/phases/01-ledger/01-03-PLAN.md:4:7 plan 01-03 is in wave 2, but depends on "
        "01-02, which is in wave 3"
    ]
