"""The milestones of a project's description."""

from __future__ import annotations

import pytest

from auditlint.claims import Dated, Named, Status
from auditlint.config import Config
from auditlint.engine import understand


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Current Milestone: v1.1 Berths", [("v1.1", "active")]),
        ("**Current milestone:** v1.1 — Berths", [("v1.1", "active")]),
        ("**Active milestone:** v1.1 Berths - Phase 3", [("v1.1", "active")]),
        ("**Shipped:** v1.0 Tides (2026-03-09)", [("v1.0", "done")]),
        ("## Shipped: v1.0 Tides (2026-03-09)", [("v1.0", "done")]),
        ("**Current milestone:** v1.1 Berths, shipped last week", []),
        ("## Current Milestone: v1.1 Berths ✅", []),
        ("**Current milestone:** between milestones, after v1.1", []),
        ("**Shipped:** v1.0-v1.2 in 9 days", []),
        ("**Shipped features:** v1.0 and more", []),
    ],
)
def test_statuses(text: str, expected: list[tuple[str, str]]) -> None:
    whole = f"# Harbour Log\n\n{text}\n\nWords.\n"
    read = understand(".planning/PROJECT.md", whole.encode(), Config())
    assert read is not None
    claims = read[3]
    assert [(one.subject.id, one.state) for one in claims.of(Status)] == expected
    for one in [*claims.of(Named), *claims.of(Dated)]:
        stated = one.name if isinstance(one, Named) else one.when
        assert whole[one.span.start : one.span.end] == stated
    for one in claims.of(Status):
        assert whole[one.span.start : one.span.end] == one.subject.id
