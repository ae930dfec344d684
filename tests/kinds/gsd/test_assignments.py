"""What roadmaps and requirements lists say about the phase of a requirement."""

from __future__ import annotations

import pytest

from auditlint.claims import FIELD, LINE, Assigned, Listed, Traced
from tests.kinds.gsd.test_project_kinds import read


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" OAR-01, OAR-02", [("OAR-01", FIELD), ("OAR-02", FIELD)]),
        (" OAR-01..02 and OAR-05", [("OAR-01", FIELD), ("OAR-02", FIELD), ("OAR-05", FIELD)]),
        (" [OAR-01], (OAR-02)", [("OAR-01", FIELD), ("OAR-02", FIELD)]),
        (" OAR-01 (partial)", [("OAR-01", LINE)]),
        (" Foundation for OAR-01", [("OAR-01", LINE)]),
        (" TBD", []),
        ("\n- OAR-01: Blade\n- **OAR-02** - Shaft", [("OAR-01", FIELD), ("OAR-02", FIELD)]),
        ("\n- Blade, see OAR-01\n\n**Goal:** Row\n\n- OAR-02: Shaft", []),
        ("\n\n#### Notes\n\n- OAR-01: Blade", []),
    ],
)
def test_requirements_of_a_phase(value: str, expected: list[tuple[str, str]]) -> None:
    text = f"# Roadmap\n\n### Phase 3: Boat\n\n**Requirements:**{value}\n"
    _, _, claims = read("gsd-roadmap", text, ".planning/ROADMAP.md")
    found = claims.of(Assigned)
    assert [(one.requirement, one.source) for one in found] == expected
    assert {one.phase for one in found} <= {"3"}


def test_rows_and_what_is_not_in_scope() -> None:
    text = """# Requirements

## v1 Requirements

- [ ] **OAR-01**: Blade
- [ ] ~~**OAR-02**: Shaft~~

## Out of Scope

- **OAR-03**: Motor, see also OAR-04

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| OAR-01 | Phase 1 | Pending |
| OAR-05 | TBD | Pending |
| OAR-06 | Phases 1-3 | Pending |
| ~~OAR-07~~ | Phase 2 | Pending |
"""
    document, _, claims = read("gsd-requirements", text, ".planning/REQUIREMENTS.md")
    assert [(one.requirement, one.mapped) for one in claims.of(Traced)] == [
        ("OAR-01", True), ("OAR-05", False), ("OAR-06", None),
    ]
    listed = claims.of(Listed)
    assert sorted(one.requirement for one in listed) == ["OAR-02", "OAR-03", "OAR-04", "OAR-07"]
    assert all(document.text[slice(*one.span)] == one.requirement for one in listed)
