"""Checks that a verification asks of a person, and the acceptance tests that answer them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

FOLDER = ".planning/phases/07-tides/"
REPORT = (
    f"==> {FOLDER}07-VERIFICATION.md <==\n---\nphase: 07-tides\nverified: 2026-03-02\n"
    "status: passed\nscore: 1/1 truths verified\nhuman_verification:\n  - test: Look at the table\n"
    "    expected: It is legible\n---\n\n# Phase 7: Tides Verification Report\n"
)
TESTS = (
    "==> {}07-HUMAN-UAT.md <==\n---\nstatus: {}\nphase: 07-tides\n---\n\n# UAT\n\n## Tests\n\n"
    "### 1. Look at the table\nexpected: It is legible\nresult: {}\n"
)


@pytest.mark.parametrize(
    ("tests", "fires"),
    [
        pytest.param("", True, id="nobody looked"),
        pytest.param(TESTS.format(FOLDER, "complete", "pass"), False, id="all passed"),
        pytest.param(TESTS.format(FOLDER, "resolved", "pass"), False, id="resolved"),
        pytest.param(TESTS.format(FOLDER, "testing", "pass"), True, id="not finished"),
        pytest.param(TESTS.format(FOLDER, "complete", "pending"), True, id="one left"),
        pytest.param(TESTS.format(FOLDER, "complete", "issue"), False, id="its issues are told there"),
        pytest.param(
            TESTS.format(".planning/phases/08-moons/", "complete", "pass"), True, id="another phase"
        ),
    ],
)
def test_open_checks(tmp_path: Path, tests: str, fires: bool) -> None:
    found = found_in_tree(tmp_path, REPORT + tests, "STA002")
    assert [("a human check is open" in one) for one in found] == ([True] if fires else [])
