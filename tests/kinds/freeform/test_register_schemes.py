"""Ids, severities, statuses and counts in whatever form a register has them."""

from __future__ import annotations

import pytest

from auditlint.claims import (
    BUCKET,
    Cites,
    Claims,
    Count,
    Defines,
    Parts,
    Severity,
    Status,
    Tally,
)
from auditlint.config import Limits
from auditlint.kinds.freeform import issue_register
from auditlint.parsing.document import Document
from auditlint.reading import severities
from auditlint.reading.register_ids import Known, mark
from tests.helpers import found, outcome

PATH = "docs/PUMP_REVIEW.md"


def claims_of(text: str) -> Claims:
    document = Document("x.md", text, Limits())
    return Claims(issue_register.claims(document, issue_register.model(document)))


def entries(text: str) -> list[str]:
    return [one.subject.id for one in claims_of(text).of(Defines)]


def levels(text: str) -> list[tuple[str, str]]:
    return [(one.subject.id, one.level) for one in claims_of(text).of(Severity)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISSUE-001: leak", "ISSUE-001"),
        ("CR-01 — leak", "CR-01"),
        ("🔴 CRITICAL-2: leak", "CRITICAL-2"),
        ("[GAP-3] leak", "GAP-3"),
        ("STORY PUMP-3: leak [P0]", "PUMP-3"),
        ("PUMP-2031-04-01-07 — HIGH — leak", "PUMP-2031-04-01-07"),
        ("F2-001 leak", "F2-001"),
        ("Issue #4: leak", "Issue #4"),
        ("🔴 Critical Issue #4: leak", "Issue #4"),
        ("Bug 7", "Bug 7"),
        ("Issue 2.3: leak", "Issue 2.3"),
        ("F1. leak", "F1"),
        ("**B2**: leak", "B2"),
        ("#12: leak", "#12"),
        ("CVE-2031-1234: leak", None),
        ("UTF-8 leaks", None),
        ("P0: leaks", None),
        ("Issues 3 and 4", None),
        ("Phase 3: leak", None),
        ("H2 headings leak", None),
        ("2031-04-01", None),
        ("", None),
    ],
)
def test_marks(text: str, expected: str | None) -> None:
    found_mark = mark(text)
    assert (found_mark.id if found_mark else None) == expected
    if found_mark:
        assert text[found_mark.start : found_mark.end] == expected


def test_known_ids_are_found_again() -> None:
    known = Known(["Issue #4", "F1", "F12", "#7", "PUMP-31-02", "GAP-3"])
    text = "issue 4, F1 and F12 but not F2, XF1, a#7/b, see #7, #77, PUMP-31-02, GAP-3..4"
    assert [identity for identity, _ in known.named(text, 0)] == [
        "GAP-3", "GAP-4", "Issue #4", "F1", "F12", "#7", "PUMP-31-02",
    ]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("S1", "s1"), ("🔴", "🔴"), ("🔴 Critical", "critical"), ("**Severe**", "severe"),
        ("Blocker", "blocker"), ("High/Medium", None), ("🔴🟡", None), ("", None), ("fast", None),
    ],
)
def test_levels(text: str, level: str | None) -> None:
    read = severities.level(text)
    assert (read.name if read else None) == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (" — HIGH — Leak", "high"), (": Leak [P1]", "p1"), (" — P2, Leak", "p2"),
        (": Leak (Medium)", "medium"), (": Why is it P3 (Low)?", None), (": High pressure", None),
        (": Leak (low pressure)", None), ("", None),
    ],
)
def test_levels_beside_a_title(text: str, level: str | None) -> None:
    read = severities.inline_level(text)
    assert (read.name if read else None) == level


WORDED = """# Pump Review

**Findings by severity**
- 🔴 **Critical:** 1 issue
- 🟡 **High:** {high} issues

## Housing

### Issue #1: Seal leaks
**Severity:** 🔴 Critical

### Issue #2: Paint flakes ✅ FIXED
**Severity:** High

## Motor

### Issue #3: Brush wears
**Severity:** High

## Recommendations

### Immediate
1. Fix Issue #1
2. Replace issue 3
"""


def test_worded_ids() -> None:
    claims = claims_of(WORDED.format(high=2))
    assert [one.subject.id for one in claims.of(Defines)] == ["Issue #1", "Issue #2", "Issue #3"]
    assert [(one.subject.id, one.state) for one in claims.of(Status)] == [("Issue #2", "done")]
    assert [one.subject.id for one in claims.of(Cites)] == ["Issue #1", "Issue #3"]
    assert [one.subject.id for one in claims.of(Severity) if one.source == BUCKET] == ["Issue #1", "Issue #3"]
    (parts,) = claims.of(Parts)
    assert parts.counted == (("critical", 1), ("high", 2))


def test_a_list_of_severities_is_a_breakdown() -> None:
    assert found(WORDED.format(high=2), "CNT005", PATH) == []
    assert found(WORDED.format(high=4), "CNT005", PATH) == [
        "4:19 1 critical, 4 high stated, but the rows are 1 critical, 2 high"
    ]


