"""The matrix from a ledger: cells, places, scopes, and what is left unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditlint.trace.build import build
from auditlint.trace.matrix import Evidence
from auditlint.trace.sources import normal
from tests.trace.trees import HARBOUR, ledger_of, matrix_of, rows_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("identity", "status"),
    [
        ("TIDE-01", "satisfied"),
        ("TIDE-02", "satisfied (update checkbox)"),
        ("TIDE-03", "partial"),
        ("DOCK-01", "unsatisfied"),
        ("DOCK-02", "partial"),
        ("DOCK-03", "unsatisfied"),
        ("BUOY-01", "orphaned"),
        ("BUOY-02", "unsatisfied"),
        ("CREW-01", "deferred"),
    ],
)
def test_every_row_of_the_three_source_table(
    tmp_path: Path, identity: str, status: str
) -> None:
    assert rows_of(matrix_of(tmp_path, HARBOUR))[identity].final.text == status


def test_cells_and_their_places(tmp_path: Path) -> None:
    matrix = matrix_of(tmp_path, HARBOUR)
    assert (matrix.root, matrix.milestone, matrix.notes) == (".planning", "v1.2", ())
    row = rows_of(matrix)["TIDE-01"]
    assert row.name == "Tide table of a harbour"
    assert row.requirement.evidence == (Evidence("TIDE-01", ".planning/REQUIREMENTS.md", 5),)
    assert row.phase.text == "1"
    assert row.phase.evidence == (Evidence("phase 1", ".planning/REQUIREMENTS.md", 19),)
    assert row.roadmap.text == "phase 1 [x]"
    assert row.plans.text == "01-01, 01-02"
    assert [one.line for one in row.plans.evidence] == [4, 5]
    assert row.summaries.text == "01-01"
    assert row.verification.text == "✓ SATISFIED"
    assert row.verification.evidence[0].line == 13
    assert row.checkbox.text == "[x] Complete"
    assert row.audit.text == "satisfied"
    assert not row.differs


def test_the_audit_that_says_otherwise_is_named(tmp_path: Path) -> None:
    row = rows_of(matrix_of(tmp_path, HARBOUR))["TIDE-03"]
    assert row.differs
    assert row.reason == (
        "verification passed, but no summary lists it as completed; the audit says satisfied"
    )
    agreed = rows_of(matrix_of(tmp_path, HARBOUR))["DOCK-01"]
    assert agreed.audit.text == "unsatisfied"
    assert not agreed.differs


def test_a_phase_without_a_folder_is_unknown_not_missing(tmp_path: Path) -> None:
    row = rows_of(matrix_of(tmp_path, HARBOUR))["BUOY-02"]
    assert row.verification.text == "unknown: no phase folder"
    assert row.reason == "phase 3 has no folder here, no report names it, and its box is open"


def test_the_status_of_a_report_that_names_none_is_the_phases(tmp_path: Path) -> None:
    text = HARBOUR + """\
==> .planning/phases/02-docks/02-VERIFICATION.md <==
---
phase: 02-docks
verified: 2026-03-01
status: passed
---

# Phase 2: Docks Verification Report
"""
    rows = rows_of(matrix_of(tmp_path, text))
    assert rows["DOCK-02"].verification.text == "passed (phase)"
    assert rows["DOCK-02"].final.text == "satisfied"
    assert rows["DOCK-03"].final.text == "partial"


def report_of(rows: str) -> str:
    return f"""\
==> .planning/phases/02-docks/02-VERIFICATION.md <==
---
phase: 02-docks
verified: 2026-03-01
status: passed
---

# Phase 2: Docks Verification Report

## Requirements Coverage

