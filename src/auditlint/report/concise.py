"""``path:line:col: severity[CODE] message``: one line per finding, never wrapped.

Editors and CI read these lines by the expression in `auditlint.report.matchers`, which says
where colour codes may stand: around every part, and not inside the message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.report import escape

if TYPE_CHECKING:
    from auditlint.findings import Diagnostic, Report
    from auditlint.report import Options


def render(report: Report, options: Options) -> str:
    """Return one line per diagnostic."""
    line = coloured_line if options.color else plain_line
    return "".join(
        line(one) + "\n"
        for one in report.diagnostics
        if options.notices or one.severity != "notice"
    )


def plain_line(one: Diagnostic) -> str:
    """Return a diagnostic's line without colours and without line end."""
    place = one.place
    return (
        f"{escape.path(place.path)}:{place.line}:{place.column}: "
        f"{one.severity}[{one.code}] {escape.message(one.message)}"
    )


def coloured_line(one: Diagnostic) -> str:
    """Return a diagnostic's line with colours."""
    from auditlint.report.style import BOLD, RESET, SEVERITY

    place = one.place
    return (
        f"{BOLD}{escape.path(place.path)}{RESET}:{place.line}:{place.column}: "
        f"{SEVERITY[one.severity]}{one.severity}{RESET}[{BOLD}{one.code}{RESET}] "
        f"{escape.message(one.message)}"
    )
