"""Roadmap, requirements, state, milestones and settings: recognition, models and claims."""

from __future__ import annotations

from typing import Any

import pytest

from auditlint import registry
from auditlint.claims import (
    Assigned,
    Boxed,
    Claims,
    Count,
    Coverage,
    Dated,
    Defines,
    Named,
    Progress,
    Status,
    Tally,
)
from auditlint.config import Config, Limits
from auditlint.kinds.recognise import by_content, by_path
from auditlint.parsing.document import Document
from auditlint.rules.base import Context
from auditlint.schema.check import check

KINDS = tuple(entry.kind for entry in registry.KINDS)


def read(kind: str, text: str, path: str) -> tuple[Document, Any, Claims]:
    entry = registry.KIND_BY_ID[kind]
    document = Document(path, text, Limits(), entry.kind.format)
    model = entry.model(document)
    stated = Claims(entry.claims(document, model))
    result = check(Context(document, entry.kind, model, stated, Config()))
    assert result is not None
    assert [one.message for one in result.defects] == []
    return document, result.value, stated


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (".planning/ROADMAP.md", "gsd-roadmap"),
        ("apps/web/.planning/ROADMAP.md", "gsd-roadmap"),
        (".planning/milestones/v1.0-ROADMAP.md", "gsd-roadmap"),
        (".planning/workstreams/billing/ROADMAP.md", "gsd-roadmap"),
        (".planning/REQUIREMENTS.md", "gsd-requirements"),
        (".planning/milestones/v1.0-REQUIREMENTS.md", "gsd-requirements"),
        (".planning/workstreams/billing/STATE.md", "gsd-state"),
        (".planning/MILESTONES.md", "gsd-milestones"),
        (".planning/config.json", "gsd-config"),
        ("config.json", ""),
        ("docs/ROADMAP.md", ""),
        ("STATE.md", ""),
    ],
)
def test_recognised_by_path(path: str, kind: str) -> None:
    found = by_path(KINDS, path)
    assert (found.kind.id if found else "") == kind


ROADMAP = """# Roadmap: Harbour

## Milestones

- ✅ **v1.0 Quay** - Phases 1-2 (shipped 2026-01-20)
- 🚧 **v1.1 Tides** - Phases 3-4 (in progress)

## Phases

<details>
<summary>✅ v1.0 Quay (Phases 1-2) - SHIPPED 2026-01-20</summary>

- [x] Phase 1: Berths (2/2 plans) - completed 2026-01-10

</details>

### 🚧 v1.1 Tides (In Progress)

- [x] **Phase 3: Tide Tables** - what the moon does (completed 2026-02-01)
- [ ] **Phase 4: Alerts** - who is told

## Phase Details

### Phase 3: Tide Tables
**Goal**: Boats float
**Requirements**: TIDE-01..03, TIDE-05
**Plans**: 2/2 plans complete

Plans:
- [x] 03-01-PLAN.md - store
- [ ] 03-02: show

### Phase 3.1: Leap Days (INSERTED)
**Plans**: TBD

## Progress

| Phase | Milestone | Plans Complete | Status | Completed |
|-------|-----------|----------------|--------|-----------|
| 1. Berths | v1.0 | 2/2 | Complete | 2026-01-10 |
| 3. Tide Tables | 2/2 | Complete | 2026-02-01 |
| 4. Alerts | v1.1 | 0/? | In Progress | - |
| 5-9. Later | v2.0 | 0/9 | Not started | - |
"""


def test_roadmap_model() -> None:
    _, value, _ = read("gsd-roadmap", ROADMAP, ".planning/ROADMAP.md")
    assert [one["version"] for one in value["milestones"]] == ["v1.0", "v1.1", "v1.1"]
    phases = {one["id"]: one for one in value["phases"]}
    assert list(phases) == ["1", "3", "4", "3.1"]
    assert phases["3"]["box"] == "done"
    assert phases["3"]["plans"] == [{"id": "03-01", "box": "done"}, {"id": "03-02", "box": "open"}]
    assert phases["3.1"]["name"] == "Leap Days"
    assert [one["phase"] for one in value["progress"]] == ["1", "3", "4"]
    assert value["progress"][1] == {
        "phase": "3", "plans": "2/2", "status": "Complete", "completed": "2026-02-01",
    }