@pytest.mark.parametrize(
    "text",
    [
        # Numbers that begin anew in each part name nothing.
        "# R\n\n## A\n\n### Issue 1: a\n**Severity:** High\n\n### Issue 2: b\n**Severity:** Low\n\n"
        "## B\n\n### Issue 1: c\n**Severity:** High\n\n### Issue 2: d\n**Severity:** Low\n",
        # Decisions bear no severities.
        "# R\n\n## D1 — Use pipes\n\n## D2 — Use bolts\n\n## D3 — Use glue\n",
        # Nor do dimensions, whatever section they stand in.
        "# R\n\n## Critical Gaps\n\n### D1: Tests\n\n### D2: Speed\n\n### D3: Reach\n",
        # Severities themselves.
        "# R\n\n## S1: Broken\n**Severity:** High\n\n## S2: Bent\n**Severity:** Low\n\n"
        "## S3: Dull\n**Severity:** Low\n",
        # A list of what to do is no register.
        "# R\n\n## Recommendations\n\n- **GAP-1** (High): a\n- **GAP-2** (Low): b\n- **GAP-3** (Low): c\n",
    ],
)
def test_no_register(text: str) -> None:
    assert entries(text) == []


def test_severities_in_a_list_below_the_heading() -> None:
    text = "# R\n\n## GAP-1 — a\n- Severity: High\n- Impact: x\n\n## GAP-2 — b\n- Severity: Low\n"
    assert levels(text) == [("GAP-1", "high"), ("GAP-2", "low")]


def test_numbers_alone_are_no_ids() -> None:
    assert entries("# R\n\n### 1. a\n**Severity:** High\n\n### 2. b\n**Severity:** High\n") == []


def test_lettered_ids_in_a_list() -> None:
    text = (
        "# Pump Audit\n\n## Findings\n\n- [ ] **F1** (High): Seal leaks\n"
        "- [x] **F2** [Low]: Paint flakes\n- **F3** — Medium — Hums\n"
    )
    assert entries(text) == ["F1", "F2", "F3"]
    assert levels(text) == [("F1", "high"), ("F2", "low"), ("F3", "medium")]
    assert [one.state for one in claims_of(text).of(Status)] == ["open", "done"]


def test_tables_with_a_prefix_for_each_part() -> None:
    row = "| {} | {} | text |\n"
    head = "\n## {}\n\n| ID | Severity | Finding |\n|---|---|---|\n"
    text = (
        "# Pump Audit\n" + head.format("Seal") + row.format("SEA-01", "HIGH") + row.format("SEA-02", "LOW")
        + head.format("Motor") + row.format("MOT-01", "HIGH")
        + head.format("Order of work") + row.format("SEA-01", "HIGH")
    )
    assert entries(text) == ["SEA-01", "SEA-02", "MOT-01"]
    claims = claims_of(text)
    assert [(one.total, one.complete) for one in claims.of(Tally) if not one.scope] == [(3, True)]


def test_numbered_rows() -> None:
    text = (
        "# Pump Review\n\n| # | Severity | File | Issue |\n|---|---|---|---|\n"
        "| 1 | BLOCKER | a.c | x |\n| 2 | WARNING | b.c | y |\n| 3 | WARNING | c.c | z |\n"
    )
    assert entries(text) == ["#1", "#2", "#3"]
    assert levels(text) == [("#1", "blocker"), ("#2", "warning"), ("#3", "warning")]
    # A second such table numbers anew.
    assert entries(text + text) == []


INDEXED = """# Pump Audit

| ID | Severity | Title |
|----|----------|-------|
| H-1 | HIGH | Leak |
| L-1 | LOW | Hum |
| L-2 | LOW | Smell |

## Findings

### H-1 — Leak
**Severity:** HIGH

### L-1 — Hum

### L-2 — Smell
"""


def test_an_index_gives_the_severities_that_entries_lack() -> None:
    claims = claims_of(INDEXED)
    assert [(one.scope, one.total) for one in claims.of(Tally)] == [("", 3), ("high", 1), ("low", 2)]


def test_what_a_table_lists_besides_counts_too() -> None:
    text = INDEXED.replace("| L-2 |", "| L-3 | LOW | Rust |\n| L-2 |")
    text = text.replace("# Pump Audit\n", "# Pump Audit\n\nThe audit found {} issues.\n")
    assert [found(text.format(n), "CNT004", PATH) for n in (3, 4)] == [[], []]
    assert found(text.format(9), "CNT004", PATH) == ["3:17 9 issues stated, but 3 or 4 are listed"]


