"""What a roadmap's phases depend on, and what a plan says of its wave and files."""

from __future__ import annotations

import pytest

from auditlint import registry
from auditlint.claims import Cites, Claims, Depends, Modifies, Scheduled
from auditlint.config import Limits
from auditlint.parsing.document import Document


def claims(kind: str, path: str, text: str) -> Claims:
    document = Document(path, text, Limits())
    entry = registry.KIND_BY_ID[kind]
    return Claims(entry.claims(document, entry.model(document)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Phase 1", ["1"]),
        ("Phase 1 (entries), Phase 2.1", ["1", "2.1"]),
        ("Phases 1 and 2", ["1", "2"]),
        ("Phases 1-3 (all of them)", ["1", "2", "3"]),
        ("Phase 1 + Phase 2", ["1", "2"]),
        ("Phase 1 (hard). Mostly follows Phase 4", ["1"]),
        ("Phase 1 or Phase 2", []),
        ("Phase 1 (optional), Phase 2", ["2"]),
        ("Nothing (Phase 1 may run beside it)", []),
        ("None", []),
        ("the ledger", []),
        ("Phases 9-1", []),
        ("Phase 1" + ", Phase 2" * 3, ["1", "2", "2", "2"]),
    ],
)
def test_depends_on(value: str, expected: list[str]) -> None:
    text = f"# Roadmap\n\n### Phase 7: Reports\n\n**Depends on**: {value}\n"
    found = claims("gsd-roadmap", ".planning/ROADMAP.md", text).of(Depends)
    assert [one.on.id for one in found] == expected
    assert {one.subject.id for one in found} <= {"7"}


def test_a_plan() -> None:
    text = """---
phase: 07-reports
plan: 03
wave: 2
depends_on: ["07-01", "06-ledger", "phase-5", "later"]
files_modified:
  - ./src/a.py
  - "src/*.py"
  - src/
gap_closure: true
coupling_justified: ["07-02: one line each"]
---

# Plan
"""
    found = claims("gsd-plan", ".planning/phases/07-reports/07-03-PLAN.md", text)
    (schedule,) = found.of(Scheduled)
    assert (schedule.wave, schedule.restarts, schedule.coupled) == (2, True, ("7-2",))
    assert [one.path for one in found.of(Modifies)] == ["src/a.py"]
    assert [one.subject for one in found.of(Cites)] == [
        ("plan", "7-1"), ("phase", "6"), ("phase", "5"),
    ]
