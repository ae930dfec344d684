from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditlint.report import summary

from .samples import diagnostic, notice, options, report, suppressed, warning

if TYPE_CHECKING:
    from auditlint.findings import Report

CASES = [
    (report(), False, "All checks passed: 14 documents."),
    (report(documents=1), False, "All checks passed: 1 document."),
    (report(documents=0), False, "All checks passed: 0 documents."),
    (report(diagnostic(), documents=1), False, "Found 1 error in 1 document."),
    (
        report(
            diagnostic(),
            diagnostic(),
            diagnostic(),
            warning(),
            warning(),
            notice(),
            hidden=(suppressed(), suppressed()),
        ),
        False,
        "Found 3 errors, 2 warnings (1 notice hidden, 2 suppressed) in 14 documents.",
    ),
    (report(warning(), notice(), notice()), True, "Found 1 warning, 2 notices in 14 documents."),
    (report(notice()), True, "Found 1 notice in 14 documents."),
    (report(notice(), notice()), False, "All checks passed: 14 documents (2 notices hidden)."),
    (report(hidden=(suppressed(),)), False, "All checks passed: 14 documents (1 suppressed)."),
    (
        report(diagnostic(code="LNT000"), crashed=1),
        False,
        "Found 1 error in 14 documents; 1 internal error.",
    ),
    (report(crashed=2), False, "Found nothing in 14 documents; 2 internal errors."),
]


@pytest.mark.parametrize(("whole", "notices", "line"), CASES)
def test_summary(whole: Report, notices: bool, line: str) -> None:
    assert summary(whole, options(notices=notices)) == line
