from __future__ import annotations

import pytest

from tests.helpers import found

PATH = "docs/QUEUE_REVIEW.md"


def register(stated: str, severities: tuple[str, ...] = ("High", "High", "Low")) -> str:
    entries = "".join(
        f"### Q-{n:02d}: Case {n}\n**Severity**: {level}\n**Problem**: It stalls.\n\n"
        for n, level in enumerate(severities, 1)
    )
    return f"# Queue Review\n\n{stated}\n\n## Issues by severity\n\n{entries}"


@pytest.mark.parametrize(
    "stated",
    [
        "We found 3 issues.",
        "We found ~20 issues.",
        "We found about 20 issues.",
        "We fixed 2 issues.",
        "2 of 9 issues.",
        "The old review had 12 issues that nobody read.",
        "- 7 issues",
        "| Sort | N |\n|---|---|\n| 7 issues | 7 |",
        "`7 issues`",
        "0 issues.",
    ],
)
def test_stays_silent(stated: str) -> None:
    assert found(register(stated), "CNT004", PATH) == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("In all 4 identified issues requiring work.", "3:8 4 issues stated, but 3 are listed"),
        ("**Total issues**: 2", "3:19 2 issues stated, but 3 are listed"),
    ],
)
def test_fires(stated: str, expected: str) -> None:
    assert found(register(stated), "CNT004", PATH) == [expected]


TRACKER = """# Loader Progress

The plan has {stated}.

## Phase 1: Read

- [x] a
- [ ] b

## Phase 2: Write

- [ ] c

| Phase | Tasks | Complete |
|-------|-------|----------|
| 1 | 2 | 1 |
| 2 | 2 | 0 |
"""


@pytest.mark.parametrize("stated", ["3 tasks", "4 tasks", "4 tasks across 2 phases", "~9 tasks"])
def test_a_number_that_one_list_bears_out_is_right(stated: str) -> None:
    assert found(TRACKER.format(stated=stated), "CNT004", "IMPLEMENTATION_PROGRESS.md") == []


def test_a_number_that_no_list_bears_out_is_wrong() -> None:
    text = TRACKER.format(stated="7 tasks across 3 phases")
    assert found(text, "CNT004", "IMPLEMENTATION_PROGRESS.md") == [
        "3:14 7 tasks stated, but 4 or 3 are listed",
        "3:29 3 phases stated, but 2 are listed",
    ]


DEBT = """# v1.0 Milestone Audit

## Tech Debt

| Phase | Item | Severity |
|-------|------|----------|
| 1 | Retry | Low |
| 1 | Paging | Low |
| {second} | Search | Low |

**Total:** {stated}
"""


@pytest.mark.parametrize(
    ("second", "stated"),
    [
        ("4", "3 items across 2 phases"),
        ("4, 5", "6 items across 3 phases"),
        ("all", "3 items across 5 phases"),
    ],
)
def test_debt_silent(second: str, stated: str) -> None:
    assert found(DEBT.format(second=second, stated=stated), "CNT004") == []


def test_debt_items_and_phases() -> None:
    assert found(DEBT.format(second="4", stated="4 items across 3 phases"), "CNT004") == [
        "11:12 4 debt items stated, but 3 are listed",
        "11:27 3 phases with debt stated, but 2 are listed",
    ]


@pytest.mark.parametrize("stated", ["a start on Phase 2 tasks", "Week 7 tasks", "9 tasks remaining"])
def test_numbers_that_count_nothing(stated: str) -> None:
    assert found(TRACKER.format(stated=stated), "CNT004", "IMPLEMENTATION_PROGRESS.md") == []


AUDIT_SECTIONS = """# v1.0 Milestone Audit

## Requirements Coverage

### Phase 1

| Requirement | Status |
|---|---|
| TIDE-01 | satisfied |
| TIDE-02 | satisfied |

{first}

### Phase 2

| Requirement | Status |
|---|---|
| TIDE-03 | satisfied |

## Summary

{last}
"""


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("All 2 requirements are confirmed.", ""), ("All 3 requirements are met in the end.", ""),
        ("All 7 requirements of somebody.", ""), ("", "All 3 requirements are met."),
    ],
)
def test_a_sentence_below_its_own_table(first: str, last: str) -> None:
    text = AUDIT_SECTIONS.format(first=first, last=last)
    assert found(text, "CNT004", ".planning/v1.0-MILESTONE-AUDIT.md") == []


def test_a_sentence_about_all_tables() -> None:
    text = AUDIT_SECTIONS.format(first="", last="All 2 requirements are met.")
    assert found(text, "CNT004", ".planning/v1.0-MILESTONE-AUDIT.md") == [
        "22:5 2 requirements stated, but 3 are listed"
    ]


