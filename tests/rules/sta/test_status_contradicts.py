from __future__ import annotations

import pytest

from tests.helpers import found

PHASES = (
    "## Phase Verification\n\n| Phase | Status |\n|---|---|\n| 1 | passed |\n| 2 | {} |\n"
)


def audit(front: str, body: str = "") -> str:
    return f"---\nmilestone: v1.0\naudited: 2026-05-04\n{front}\n---\n\n# v1.0 Milestone Audit\n\n{body}"


@pytest.mark.parametrize(
    "text",
    [
        audit("status: passed\nscores:\n  phases: 2/2", PHASES.format("✓ passed")),
        audit("status: passed\nscores:\n  phases: 2/2", PHASES.format("human_needed")),
        audit("status: passed\nscores:\n  phases: 2/2", PHASES.format("gaps_found (fixed later)")),
        audit("status: gaps_found\nscores:\n  phases: 1/2", PHASES.format("gaps_found")),
        audit("status: passed\ngaps:\n  flows:\n    - flow: a\n      severity: non-blocking"),
        audit("status: passed\ngaps:\n  flows:\n    - flow: a\n      status: resolved"),
        audit("status: passed\ngaps:\n  flows:\n    - flow: a\n      closed_by: abc1234"),
        audit("status: gaps_found\ngaps:\n  flows:\n    - \"a is broken\""),
        audit("status: gaps_found\nscores:\n  flows: 1/2\ngaps:\n  flows: []"),
        audit("status: tech_debt\ntech_debt:\n  - phase: 01\n    items:\n      - \"x\""),
        audit("status: tech_debt"),
    ],
)
def test_stays_silent(text: str) -> None:
    assert found(text, "STA002") == []


def test_a_self_check_that_lists_a_failure() -> None:
    text = "# Phase 1 Plan 1: A Summary\n\n## Self-Check: PASSED\n\n- FAILED: src/a.py is missing\n"
    assert found(text, "STA002", ".planning/phases/01-a/01-01-SUMMARY.md") == [
        "3:4 the self-check is 'PASSED', but a check failed: - FAILED: src/a.py is missing"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            audit("status: tech_debt\nscores:\n  phases: 2/2", PHASES.format("gaps_found*")),
            ["6:11 2/2 phases passed, but phase 2 is 'gaps_found' in its row"],
        ),
        (
            audit("status: passed\ngaps:\n  flows:\n    - flow: refund\n      status: broken"),
            ["4:9 the status is 'passed', but a gap is open: refund"],
        ),
        (
            audit("status: gaps_found\ngaps:\n  requirements: []\n  flows: []"),
            ["4:9 the status is 'gaps_found', but the list of gaps is empty"],
        ),
        (
            audit("status: tech_debt\ntech_debt: []"),
            ["4:9 the status is 'tech_debt', but no debt is listed"],
        ),
        (
            audit(
                "status: tech_debt\ngaps:\n  requirements:\n    - id: PAY-01\n"
                "      status: unsatisfied\ntech_debt:\n  - phase: 01\n    items: [a]"
            ),
            ["4:9 the status is 'tech_debt', but PAY-01 is not satisfied"],
        ),
    ],
)
def test_fires(text: str, expected: list[str]) -> None:
    assert found(text, "STA002") == expected


@pytest.mark.parametrize(
    ("gaps", "fires"),
    [
        ("  requirements:\n    - 'TIDE-04: descoped (intentional)'\n", False),
        ("  deferred_accepted:\n    - TIDE-04\n", False),
        ("  requirements:\n    - id: TIDE-04\n      status: deferred by the owner\n", False),
        ("  requirements:\n    - TIDE-04\n", True),
    ],
)
def test_gaps_of_an_audit_about_which_was_decided(gaps: str, fires: bool) -> None:
    text = f"---\nmilestone: v1.0\naudited: 2026-03-02\nstatus: passed\ngaps:\n{gaps}---\n\n# v1.0 Milestone Audit\n"
    assert bool(found(text, "STA002", ".planning/v1.0-MILESTONE-AUDIT.md")) is fires
