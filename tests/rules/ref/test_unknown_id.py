from __future__ import annotations

import pytest

from tests.helpers import found

PATH = "docs/PARSER_REVIEW.md"
HEAD = """# Parser Review

## High Priority Issues

### PAR-001: Deep nesting
**Severity**: High
**Problem**: Stack overflow.

### PAR-002: Long lines
**Severity**: High
**Problem**: {problem}
"""


@pytest.mark.parametrize(
    "problem",
    [
        "Slow, as in PAR-001.",
        "Slow, as in PAR-1.",
        "Slow, as in LEX-007.",
        "Slow, `PAR-009`.",
        "Merged from PAR-009.",
        "See PAR-009 in docs/OLD_REVIEW.md.",
        "UTF-8 and SHA-256.",
        "Slow.\n\n| Id | Severity |\n|---|---|\n| PAR-009 | Low |",
        "Slow.\n\n- **PAR-009**: a small one",
    ],
)
def test_stays_silent(problem: str) -> None:
    assert found(HEAD.format(problem=problem), "REF005", PATH) == []


def test_one_entry_is_no_register() -> None:
    text = HEAD.format(problem="Slow, as PAR-009.").replace("### PAR-002: ", "### ")
    assert found(text, "REF005", PATH) == []


def test_one_finding_for_each_unknown_id() -> None:
    text = HEAD.format(problem="As PAR-009, and PAR-009 again, and PAR-010.")
    assert found(text, "REF005", PATH) == [
        "11:17 PAR-009 is not defined here; 2 ids from PAR-001 to PAR-002 are",
        "11:49 PAR-010 is not defined here; 2 ids from PAR-001 to PAR-002 are",
    ]
