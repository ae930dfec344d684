from __future__ import annotations

import pytest

from tests.helpers import found

FOLDER = ".planning/phases/08-parser/"


def review(front: str, body: str) -> str:
    return (
        "---\nphase: 08-parser\nreviewed: 2026-03-02T10:00:00Z\ndepth: standard\n"
        f"{front}---\n\n# Phase 8: Code Review Report\n\n{body}\n"
    )


FINDINGS = "findings:\n  critical: {}\n  warning: {}\n  info: {}\n  total: {}\nstatus: {}\n"
BODY = "## Critical Issues\n\n### CR-01: A\n\n## Warnings\n\n### WR-01: B\n\n### WR-02: C\n"


@pytest.mark.parametrize(
    ("front", "body"),
    [
        pytest.param(FINDINGS.format(1, 2, 0, 3, "issues_found"), BODY, id="right"),
        pytest.param(FINDINGS.format(0, 0, 0, 0, "clean"), BODY, id="zeroed after fixing"),
        pytest.param(FINDINGS.format(0, 2, 0, 2, "fixed"), BODY, id="one zeroed after fixing"),
        pytest.param(FINDINGS.format(4, 2, 0, 6, "issues_found"), "## Notes\n", id="no ids"),
        pytest.param(
            FINDINGS.format(1, 2, 0, 3, "issues_found"),
            BODY + "\n## Resolution\n\n### CR-01: A\n\n### CR-02: D\n",
            id="a section of resolutions",
        ),
        pytest.param(
            FINDINGS.format(1, 2, 0, 3, "issues_found"), BODY + "\n### WR-02: C again\n",
            id="an id twice",
        ),
        pytest.param(
            FINDINGS.format("some", 2, 0, 9, "issues_found"), BODY, id="not a number"
        ),
        pytest.param(
            "files_reviewed: 2\nfiles_reviewed_list:\n  - a.py\n  - b.py\nstatus: clean\n", "",
            id="files",
        ),
        pytest.param(
            "files_reviewed: 9\nfiles_reviewed_list:\n  - src/*.py\n  - b.py\nstatus: clean\n", "",
            id="a pattern of files",
        ),
        pytest.param("files_reviewed: 9\nfiles_reviewed_list: []\nstatus: clean\n", "", id="no list"),
        pytest.param(
            FINDINGS.format(1, 3, 0, 4, "issues_found"), BODY + "\n### HI-01: E\n",
            id="findings under a prefix of their own",
        ),
        pytest.param(
            FINDINGS.format(1, 2, 0, 3, "issues_found"), "### CR-01: A\n\n### CR-02: B\n\n### CR-03: C\n",
            id="one run of numbers for all severities",
        ),
    ],
)
def test_review_stays_silent(front: str, body: str) -> None:
    assert found(review(front, body), "CNT012", FOLDER + "08-REVIEW.md") == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (
            FINDINGS.format(2, 2, 0, 4, "issues_found"),
            ["6:13 critical: 2 stated, but 1 counted (headings CR-)"],
        ),
        (
            FINDINGS.format(1, 2, 3, 6, "issues_found"),
            ["8:9 info: 3 stated, but 0 counted (headings IN-)"],
        ),
        (
            FINDINGS.format(1, 2, 0, 4, "issues_found"),
            ["9:10 total: 4 stated, but the findings by severity sum to 3"],
        ),
        (
            "files_reviewed: 3\nfiles_reviewed_list:\n  - a.py\n  - b.py\nstatus: issues_found\n",
            ["5:17 files_reviewed: 3 stated, but 2 counted (files in files_reviewed_list)"],
        ),
    ],
)
def test_review_fires(front: str, expected: list[str]) -> None:
    assert found(review(front, BODY), "CNT012", FOLDER + "08-REVIEW.md") == expected


def uat(summary: str, results: tuple[str, ...] = ("pass", "[pending]", "issue")) -> str:
    tests = "".join(
        f"### {number}. Test {number}\nexpected: it works\nresult: {result}\n\n"
        for number, result in enumerate(results, 1)
    )
    return f"---\nstatus: testing\nphase: 08-parser\n---\n\n## Tests\n\n{tests}## Summary\n\n{summary}"


@pytest.mark.parametrize(
    ("summary", "results"),
    [
        ("total: 3\npassed: 1\nissues: 1\npending: 1\nskipped: 0\n", ("pass", "[pending]", "issue")),
        ("total: 2\npassed: 2\nissues: 0\n", ("pass", "pass (after a second try)")),
        ("- **Total:** 2 tests\n- **Passed:** 2\n", ("PASS", "✓ PASS")),
        ("total: 2\npassed: 2\n", ("pass", "it looked fine to me")),
        ("total: 3\npassed: 1\n", ("pass", "?", "skipped")),
        ("total: 1\nfailed: 1\n", ("issue",)),
        ("passed: 12/12\n", ("pass",)),
    ],
)
def test_acceptance_test_stays_silent(summary: str, results: tuple[str, ...]) -> None:
    assert found(uat(summary, results), "CNT012", FOLDER + "08-UAT.md") == []


