from __future__ import annotations

from typing import Any

import pytest

from auditlint import registry
from auditlint.claims import Boxed, Cites, Claims, Count, Defines, Named, Tally
from auditlint.config import Config, Limits
from auditlint.kinds.recognise import by_content, by_path
from auditlint.parsing.document import Document
from auditlint.rules.base import Context
from auditlint.schema.check import check

KINDS = tuple(entry.kind for entry in registry.KINDS)
CHANGE = "openspec/changes/add-tide-tables"


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
        (f"{CHANGE}/tasks.md", "openspec-tasks"),
        (f"{CHANGE}/proposal.md", "openspec-proposal"),
        (f"{CHANGE}/design.md", "openspec-design"),
        (f"{CHANGE}/specs/tides/spec.md", "openspec-delta"),
        (f"{CHANGE}/specs/harbour/tides/spec.md", "openspec-delta"),
        ("openspec/changes/archive/2026-01-05-add-tides/tasks.md", "openspec-tasks"),
        ("openspec/changes/archive/2026-01-05-add-tides/specs/tides/spec.md", "openspec-delta"),
        ("openspec/specs/tides/spec.md", "openspec-spec"),
        ("apps/api/openspec/specs/harbour/tides/spec.md", "openspec-spec"),
        ("openspec/changes/openspec/specs/tides/spec.md", "openspec-delta"),
        (f"{CHANGE}/specs/tides/README.md", None),
        ("specs/001-tides/tasks.md", None),
        ("openspec/schemas/templates/tasks.md", None),
    ],
)
def test_recognised_by_path(path: str, kind: str | None) -> None:
    found = by_path(KINDS, path)
    named = found.kind.id if found else None
    assert named == kind if kind else not (named or "").startswith("openspec")


TASKS = """# Tasks

## 1. Storage
- [x] 1.1 Store `tides` by harbour
- [ ] 1.2 Index by hour

## 2. Interface
- [X] 2.1 Add the command
"""
PROPOSAL = """# Change: add-tide-tables

## Why
Boats run aground.

## What Changes
- Tide tables

## Capabilities

### New Capabilities
- `harbour/tides`: tables by hour

### Modified Capabilities
- `charts`: show the depth

## Impact
- Affected code: `src/charts.py`
"""
DESIGN = """## Context
Old charts.

## Goals / Non-Goals
Both.

## Decisions

### Decision 1: Keep hours
Because.

### 2. Round down
### No clock

## Risks / Trade-offs
None.
"""
DELTA = """## Purpose
Tides.

## ADDED Requirements

### Requirement: Hourly table
The system SHALL print a table.

#### Scenario: A day
- **WHEN** asked
- **THEN** 24 rows

## MODIFIED Requirements
### Requirement: Depth
The system MUST show it.
#### Scenario: Low water
- **THEN** less

## REMOVED Requirements
- `### Requirement: Paper copy`

## RENAMED Requirements
- FROM: `### Requirement: Old name`
- TO: `### Requirement: New name`
"""
SPEC = """# tides Specification

## Purpose
Tells when a boat may leave.

## Requirements

### Requirement: Hourly table
The system SHALL print a table.

#### Scenario: A day
- **WHEN** asked

### Requirement: Depth
It MUST be there.
"""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TASKS, "openspec-tasks"),
        (PROPOSAL, "openspec-proposal"),
        (DESIGN, "openspec-design"),
        (DELTA, "openspec-delta"),
        (SPEC, "openspec-spec"),
        (TASKS.replace("\n", "\r\n"), "openspec-tasks"),
        (PROPOSAL.replace("\n", "\r\n"), "openspec-proposal"),
        (DELTA.replace("\n", "\r\n"), "openspec-delta"),
        ("# Notes\n\n```\n" + TASKS + "```\n", None),
        ("# Notes\n\n## Why\n\nBecause.\n", None),
    ],
)
def test_recognised_by_content(text: str, kind: str | None) -> None:
    found = by_content(KINDS, Document("notes.txt", text, Limits()))
    assert (found.kind.id if found else None) == kind


def test_tasks() -> None:
    document, value, claims = read("openspec-tasks", TASKS, f"{CHANGE}/tasks.md")
    assert value["groups"] == [
        {
            "number": "1",
            "name": "Storage",
            "tasks": [
                {"id": "1.1", "box": "done", "text": "1.1 Store `tides` by harbour"},
                {"id": "1.2", "box": "open", "text": "1.2 Index by hour"},
            ],
        },
        {
            "number": "2",
            "name": "Interface",
            "tasks": [{"id": "2.1", "box": "done", "text": "2.1 Add the command"}],
        },
    ]
    boxes = claims.of(Boxed)
    assert [(one.subject.id, one.state) for one in boxes] == [
        ("1.1", "done"), ("1.2", "open"), ("2.1", "done"),
    ]
    assert document.text[boxes[1].span.start : boxes[1].span.end] == "[ ]"
    assert [(one.done, one.total, bool(one.scope)) for one in claims.of(Tally)] == [
        (1, 2, True), (1, 1, True), (2, 3, False),
    ]
    assert [
        document.text[one.span.start : one.span.end] for one in claims.of(Defines)
    ] == ["1.1", "1.2", "2.1"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("# Tasks\n\n**Progress:** 2/3 tasks\n\n" + TASKS, [(2, 3, "")]),
        ("# Tasks\n\n**Progress**: 2/3 done tasks (67%)\n\n" + TASKS, [(2, 3, "")]),
        ("# Tasks\n\n**Tasks complete:** ~2/3\n\n" + TASKS, []),
        ("# Tasks\n\n**Total tasks:** 3\n\n" + TASKS, [(None, 3, "")]),
        ("# Tasks\n\n**Reviews:** 2/3 people\n\n" + TASKS, []),
        ("# Tasks\n\n`2/3 tasks` is what the command prints.\n\n" + TASKS, []),
        (TASKS.replace("Storage", "Storage (1/2)").replace("Interface", "Interface (1/1)"),
         [(1, 2, ""), (1, 1, "")]),
        (TASKS.replace("Storage", "Storage (1/2)"), []),
    ],
)
def test_stated_counts(text: str, counts: list[tuple[int | None, int, str]]) -> None:
    _, _, claims = read("openspec-tasks", text, f"{CHANGE}/tasks.md")
    assert [
        (one.done, one.total, "~" if one.approximate else "") for one in claims.of(Count)
    ] == counts


