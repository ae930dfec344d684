"""One JSON object a line, one line a finding: ``$defs/finding`` of schemas/output.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.report.values import dump, finding

if TYPE_CHECKING:
    from auditlint.findings import Report
    from auditlint.report import Options


def render(report: Report, options: Options) -> str:
    """Return one line per diagnostic of every level; suppressed ones are left out."""
    return "".join(dump(finding(one)) + "\n" for one in report.diagnostics)