def test_roadmap_claims() -> None:
    document, _, claims = read("gsd-roadmap", ROADMAP, ".planning/ROADMAP.md")
    statuses = {
        (one.subject.id, one.state, one.raw) for one in claims.of(Status)
        if one.subject.type == "phase"
    }
    # The open box of phase 4 says only "not done", so it agrees with its row.
    assert {
        ("3", "done", "ticked"), ("3", "done", "completed 2026-02-01"), ("3", "done", "Complete"),
        ("4", "active", "not ticked"), ("4", "active", "In Progress"),
    } <= statuses
    assert ("1", "done", "Complete") in statuses
    boxes = {(one.subject.type, one.subject.id): one for one in claims.of(Boxed)}
    assert boxes[("plan", "03-02")].state == "open"
    assert document.text[slice(*boxes[("phase", "4")].span)] == "[ ]"
    assert [(one.requirement, one.phase) for one in claims.of(Assigned)] == [
        ("TIDE-01", "3"), ("TIDE-02", "3"), ("TIDE-03", "3"), ("TIDE-05", "3"),
    ]
    counts = [(one.scope, one.done, one.total) for one in claims.of(Count)]
    assert counts.count(("phase 3", 2, 2)) == 2
    assert ("phase 1", 2, 2) in counts
    tally = claims.of(Tally)
    assert [(one.scope, one.total) for one in tally] == [("phase 3", 2)]
    assert {one.when for one in claims.of(Dated) if one.subject.id == "3"} == {"2026-02-01"}
    names = {(one.subject.id, one.name) for one in claims.of(Named)}
    assert ("3", "Tide Tables") in names
    assert ("v1.1", "Tides") in names


@pytest.mark.parametrize(
    ("heading", "states"),
    [
        ("### Phase 4: Testing", []),
        ("### Phase 4: Testing (Complete)", ["done"]),
        ("### Phase 4: Complete the move", []),
        ("### Phase 4: Docs - COMPLETE ✅", ["done"]),
        ("### ✅ Phase 4: Docs", ["done"]),
        ("### Phase 4 - Docs: In Progress", []),
    ],
)
def test_a_phase_heading_has_a_status_behind_its_name_only(
    heading: str, states: list[str]
) -> None:
    _, _, claims = read("gsd-roadmap", f"# Roadmap\n\n{heading}\n", ".planning/ROADMAP.md")
    assert [one.state for one in claims.of(Status)] == states


def test_an_open_box_agrees_with_work_under_way() -> None:
    text = (
        "# Roadmap\n\n- [ ] **Phase 1: Lights** - lamps\n- [ ] **Phase 2: Horns** - noise\n\n"
        "### Phase 1: Lights (In Progress)\n\n### Phase 2: Horns\n**Status**: In progress\n"
    )
    _, _, claims = read("gsd-roadmap", text, ".planning/ROADMAP.md")
    assert {one.state for one in claims.of(Status)} == {"active"}


def test_milestones_that_restart_at_phase_one_stay_apart() -> None:
    text = (
        "# Roadmap\n\n## Phases\n\n<details>\n<summary>v1.0 Quay - SHIPPED</summary>\n\n"
        "- [x] Phase 1: Berths\n\n</details>\n\n- [ ] **Phase 1: Lights** - lamps\n\n"
        "| Phase | Milestone | Plans Complete | Status | Completed |\n|--|--|--|--|--|\n"
        "| 1. Berths | v1.0 | 1/1 | Complete | - |\n| 1. Lights | v2.0 | 0/1 | Not started | - |\n"
    )
    _, _, claims = read("gsd-roadmap", text, ".planning/ROADMAP.md")
    states: dict[str, set[str]] = {}
    for one in claims.of(Status):
        if one.subject.type == "phase":
            states.setdefault(one.subject.id, set()).add(one.state)
    assert states == {"v1.0/1": {"done"}, "1": {"open"}}


REQUIREMENTS = """# Requirements: Harbour

## v1 Requirements

### Tides (2/3)

- [x] **TIDE-01**: Table by harbour
- [ ] **TIDE-02**: Table by hour
  - [ ] **TIDE-09**: a detail that is no entry
- [x] ~~TIDE-03~~ no entry

### Lights

- [ ] **LAMP-V1-01**: Lamps

## v2 Requirements

- **TIDE-04**: Forecast

## Out of Scope

- [ ] **TIDE-05**: Weather

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01..02 | Phase 1 | Complete |
| LAMP-V1-01 | Phases 2, 3 | Pending |

**Coverage:**
- v1 requirements: 3 total
- Mapped to phases: ~3
- Unmapped: 0
"""


