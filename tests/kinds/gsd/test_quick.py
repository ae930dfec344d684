"""Quick tasks: checked as documents, and of no phase whatever they call theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditlint import registry
from auditlint.claims import Belongs, Cites, CitesPath, Claims, Dated, Modifies, Named, Status
from auditlint.config import Limits
from auditlint.kinds.recognise import by_path
from auditlint.ledger import Facts, Ledger
from auditlint.parsing.document import Document
from tests.helpers import found, lint, lint_tree
from tests.traps.building import build

if TYPE_CHECKING:
    from pathlib import Path

KINDS = tuple(entry.kind for entry in registry.KINDS)
PLAN = ".planning/quick/005-print-tides/005-PLAN.md"
SUMMARY = ".planning/quick/260418-jsd-print-tides/260418-jsd-SUMMARY.md"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (PLAN, "gsd-quick-plan"),
        (SUMMARY, "gsd-quick-summary"),
        (".planning/quick/5-print-tides/PLAN.md", "gsd-quick-plan"),
        (".planning/quick/5-print-tides/SUMMARY.md", "gsd-quick-summary"),
        ("apps/web/.planning/workstreams/tides/quick/5-print/5-PLAN.md", "gsd-quick-plan"),
        (".planning/quick/5-print-tides/5-RESEARCH.md", ""),
        (".planning/quick/notes-PLAN.md", ""),
        (".planning/phases/05-quick/05-01-PLAN.md", "gsd-plan"),
        (".planning/phases/05-x/quick/05-01-PLAN.md", "gsd-plan"),
        ("quick/005-print-tides/005-PLAN.md", ""),
    ],
)
def test_recognised_by_path(path: str, kind: str) -> None:
    recognition = by_path(KINDS, path)
    assert (recognition.kind.id if recognition else "") == kind


def claims_of(text: str, path: str) -> Claims:
    recognition = by_path(KINDS, path)
    assert recognition is not None
    entry = registry.kind_entry(recognition.kind.id)
    document = Document(path, text, Limits())
    return Claims(entry.claims(document, entry.model(document)))


def test_a_plan_says_which_files_it_changes_and_nothing_of_phases() -> None:
    text = (
        "---\nphase: 005-print-tides\nplan: 01\ndepends_on: [07-01]\nrequirements: [QUICK-05]\n"
        "files_modified: [src/tides.py]\n---\n\n# Phase 5 Plan 1: Print\n"
    )
    claims = claims_of(text, PLAN)
    assert [one.path for one in claims.of(Modifies)] == ["src/tides.py"]
    assert not [*claims.of(Belongs), *claims.of(Cites), *claims.of(Named)]


def test_a_summary_says_how_and_when_it_went() -> None:
    text = (
        "---\nphase: quick-260418-jsd\nplan: 01\nstatus: complete\ncompleted: 2026-04-18\n"
        "requirements-completed: [QUICK-05]\n---\n\n# Phase quick Plan 1: Print Summary\n"
    )
    claims = claims_of(text, SUMMARY)
    assert [(one.event, one.when) for one in claims.of(Dated)] == [("completed", "2026-04-18")]
    assert [one.state for one in claims.of(Status)] == ["done"]
    assert not [*claims.of(Belongs), *claims.of(Cites), *claims.of(Named)]


def test_the_ledger_has_no_phase_of_it() -> None:
    paths = (PLAN, SUMMARY, ".planning/phases/05-tides/05-01-PLAN.md")
    facts = [
        Facts(path, recognition.kind.id, "historical")
        for path in paths if (recognition := by_path(KINDS, path)) is not None
    ]
    (workspace,) = Ledger(facts).workspaces
    (phase,) = workspace.phases.values()
    assert [one.path for one in phase.documents] == [paths[2]]
    assert len(workspace.documents) == 3


@pytest.mark.parametrize(
    "front",
    [
        "phase: quick\nplan: 05\ntype: execute",
        "phase: quick-5\nplan: 01\ntype: quick\nwave: 1",
        "quick_id: 260418-jsd\ndescription: Print\nstatus: planned",
        "phase: 260418-jsd\nplan: 260418-jsd",
        "title: Print",
    ],
)
def test_front_matter_differs(front: str) -> None:
    assert lint(f"---\n{front}\n---\n\n# Quick task 5: Print\n", PLAN) == []
    assert lint(f"---\n{front}\n---\n\n# Quick task 5: Print\n", SUMMARY) == []
    assert lint("# Quick task 5: Print\n", PLAN) == []


def test_what_is_wrong_in_it_is_found() -> None:
    assert found("---\nphase: quick\nplan: `05`\n---\n", "DOC003", PLAN)
    assert found("---\nfiles_modified: src/tides.py\n---\n", "SCH003", PLAN)
    assert found("---\ncompleted: soon\n---\n", "SCH005", SUMMARY)
    text = (
        "---\nstatus: complete\n---\n\n# Summary\n\n## Deviations from Plan\n\n"
        "**1. [Rule 1] Rounded tides**\n\n**Total deviations:** 2 auto-fixed\n"
    )
    assert found(text, "CNT012", SUMMARY)


TREE = """==> .planning/ROADMAP.md <==
# Roadmap: Tides

## Phases

- [ ] **Phase 5: Tides** - Store tides

## Phase Details

### Phase 5: Tides
**Goal**: Store tides
Plans:
- [ ] 05-01-PLAN.md - Store

## Progress

| Phase | Plans Complete | Status | Completed |
|---|---|---|---|
| 5. Tides | 0/1 | Not started | - |
==> .planning/phases/05-tides/05-01-PLAN.md <==
---
phase: 05-tides
plan: 01
type: execute
wave: 1
depends_on: []
files_modified: [src/tides.py]
---

# Phase 5 Plan 1: Store
==> .planning/quick/5-print-tides/5-PLAN.md <==
---
phase: 05-print-tides
plan: 01
type: execute
wave: 1
depends_on: [05-01]
files_modified: [src/tides.py]
---

# Phase 5 Plan 1: Print
==> .planning/quick/5-print-tides/5-SUMMARY.md <==
---
phase: 05-print-tides
plan: 01
completed: 2026-04-18
status: complete
---

# Phase 5 Plan 1: Print Summary
"""


def test_no_rule_takes_it_for_the_phase_of_its_number(tmp_path: Path) -> None:
    assert lint_tree(tmp_path, TREE) == []


def test_what_it_cites_is_held_against_the_repository(tmp_path: Path) -> None:
    build(tmp_path, (
        "==> src/tides.py <==\nTIDES = 1\n==> commit: Tides <==\n"
        f"==> {SUMMARY} <==\n# Summary\n\n## Task Commits\n\n1. Print - `0123abc`\n"
        "==> commit: Print <==\n"
    ))
    assert [one.code for one in lint_tree(tmp_path, "")] == ["REF003"]
    document = Document(SUMMARY, "`src/tides.py:3`\n", Limits())
    from auditlint.views.citations import citations

    assert [one.path for one in citations(document) if isinstance(one, CitesPath)] == ["src/tides.py"]