def test_boxes_below_boxes_are_not_tallied() -> None:
    text = "# Tasks\n\n## 1. A\n- [ ] 1.1 a\n  - [ ] b\n\n## 2. B\n- [x] 2.1 c\n- [~] 2.2 d\n"
    _, value, claims = read("openspec-tasks", text, f"{CHANGE}/tasks.md")
    assert [(one.done, one.total) for one in claims.of(Tally)] == [(None, 2)]
    assert [one["box"] for one in value["groups"][1]["tasks"]] == ["done", "other"]


def test_proposal() -> None:
    document, value, claims = read("openspec-proposal", PROPOSAL, f"{CHANGE}/proposal.md")
    assert value["why"] == "Boats run aground."
    assert value["what_changes"] == "- Tide tables"
    assert value["capabilities"] == [
        {"name": "harbour/tides", "role": "new"}, {"name": "charts", "role": "modified"},
    ]
    assert [one.name for one in claims.of(Named)] == ["add-tide-tables"]
    assert [
        (document.text[one.span.start : one.span.end], one.role) for one in claims.of(Cites)
    ] == [("harbour/tides", "new capability"), ("charts", "modified capability")]


def test_design() -> None:
    _, value, claims = read("openspec-design", DESIGN, f"{CHANGE}/design.md")
    assert value["decisions"] == [
        {"number": "1", "name": "Keep hours"}, {"number": "2", "name": "Round down"},
        {"name": "No clock"},
    ]
    assert [one.subject.id for one in claims.of(Defines)] == ["1", "2"]


def test_delta() -> None:
    document, value, claims = read("openspec-delta", DELTA, f"{CHANGE}/specs/tides/spec.md")
    assert [one["operation"] for one in value["operations"]] == [
        "ADDED", "MODIFIED", "REMOVED", "RENAMED",
    ]
    assert value["operations"][0]["requirements"] == [
        {
            "name": "Hourly table",
            "text": "The system SHALL print a table.",
            "scenarios": [{"name": "A day"}],
        }
    ]
    assert value["operations"][3]["named"] == [
        {"name": "Old name", "role": "from"}, {"name": "New name", "role": "to"},
    ]
    assert [
        (document.text[one.span.start : one.span.end], one.role) for one in claims.of(Cites)
    ] == [
        ("Depth", "modified"), ("Paper copy", "removed"), ("Old name", "renamed from"),
        ("New name", "renamed to"),
    ]


def test_spec() -> None:
    document, value, claims = read("openspec-spec", SPEC, "openspec/specs/tides/spec.md")
    assert value["purpose"] == "Tells when a boat may leave."
    assert [one["name"] for one in value["requirements"]] == ["Hourly table", "Depth"]
    assert [one.subject.id for one in claims.of(Named)] == ["tides"]
    assert [document.text[one.span.start : one.span.end] for one in claims.of(Defines)] == [
        "Hourly table", "A day", "Depth",
    ]


@pytest.mark.parametrize("kind", ["tasks", "proposal", "design", "delta", "spec"])
@pytest.mark.parametrize(
    "text",
    ["", "\n", "# \n## \n### Requirement:\n####\n- [ ]\n", "- [ ] 1.1", "## 1. \n- [x]\n",
     "## ADDED Requirements", "## RENAMED Requirements\n- FROM:\n- TO: `", "## Why\n## Why\n",
     "#### Scenario: a\n### Requirement: b\n" * 50, "- " * 300 + "[ ] 1.1 deep"],
)
def test_odd_documents_do_not_crash(kind: str, text: str) -> None:
    entry = registry.KIND_BY_ID[f"openspec-{kind}"]
    document = Document("openspec/x.md", text, Limits())
    list(entry.claims(document, entry.model(document)))


def test_a_requirement_without_a_name_is_no_requirement() -> None:
    document = Document("openspec/specs/a/spec.md", "## Requirements\n### Requirement:\n", Limits())
    entry = registry.KIND_BY_ID["openspec-spec"]
    result = check(Context(document, entry.kind, entry.model(document), Claims(), Config()))
    assert result is not None
    assert not result.valid
