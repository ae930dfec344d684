from __future__ import annotations

import pytest

from auditlint.claims import Cites, Claims, Count, Defines, Parts, Severity, Status, Tally
from auditlint.config import Config, Limits
from auditlint.kinds.freeform import issue_register
from auditlint.parsing.document import Document
from auditlint.rules.base import Context
from auditlint.schema.check import check
from tests.helpers import found, outcome

REVIEW = """# Relay Review: gaps and deviations

**Overall**: 2 identified issues need work.

| Severity | Count |
|----------|-------|
| **BLOCKER** | 1 |
| **MINOR** | 1 |

## BLOCKER Issues

### GAP-1: No retry
**Severity**: BLOCKER
**Location**: `src/send.c:12`
**Fix**: Retry.

## MINOR Issues

### GAP-2: Odd wording - FIXED
**Severity**: MINOR
**Location**: `src/text.c`

## Checklist

- [ ] Sending (GAP-1)

## Recommendations

### Immediate
1. Fix GAP-1: after GAP-2
"""


def claims_of(text: str) -> Claims:
    document = Document("x.md", text, Limits())
    return Claims(issue_register.claims(document, issue_register.model(document)))


def test_learns_ids_and_severities() -> None:
    claims = claims_of(REVIEW)
    assert [one.subject.id for one in claims.of(Defines)] == ["GAP-1", "GAP-2"]
    assert [(one.subject.id, one.level, one.rank, one.source) for one in claims.of(Severity)] == [
        ("GAP-1", "blocker", 0, "heading"),
        ("GAP-1", "blocker", 0, "field"),
        ("GAP-2", "minor", 3, "heading"),
        ("GAP-2", "minor", 3, "field"),
        ("GAP-1", "Immediate", 0, "bucket"),
    ]
    assert [(one.subject.id, one.state) for one in claims.of(Status)] == [("GAP-2", "done")]


def test_counts() -> None:
    claims = claims_of(REVIEW)
    assert [(one.noun, one.total) for one in claims.of(Count)] == [("issues", 2)]
    assert [(one.scope, one.total) for one in claims.of(Tally)] == [
        ("", 2), ("blocker", 1), ("minor", 1),
    ]
    (parts,) = claims.of(Parts)
    assert [(label, number) for label, number, _ in parts.parts] == [("blocker", 1), ("minor", 1)]
    assert parts.counted == (("blocker", 1), ("minor", 1))


def test_citations() -> None:
    assert [(one.subject.id, one.role) for one in claims_of(REVIEW).of(Cites)] == [
        ("GAP-1", "checklist"), ("GAP-1", "recommendation"), ("GAP-2", "recommendation"),
    ]


def test_entries_in_a_table() -> None:
    text = (
        "# Relay Issues\n\n| Id | Title | Severity | Status |\n|---|---|---|---|\n"
        "| BUG-01 | Leak | P1 | Open |\n| BUG-02 | Race | P2 | Fixed |\n"
    )
    claims = claims_of(text)
    assert [(one.subject.id, one.name) for one in claims.of(Defines)] == [
        ("BUG-01", "Leak"), ("BUG-02", "Race"),
    ]
    assert [(one.level, one.scale) for one in claims.of(Severity)] == [
        ("p1", "priority"), ("p2", "priority"),
    ]
    assert [one.state for one in claims.of(Status)] == ["open", "done"]


@pytest.mark.parametrize(
    "text",
    ["", "# Review", "# Review\n\n## ISSUE-1: one alone\n", "# R\n\n## A-1\n\n## A-1\n", "|" * 500],
)
def test_little_gives_little(text: str) -> None:
    document = Document("x.md", text, Limits())
    issue_register.model(document)
    list(issue_register.claims(document, issue_register.model(document)))


def test_model_is_valid() -> None:
    document = Document("x.md", REVIEW, Limits())
    result = check(Context(document, issue_register.KIND, issue_register.model(document), Claims(), Config()))
    assert result is not None
    assert result.valid
    issue = result.value["issues"][0]
    assert {key: issue[key] for key in ("id", "title", "severity")} == {
        "id": "GAP-1", "title": "No retry", "severity": "BLOCKER",
    }
    assert "fix" in issue
    assert "fix" not in result.value["issues"][1]
    assert result.value["distribution"][0] == {"severity": "blocker", "count": 1}


