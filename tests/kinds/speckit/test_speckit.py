from __future__ import annotations

from typing import Any

import pytest

from auditlint import registry
from auditlint.claims import (
    PATH,
    Belongs,
    Boxed,
    Cites,
    Claims,
    Count,
    Dated,
    Defines,
    Listed,
    Status,
    Tally,
    Task,
)
from auditlint.config import Config, Limits
from auditlint.kinds.recognise import by_content, by_path
from auditlint.kinds.speckit.features import requirements_in, stories_in
from auditlint.parsing.document import Document
from auditlint.rules.base import Context
from auditlint.schema.check import check

KINDS = tuple(entry.kind for entry in registry.KINDS)
FEATURE = "specs/004-tide-tables"


def read(kind: str, text: str, path: str) -> tuple[Document, Any, Claims]:
    document = Document(path, text, Limits())
    entry = registry.KIND_BY_ID[kind]
    model = entry.model(document)
    found = Claims(entry.claims(document, model))
    result = check(Context(document, entry.kind, model, found, Config()))
    assert result is not None
    assert [one.message for one in result.defects] == []
    return document, result.value, found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (f"{FEATURE}/spec.md", "speckit-spec"),
        (f"{FEATURE}/plan.md", "speckit-plan"),
        (f"{FEATURE}/tasks.md", "speckit-tasks"),
        (f"{FEATURE}/checklists/security.md", "speckit-checklist"),
        ("apps/api/specs/20260105-101500-tides/tasks.md", "speckit-tasks"),
        ("specs/4-tides/spec.md", "speckit-spec"),
        ("specs/0004-tides/plan.md", "speckit-plan"),
        ("specs/12-2fa/checklists/a.md", "speckit-checklist"),
        (".specify/specs/004-tides/tasks.md", "speckit-tasks"),
        ("specs/20260105-tides/spec.md", "speckit-spec"),
        ("specs/2026-01-05-tides/spec.md", None),
        (".agent-os/specs/2026-01-05-tides/tasks.md", None),
        ("specs/4tides/spec.md", None),
        ("specs/v4-tides/spec.md", None),
        (".specify/memory/constitution.md", "speckit-constitution"),
        ("memory/constitution.md", "speckit-constitution"),
        ("openspec/specs/2fa-login/spec.md", "openspec-spec"),
        ("specs/tides/spec.md", None),
    ],
)
def test_path_decides(path: str, kind: str | None) -> None:
    found = by_path(KINDS, path)
    assert (found.kind.id if found else None) == kind


SPEC = """# Feature Specification: Tide Tables

**Feature Branch**: `004-tide-tables`
**Created**: 2026-01-05
**Status**: Draft

## User Scenarios & Testing *(mandatory)*

### User Story 1 - Look up a tide (Priority: P1)

### User Story 2 — Print a table (Priority: P2)

## Requirements

- **FR-001**: System MUST keep tables
- **FR-002**: System MUST show tables
- ~~**FR-003**: System MUST fax tables~~ (removed)

## Success Criteria

- **SC-001**: A tide is found in two seconds

## Notes

- **FR-001**: is met by the office already
"""


def test_specification() -> None:
    _, model, claims = read("speckit-spec", SPEC, f"{FEATURE}/spec.md")
    assert model["stories"] == [
        {"id": "US1", "name": "Look up a tide", "priority": "P1"},
        {"id": "US2", "name": "Print a table", "priority": "P2"},
    ]
    assert [one["id"] for one in model["success_criteria"]] == ["SC-001"]
    assert [one.subject.id for one in claims.of(Defines)] == [
        "US1", "US2", "FR-001", "FR-002", "SC-001",
    ]
    assert [one.requirement for one in claims.of(Listed)] == ["FR-003"]
    assert [one.state for one in claims.of(Status)] == ["unknown"]
    assert {(one.source == PATH, one.subject.id) for one in claims.of(Belongs)} == {
        (True, "4-tide-tables"), (False, "4-tide-tables"),
    }


TASKS = """# Tasks: Tide Tables

**Total Tasks**: 6

## Phase 1: Setup

- [x] T001 Create the project in `src/tides/table.py` per contracts/tides.yaml
- [x] T002 [P] Write the reader in src/tides/read.py (FR-001..FR-002)
- [ ] T003 [P] Run the tests in tests/test_read.py

## Phase 2: User Story 1 - Look up a tide

- [ ] T004 [P] [US1] Show one tide in src/tides/show.py (depends on T002, T003)
- [ ] T090.1 [US-1] Sort tides in src/tides/show.py
- [ ] T046-MIN Polish

```
- [ ] T099 quoted
```
"""


