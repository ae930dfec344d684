"""Recognition, model, schema and claims of the documents of a phase."""

from __future__ import annotations

from typing import Any

import pytest

from auditlint import registry
from auditlint.claims import (
    FIELD,
    FRONT_MATTER,
    PATH,
    Belongs,
    Cites,
    Claims,
    Count,
    Counter,
    Dated,
    Entry,
    Named,
    Parts,
    Status,
    Tally,
)
from auditlint.config import Config, Limits
from auditlint.kinds.gsd.validation import read_state
from auditlint.kinds.recognise import by_content, by_path
from auditlint.parsing.document import Document
from auditlint.rules.base import Context
from auditlint.schema.check import check
from tests.helpers import found

KINDS = tuple(entry.kind for entry in registry.KINDS)
PHASE = ".planning/phases/08-parser/"


def read(kind: str, text: str, path: str) -> tuple[Any, Claims]:
    document = Document(path, text, Limits())
    entry = registry.KIND_BY_ID[kind]
    model = entry.model(document)
    stated = Claims(entry.claims(document, model))
    result = check(Context(document, entry.kind, model, stated, Config()))
    assert result is not None
    assert [one.message for one in result.defects] == []
    return result.value, stated


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("phases/08-parser/08-VERIFICATION.md", "gsd-verification"),
        ("phases/08-parser/VERIFICATION.md", "gsd-verification"),
        ("phases/completed/08-parser/08-parser-VERIFICATION.md", "gsd-verification"),
        ("milestones/v1.0-phases/08-parser/08-02-VERIFICATION.md", "gsd-verification"),
        ("workstreams/api/phases/08-parser/08-VERIFICATION.md", "gsd-verification"),
        ("phases/08-parser/08-02-PLAN.md", "gsd-plan"),
        ("phases/08-parser/PLAN.md", "gsd-plan"),
        ("phases/08-parser/plans/PLAN-01-lexer.md", "gsd-plan"),
        ("phases/08-parser/08-02-PLAN-OUTLINE.md", ""),
        ("research/PLAN.md", ""),
        ("phases/08-parser/08-02-SUMMARY.md", "gsd-summary"),
        ("phases/active/08-parser/SUMMARY.md", "gsd-summary"),
        ("milestones/v1.0-phases/08-parser/02-PLAN-SUMMARY.md", "gsd-summary"),
        ("research/SUMMARY.md", ""),
        ("phases/08-parser/08-UAT.md", "gsd-uat"),
        ("phases/08-parser/08-HUMAN-UAT.md", "gsd-uat"),
        ("v1.0-MANUAL-TESTING.md", "gsd-uat"),
        ("phases/08-parser/08-VALIDATION.md", "gsd-validation"),
        ("phases/08-parser/08-REVIEW.md", "gsd-review"),
        ("phases/08-parser/08-REVIEWS.md", ""),
        ("phases/08-parser/08-REVIEW-FIX.md", ""),
        ("phases/08-parser/08-SECURITY.md", "gsd-security"),
    ],
)
def test_recognised_by_path(path: str, kind: str) -> None:
    recognised = by_path(KINDS, f"apps/api/.planning/{path}")
    assert (recognised.kind.id if recognised else "") == kind


VERIFICATION = """---
phase: 08-parser
verified: 2026-03-02T10:00:00Z
status: gaps_found
score: 2/3 must-haves verified
re_verification: false
gaps:
  - truth: "Errors name their line"
    status: failed
    reason: "The line is always 1"
  - truth: "Tabs count as one column"
    status: resolved
human_verification:
  - test: "Look at the colours"
    expected: "They can be told apart"
    why_human: "Taste"
  - test: "Read the manual"
    expected: "It is clear"
    why_human: "Taste"
    result: passed
---

# Phase 8: Parser Verification Report

**Verified:** 2026-03-02T10:00:00Z
**Status:** gaps_found

## Goal Achievement

### Observable Truths

| # | Truth | Status | Evidence |
|---|-------|--------|----------|
| 1 | Files are read | ✓ VERIFIED | `read.py` |
| 2 | Tokens are cut | VERIFIED (again) | `lex.py` |
| 3 | Errors name their line | ✗ FAILED | always 1 |

**Score:** 2/3 truths verified

### Required Artifacts

| Artifact | Expected | Status | Details |
|---|---|---|---|
| `read.py` | reader | ✓ VERIFIED | |
| `lex.py` | lexer | ⚠️ ORPHANED | |

### Requirements Coverage

| Requirement | Source Plan | Description | Status | Evidence |
|---|---|---|---|---|
| PARSE-01 | 08-01 | reads | ✓ SATISFIED | |
| PARSE-02 | 08-02 | cuts | ✗ BLOCKED | |
"""


