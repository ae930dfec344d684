"""NAM004 for OpenSpec changes and spec-kit features."""

from __future__ import annotations

import pytest

from tests.helpers import found

CHANGE = "openspec/changes/print-tides/proposal.md"
ARCHIVED = "openspec/changes/archive/2026-01-05-print-tides/proposal.md"
SPEC = "specs/004-tides/spec.md"
BRANCH = "# Feature Specification: Tides\n\n**Feature Branch**: `{}`\n\n## Requirements\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (CHANGE, "# print-tides\n"),
        (CHANGE, "# Change: Print the tides of a week\n"),
        (CHANGE, "# Proposal\n"),
        (ARCHIVED, "# Change: `print-tides`\n"),
        (SPEC, BRANCH.format("004-tides")),
        (SPEC, BRANCH.format("feature/004-tides")),
        (SPEC, BRANCH.format("team/api/004-tides")),
        (SPEC, BRANCH.format("4-tides")),
        (SPEC, BRANCH.format("004-Tides")),
        ("specs/4-tides/spec.md", BRANCH.format("004-tides")),
        ("specs/20260319-141530-tides/spec.md", BRANCH.format("20260319-141530-tides")),
        ("specs/2026-03-19-tides/spec.md", BRANCH.format("004-tides")),
        (SPEC, BRANCH.format("tides")),
        (SPEC, BRANCH.format("main")),
        (SPEC, BRANCH.format("[###-feature-name]")),
        ("docs/spec.md", BRANCH.format("004-tides")),
    ],
)
def test_stays_silent(path: str, text: str) -> None:
    assert found(text, "NAM004", path) == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            CHANGE, "# Change: print-winds\n",
            "1:11 the document says change print-winds, but its path says change print-tides",
        ),
        (
            SPEC, BRANCH.format("005-tides"),
            "3:22 the document says feature 005-tides, but its path says feature 004-tides",
        ),
        (
            "specs/1-tides/spec.md", BRANCH.format("feature/2-tides"),
            "3:30 the document says feature 2-tides, but its path says feature 1-tides",
        ),
        (
            "specs/0004-tides/spec.md", BRANCH.format("004-winds"),
            "3:22 the document says feature 004-winds, but its path says feature 0004-tides",
        ),
        (
            "specs/20260319-141530-tides/spec.md", BRANCH.format("20260319-141531-tides"),
            "3:22 the document says feature 20260319-141531-tides, but its path says feature "
            "20260319-141530-tides",
        ),
        (
            "specs/004-tides/plan.md", "# Implementation Plan: Tides\n\n**Branch**: `003-winds`\n",
            "3:14 the document says feature 003-winds, but its path says feature 004-tides",
        ),
    ],
)
def test_fires(path: str, text: str, expected: str) -> None:
    (message,) = found(text, "NAM004", path)
    assert message == expected
