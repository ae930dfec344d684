"""Small planning trees for the tests of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint import session
from auditlint.config import Config
from auditlint.engine import Task, is_candidate
from auditlint.source.tree import WorkTree
from auditlint.targets import Group
from auditlint.trace.build import build
from tests.helpers import write_tree

if TYPE_CHECKING:
    from pathlib import Path

    from auditlint.ledger import Ledger
    from auditlint.trace.matrix import Matrix, Row

#: One requirement per row of the three-source table.
HARBOUR = """\
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour

## v1.2 Requirements

- [x] **TIDE-01**: Tide table of a harbour
- [ ] **TIDE-02**: Tide table by hour
- [x] **TIDE-03**: Tide table by week
- [ ] **DOCK-01**: Docks with their depth
- [x] **DOCK-02**: Docks with their keeper
- [ ] **DOCK-03**: Docks on a map
- [ ] **BUOY-01**: Buoys by colour
- [ ] **BUOY-02**: Buoys by owner
- [ ] **CREW-01**: Crew lists

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Complete |
| TIDE-02 | Phase 1 | Pending |
| TIDE-03 | Phase 1 | Complete |
| DOCK-01 | Phase 1 | Pending |
| DOCK-02 | Phase 2 | Complete |
| DOCK-03 | Phase 2 | Pending |
| BUOY-01 | Phase 1 | Pending |
| BUOY-02 | Phase 3 | Pending |
| CREW-01 | Phase 2 | Deferred |

==> .planning/STATE.md <==
---
milestone: v1.2
status: executing
---

# Project State

==> .planning/ROADMAP.md <==
# Roadmap: Harbour

## Phases

- [x] **Phase 1: Tides** - Tables of tides
- [ ] **Phase 2: Docks** - Docks and crews
- [ ] **Phase 3: Buoys** - Buoys at sea

### Phase 1: Tides
**Goal**: Tables
**Requirements**: TIDE-01, TIDE-02, TIDE-03, DOCK-01, BUOY-01

### Phase 2: Docks
**Goal**: Docks
**Requirements**: DOCK-02, DOCK-03

==> .planning/phases/01-tides/01-01-PLAN.md <==
---
phase: 01-tides
plan: 01
requirements: [TIDE-01, TIDE-02, TIDE-03]
---

# Plan

==> .planning/phases/01-tides/01-02-PLAN.md <==
---
phase: 01-tides
plan: 02
requirements:
  - TIDE-01
  - DOCK-01
---

# Plan

==> .planning/phases/01-tides/01-01-SUMMARY.md <==
---
phase: 01-tides
plan: 01
requirements-completed: [TIDE-01, TIDE-02]
---

# Phase 1 Plan 1: Tides Summary

==> .planning/phases/01-tides/01-VERIFICATION.md <==
---
phase: 01-tides
verified: 2026-03-01
status: gaps_found
---

# Phase 1: Tides Verification Report

## Requirements Coverage

| Requirement | Source Plan | Description | Status | Evidence |
|---|---|---|---|---|
| TIDE-01 | 01-01 | Tide table | ✓ SATISFIED | tide.py |
| TIDE-02 | 01-01 | By hour | ✓ SATISFIED | tide.py |
| TIDE-03 | 01-01 | By week | ✓ SATISFIED | tide.py |
| DOCK-01 | 01-02 | Depth | ✗ BLOCKED | no depth |

==> .planning/phases/02-docks/02-01-PLAN.md <==
---
phase: 02-docks
plan: 01
requirements: [DOCK-02, DOCK-03]
---

# Plan

==> .planning/phases/02-docks/02-01-SUMMARY.md <==
---
phase: 02-docks
plan: 01
requirements-completed: [DOCK-02]
---

# Phase 2 Plan 1: Docks Summary

==> .planning/v1.2-MILESTONE-AUDIT.md <==
---
milestone: v1.2
audited: 2026-03-02
status: gaps_found
gaps:
  requirements:
    - id: "DOCK-01"
      status: unsatisfied
---

# v1.2 Milestone Audit Report

## Requirements Coverage

| REQ-ID | Phase | Final Status |
|---|---|---|
| TIDE-01 | 1 | satisfied |
| TIDE-03 | 1 | satisfied |
"""


def ledger_of(folder: Path, text: str) -> Ledger:
    """Write a tree of files and return its ledger."""
    write_tree(folder, text)
    config = Config()
    tree = WorkTree(str(folder), False)
    tasks = [Task(path, False) for path in tree.files() if is_candidate(config, path)]
    shown = {task.path: task.path for task in tasks}
    return session.ledgers([Group(tree, tasks, shown, 0)], config, 1)[0].ledger


def matrix_of(folder: Path, text: str, milestone: str = "") -> Matrix:
    """Return the matrix of a tree with one workspace."""
    (workspace,) = ledger_of(folder, text).workspaces
    matrix = build(workspace, milestone)
    assert matrix is not None
    return matrix


def rows_of(matrix: Matrix) -> dict[str, Row]:
    """Return the rows by id."""
    return {row.id: row for row in matrix.rows}