def test_verification() -> None:
    value, claims = read("gsd-verification", VERIFICATION, PHASE + "08-VERIFICATION.md")
    assert [row["status"] for row in value["truths"]] == [
        "✓ VERIFIED", "VERIFIED (again)", "✗ FAILED"
    ]
    counts = [(one.noun, one.done, one.total, one.source) for one in claims.of(Count)]
    assert counts == [("truths", 2, 3, FRONT_MATTER), ("truths", 2, 3, FIELD)]
    tallies = {one.noun: (one.done, one.total) for one in claims.of(Tally)}
    assert tallies == {
        "gaps": (None, 2), "truths": (2, 3), "artifacts": (1, 2), "requirements": (None, 2),
    }
    assert [(one.type, one.label, one.open) for one in claims.of(Entry)] == [
        ("gap", "Errors name their line", True),
        ("gap", "Tabs count as one column", False),
        ("human check", "Look at the colours", True),
        ("human check", "Read the manual", False),
        ("failed row", "Errors name their line", True),
    ]
    assert [(one.role, one.subject.id) for one in claims.of(Cites)] == [
        ("requirement", "PARSE-01"), ("source plan", "8-1"),
        ("requirement", "PARSE-02"), ("source plan", "8-2"),
    ]
    assert {(one.subject.type, one.subject.id) for one in claims.of(Belongs)} == {("phase", "8")}
    assert {one.source for one in claims.of(Belongs)} >= {PATH, FRONT_MATTER}


def _passed(front: str = "", body: str = "", rows: str = "✓ VERIFIED") -> str:
    return (
        "---\nphase: 08-parser\nverified: 2026-03-02\nstatus: passed\nscore: 1/1 truths verified\n"
        f"{front}---\n\n# Phase 8: Parser Verification Report\n\n## Goal Achievement\n\n"
        f"| # | Truth | Status | Evidence |\n|---|---|---|---|\n| 1 | A | {rows} | e |\n\n{body}"
    )


