from __future__ import annotations

import pytest

from auditlint.claims import Boxed, Claims, Count, EffortSum, Status, Tally, Tracked
from auditlint.config import Config, Limits
from auditlint.kinds.freeform import progress_tracker
from auditlint.parsing.document import Document
from auditlint.rules.base import Context
from auditlint.schema.check import check
from tests.helpers import outcome

TRACKER = """# Relay Implementation Progress

**Status**: Phase 1 COMPLETE | Phase 2-3 PENDING
**Current Status**: 2/3 tasks complete (66.7%)

There are 3 tasks across 3 phases.

## Phase 1: Send - COMPLETE ✅

- [x] open
- [x] write

## Phase 2: Receive - PENDING

- [ ] read

## Phase 3: Rest

| Phase | Tasks | Complete | Effort |
|-------|-------|----------|--------|
| 1     | 2     | 2        | 2h     |
| 2     | 1     | 0        | 3h     |
| Total | 3     | 2        | 5h     |

## Timeline

- **Phase 1**: 2 hours ✅ COMPLETE
- **Phase 2**: 3 hours (pending)

**Last Updated**: 2026-01-02
"""


def claims_of(text: str) -> Claims:
    document = Document("x.md", text, Limits())
    return Claims(progress_tracker.claims(document, progress_tracker.model(document)))


def test_statuses() -> None:
    found = [(one.subject.id, one.state, one.source) for one in claims_of(TRACKER).of(Status)]
    assert found == [
        ("1", "done", "heading"),
        ("2", "open", "heading"),
        ("1", "done", "field"),
        ("2", "open", "field"),
        ("3", "open", "field"),
        ("1", "done", "line"),
        ("2", "open", "line"),
    ]


def test_tasks() -> None:
    claims = claims_of(TRACKER)
    assert [(one.label, one.done, one.total, len(one.boxes)) for one in claims.of(Tracked)] == [
        ("1", 2, 2, 2), ("2", 0, 1, 1), ("", 2, 3, 3),
    ]
    assert [(one.noun, one.total) for one in claims.of(Count)] == [("tasks", 3), ("phases", 3)]
    assert [(one.noun, one.total) for one in claims.of(Tally)] == [
        ("tasks", 3), ("tasks", 3), ("phases", 3),
    ]
    assert [one.state for one in claims.of(Boxed)] == ["done", "done", "open"]
    (effort,) = claims.of(EffortSum)
    assert effort.total[:3] == (5, 5, "h")


def test_model_is_valid() -> None:
    document = Document("x.md", TRACKER, Limits())
    result = check(Context(document, progress_tracker.KIND, progress_tracker.model(document), Claims(), Config()))
    assert result is not None
    assert result.valid
    assert result.value["status"] == "Phase 1 COMPLETE | Phase 2-3 PENDING"
    assert result.value["phases"][0] == {
        "id": "1", "title": "Phase 1: Send - COMPLETE ✅", "status": "COMPLETE",
        "tasks": 2, "done": 2,
    }


@pytest.mark.parametrize(
    "text", ["", "# Progress", "## Phase 1\n## Phase 1\n", "# P\n\n## Phase 999999999999: x\n", "- **Phase 1"]
)
def test_little_gives_little(text: str) -> None:
    claims_of(text)


def test_recognised() -> None:
    assert outcome(TRACKER, "0001.txt").kind == "progress-tracker"
    assert outcome("# x\n", "IMPLEMENTATION_PROGRESS.md").kind == "progress-tracker"


@pytest.mark.parametrize(
    "text",
    [
        "# Relay\n\n## Progress\n\n## Roadmap\n\n- [ ] send\n",
        "# Progress bars in the terminal\n\n## Status\n\n**Status**: Draft\n\n## Next steps\n",
        "# Changelog\n\n## Phase 1\n\n## Phase 2\n\n**Status**: released\n",
    ],
)
def test_other_documents_are_not(text: str) -> None:
    assert outcome(text, "0001.txt").kind == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Component Task Tracker\n\n## Summary Dashboard\n\n## Task Breakdown\n", "progress-tracker"),
        ("# Progress\n\n## Current state\n\n## Phase 1\n\n| # | Status |\n|---|---|\n| 1 | `[x]` |\n",
         "progress-tracker"),
        ("# Progress Tracking System\n\n## Phase 1\n\n## Next steps\n", ""),
        ("# Automated Progress Tracking & Reports\n\n## Phase 1\n\n## Next steps\n", ""),
    ],
)
def test_what_is_a_tracker(text: str, kind: str) -> None:
    assert outcome(text, "docs/work.md").kind == kind
