"""What a state file says of its phase and its milestone, and what it only seems to say."""

from __future__ import annotations

import pytest

from auditlint.claims import Claims, Dated, Named, Status
from auditlint.config import Config
from auditlint.engine import understand


def claims(position: str, front: str = "") -> Claims:
    text = f"---\n{front}\n---\n" if front else ""
    text += f"# Project State\n\n## Current Position\n\n{position}\n"
    read = understand(".planning/STATE.md", text.encode(), Config())
    assert read is not None
    for one in read[3].of(Status):
        assert text[one.span.start : one.span.end].strip("*") == one.raw.strip("*")
    return read[3]


def statuses(position: str, front: str = "") -> list[tuple[str, str]]:
    return [(one.subject.id, one.state) for one in claims(position, front).of(Status)]


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("Phase: 3 of 7 (Tides) — COMPLETE", [("3", "done")]),
        ("Phase: 03 (tides) - EXECUTING", [("3", "active")]),
        ("Phase: 3 COMPLETE (Tide tables)", [("3", "done")]),
        ("Phase: 3 — Tide tables ✓ COMPLETE", [("3", "done")]),
        ("Phase: 3 — Tide tables (not started)", [("3", "open")]),
        ("Phase: 3 of 7 (Tides)\nStatus: In progress", [("3", "active")]),
        ("Phase: 3 of 7 (Tides)\nStatus: Ready to plan", [("3", "open")]),
        ("Phase: 3 of 7 (Tides)\nStatus: Phase complete", [("3", "done")]),
        ("Phase: 3 of 7 (Tides)\nStatus: Executing Phase 04", [("4", "active")]),
        ("**Phase:** 3\n**Status:** Phase 2.1 complete, all tests pass", [("2.1", "done")]),
        # Its own line says more than the status line, which may be about the project.
        ("Phase: 3 of 7 (Tides) — COMPLETE\nStatus: In progress", [("3", "done")]),
        ("Phase: Milestone v1.1 complete\nStatus: Awaiting the next", [("v1.1", "done")]),
        ("Milestone: v1.0 Tides -- SHIPPED 2026-02-11", [("v1.0", "done")]),
        ("Status: v1.0 milestone shipped", [("v1.0", "done")]),
    ],
)
def test_plain_words_are_read(position: str, expected: list[tuple[str, str]]) -> None:
    assert statuses(position) == expected


@pytest.mark.parametrize(
    "position",
    [
        "Phase: 3 of 7 (Testing)",
        "Phase: 3 of 7 (Tides)\nStatus: Phase 3 planning complete",
        "Phase: 3 of 7 (Tides)\nStatus: Phase complete — ready for verification",
        "Phase: 3 of 7 (Tides)\nStatus: Phase 3 complete except the device test",
        "Phase: 3 of 7 (Tides) — complete, awaiting verification",
        "Phase: 3 of 7 (Tides)\nStatus: Ready to plan the next milestone",
        "Phase: 3-5 of 7\nStatus: Complete",
        "Phase: Not started\nStatus: Complete",
        "Phase: 3 (Tides) — complete / in progress",
        "Status: Not before milestone v1.0 complete",
        "Milestone: v1.0 Tides",
    ],
)
def test_the_rest_says_nothing(position: str) -> None:
    assert statuses(position) == []


def test_front_matter_of_a_named_milestone() -> None:
    front = "milestone: v1.2\nmilestone_name: Tides\nstatus: executing"
    assert statuses("Plan: 1", front) == [("v1.2", "active")]
    assert statuses("Plan: 1", front.replace("Tides", "milestone")) == []
    assert statuses("Plan: 1", front.replace("executing", "completed")) == []
    assert [one.name for one in claims("Plan: 1", front).of(Named)] == ["v1.2", "Tides"]


def test_name_and_date_of_a_milestone() -> None:
    read = claims("Milestone: v1.0 Tide tables -- SHIPPED 2026-02-11")
    assert [(one.event, one.when) for one in read.of(Dated)] == [("shipped", "2026-02-11")]
    assert [one.name for one in read.of(Named) if one.subject.id] == ["Tide tables"]