def test_tasks() -> None:
    document, model, claims = read("speckit-tasks", TASKS, f"{FEATURE}/tasks.md")
    assert [len(one["tasks"]) for one in model["phases"]] == [3, 3]
    tasks = claims.of(Task)
    assert [one.id for one in tasks] == ["T001", "T002", "T003", "T004", "T090.1", "T046-MIN"]
    assert [document.text[one.span.start : one.span.end] for one in tasks] == [
        one.id for one in tasks
    ]
    assert [[path for path, _ in one.paths] for one in tasks] == [
        ["src/tides/table.py"], ["src/tides/read.py"], [], ["src/tides/show.py"],
        ["src/tides/show.py"], [],
    ]
    assert [one.group for one in tasks] == ["", "", "", "US1", "US1", "US1"]
    assert tasks[1].lane == tasks[2].lane != tasks[3].lane
    assert tasks[0].lane == tasks[4].lane == -1
    assert [name for name, _ in tasks[3].after] == ["T002", "T003"]
    assert [name for name, _ in tasks[1].requirements] == ["FR-001", "FR-002"]
    assert [name for name, _ in tasks[4].stories] == ["US1"]
    assert [one.total for one in claims.of(Count)] == [6]
    assert 6 in [one.total for one in claims.of(Tally)]
    assert [one.state for one in claims.of(Boxed)][:3] == ["done", "done", "open"]
    assert {"US1", "FR-002"} <= {one.subject.id for one in claims.of(Cites)}


PLAN = """# Implementation Plan: Tide Tables

**Branch**: `004-tide-tables` | **Date**: 2026-01-05 | **Spec**: [spec](./spec.md)

## Summary

Tables as FR-001 asks for.

## Technical Context

**Language/Version**: Python 3.12
**Storage**: N/A

## Constitution Check

Passed.
"""


def test_plan() -> None:
    _, model, claims = read("speckit-plan", PLAN, f"{FEATURE}/plan.md")
    assert model["technical_context"] == [
        {"key": "Language/Version", "value": "Python 3.12"}, {"key": "Storage", "value": "N/A"},
    ]
    assert [one.subject.id for one in claims.of(Cites)] == ["FR-001"]
    assert len(claims.of(Belongs)) == 2


def test_checklist() -> None:
    text = "# Security Checklist\n\n- [x] CHK001 Is FR-002 clear?\n- [ ] Is it?\n"
    _, model, claims = read("speckit-checklist", text, f"{FEATURE}/checklists/security.md")
    assert [one.get("id") for one in model["checks"]] == ["CHK001", None]
    assert [one.subject.id for one in claims.of(Cites)] == ["FR-002"]


def test_constitution() -> None:
    text = (
        "# Tides Constitution\n\n## Core Principles\n\n### I. Tables First\n\nKept.\n\n"
        "### II. No Fax\n\nNone.\n\n## Governance\n\nBinding.\n\n"
        "**Version**: 1.2.0 | **Ratified**: 2026-01-05 | **Last Amended**: 2026-03-09\n"
    )
    _, model, claims = read("speckit-constitution", text, ".specify/memory/constitution.md")
    assert model["principles"] == [
        {"number": "I", "name": "Tables First"}, {"number": "II", "name": "No Fax"},
    ]
    assert (model["version"], model["last_amended"]) == ("1.2.0", "2026-03-09")
    assert [one.when for one in claims.of(Dated)] == ["2026-01-05", "2026-03-09"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [(SPEC, "speckit-spec"), (TASKS, "speckit-tasks"), (PLAN, "speckit-plan")],
)
def test_content_decides_where_the_path_says_nothing(text: str, kind: str) -> None:
    found = by_content(KINDS, Document("notes/a.md", text, Limits()))
    assert found is not None
    assert found.kind.id == kind


@pytest.mark.parametrize(
    ("text", "stories"),
    [
        ("US1-US3 and US5", ["US1", "US2", "US3", "US5"]), ("US-2 to US-3", ["US2", "US3"]),
        ("user story 4", ["US4"]), ("US2.1, US7-1", []), ("US3-US1", ["US3", "US1"]),
    ],
)
def test_stories_named(text: str, stories: list[str]) -> None:
    assert [name for name, _ in stories_in(text)] == stories


def test_requirements_in_quotes_are_another_text_s() -> None:
    text = 'Write "FR-008: as before" into the plan (FR-004)'
    assert [name for name, _ in requirements_in(text, 0, "specs/002-tides/tasks.md")] == ["FR-004"]
