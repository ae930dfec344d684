from __future__ import annotations

import pytest

from tests.helpers import found


def audit(front: str, body: str) -> str:
    return (
        f"---\nmilestone: v1.0\naudited: 2026-05-04\nstatus: tech_debt\n{front}\n---\n\n"
        f"# v1.0 Milestone Audit\n\n{body}\n"
    )


FLOWS = "## Flows\n\n**Score:** {} flows verified\n"
DEBT = "tech_debt:\n  - phase: 01-a\n    items:\n      - \"one\"\n      - \"two\""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(audit("scores:\n  flows: 4/4", FLOWS.format("4/4")), id="agrees"),
        pytest.param(
            audit("scores:\n  flows: 4/4 (main ones)", FLOWS.format("3/3")), id="qualified"
        ),
        pytest.param(audit("scores:\n  flows: 4/4", FLOWS.format("~3/3")), id="approximate"),
        pytest.param(
            audit("scores:\n  flows: 4/4", FLOWS.format("3/3") + "\n**Total:** 4/4 flows\n"),
            id="one-statement-agrees",
        ),
        pytest.param(
            audit(DEBT, "## Tech Debt\n\n**Total: 2 items across 1 phase**\n"), id="debt-agrees"
        ),
    ],
)
def test_stays_silent(text: str) -> None:
    assert found(text, "CNT008") == []


def test_a_score_that_differs() -> None:
    assert found(audit("scores:\n  flows: 4/4", FLOWS.format("3/3")), "CNT008") == [
        "6:10 4/4 flows in front matter, but 3/3 in the body"
    ]


def test_the_length_of_a_list_that_differs() -> None:
    text = audit(DEBT, "## Tech Debt\n\n**Total: 3 items across 1 phase**\n")
    assert found(text, "CNT008") == ["5:1 2 debt items in front matter, but 3 in the body"]
