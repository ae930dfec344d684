"""The half of VER003 that the order of commits decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import lint_tree
from tests.traps.building import build

FOLDER = ".planning/phases/07-tides"
REPORT = f"{FOLDER}/07-VERIFICATION.md"
AUDIT = ".planning/v1.0-MILESTONE-AUDIT.md"
COMMIT = "==> commit: step <==\n"


def summary(plan: str) -> str:
    return f"==> {FOLDER}/07-{plan}-SUMMARY.md <==\n---\nphase: 07-tides\nplan: {plan}\n---\n\nPlan {plan} of tides.\n"


def verification(status: str = "passed", tail: str = "") -> str:
    return (
        f"==> {REPORT} <==\n---\nphase: 07-tides\nverified: 2030-01-01\nstatus: {status}\n---\n\n"
        f"# Phase 7: Tides Verification Report\n{tail}\n"
    )


def audit() -> str:
    return (
        f"==> {AUDIT} <==\n---\nmilestone: v1.0\naudited: 2030-01-01\nstatus: passed\n---\n\n"
        "# v1.0 Milestone Audit Report\n\n## Phase Verification Summary\n\n"
        "| Phase | Name | Status | Score |\n|---|---|---|---|\n| 07 | Tides | passed | 4/4 |\n"
    )


def found(folder: Path, text: str) -> list[str]:
    build(folder, text)
    return [
        f"{one.place.path}:{one.place.line}:{one.place.column} {one.severity}: {one.message}"
        for one in lint_tree(folder, "") if one.code == "VER003"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(summary("01") + COMMIT + verification() + COMMIT, id="after-it"),
        pytest.param(summary("01") + verification() + COMMIT, id="with-it"),
        pytest.param(
            verification() + COMMIT + summary("01") + COMMIT + verification(tail="Again.") + COMMIT,
            id="verified-again",
        ),
        pytest.param(verification() + COMMIT + summary("01"), id="not-committed-yet"),
        pytest.param(verification() + summary("01"), id="no-repository"),
        pytest.param(
            summary("01") + COMMIT + verification() + COMMIT
            + f"==> moved: {FOLDER}/07-01-SUMMARY.md {FOLDER}/07-1-SUMMARY.md <==\n" + COMMIT,
            id="a-summary-that-moved",
        ),
        pytest.param(verification() + COMMIT + audit() + COMMIT, id="audited-after-it"),
        pytest.param(
            verification() + COMMIT + audit() + COMMIT + verification(tail="Wording.") + COMMIT,
            id="another-wording",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


def test_summaries_after_the_verification(tmp_path: Path) -> None:
    text = (
        summary("01") + COMMIT + verification() + COMMIT + summary("02") + COMMIT + summary("03") + COMMIT
    )
    assert found(tmp_path, text) == [
        f"{REPORT}:4:9 notice: written before 2 summaries of its phase: 07-02-SUMMARY.md,"
        " 07-03-SUMMARY.md"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            verification("gaps_found") + COMMIT + audit() + COMMIT + verification() + COMMIT, id="other"
        ),
        pytest.param(
            summary("01") + COMMIT + audit() + COMMIT + verification() + COMMIT, id="new"
        ),
    ],
)
def test_a_verification_after_the_audit(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == [
        f"{AUDIT}:4:9 notice: written before 1 verification that it quotes: phase 7"
    ]
