from __future__ import annotations

import pytest

from tests.helpers import found

PATH = "IMPLEMENTATION_PROGRESS.md"


def tracker(heading: str, later: str) -> str:
    return (
        f"# Mirror Progress\n\n**Status**: Phase 1 COMPLETE | Phase 2-3 PENDING\n\n"
        f"## Phase 1: Send - COMPLETE\n\n## Phase 2: Receive{heading}\n\n"
        f"## Timeline\n\n- **Phase 1**: 2 days (done)\n{later}\n"
    )


@pytest.mark.parametrize(
    ("heading", "later"),
    [
        pytest.param(" - PENDING", "- **Phase 2**: 3 days (pending)", id="agree"),
        pytest.param(" - BLOCKED", "- **Phase 2**: 3 days (pending)", id="held"),
        pytest.param(" - READY FOR TESTING", "- **Phase 2**: not yet started", id="unknown"),
        pytest.param(": Complete Rewrite", "- **Phase 2**: 3 days", id="part of the name"),
        pytest.param(" - PENDING", "- **Phase 2.1**: done", id="another phase"),
        pytest.param(" - PENDING", "```\n- **Phase 2**: done\n```", id="fence"),
        pytest.param(" - PENDING", "> **Phase 2**: done", id="quotation"),
        pytest.param(" - PENDING", "Phase 2 needs Phase 1 to be complete", id="sentence"),
        pytest.param(" - PENDING", "- ✅ Phase 2: planned well ahead of time", id="decoration"),
    ],
)
def test_stays_silent(heading: str, later: str) -> None:
    assert found(tracker(heading, later), "STA003", PATH) == []


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (
            "- **Phase 2**: 3 days (in progress)",
            "12:24 phase 2 is 'in progress' here, but 'PENDING' in 2 other places",
        ),
        (
            "🔄 **Phase 2 IN PROGRESS**:",
            "12:13 phase 2 is 'IN PROGRESS' here, but 'PENDING' in 2 other places",
        ),
        (
            "- **Phase 2**: 3 days ✅ DONE",
            "12:25 phase 2 is 'DONE' here, but 'PENDING' in 2 other places",
        ),
    ],
)
def test_the_minority_is_reported(later: str, expected: str) -> None:
    assert found(tracker(" - PENDING", later), "STA003", PATH) == [expected]


def test_damaged_symbols_do_not_hide_the_words() -> None:
    damaged = "✅".encode().decode("mac_roman")
    text = tracker(" - PENDING", f"- **Phase 2**: 3 days {damaged} COMPLETE")
    assert found(text, "STA003", PATH) == [
        "12:27 phase 2 is 'COMPLETE' here, but 'PENDING' in 2 other places"
    ]


def test_progress_table() -> None:
    text = tracker(" - PENDING", "\n| Phase | Status |\n|---|---|\n| 1 | Done |\n| 2 | Done |")
    assert found(text, "STA003", PATH) == [
        "16:7 phase 2 is 'Done' here, but 'PENDING' in 2 other places"
    ]


REVIEW = """# Login Review

## Critical Issues

### LOG-001: Token in the address
**Severity**: {first}
**Problem**: It is logged.

### LOG-002: Plain text secret
**Severity**: Critical
**Problem**: It is stored.
"""


@pytest.mark.parametrize("severity", ["CRITICAL", "critical (data loss)", "P1", "High/Critical", "?"])
def test_severity_silent(severity: str) -> None:
    assert found(REVIEW.format(first=severity), "STA003", "docs/LOGIN_REVIEW.md") == []


def test_a_heading_that_only_has_the_word() -> None:
    text = REVIEW.format(first="High").replace("**Severity**: Critical", "**Severity**: Medium")
    assert found(text, "STA003", "docs/LOGIN_REVIEW.md") == []
    text += "\n## Low Issues\n\n### LOG-003: Slow\n**Severity**: Low\n**Problem**: It waits.\n"
    assert len(found(text, "STA003", "docs/LOGIN_REVIEW.md")) == 2


def test_severity_against_its_section() -> None:
    assert found(REVIEW.format(first="High"), "STA003", "docs/LOGIN_REVIEW.md") == [
        "6:15 LOG-001 has severity high, but stands in a section of critical issues"
    ]
