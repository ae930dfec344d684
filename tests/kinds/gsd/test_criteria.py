from __future__ import annotations

from auditlint.claims import Criterion, Fingerprint, Listed
from auditlint.config import Config
from auditlint.engine import understand

PHASE = ".planning/phases/07-tides/"


def criteria(path: str, text: str) -> list[tuple[str, str]]:
    read = understand(path, text.encode(), Config())
    assert read is not None
    return [(one.subject.type, one.text) for one in read[3].of(Criterion)]


def test_success_criteria_of_a_phase() -> None:
    text = (
        "# Roadmap\n\n### Phase 7: Tides\n\n**Goal**: Tides\n"
        "**Success Criteria** (what must be TRUE):\n\n  1. A is seen\n  2. B is seen\n"
        "**Plans**: 2 plans\n\n1. No criterion\n\n### Phase 8: Ports\n\n1. Nor this\n"
    )
    assert criteria(".planning/ROADMAP.md", text) == [("phase", "A is seen"), ("phase", "B is seen")]


def test_truths_of_a_plan() -> None:
    text = (
        "---\nphase: 07\nplan: 01\nmust_haves:\n  truths:\n    - A is seen\n    - [B]\n---\n\n"
    )
    assert criteria(PHASE + "07-01-PLAN.md", text) == [("plan", "A is seen")]


def test_truths_of_another_shape() -> None:
    for broken in ("must_haves: none", "must_haves:\n  truths: A", "must_haves: [A]"):
        text = f"---\nphase: 07\nplan: 01\n{broken}\n---\n\n"
        assert len(criteria(PHASE + "07-01-PLAN.md", text)) <= 1


def test_rows_of_a_report() -> None:
    text = "# Phase 7 Verification Report\n\n| # | Truth | Status |\n|---|---|---|\n| 1 | A | PASS |\n"
    assert criteria(PHASE + "07-VERIFICATION.md", text) == [("row", "1 A PASS")]


def judged(path: str, text: str) -> list[tuple[str, str, str]]:
    """Return what each criterion says, its state, and the text that judges it."""
    read = understand(path, text.encode(), Config())
    assert read is not None
    return [(one.text, one.state, text[one.judged.start : one.judged.end]) for one in read[3].of(Criterion)]


def test_how_a_report_judges_its_rows() -> None:
    text = (
        "# Phase 7 Verification Report\n\n| # | Truth | Status |\n|---|---|---|\n| 1 | A | PASS |\n"
        "| 2 | B | FAILED |\n| 3 | C | PASS | lost |\n"
    )
    assert judged(PHASE + "07-VERIFICATION.md", text) == [
        ("1 A PASS", "done", "PASS"), ("2 B FAILED", "failed", "FAILED"), ("3 C PASS", "", ""),
    ]


def test_how_an_audit_judges_requirements_that_name_code() -> None:
    text = (
        "# v1.0 Milestone Audit\n\n## Requirements\n\n| REQ-ID | What | Status |\n|---|---|---|\n"
        "| TIDE-01 | `read_tides()` | satisfied |\n| TIDE-02 | By hour | satisfied |\n"
    )
    assert judged(".planning/v1.0-MILESTONE-AUDIT.md", text) == [
        ("TIDE-01 `read_tides()` satisfied", "done", "satisfied")
    ]


def test_a_traceability_row_judges_the_text_of_its_requirement() -> None:
    rows = (
        "## Traceability\n\n| Requirement | Phase | Status |\n|---|---|---|\n"
        "| TIDE-01 | Phase 7 | Complete |\n| TIDE-02 | Phase 7 | Pending |\n"
    )
    text = "# Requirements\n\n- **TIDE-01**: `read_tides()` reads\n- **TIDE-02**: By hour\n\n" + rows
    assert judged(".planning/REQUIREMENTS.md", text) == [
        ("TIDE-01 Phase 7 Complete `read_tides()` reads", "done", "Complete")
    ]
    ticked = text.replace("- **", "- [x] **")
    assert judged(".planning/REQUIREMENTS.md", ticked) == []


def test_what_a_report_covers_and_mentions() -> None:
    text = (
        "---\nphase: 07\ncovered_files:\n  - a.py\n  - [b]\n  - c.py\ncovered_digest: v1:sha256:00\n"
        "---\n\n# Phase 7 Verification Report\n\nTIDE-01..03 and `TIDE-01`, not UTF-8.\n"
    )
    read = understand(PHASE + "07-VERIFICATION.md", text.encode(), Config())
    assert read is not None
    (covered,) = read[3].of(Fingerprint)
    assert (covered.digest, covered.files) == ("v1:sha256:00", ("a.py", "c.py"))
    assert [one.requirement for one in read[3].of(Listed)] == ["TIDE-01", "TIDE-02", "TIDE-03"]
