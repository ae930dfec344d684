"""The whole report as one JSON object, described by schemas/output.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint import __version__
from auditlint.findings import ERROR, NOTICE, WARNING
from auditlint.report.values import dump, finding

if TYPE_CHECKING:
    from auditlint.findings import Report
    from auditlint.report import Options

#: Raised when a key changes its meaning or goes away.
VERSION = 1


def render(report: Report, options: Options) -> str:
    """Return the report with findings of every level and what was suppressed."""
    value = {
        "version": VERSION,
        "tool": {"name": "auditlint", "version": __version__, "url": None},
        "summary": {
            "documents": report.documents,
            "files": report.files,
            "findings": len(report.diagnostics),
            "errors": report.count(ERROR),
            "warnings": report.count(WARNING),
            "notices": report.count(NOTICE),
            "suppressed": len(report.suppressed),
            "internal_errors": report.internal_errors,
        },
        "findings": [finding(one) for one in report.diagnostics],
        "suppressed": [finding(one) for one in report.suppressed],
    }
    return dump(value, indent=2) + "\n"