CHECK = "#### 1. Look\n\n**Test:** Look\n**Expected:** Nice\n{}\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_passed(), id="passed"),
        pytest.param(_passed("gaps: []\nhuman_verification: []\n"), id="empty lists"),
        pytest.param(_passed("gaps:\n  - None\n"), id="none"),
        pytest.param(_passed("gaps:\n  - truth: A\n    status: resolved\n"), id="resolved gap"),
        pytest.param(
            _passed("gaps:\n  - truth: A\n    status: failed\n    closed_by: abc\n"),
            id="closed gap",
        ),
        pytest.param(
            _passed(
                "overrides_applied: 1\noverrides:\n  - must_have: A\n    reason: fine\n"
                "gaps:\n  - truth: A\n    status: failed\n"
            ),
            id="accepted gap",
        ),
        pytest.param(
            _passed("overrides_applied: 1\n", rows="✗ FAILED"), id="a failed row was accepted"
        ),
        pytest.param(_passed(rows="PASSED (override)"), id="override"),
        pytest.param(
            _passed(
                "overrides_applied: 1\ngaps:\n  - truth: A\n    status: failed\n"
                "human_verification:\n  - test: Look\n    expected: Nice\n"
            ),
            id="overridden without a name",
        ),
        pytest.param(
            _passed(
                "gap_disposition: the owner takes it as it is\n"
                "gaps:\n  - truth: A\n    status: failed\n"
            ),
            id="disposed of",
        ),
        pytest.param(_passed(rows="FAILED → fixed in abc"), id="mended"),
        pytest.param(
            _passed("closure_note: done by hand\n", rows="✗ FAILED"), id="closed afterwards"
        ),
        pytest.param(
            _passed("human_verification:\n  - test: A\n    expected: B\n    result: pass\n"),
            id="answered check",
        ),
        pytest.param(
            _passed(
                "human_verification:\n  - test: Look\n    expected: Nice\n",
                "### Human Verification Required\n\n" + CHECK.format("**Status:** Approved at the checkpoint"),
            ),
            id="answered below",
        ),
        pytest.param(
            _passed(body="### Human Verification Required\n\nNone. All is automatic.\n"),
            id="no check",
        ),
        pytest.param(
            _passed(
                body="### Human Verification Required\n\nOptional, recommended.\n\n"
                + CHECK.format("")
            ),
            id="optional checks",
        ),
        pytest.param(
            _passed(
                body="### Human Verification Required\n\n" + CHECK.format("**Result:** ok")
            ),
            id="check with a result",
        ),
        pytest.param(
            _passed(
                body="### Human Verification Required\n\n" + CHECK.format("")
                + "\nAll human checks were approved on 2026-03-03.\n"
            ),
            id="approved",
        ),
        pytest.param(
            _passed(
                body="### Human Verification Required\n\n" + CHECK.format("")
                + "\n### Summary\n\nThe human checks above do not block the phase.\n"
            ),
            id="checks that do not block",
        ),
        pytest.param(
            _passed(
                body="## Previous Verification\n\n| # | Truth | Status |\n|---|---|---|\n"
                "| 1 | A | ✗ FAILED |\n"
            ),
            id="an earlier state",
        ),
        pytest.param(
            _passed(
                body="### Key Link Verification\n\n| From | To | Via | Status | Details |\n"
                "|---|---|---|---|---|\n| a | b | c | NOT WIRED | equivalent code in d |\n"
            ),
            id="explained",
        ),
    ],
)
def test_passed_and_nothing_open(text: str) -> None:
    path = PHASE + "08-VERIFICATION.md"
    assert found(text, "STA002", path) == []
    assert found(text, "CNT001", path) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (_passed("gaps:\n  - truth: A\n    status: failed\n"), "a gap is open: A"),
        (_passed(rows="✗ FAILED"), "failed: A"),
        (
            _passed("human_verification:\n  - test: Look\n    expected: B\n    why_human: C\n"),
            "a human check is open: Look",
        ),
        (
            _passed(body="### Human Verification Required\n\n" + CHECK.format("")),
            "a human check is open: 1. Look",
        ),
    ],
)
def test_passed_with_something_open(text: str, part: str) -> None:
    messages = found(text, "STA002", PHASE + "08-VERIFICATION.md")
    assert len(messages) == 1
    assert messages[0].startswith("4:9 ")
    assert part in messages[0]


@pytest.mark.parametrize(
    ("score", "rows", "fires"),
    [
        ("3/3 must-haves verified", ("VERIFIED",) * 3, False),
        ("2/3 must-haves verified", ("VERIFIED",) * 3, True),
        ("9/9 must-haves verified", ("VERIFIED",) * 3, False),
        ("3/3 truths verified", ("VERIFIED", "VERIFIED", "? UNCERTAIN"), False),
        ("2/2 truths verified", ("VERIFIED", "VERIFIED", "? HUMAN NEEDED"), False),
        ("2/2 truths verified", ("VERIFIED",) * 3, True),
        ("3/3 truths verified", ("VERIFIED", "VERIFIED", "PARTIAL"), False),
        ("3/3 truths verified", ("VERIFIED", "VERIFIED", "✗ FAILED"), True),
        ("3/3 requirements verified", ("VERIFIED",) * 4, False),
    ],
)
def test_score_against_truths(score: str, rows: tuple[str, ...], fires: bool) -> None:
    table = "".join(f"| {n} | T{n} | {row} | e |\n" for n, row in enumerate(rows, 1))
    text = (
        f"---\nphase: 8\nverified: 2026-03-02\nstatus: gaps_found\nscore: {score}\n---\n\n"
        f"# Phase 8: Verification Report\n\n| # | Truth | Status | Evidence |\n|---|---|---|---|\n"
        f"{table}"
    )
    assert bool(found(text, "CNT001", PHASE + "08-VERIFICATION.md")) is fires


PLAN = """---
phase: 08-parser
plan: 02
type: execute
wave: 2
depends_on: ["08-01", "01", "07-03-PLAN.md", "see roadmap"]
files_modified:
  - src/read.py
autonomous: true
requirements: [PARSE-01, PARSE-02]
must_haves:
  truths:
    - "Files are read"
  artifacts:
    - path: src/read.py
      provides: reader
      min_lines: 20
  key_links:
    - "src/read.py uses src/lex.py"
---

<objective>
Read files.
</objective>

<tasks>

<task type="auto" tdd="true">
  <name>Task 1: Read</name>
</task>

<task type="checkpoint:human-verify" gate="blocking">
  <name>Look</name>
</task>

</tasks>

`<task>` is a tag.
"""