def test_sections_and_entries_may_differ_on_a_breakdown() -> None:
    text = (
        "# Pump Review\n\n{}\n\n## Critical Issues\n\n### BUG-1: a\n**Severity:** Critical\n\n"
        "### BUG-2: b\n**Severity:** High\n"
    )
    # Right by the sections: that BUG-2 says otherwise is one defect, and reported as such.
    stated = text.format("The review found **2 CRITICAL** and **0 HIGH** defects.")
    assert found(stated, "CNT005", PATH) == []
    assert len(found(stated, "STA003", PATH)) == 1
    wrong = text.format("The review found **3 CRITICAL** and **1 HIGH** defects.")
    assert found(wrong, "CNT005", PATH) == [
        "3:20 3 critical, 1 high stated, but the rows are 1 critical, 1 high"
    ]


def test_counts_in_headings() -> None:
    text = (
        "# Pump Review\n\n## High Issues ({})\n\n### BUG-1: a\n**Severity:** High\n\n"
        "### BUG-2: b\n**Severity:** High\n"
    )
    assert [(one.total, one.scope) for one in claims_of(text.format(2)).of(Count)] == [(2, "high")]
    assert found(text.format(2), "CNT004", PATH) == []
    assert found(text.format(3), "CNT004", PATH) == ["3:17 3 issues stated, but 2 are listed"]


def test_totals_of_a_matrix() -> None:
    text = (
        "# Pump Review\n\n| Area | Blocker | Minor | Total |\n|---|---|---|---|\n| Seal | 1 | 1 | 2 |\n"
        "| Motor | 0 | {} | {} |\n| **Total** | 1 | {} | {} |\n\n## Blocker Issues\n\n### BUG-1: a\n"
        "**Fix**: x\n\n## Minor Issues\n\n### BUG-2: b\n\n### BUG-3: c\n"
    )
    assert found(text.format(1, 1, 2, 3), "CNT005", PATH) == []
    assert found(text.format(2, 2, 3, 4), "CNT005", PATH) == [
        "3:1 1 blocker, 3 minor stated, but the rows are 1 blocker, 2 minor"
    ]


def test_a_heading_may_come_back_to_an_entry() -> None:
    text = (
        "# Pump Review\n\n## High Issues\n\n### BUG-1: a\n\n### BUG-2: b\n\n## Fixes\n\n### BUG-1: do it\n"
    )
    assert entries(text) == ["BUG-1", "BUG-2"]
    again = text.replace("## Fixes", "## Low Issues").replace("b\n\n", "b\n**Fix**: x\n\n")
    assert found(again, "REQ004", PATH) == ["12:5 BUG-1 is defined here a second time"]


def test_a_fence_that_never_closes_hides_entries() -> None:
    text = (
        "# Pump Review\n\nThe review found 3 issues.\n\n## High Issues\n\n### BUG-1: a\n**Fix**: x\n\n### BUG-2: b\n{}"
        "\n### BUG-3: c\n"
    )
    assert found(text.format(""), "CNT004", PATH) == []
    assert found(text.format("```\ncode\n"), "CNT004", PATH) == []
    assert found(text.format("```\ncode\n```\n").replace(" 3 ", " 4 "), "CNT004", PATH) != []


@pytest.mark.parametrize(
    "text",
    [
        "# Pump\n\n| ID | Severity | Finding |\n|---|---|---|\n| SEA-01 | HIGH | a |\n| SEA-02 | LOW | b |\n",
        "# Pump\n\n## Findings\n\n### SEA-01 — HIGH — a\n\n### SEA-02 — LOW — b\n",
        "# Pump\n\n### F1. Leak\n\n- **Severity**: High\n\n### F2. Hum\n\n- **Severity**: Low\n",
    ],
)
def test_recognised_by_its_lines(text: str) -> None:
    assert outcome(text, "0001.txt").kind == "issue-register"


@pytest.mark.parametrize(
    "text",
    [
        "# Rules\n\n| Severity | Meaning |\n|---|---|\n| P1 | now |\n| P2 | later |\n",
        "# Guide\n\n| # | Category | Severity | Exits |\n|---|---|---|---|\n| 1 | a | high | yes |\n| 2 | b | low | no |\n",
        "# Risks\n\n| ID | Scenario | Severity | Detection |\n|---|---|---|---|\n| CF-1 | a | S1 | x |\n| CF-2 | b | S2 | y |\n",
        "# Tests\n\n### TC-08: High-frequency reads\n\n### TC-09: Low-power mode\n",
        "# Prompt\n\n| ID | Severity | Summary of the issue |\n|---|---|---|\n| A1 | HIGH | example |\n",
    ],
)
def test_not_recognised(text: str) -> None:
    assert outcome(text, "0001.txt").kind == ""


@pytest.mark.parametrize(
    "text",
    [
        "# R\n\n" + "|severity" * 20000 + "\n",
        "# R\n\n" + "### A-1 " * 5000 + "\n",
        "# Review\n\n" + "".join(f"### Issue #{n}: x\n**Severity:** High\n\n" for n in range(3000)),
        "# R\n\n" + "- **F1** (High): x\n" * 3000,
        "# R\n\n" + "1 critical, " * 20000,
        "# Review\n\n## " + "[" * 20000 + "High",
    ],
)
def test_hostile(text: str) -> None:
    outcome(text, "0001_review.md")
