from __future__ import annotations

import pytest

from tests.helpers import found, lint

PATH = "IMPLEMENTATION_PROGRESS.md"


@pytest.mark.parametrize(
    "item",
    [
        "[x] Handle pending orders",
        "[x] Scaffold a placeholder (see the guide)",
        "[x] Report errors (missing headers, duplicates)",
        "[x] Validate input (not just its length)",
        "[x] Parser (partial: bug, fixed in 1.2)",
        "[x] Backup (skipped - no data to save)",
        "[ ] Backup (skipped)",
        "[x] `Backup (skipped)`",
        "[x] Backup (Todo `2026-03-02-backup.md`)",
        "[x] Show skipped rows",
        "[x] Skip list (deferred writes are counted)",
        "[x] Stop - blocked callers wake up",
        "[x] Is the limit stated? — Deferred: after the trial",
        "[x] CHK004 - Is the limit (per user) stated? [Gap, plan §2] — Deferred: no trial yet",
        "[x] 限流是否有说明？ [Gap] - deferred: 试用之后",
        "[x] Add the colours (deferred, not in scope for R1)",
        "[x] ~~Add the colours~~ (SKIPPED: no colours here)",
    ],
)
def test_stays_silent(item: str) -> None:
    assert found(f"# Sync Progress\n\n- {item}\n", "BOX005", PATH) == []


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("[x] Export (blocked: no account)", "3:15 this item is ticked, but says of itself 'blocked'"),
        ("[x] Ask who exports? then export (skipped)",
         "3:37 this item is ticked, but says of itself 'skipped'"),
        ("[X] Export - stub", "3:16 this item is ticked, but says of itself 'stub'"),
        ("[x] Export — SKIPPED", "3:16 this item is ticked, but says of itself 'SKIPPED'"),
        (
            "[x] Export (not implemented)",
            "3:15 this item is ticked, but says of itself 'not implemented'",
        ),
    ],
)
def test_fires(item: str, expected: str) -> None:
    assert found(f"# Sync Progress\n\n- {item}\n", "BOX005", PATH) == [expected]


REVIEW = """# Export Review

## High Priority Issues

### EXP-1: Rounding
**Severity**: High
**Problem**: Cents are lost.
{status}

### EXP-2: Encoding
**Severity**: High
**Problem**: Umlauts break.

## Checklist

- [x] {item}
"""


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ("Totals (EXP-1)", ""),
        ("Fix the rounding issue (EXP-1)", ""),
        ("Totals (rounding issue - EXP-9)", ""),
        ("Totals (rounding issue - EXP-1)", "**Status**: Fixed"),
        ("Totals, see EXP-1", ""),
    ],
)
def test_cited_issue_silent(item: str, status: str) -> None:
    text = REVIEW.format(item=item, status=status)
    assert found(text, "BOX005", "docs/EXPORT_REVIEW.md") == []


def test_a_ticked_item_with_an_open_defect() -> None:
    text = REVIEW.format(item="Totals (rounding issue - EXP-1)", status="")
    assert found(text, "BOX005", "docs/EXPORT_REVIEW.md") == [
        "16:32 this item is ticked, but cites EXP-1 as its defect, which is still open"
    ]
    (one,) = [one for one in lint(text, "docs/EXPORT_REVIEW.md") if one.code == "BOX005"]
    assert one.related[0].place.line == 5


def test_ids_of_other_forms() -> None:
    review = (
        "# Pump Review\n\n## Findings\n\n### Issue #1: Seal leaks\n**Severity**: High\n**Status**: Open\n\n"
        "### Issue #2: Motor hums\n**Severity**: Low\n\n### Issue #3: Paint\n**Severity**: Low\n\n"
        "## Checklist\n\n- [x] Seal ({})\n"
    )
    assert found(review.format("Issue #2"), "BOX005", "docs/PUMP_REVIEW.md") == []
    assert found(review.format("issue 1"), "BOX005", "docs/PUMP_REVIEW.md") == [
        "17:13 this item is ticked, but cites Issue #1 as its defect, which is still open"
    ]
