from __future__ import annotations

import pytest

from tests.helpers import found

PATH = ".planning/REQUIREMENTS.md"
HEAD = "# Requirements\n\n## v1 Requirements\n\n- [ ] **A-01**: first\n"


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("- [ ] **A-02**: second\n", id="another id"),
        pytest.param("\n## v2 Requirements\n\n- **A-01**: more of it\n", id="carried over"),
        pytest.param("\n## Out of Scope\n\n- **A-01**: the rest\n", id="out of scope"),
        pytest.param("- [ ] ~~**A-01**: old text~~\n", id="struck through"),
        pytest.param("\n| Requirement | Phase |\n|--|--|\n| A-01 | 1 |\n", id="traced"),
        pytest.param("\n## v0.9 Requirements (Complete)\n\n- [x] **A-01**: old\n", id="numbered anew"),
        pytest.param("  - **A-01** must be fast\n", id="a detail"),
        pytest.param("\n```\n- [ ] **A-01**: x\n```\n", id="quoted"),
    ],
)
def test_stays_silent(rest: str) -> None:
    assert found(HEAD + rest, "REQ004", PATH) == []


def test_the_second_definition() -> None:
    assert found(HEAD + "- [x] **A-01**: second\n", "REQ004", PATH) == [
        "6:9 A-01 is defined here a second time"
    ]
    assert found(HEAD + "\n### More\n\n- [x] **A-01**: first\n", "REQ004", PATH) == [
        "9:9 A-01 is defined here a second time with the same text"
    ]


def test_an_issue_register() -> None:
    text = (
        "# Service Review\n\n## High Priority Issues\n\n"
        "### ISSUE-001: No limit\n**Severity**: High\n**Problem**: a\n**Fix**: b\n\n"
        "### ISSUE-001: No check\n**Severity**: High\n**Problem**: c\n**Fix**: d\n\n"
        "### ISSUE-002: No log\n**Severity**: High\n**Problem**: e\n**Fix**: f\n"
    )
    (only,) = found(text, "REQ004", "docs/SERVICE_REVIEW.md")
    assert only.startswith("10:")
    assert "ISSUE-001 is defined here a second time" in only
