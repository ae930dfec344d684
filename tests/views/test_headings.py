from __future__ import annotations

import pytest

from auditlint.reading import words
from auditlint.views.headings import own_status


@pytest.mark.parametrize(
    ("text", "state", "raw"),
    [
        ("Phase 1: Fixes - COMPLETE ✅", words.DONE, "COMPLETE"),
        ("Phase 1.1: Binding ✅ COMPLETE", words.DONE, "COMPLETE"),
        ("M2: Commits - ✅ COMPLETE (with issues)", words.DONE, "COMPLETE"),
        ("M4: Modes - ⚠️ PARTIAL (gaps)", words.ACTIVE, "PARTIAL"),
        ("Phase 4: Complete the rest ✅ DONE", words.DONE, "DONE"),
        ("Requirements (All Complete)", words.DONE, "All Complete"),
        ("**Phase 2 IN PROGRESS**:", words.ACTIVE, "IN PROGRESS"),
        ("- **Phase 2**: 3-5 days (pending)", words.OPEN, "pending"),
        ("BUG-1: Leak [FIXED]", words.DONE, "FIXED"),
        ("v1.0 Start — SHIPPED 2026-01-02", words.DONE, "SHIPPED 2026-01-02"),
        ("Phase 3: Ship ✅", words.DONE, "✅"),
    ],
)
def test_reads_a_status(text: str, state: str, raw: str) -> None:
    found = own_status(text, 10)
    assert found is not None
    assert (found.state, found.raw) == (state, raw)
    assert text[found.span.start - 10 : found.span.end - 10] == raw


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Complete Example",
        "Phase 2: Complete the thing",
        "Criteria (M4 Complete)",
        "Phase 3.3: Tests ⚠️ MUST COMPLETE BEFORE 3.4",
        "✅ Features",
        "Send - DONE - PENDING",
        "((((((((((",
        "- - - - : : :",
    ],
)
def test_reads_none(text: str) -> None:
    assert own_status(text) is None


def test_damaged_symbol_is_no_part_of_the_word() -> None:
    damaged = "✅".encode().decode("mac_roman")
    found = own_status(f"Phase 1: Fixes {damaged} COMPLETE")
    assert found is not None
    assert found.raw == "COMPLETE"