def test_plan() -> None:
    value, claims = read("gsd-plan", PLAN, PHASE + "08-02-PLAN.md")
    assert value["tasks"] == [
        {"type": "auto", "name": "Task 1: Read"},
        {"type": "checkpoint:human-verify", "name": "Look"},
    ]
    assert [(one.subject.id, one.role) for one in claims.of(Cites)] == [
        ("8-1", "dependency"), ("8-1", "dependency"), ("7-3", "dependency"),
        ("PARSE-01", "requirement"), ("PARSE-02", "requirement"),
    ]
    assert [(one.noun, one.total) for one in claims.of(Tally)] == [("tasks", 2)]
    assert by_content(KINDS, Document("a.txt", PLAN, Limits())).kind.id == "gsd-plan"  # type: ignore[union-attr]


SUMMARY = """---
phase: 08-parser
plan: 02
subsystem: parser
status: complete
requirements-completed: [PARSE-01]
metrics:
  duration: 20min
  completed: 2026-03-02
---

# Phase 8 Plan 2: Parser Summary

## Performance

- **Started:** 2026-03-02T10:00:00Z
- **Completed:** 2026-03-02T10:20:00Z

## Deviations from Plan

### Auto-fixed Issues

**1. [Rule 1 - Bug] One**

**2. [Rule 3 - Blocking] Two**

---

**Total deviations:** 2 auto-fixed (1 bug, 1 blocking)

## Self-Check: PASSED

- FOUND: src/read.py
- MISSING: src/lex.py
- MISSING: none
"""


def test_summary() -> None:
    _, claims = read("gsd-summary", SUMMARY, PHASE + "08-02-SUMMARY.md")
    assert [(one.event, one.when) for one in claims.of(Dated)] == [
        ("completed", "2026-03-02"),
        ("started", "2026-03-02T10:00:00Z"),
        ("completed", "2026-03-02T10:20:00Z"),
    ]
    assert [(one.stated, one.counted) for one in claims.of(Counter)] == [(2, 2)]
    assert [(one.whole, [part[:2] for part in one.parts]) for one in claims.of(Parts)] == [
        (2, [("bug", 1), ("blocking", 1)])
    ]
    assert [(one.subject.type, one.raw) for one in claims.of(Status)] == [
        ("document", "complete"), ("section", "PASSED")
    ]
    assert [(one.type, one.label) for one in claims.of(Entry)] == [
        ("failed check", "- MISSING: src/lex.py")
    ]


VALIDATION = """---
phase: 8
slug: parser
status: draft
nyquist_compliant: false
wave_0_complete: true
created: 2026-03-01
---

# Phase 8 — Validation Strategy

## Per-Task Verification Map

| Task ID | Plan | Wave | Requirement | Test Type | Automated Command | File Exists | Status |
|---|---|---|---|---|---|---|---|
| 8-01-01 | 01 | 1 | PARSE-01 | unit | `pytest` | ✅ | ✅ green |
| 8-01-02 | 01 | 1 | PARSE-02 | unit | `pytest` | ✅ | ❌ red |
| 8-01-03 | 01 | 1 | PARSE-02 | unit | `pytest` | ✅ | ⬜ |
"""


def test_validation() -> None:
    value, claims = read("gsd-validation", VALIDATION, PHASE + "08-VALIDATION.md")
    assert [row["id"] for row in value["tasks"]] == ["8-01-01", "8-01-02", "8-01-03"]
    assert [one.state for one in claims.of(Status)] == ["unknown", "done", "failed", "open"]
    assert [(one.type, one.label) for one in claims.of(Entry)] == [("failed row", "8-01-02")]


