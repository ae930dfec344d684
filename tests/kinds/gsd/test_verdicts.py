"""How reports judge requirements: rows of verifications and audits, gaps of audits."""

from __future__ import annotations

import pytest

from auditlint import registry
from auditlint.claims import Cites, Claims, Verdict
from auditlint.config import Limits
from auditlint.parsing.document import Document

VERIFICATION = """---
phase: 03-boat
verified: 2026-03-01
status: passed
---

# Phase 3: Boat Verification Report

## Requirements Coverage

| Requirement | Status | Evidence |
|---|---|---|
{}
"""


def claims_of(kind: str, text: str, path: str) -> Claims:
    entry = registry.KIND_BY_ID[kind]
    document = Document(path, text, Limits(), entry.kind.format)
    return Claims(entry.claims(document, entry.model(document)))


def judged(kind: str, text: str, path: str) -> list[tuple[str, str, str]]:
    claims = claims_of(kind, text, path)
    return [(one.subject.id, one.state, one.raw) for one in claims.of(Verdict)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| OAR-01 | ✓ SATISFIED | x |", [("OAR-01", "done", "✓ SATISFIED")]),
        ("| OAR-01: Blade | PARTIAL | x |", [("OAR-01", "active", "PARTIAL")]),
        ("| **OAR-01** | FAILED | x |", [("OAR-01", "failed", "FAILED")]),
        ("| R14 | SATISFIED | x |", [("R14", "done", "SATISFIED")]),
        ("| OAR-01..02 | pass | x |", [("OAR-01", "done", "pass"), ("OAR-02", "done", "pass")]),
        ("| OAR-01 | SATISFIED | `a | b` |", [("OAR-01", "unknown", "")]),
        ("| The blade is flat | SATISFIED | x |", [("", "done", "SATISFIED")]),
        ("| OAR-01 | ? NEEDS HUMAN | x |", [("OAR-01", "unknown", "? NEEDS HUMAN")]),
    ],
)
def test_rows_of_a_verification(row: str, expected: list[tuple[str, str, str]]) -> None:
    path = ".planning/phases/03-boat/03-VERIFICATION.md"
    assert judged("gsd-verification", VERIFICATION.format(row), path) == expected


def test_rows_and_gaps_of_an_audit() -> None:
    text = """---
milestone: v1.0
audited: 2026-03-02
status: gaps_found
gaps:
  requirements:
    - id: "OAR-03"
      status: partial
    - "OAR-04: Shaft"
  integration:
    - id: "OAR-05"
---

# v1.0 Milestone Audit Report

## Requirements Coverage

| REQ-ID | Phase | Final Status |
|---|---|---|
| OAR-01 | 3 | **satisfied** |
| OAR-02 | 3 | unsatisfied |
"""
    assert judged("gsd-milestone-audit", text, ".planning/v1.0-MILESTONE-AUDIT.md") == [
        ("OAR-03", "active", "partial"),
        ("OAR-04", "failed", "gap"),
        ("OAR-01", "done", "satisfied"),
        ("OAR-02", "failed", "unsatisfied"),
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [("OAR-01", ["OAR-01"]), ("R14", ["R14"]), ("UTF-8", ["UTF-8"]), ("later", [])],
)
def test_ids_that_a_plan_claims(item: str, expected: list[str]) -> None:
    text = f"---\nphase: 03-boat\nplan: 01\nrequirements:\n  - {item}\n---\n\n# Plan\n"
    claims = claims_of("gsd-plan", text, ".planning/phases/03-boat/03-01-PLAN.md")
    assert [
        one.subject.id for one in claims.of(Cites) if one.subject.type == "requirement"
    ] == expected