def test_recognised_by_content() -> None:
    assert outcome(REVIEW, "0001.txt").kind == "issue-register"
    assert outcome(REVIEW, "docs/RELAY_REVIEW.md", explicit=False).kind == "issue-register"


@pytest.mark.parametrize(
    "text",
    [
        "# Relay\n\n## Installation\n\n## Known issues\n\n## License\n",
        "# Changelog\n\n## 1.2.0\n\n### Fixed\n\n- GAP-1: retry\n",
        "# Design: retries\n\n## Problem\n\n## Impact\n\n**Status**: Draft\n",
        "# How to review\n\n## Steps\n\n- [ ] Read it\n",
    ],
)
def test_other_documents_are_not(text: str) -> None:
    assert outcome(text, "0001.txt").kind == ""


NUMBERED = """# Pump Audit Findings

## Findings

### 1. High — The valve is never closed

Close it.

### 2. [Medium] The gauge is read twice

### 3. Low: The hose has no name
"""
GRADED = """# Pump audit, 2031

| Class | High | Low |
|-------|------|-----|
| Found | {high} | 2 |
| Open  | 0 | 2 |

### HIGH-1: The valve is never closed

Close it.

### LOW-1: The gauge is read twice

### LOW-2: The hose has no name
"""
BELOW = """# What the pump does wrong

## P1: Critical

#### [BUG-001] The valve is never closed
- **Expected**: closed

#### [BUG-002] The gauge is read twice

## P2: High

#### [BUG-002] The hose has no name
"""


@pytest.mark.parametrize("text", [NUMBERED, GRADED, BELOW])
@pytest.mark.parametrize("name", ["docs/PUMP_BUGS.md", "docs/pump.md", "docs/PUMP_POLICY_AUDIT.md"])
def test_recognised_by_how_entries_are_graded(text: str, name: str) -> None:
    assert outcome(text, name).kind == "issue-register"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        # What was released, how things are done, and forms are no registers.
        ("CHANGELOG.md", NUMBERED), ("docs/AUDIT_GUIDE.md", NUMBERED), ("docs/audit-checklist.md", NUMBERED),
        ("docs/pump.md", NUMBERED.replace("Findings\n", "Runbook\n", 1)), ("docs/templates/BUGS.md", NUMBERED),
        # A number and a word that only looks like a severity, and a single one.
        ("docs/pump.md", "# Pumps\n\n### 1. High pressure\n\n### 2. Low pressure\n"),
        ("docs/pump.md", "# Pumps\n\n### HIGH-1: Water\n\n### Steam\n"),
        ("docs/pump.md", "# Pumps\n\n## High\n\n### P-100\n\n### P-200\n"),
    ],
)
def test_what_is_no_register(path: str, text: str) -> None:
    assert outcome(text, path).kind != "issue-register"


def test_numbered_and_graded_entries() -> None:
    assert [(one.subject.id, one.level) for one in claims_of(NUMBERED).of(Severity)] == [
        ("#1", "high"), ("#2", "medium"), ("#3", "low"),
    ]
    assert [(one.subject.id, one.level) for one in claims_of(GRADED).of(Severity)] == [
        ("HIGH-1", "high"), ("LOW-1", "low"), ("LOW-2", "low"),
    ]


@pytest.mark.parametrize(("high", "expected"), [(1, []), (3, ["3:1 3 high, 2 low stated, but the rows are 1 high, 2 low"])])
def test_the_row_of_what_was_found(high: int, expected: list[str]) -> None:
    assert found(GRADED.format(high=high), "CNT005", "docs/PUMP_BUGS.md") == expected


def test_an_id_below_another_severity_is_defined_twice() -> None:
    assert found(BELOW, "REQ004", "docs/PUMP_BUGS.md") == ["12:7 BUG-002 is defined here a second time"]


AREAS = """# Pump Audit

## Findings

### HIGH-CF-1 — The valve is never closed

### MEDIUM-CF-1 — The gauge is read twice

### MEDIUM-CF-2 — The hose has no name

LOW-CF-1 had already been fixed.
"""


def test_a_severity_may_be_the_first_part_of_an_id() -> None:
    assert [(one.subject.id, one.level) for one in claims_of(AREAS).of(Severity)] == [
        ("HIGH-CF-1", "high"), ("MEDIUM-CF-1", "medium"), ("MEDIUM-CF-2", "medium"),
    ]
    assert found(AREAS, "REQ004", "docs/PUMP_AUDIT.md") == []
    assert found(AREAS, "REF005", "docs/PUMP_AUDIT.md") == []