@pytest.mark.parametrize("title", ["Phase 2: Tides", "Plan 02-01"])
def test_a_sentence_below_the_heading_of_a_phase(title: str) -> None:
    text = AUDIT_SECTIONS.format(first="", last=f"### {title}\n\nAll 2 requirements are met.")
    assert found(text, "CNT004", ".planning/v1.0-MILESTONE-AUDIT.md") == []


def test_a_heading_counts_its_own_section() -> None:
    assert found(register("## By part\n\n### Queue (2 issues)"), "CNT004", PATH) == []


def test_a_range_of_phases_of_which_one_was_dropped() -> None:
    text = "# Milestones\n\n## v1.0 Quay\n\n**Phases completed:** 1-4 (9 plans total)\n\n- 3 phases, 9 plans\n"
    assert found(text, "CNT004", ".planning/MILESTONES.md") == []


def test_lists_of_several_phases_below_the_last_heading() -> None:
    text = (
        "# Roadmap\n\n## Phase 1: Quay\n\n## Phase 2: Crane\n\n"
        "- [x] **Phase 1: Quay**\n  **Plans:** 1 plan\n  - [x] 01-01-PLAN.md - Walls\n"
        "- [x] **Phase 2: Crane**\n  **Plans:** 2 plans\n  - [x] 02-01-PLAN.md - Rope\n"
        "  - [x] 02-02-PLAN.md - Hook\n  - [x] 02-03-PLAN.md - Oil\n"
    )
    assert found(text, "CNT004", ".planning/ROADMAP.md") == []


def test_requirements_without_a_verdict_are_listed_too() -> None:
    last = "All 4 requirements are met.\n\n## Requirements without a verdict\n\n| Requirement | Remark |\n|---|---|\n| TIDE-04 | Late |\n"
    text = AUDIT_SECTIONS.format(first="", last=last)
    assert found(text, "CNT004", ".planning/v1.0-MILESTONE-AUDIT.md") == []


@pytest.mark.parametrize(
    "last",
    [
        "### Orphans\n\nNone. All 2 requirements have a plan.",
        "| Phase | Remark |\n|---|---|\n| 1 | All 2 requirements are met |",
    ],
)
def test_a_sentence_that_does_not_sum_up(last: str) -> None:
    text = AUDIT_SECTIONS.format(first="", last=last)
    assert found(text, "CNT004", ".planning/v1.0-MILESTONE-AUDIT.md") == []


def test_the_row_of_the_requirements() -> None:
    last = "| Area | Remark |\n|---|---|\n| Requirements | All 2 requirements are met |"
    text = AUDIT_SECTIONS.format(first="", last=last)
    assert len(found(text, "CNT004", ".planning/v1.0-MILESTONE-AUDIT.md")) == 1


SECTIONED = """# Relay Audit

{head}

## Checks

### Linter

- **Issues Found:** {linter}
- **Status:** clean

## Start-up

**Findings:** {start_up}

| Finding | Severity | Fix |
|---------|----------|-----|
| RLY-001 | High | Wait for the port |
| RLY-002 | Low | Name the port |

- RLY-003: goes with these, but is listed below

## Findings by severity

### RLY-001: The port is taken too early
**Severity**: High
**Problem**: Nothing listens yet.

### RLY-002: The port has no name
**Severity**: Low
**Problem**: The log says 8.

### RLY-003: The relay sticks
**Severity**: Low
**Problem**: It is never released.
"""


@pytest.mark.parametrize(
    ("head", "linter", "start_up", "expected"),
    [
        # A field counts what stands in its own section; where nothing stands there, other things.
        ("", "0", "2", []),
        ("", "11", "2", []),
        ("", "11", "3", ["14:15 3 issues stated, but 2 are listed"]),
        ("**Findings:** 3", "11", "2", []),
        ("**Findings:** 5", "0", "2", ["3:15 5 issues stated, but 3 are listed"]),
        ("## Executive Summary\n\n**Total findings:** 4", "0", "2",
         ["5:21 4 issues stated, but 3 are listed"]),
        ("## Summary of pass 2\n\n**Total findings:** 4", "0", "2", []),
        # So do sentences.
        ("## Linter run\n\nThe linter reported 11 issues.", "0", "2", []),
        ("## Overview\n\nThe audit reports 11 issues.", "0", "2",
         ["5:19 11 issues stated, but 3 are listed"]),
    ],
)
def test_a_number_is_of_the_section_it_stands_in(
    head: str, linter: str, start_up: str, expected: list[str]
) -> None:
    text = SECTIONED.format(head=head, linter=linter, start_up=start_up)
    assert found(text, "CNT004", "docs/RELAY_AUDIT.md") == expected


def test_another_document_in_the_same_file_counts_its_own() -> None:
    text = SECTIONED.format(head="", linter="0", start_up="2") + (
        "\n# Valve Audit\n\n## Overview\n\n**Total Issues:** 57\n"
    )
    assert found(text, "CNT004", "docs/RELAY_AUDIT.md") == []