| Requirement | Status | Evidence |
|---|---|---|
{rows}"""


@pytest.mark.parametrize(
    ("rows", "cell", "status"),
    [
        ("| DOCK-02 | ? NEEDS HUMAN | x |\n", "? NEEDS HUMAN", "unknown"),
        ("| DOCK-02 | PARTIAL | x |\n", "PARTIAL", "partial"),
        ("| DOCK-02 | SATISFIED | `a | b` |\n", "unknown: broken row", "unknown"),
        ("| DOCK-02 | Mechanism there | x |\n", "Mechanism there", "unknown"),
        ("| DOCK-01..02 | SATISFIED | x |\n", "SATISFIED", "satisfied"),
        ("| The keeper is shown | FAILED | x |\n", "unknown: rows could not be read", "unknown"),
        ("| The keeper is shown | SATISFIED | x |\n", "passed (phase)", "satisfied"),
        ("| DOCK-03 | SATISFIED | x |\n", "not named", "orphaned"),
        ("| DOCK-02 | SATISFIED | x |\n| DOCK-02 | FAILED | x |\n", "SATISFIED / FAILED", "unknown"),
    ],
)
def test_what_a_report_says(tmp_path: Path, rows: str, cell: str, status: str) -> None:
    row = rows_of(matrix_of(tmp_path, HARBOUR + report_of(rows)))["DOCK-02"]
    assert (row.verification.text, row.final.text) == (cell, status)


def test_list_and_roadmap_that_name_different_phases(tmp_path: Path) -> None:
    text = HARBOUR.replace("| DOCK-03 | Phase 2 |", "| DOCK-03 | Phase 1 |")
    row = rows_of(matrix_of(tmp_path, text))["DOCK-03"]
    assert row.verification.text == "unknown: which phase"
    assert row.reason.startswith("the list says phase 1, the roadmap phase 2")


def test_a_phase_with_two_folders_is_unknown(tmp_path: Path) -> None:
    text = HARBOUR + "==> .planning/phases/02-old-docks/02-01-PLAN.md <==\n# Plan\n"
    row = rows_of(matrix_of(tmp_path, text))["DOCK-02"]
    assert row.verification.text == "unknown: several folders"
    assert row.final.text == "unknown"


def test_a_folder_without_plans_and_summaries_proves_nothing(tmp_path: Path) -> None:
    text = HARBOUR.replace("02-docks/02-01-PLAN.md", "02-docks/02-CONTEXT.md").replace(
        "02-docks/02-01-SUMMARY.md", "02-docks/02-RESEARCH.md"
    ) + "==> .planning/phases/02-docks/02-UAT.md <==\n# Phase 2 UAT\n"
    row = rows_of(matrix_of(tmp_path, text))["DOCK-02"]
    assert row.verification.text == "unknown: empty folder"
    assert row.final.text == "unknown"


def test_front_matter_that_is_no_yaml_hides_what_a_summary_completed(tmp_path: Path) -> None:
    text = HARBOUR.replace(
        "plan: 01\nrequirements-completed: [TIDE-01, TIDE-02]",
        "plan: 01\nnote: \"\\u{41}\"\nrequirements-completed: [TIDE-01, TIDE-02]",
    )
    row = rows_of(matrix_of(tmp_path, text))["TIDE-03"]
    assert row.summaries.text == "unknown: no YAML"
    assert row.final.text == "unknown"
    assert "no YAML" in row.reason
    assert row.summaries.evidence[0].line == 4


def test_summaries_that_never_list_requirements_prove_nothing(tmp_path: Path) -> None:
    text = HARBOUR.replace("requirements-completed", "provides")
    rows = rows_of(matrix_of(tmp_path, text))
    assert rows["TIDE-01"].summaries.text == "unknown: summaries list none"
    assert rows["TIDE-01"].final.text == "satisfied"
    assert rows["DOCK-02"].final.text == "unknown"


ARCHIVED = HARBOUR.replace("==> .planning/REQ", "==> .planning/milestones/v1.2-REQ").replace(
    "==> .planning/ROAD", "==> .planning/milestones/v1.2-ROAD"
)


def test_an_archived_milestone_by_name_and_as_the_newest(tmp_path: Path) -> None:
    by_name = matrix_of(tmp_path / "old", ARCHIVED, "1.2")
    assert by_name.counts() == matrix_of(tmp_path / "new", HARBOUR).counts()
    newest = matrix_of(tmp_path / "old", ARCHIVED)
    assert newest.rows == by_name.rows
    assert any("newest archived one" in note for note in newest.notes)


def test_phases_of_the_next_milestone_are_not_taken_for_archived_ones(tmp_path: Path) -> None:
    text = ARCHIVED.replace("phases/01-tides", "phases/01-engines")
    rows = rows_of(matrix_of(tmp_path, text, "v1.2"))
    assert rows["TIDE-01"].verification.text == "unknown: no phase folder"


def test_ids_that_another_milestone_used_count_only_in_their_own_phase(tmp_path: Path) -> None:
    text = HARBOUR + """\
==> .planning/milestones/v1.0-REQUIREMENTS.md <==
# Requirements: Harbour

## v1.0 Requirements

- [x] **DOCK-03**: Something else

==> .planning/phases/00-old/00-01-SUMMARY.md <==
---
phase: 00-old
plan: 01
requirements-completed: [DOCK-03]
---

