from __future__ import annotations

import pytest

from tests.helpers import found


def audit(requirements: str, final: str = "**satisfied**", front: str = "") -> str:
    return (
        f"{front}# v1.0 Milestone Audit\n\n## Requirements Coverage\n\n"
        "| REQ-ID | Phase | VERIFICATION | REQUIREMENTS | Final Status |\n|---|---|---|---|---|\n"
        f"| PAY-01 | 1 | SATISFIED | {requirements} | {final} |\n"
        "| PAY-02 | 1 | SATISFIED | [x] Complete | satisfied |\n"
    )


@pytest.mark.parametrize(
    ("requirements", "final"),
    [
        ("[x] Complete", "**satisfied**"),
        ("[ ] Pending", "satisfied (update checkbox)"),
        ("[x] Stub", "partial"),
        ("[x] Stub", "satisfied (stub accepted)"),
        ("PARTIAL (phase 3) + SATISFIED (phase 5)", "satisfied"),
        ("stubborn", "satisfied"),
    ],
)
def test_stays_silent(requirements: str, final: str) -> None:
    assert found(audit(requirements, final), "STA004") == []


def test_a_stub_in_its_own_row() -> None:
    assert found(audit("[x] Stub"), "STA004") == [
        "7:39 PAY-01 is called 'satisfied', but its REQUIREMENTS cell says '[x] Stub'"
    ]


def gap(status: str) -> str:
    return (
        "---\nmilestone: v1.0\naudited: 2026-05-04\nstatus: gaps_found\ngaps:\n  requirements:\n"
        f"    - id: PAY-01\n      status: {status}\n---\n"
    )


def test_an_open_gap_that_names_it() -> None:
    assert found(audit("[x] Complete", front=gap("unsatisfied")), "STA004") == [
        "16:43 PAY-01 is called 'satisfied', but an open gap names it as unsatisfied"
    ]


@pytest.mark.parametrize("status", ["partial", "resolved"])
def test_a_gap_that_does_not_say_unsatisfied(status: str) -> None:
    assert found(audit("[x] Complete", front=gap(status)), "STA004") == []
