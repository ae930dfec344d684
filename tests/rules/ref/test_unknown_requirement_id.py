"""REF005 between the documents of a feature, and of an OpenSpec change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """==> specs/004-tides/spec.md <==
# Feature Specification: Tides

## Requirements

- **FR-001**: System MUST keep tables
- ~~**FR-002**: System MUST fax them~~
"""


def test_a_plan_that_names_an_undefined_requirement(tmp_path: Path) -> None:
    text = SPEC + (
        "==> specs/004-tides/plan.md <==\n# Implementation Plan: Tides\n\n"
        "For FR-001, FR-002 and FR-009, and NFR-001.\n"
    )
    assert found_in_tree(tmp_path, text, "REF005") == [
        "specs/004-tides/plan.md:3:24 FR-009 is not among the 2 requirements and criteria of the"
        " specification"
    ]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("- [x] Nothing is left of FR-009\n- [x] FR-001 was removed", 1),
        ("- [x] US1, FR-009…FR-011 and SC-009\n  were removed after the review", 0),
        ("FR-009 was merged into FR-001.", 0),
        ("Is the default of FR-1 stated?", 0),
        ("Is the default of FR-9 stated?", 1),
        ("Of another feature: spec 020 FR-009.", 0),
    ],
)
def test_a_passage_that_says_what_was_taken_out(line: str, count: int, tmp_path: Path) -> None:
    text = SPEC + f"==> specs/004-tides/checklists/requirements.md <==\n# Checklist\n\n{line}\n"
    assert len(found_in_tree(tmp_path, text, "REF005")) == count


REQUIREMENT = (
    "### Requirement: Print\nThe office SHALL print.\n\n#### Scenario: One\n- **WHEN** asked\n"
)
MAIN = (
    "==> openspec/specs/tides/spec.md <==\n# Tides\n\n## Purpose\nTides are kept and shown to whoever"
    " asks for them.\n\n## Requirements\n\n" + REQUIREMENT.replace("Print", "Keep")
)
PROPOSAL = (
    "==> openspec/changes/print/proposal.md <==\n## Why\nPaper.\n\n## What Changes\n- Sheets\n\n"
    "### {} Capabilities\n\n- `sheets`: printed\n"
)
DELTA = "==> openspec/changes/print/specs/sheets/spec.md <==\n## ADDED Requirements\n\n" + REQUIREMENT


def test_a_modified_capability_that_is_not_there(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, MAIN + PROPOSAL.format("Modified") + DELTA, "REF005") == [
        "openspec/changes/print/proposal.md:9:4 the capability 'sheets' is called modified, but no main"
        " specification is of it, and the change only adds to it"
    ]


def test_a_new_capability_is_silent(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, MAIN + PROPOSAL.format("New") + DELTA, "REF005") == []


def test_a_project_without_main_specifications_is_silent(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, PROPOSAL.format("Modified") + DELTA, "REF005") == []
