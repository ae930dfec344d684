from __future__ import annotations

import pytest

from tests.helpers import found

TABLE = (
    "## Requirements Coverage\n\n| Requirement | Phase | Status |\n|---|---|---|\n"
    "| AAA-01 | 1 | Satisfied |\n| AAA-02 | 1 | {} |\n| AAA-03 | 2 | ✓ Satisfied |\n\n"
)


def audit(score: str, second: str = "Satisfied") -> str:
    return "# v1.0 Milestone Audit\n\n" + TABLE.format(second) + score + "\n"


PARTS = (
    "# v1.0 Milestone Audit\n\n## Requirements Coverage\n\n### Security\n\n"
    "| Requirement | Status |\n|---|---|\n| AAA-01 | Satisfied |\n| AAA-02 | Satisfied |\n\n"
    "**Coverage:** {}\n\n### Speed\n\n| Requirement | Status |\n|---|---|\n| BBB-01 | Satisfied |\n\n"
    "**Coverage:** {}\n\n{}\n"
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(audit("**Score:** 3/3 requirements satisfied"), id="agrees"),
        pytest.param(audit("**Score:** 9/9 requirements satisfied"), id="table-shows-a-part"),
        pytest.param(audit("**Score:** ~3/3 requirements", "Unsatisfied"), id="approximate"),
        pytest.param(audit("**Score:** 3/3 requirements", "Looks fine to me"), id="unknown-word"),
        pytest.param(audit("**Score:** 3/3 requirements", "Partial"), id="partial-may-count"),
        pytest.param(audit("**Score:** 2/2 requirements", "Deferred"), id="held-row"),
        pytest.param(
            "# v1.0 Milestone Audit\n\n## Phase Verification\n\n| Phase | Status |\n|---|---|\n"
            "| 1 | passed |\n| 2 | passed |\n| **Total** | **passed** |\n\n"
            "**Score:** 2/2 phases passed\n",
            id="total-row-is-no-entry",
        ),
        pytest.param(
            "# v1.0 Milestone Audit\n\n## Requirements Coverage\n\n### Security (9/9)\n\n"
            "| Requirement | Phase | Status |\n|---|---|---|\n| AAA-01 | 1 | Unsatisfied |\n",
            id="a-lone-heading-score-is-no-convention",
        ),
        pytest.param(
            PARTS.format("2/2 (100%)", "1/1 (100%)", "**Total:** 3/3 requirements satisfied"),
            id="each-part-has-a-score-of-its-own",
        ),
        pytest.param(PARTS.format("2/2", "4/4", ""), id="whose-score-it-is-cannot-be-told"),
        pytest.param(
            "# v1.0 Milestone Audit\n\n**Score:** 2/2 cross-phase connections\n\n"
            "## Phase Verification\n\n| Phase | Status |\n|---|---|\n| 1 | passed |\n| 2 | passed |\n"
            "| 3 | passed |\n",
            id="cross-phase-is-no-phase",
        ),
        pytest.param(
            "# v1.0 Milestone Audit\n\n**Score:** 2/2 requirements\n\n## Requirements Coverage\n\n"
            "| Requirement | Status |\n|---|---|\n| AAA-01: like BBB-02 | Satisfied |\n"
            "| AAA-02: by TWO-FOLD-13 | Satisfied |\n",
            id="an-id-in-the-description",
        ),
    ],
)
def test_stays_silent(text: str) -> None:
    assert found(text, "CNT001") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            audit("**Score:** 3/3 requirements satisfied", "Unsatisfied"),
            ["11:12 3/3 requirements stated, but 2 of the 3 rows are done"],
        ),
        (
            audit("**Score:** 2/2 requirements satisfied"),
            ["11:12 2/2 requirements stated, but 3 are listed, 3 of them done"],
        ),
        (
            audit("**Score:** 4/3 requirements satisfied"),
            ["11:12 4/3 says that more are done than there are"],
        ),
        (
            PARTS.format("2/2", "1/1", "**Total:** 3/3 requirements").replace(
                "BBB-01 | Satisfied", "BBB-01 | Unsatisfied"
            ),
            [
                "20:15 1/1 requirements stated, but 0 of the 1 rows are done",
                "22:12 3/3 requirements stated, but 2 of the 3 rows are done",
            ],
        ),
        (
            "# v1.0 Milestone Audit\n\n## Requirements Coverage\n\n### Security (2/2)\n\n"
            "| Requirement | Phase | Status |\n|---|---|---|\n| AAA-01 | 1 | Unsatisfied |\n"
            "| AAA-02 | 1 | Satisfied |\n\n### Speed (1/1)\n\n"
            "| Requirement | Phase | Status |\n|---|---|---|\n| BBB-01 | 1 | Satisfied |\n",
            ["5:15 2/2 requirements stated, but 1 of the 2 rows are done"],
        ),
    ],
)
def test_fires(text: str, expected: list[str]) -> None:
    assert found(text, "CNT001") == expected


CHANGE = """# Tasks

**{field}**: {value}

## 1. Print
- [x] 1.1 Lay out
- [ ] 1.2 Check

## {last}
- [ ] 2.1 Send
"""


@pytest.mark.parametrize(
    ("field", "value", "last", "expected"),
    [
        ("Status", "1/3 tasks complete", "2. Post", []),
        ("Status", "1/2 tasks complete", "2. Post",
         ["3:13 1/2 tasks stated, but 3 are listed, 1 of them done"]),
        # What once held is no statement about today.
        ("Previous Status", "1/2 tasks complete", "2. Post", []),
        ("Baseline task count", "1/2", "2. Post", []),
        ("Status", "was 1/2 tasks", "2. Post", []),
        ("Status", "all were done by hand, 1/2 tasks", "2. Post",
         ["3:36 1/2 tasks stated, but 3 are listed, 1 of them done"]),
        # Criteria are no tasks.
        ("Status", "1/2 tasks complete", "Success Metrics", []),
        ("Status", "2/2 tasks complete", "Success Metrics", []),
    ],
)
def test_tasks_of_a_change(field: str, value: str, last: str, expected: list[str]) -> None:
    text = CHANGE.format(field=field, value=value, last=last)
    assert found(text, "CNT001", "openspec/changes/print-tides/tasks.md") == expected