def test_requirements() -> None:
    document, value, claims = read("gsd-requirements", REQUIREMENTS, ".planning/REQUIREMENTS.md")
    assert [(one["id"], one["scope"]) for one in value["requirements"]] == [
        ("TIDE-01", "current"), ("TIDE-02", "current"), ("LAMP-V1-01", "current"),
        ("TIDE-04", "future"), ("TIDE-05", "excluded"),
    ]
    assert [one.subject.id for one in claims.of(Defines)] == ["TIDE-01", "TIDE-02", "LAMP-V1-01"]
    assert [(one.requirement, one.phase) for one in claims.of(Assigned)] == [
        ("TIDE-01", "1"), ("TIDE-02", "1"), ("LAMP-V1-01", "2"), ("LAMP-V1-01", "3"),
    ]
    (count,) = claims.of(Count)
    tally = next(one for one in claims.of(Tally) if one.scope == count.scope)
    assert (count.done, count.total, tally.done, tally.total) == (2, 3, 1, 2)
    labels = {one.label: one.stated for one in claims.of(Coverage)}
    assert labels == {}, "an entry that cannot be read leaves the numbers undecided"
    whole = REQUIREMENTS.replace("- [x] ~~TIDE-03~~ no entry\n", "")
    _, _, claims = read("gsd-requirements", whole, ".planning/REQUIREMENTS.md")
    assert {one.label: one.stated for one in claims.of(Coverage)} == {"total": 3, "unmapped": 0}
    assert document.text[slice(*count.span)] == "2/3"


STATE = """---
gsd_state_version: 1.0
milestone: v1.1
milestone_name: Tides
progress:
  total_phases: 4
  completed_phases: 1
  total_plans: 8
  completed_plans: 3
  percent: 38
---

# Project State

## Current Position

Phase: 2 of 4 (Tide Tables)
Plan: 1 of 3 in current phase
Status: In progress

Progress: [████░░░░░░] 38%

## Performance Metrics

- Total plans completed: 3

| Phase | Plans | Total | Avg/Plan |
|-------|-------|-------|----------|
| 1 | 2 | 9min | 5min |
| 2 | 1/3 | 4min | 4min |
"""


def test_state() -> None:
    document, value, claims = read("gsd-state", STATE, ".planning/STATE.md")
    assert value["front_matter"]["progress"]["percent"] == 38
    assert value["position"]["plan"] == "1 of 3 in current phase"
    found = {
        (one.measure, one.done, one.total, one.percent): document.text[slice(*one.span)]
        for one in claims.of(Progress)
    }
    assert found == {
        ("phases", 1, 4, None): "1",
        ("plans", 3, 8, None): "3",
        ("percent", None, None, 38.0): "38",
        ("current phase", 2, 4, None): "2 of 4",
        ("current plan", 1, 3, None): "1 of 3",
        ("bar", 4, 10, 38.0): "[████░░░░░░]",
    }
    assert [one.total for one in claims.of(Tally)] == [3]
    assert ("2", "Tide Tables") in {(one.subject.id, one.name) for one in claims.of(Named)}


MILESTONES = """# Milestones

## v1.0 Quay (Shipped: 2026-01-20)

**Phases completed:** 1-2 (3 plans total)

**Stats:**
- 2 phases, 3 plans
"""


def test_milestones() -> None:
    _, value, claims = read("gsd-milestones", MILESTONES, ".planning/MILESTONES.md")
    assert value["milestones"] == [{"version": "v1.0", "name": "Quay", "shipped": "2026-01-20"}]
    assert [(one.noun, one.total) for one in claims.of(Count)] == [
        ("plans", 3), ("phases", 2), ("plans", 3),
    ]
    assert [(one.noun, one.total, one.complete) for one in claims.of(Tally)] == [
        ("phase range", 2, False)
    ]


def test_settings_are_their_own_model() -> None:
    document, value, claims = read(
        "gsd-config", '{\n\t"mode": "yolo",\n\t"workflow": {"research": true}\n}\n',
        ".planning/config.json",
    )
    assert value == {"mode": "yolo", "workflow": {"research": True}}
    assert not list(claims)
    assert document.tables == []
    assert document.fields == []
    assert document.sections == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ROADMAP, "gsd-roadmap"),
        (REQUIREMENTS, "gsd-requirements"),
        (STATE, "gsd-state"),
        (MILESTONES, "gsd-milestones"),
        ("# Roadmap\n\nWe want to sail.\n", ""),
        ("# Requirements\n\n- Python 3.11\n", ""),
    ],
)
def test_recognised_by_content(text: str, kind: str) -> None:
    found = by_content(KINDS, Document("notes.txt", text, Limits()))
    assert (found.kind.id if found else "") == kind