def test_only_the_last_tests_are_listed() -> None:
    text = uat("total: 8\npassed: 7\n", ("pass",)).replace("### 1.", "### 8.")
    assert found(text, "CNT012", FOLDER + "08-UAT.md") == []


def test_issues_may_count_what_the_tests_found() -> None:
    text = uat("total: 1\npassed: 1\nissues: 2\n", ("pass",))
    gaps = "\n## Gaps\n\n- truth: A\n  status: failed\n\n- truth: B\n  status: failed\n"
    assert len(found(text, "CNT012", FOLDER + "08-UAT.md")) == 1
    assert found(text + gaps, "CNT012", FOLDER + "08-UAT.md") == []


def test_a_counter_that_explains_itself() -> None:
    text = uat("total: 3\npassed: 2 (1 clarified)\n")
    assert found(text, "CNT012", FOLDER + "08-UAT.md") == []


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("total: 4\npassed: 1\n", ["22:8 total: 4 stated, but 3 counted (tests)"]),
        (
            "total: 3\npassed: 2\nissues: 1\n",
            ["23:9 passed: 2 stated, but 1 counted (tests with the result passed)"],
        ),
        (
            "total: 3\npassed: 1\npending: 0\n",
            ["24:10 pending: 0 stated, but 1 counted (tests with the result pending)"],
        ),
    ],
)
def test_acceptance_test_fires(summary: str, expected: list[str]) -> None:
    assert found(uat(summary), "CNT012", FOLDER + "08-UAT.md") == expected


SECURITY = (
    "---\nphase: 8\nstatus: {status}\nthreats_open: {open}\n---\n\n# Phase 8 — Security\n\n"
    "## Threat Register\n\n"
    "| Threat ID | Category | Component | Disposition | Mitigation | Status |\n"
    "|---|---|---|---|---|---|\n"
    "| T-08-01 | Spoofing | login | mitigate | token | closed |\n"
    "| T-08-02 | Tampering | store | mitigate | hash | {second} |\n\n"
    "## Security Audit Trail\n\n"
    "| Audit Date | Threats Total | Closed | Open | Run By |\n|---|---|---|---|---|\n"
    "| 2026-03-02 | {total} | 1 | 1 | me |\n"
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"open": "1", "second": "open", "total": "2"}, []),
        ({"open": "0", "second": "closed", "total": "2"}, []),
        ({"open": "0", "second": "see below", "total": "2"}, []),
        ({"open": "0", "second": "a | b", "total": "2"}, []),
        ({"open": "0", "second": "open (non-blocking)", "total": "2"}, []),
        ({"open": "0\nblock_on: high", "second": "open", "total": "2"}, []),
        (
            {"open": "0", "second": "open", "total": "2"},
            ["4:15 threats_open: 0 stated, but 1 counted (open threats)"],
        ),
        (
            {"open": "1", "second": "open", "total": "3"},
            ["20:16 total: 3 stated, but the closed and open threats sum to 2"],
        ),
    ],
)
def test_security(values: dict[str, str], expected: list[str]) -> None:
    text = SECURITY.format(status="draft", **values)
    assert found(text, "CNT012", FOLDER + "08-SECURITY.md") == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2 auto-fixed (1 bug, 1 blocking)", []),
        ("about 3 auto-fixed", []),
        ("2 auto-fixed, 1 deferred", []),
        ("1 auto-fixed (Rule 3, found in this plan), 1 note on commits", []),
        ("1 auto-fixed (1 note on commits, 2 renames)", []),
        ("0 auto-fixed (Rules 1-4). Two clarifications above", []),
        (
            "3 auto-fixed (Rule 1, Rule 3)",
            ["18:23 auto-fixed deviations: 3 stated, but 2 counted (numbered deviations)"],
        ),
        ("none", []),
        (
            "3 auto-fixed (2 bugs, 1 blocking)",
            ["18:23 auto-fixed deviations: 3 stated, but 2 counted (numbered deviations)"],
        ),
    ],
)
def test_deviations_of_a_summary(stated: str, expected: list[str]) -> None:
    text = (
        "---\nphase: 08\nplan: 02\n---\n\n# Phase 8 Plan 2: Parser Summary\n\n"
        "## Deviations from Plan\n\n### Auto-fixed Issues\n\n"
        "**1. [Rule 1 - Bug] One**\n\n**2. [Rule 3 - Blocking] Two**\n\n---\n\n"
        f"**Total deviations:** {stated}\n"
    )
    assert found(text, "CNT012", FOLDER + "08-02-SUMMARY.md") == expected