@pytest.mark.parametrize(
    ("kind", "path", "front", "code", "place"),
    [
        ("gsd-verification", "08-VERIFICATION.md", "phase: 8\nstatus: passed\n", "SCH001", "1:1"),
        (
            "gsd-verification", "08-VERIFICATION.md",
            "phase: 8\nverified: 2026-03-02\nstatus: gaps_foud\nscore: 1/1\n", "SCH002", "4:9",
        ),
        (
            "gsd-verification", "08-VERIFICATION.md",
            "phase: 8\nverified: 2026-03-02\nstatus: passed\nscore: all\n", "SCH005", "5:8",
        ),
        (
            "gsd-plan", "08-02-PLAN.md",
            "phase: 8\nplan: 02\ntype: execute\ndepends_on: 08-01\n", "SCH003", "5:13",
        ),
        (
            "gsd-plan", "08-02-PLAN.md",
            "phase: 8\nplan: 02\ntype: execute\nautonomous: maybe\n", "SCH003", "5:13",
        ),
        ("gsd-summary", "08-02-SUMMARY.md", "phase: 8\n", "SCH001", "1:1"),
        (
            "gsd-summary", "08-02-SUMMARY.md", "phase: 8\nplan: 02\ncompleted: yesterday\n",
            "SCH005", "4:12",
        ),
        ("gsd-uat", "08-UAT.md", "phase: 8\nstatus: finnished\n", "SCH002", "3:9"),
        (
            "gsd-validation", "08-VALIDATION.md", "phase: 8\nnyquist_compliant: perhaps\n",
            "SCH002", "3:20",
        ),
        (
            "gsd-review", "08-REVIEW.md",
            "phase: 8\nreviewed: 2026-03-02\nstatus: clean\nfiles_reviewed: many\n",
            "SCH005", "5:17",
        ),
        ("gsd-security", "08-SECURITY.md", "phase: 8\nthreats_open: none\n", "SCH005", "3:15"),
    ],
)
def test_schema_rejects(kind: str, path: str, front: str, code: str, place: str) -> None:
    text = f"---\n{front}---\n\n# Phase 8\n"
    messages = found(text, code, PHASE + path)
    assert any(one.startswith(place + " ") for one in messages), messages


def test_a_review_of_another_sort_is_left_alone() -> None:
    text = "---\nphase: 8\ngrade: B\n---\n\n# Phase 8: Interface Review\n"
    assert found(text, "SCH001", PHASE + "08-UI-REVIEW.md") == []
    counted = text.replace("grade: B", "files_reviewed: 2")
    assert found(counted, "SCH001", PHASE + "08-REVIEW.md") == [
        "1:1 the front matter has no 'reviewed' and 'status'"
    ]


def test_documents_without_front_matter_are_fine() -> None:
    for name in ("VERIFICATION", "02-PLAN", "02-SUMMARY", "UAT"):
        text = "# Phase 8: Parser\n\n**Status:** passed\n\nWords.\n"
        for code in ("SCH001", "SCH002", "SCH003", "LNT000"):
            assert found(text, code, f"{PHASE}08-{name}.md") == []


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Phase 8: Parser Verification Report", [("phase", "8", "Parser")]),
        ("Phase 08 — Parser: Two Passes", [("phase", "8", "Parser: Two Passes")]),
        ("Phase 8 Plan 2: Reading Files Summary", [("plan", "8-2", "Reading Files")]),
        ("Phase 8: Summary", []),
        ("Phase 8", []),
        ("Phase 8 Verification", []),
        ("The Parser", []),
    ],
)
def test_names_in_titles(title: str, names: list[tuple[str, str, str]]) -> None:
    _, claims = read("gsd-summary", f"# {title}\n", PHASE + "08-02-SUMMARY.md")
    assert [(*one.subject, one.name) for one in claims.of(Named)] == names


@pytest.mark.parametrize(("status", "fires"), [("complete", False), ("passed", True)])
def test_only_a_passed_test_denies_failures(status: str, fires: bool) -> None:
    text = (
        f"---\nstatus: {status}\nphase: 08-parser\n---\n\n## Tests\n\n"
        "### 1. Read\nexpected: it reads\nresult: fail\n"
    )
    assert bool(found(text, "STA002", PHASE + "08-UAT.md")) is fires


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("✅ green", "green"), ("❌ red", "red"), ("red", "red"), ("⬜ pending", "pending"),
        ("COVERED", "green"), ("❌", "red"), ("red captured", ""), ("✅ ❌", ""), ("new", ""),
    ],
)
def test_states_of_validation_rows(cell: str, state: str) -> None:
    assert read_state(cell) == state


def test_an_answer_to_one_check_of_the_body_is_none_to_another() -> None:
    body = "### Human Verification Required\n\n" + CHECK.format("**Result:** ok") + "\n" + CHECK.format("")
    (only,) = found(_passed(body=body), "STA002", ".planning/phases/08-parser/08-VERIFICATION.md")
    assert "a human check is open" in only