# Phase 0 Plan 1: Old Summary
"""
    row = rows_of(matrix_of(tmp_path, text))["DOCK-03"]
    assert row.summaries.text == "not listed (1 read)"


def test_a_milestone_that_is_not_there(tmp_path: Path) -> None:
    (workspace,) = ledger_of(tmp_path, HARBOUR).workspaces
    assert build(workspace, "v7.0") is None
    assert build(workspace, "nonsense") is None
    assert build(workspace, "1.2.0") is not None


def test_a_tree_without_a_list_is_traced_by_its_roadmap(tmp_path: Path) -> None:
    text = HARBOUR.replace("==> .planning/REQUIREMENTS.md <==", "==> .planning/NOTES.md <==")
    matrix = matrix_of(tmp_path, text)
    assert [row.id for row in matrix.rows][:2] == ["TIDE-01", "TIDE-02"]
    assert any("no requirements list" in note for note in matrix.notes)


def test_ids_of_plans_that_the_list_lacks_are_noted(tmp_path: Path) -> None:
    text = HARBOUR.replace("requirements: [DOCK-02, DOCK-03]", "requirements: [DOCK-02, DOCK-77]")
    assert any("DOCK-77" in note for note in matrix_of(tmp_path, text).notes)


def test_the_audit_of_another_milestone_is_not_read(tmp_path: Path) -> None:
    text = HARBOUR.replace("v1.2-MILESTONE-AUDIT", "v1.1-MILESTONE-AUDIT")
    matrix = matrix_of(tmp_path, text)
    assert rows_of(matrix)["TIDE-01"].audit.text == "no audit"
    assert matrix.notes == ("there is no audit of this milestone",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("v1", "v1.0", True), ("1.2", "v1.2", True), ("v1.2", "v1.20", False), ("x", "", True)],
)
def test_versions(one: str, other: str, same: bool) -> None:
    assert (normal(one) == normal(other)) is same


def test_many_requirements_take_linear_time(tmp_path: Path) -> None:
    number = 5000
    listed = "".join(f"- [ ] **BULK-{one:04}**: text\n" for one in range(number))
    table = "".join(f"| BULK-{one:04} | Phase 1 | Pending |\n" for one in range(number))
    text = (
        "==> .planning/REQUIREMENTS.md <==\n# Requirements\n\n## v1 Requirements\n\n" + listed
        + "\n## Traceability\n\n| Requirement | Phase | Status |\n|---|---|---|\n" + table
    )
    matrix = matrix_of(tmp_path, text)
    assert matrix.counts() == {"unsatisfied": number}


def test_a_milestone_without_any_report_proves_nothing(tmp_path: Path) -> None:
    rows = rows_of(matrix_of(tmp_path, HARBOUR.replace("-VERIFICATION.md", "-NOTES.md")))
    assert rows["TIDE-01"].verification.text == "unknown: no reports at all"
    assert rows["TIDE-01"].final.text == "unknown"
    assert rows["TIDE-01"].reason.startswith("no phase of this milestone has a verification report")
    assert rows["DOCK-01"].final.text == "unsatisfied"


def test_summaries_of_a_phase_that_list_none_prove_nothing(tmp_path: Path) -> None:
    text = HARBOUR.replace("requirements-completed: [TIDE-01, TIDE-02]", "provides: tides") + """\
==> .planning/phases/03-other/03-01-SUMMARY.md <==
---
phase: 03-other
plan: 01
requirements-completed: [BUOY-02]
---
"""
    rows = rows_of(matrix_of(tmp_path, text))
    assert rows["TIDE-03"].summaries.text == "unknown: summaries list none"
    assert rows["TIDE-03"].final.text == "satisfied"


def test_satisfied_in_part_is_partial(tmp_path: Path) -> None:
    text = HARBOUR.replace("✓ SATISFIED |", "✓ SATISFIED (partial) |")
    assert text != HARBOUR
    assert rows_of(matrix_of(tmp_path, text))["TIDE-01"].final.text == "partial"


def test_an_archive_without_phase_folders_proves_nothing(tmp_path: Path) -> None:
    text = ARCHIVED.replace("==> .planning/phases/", "==> .planning/old/")
    rows = rows_of(matrix_of(tmp_path, text, "v1.2"))
    assert rows["TIDE-02"].final.text == "unknown"
    assert rows["TIDE-02"].reason.startswith("phase 1 has no folder in the archive; its box is open")
