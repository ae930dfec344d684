"""The Markdown for ``$GITHUB_STEP_SUMMARY``: every finding in one table, the worst first.

All text from documents stands in code spans, where neither HTML nor links nor mentions work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import SEVERITIES
from auditlint.report import Options, counted, escape, summary

if TYPE_CHECKING:
    from auditlint.findings import Diagnostic, Report

#: Bytes of a step's summary; GitHub takes 1 MiB and rejects the whole of a longer one.
LIMIT = 1_000_000

#: Code points of one message, and related places of one finding, in the table.
MESSAGE_LIMIT = 500
RELATED_LIMIT = 3

_HEAD = "| Level | Place | Rule | Finding |\n| --- | --- | --- | --- |\n"


def markdown(report: Report, limit: int = LIMIT) -> str:
    """Return the summary of a run, at most `limit` bytes of UTF-8.

    What does not fit is counted in a last line. Findings of every level are listed.
    """
    lines = [f"### auditlint\n\n{summary(report, Options(notices=True))}\n"]
    found = sorted(report.diagnostics, key=lambda one: SEVERITIES.index(one.severity))
    if found:
        lines.append("\n" + _HEAD)
    last = "\n{} left out: a summary may not be longer.\n"
    room = limit - len("".join(lines)) - len(last) - len(counted(len(found), "finding"))
    for at, one in enumerate(found):
        row = _row(one)
        room -= len(row.encode())
        if room < 0:
            lines.append(last.format(counted(len(found) - at, "finding")))
            break
        lines.append(row)
    return "".join(lines)


def _row(one: Diagnostic) -> str:
    place = one.place
    finding = [code(one.message)]
    finding += [
        f"{code(f'{other.place.path}:{other.place.line}')}: {code(other.message)}"
        for other in one.related[:RELATED_LIMIT]
    ]
    hidden = len(one.related) - RELATED_LIMIT
    if hidden > 0:
        finding.append(f"and {hidden} more")
    where = code(f"{place.path}:{place.line}:{place.column}")
    return f"| {one.severity} | {where} | {one.code} {one.name} | {'<br>'.join(finding)} |\n"


def code(text: str) -> str:
    """Return `text` as a code span that a table cell can hold."""
    if len(text) > MESSAGE_LIMIT:
        text = text[:MESSAGE_LIMIT] + escape.CUT
    text = escape.line(text).strip()
    if not text:
        return ""
    fence = "`" * (_longest_run(text) + 1)
    # A space inside either fence is no part of the code; without it a backtick would join them.
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")


def _longest_run(text: str) -> int:
    longest = run = 0
    for char in text:
        run = run + 1 if char == "`" else 0
        longest = max(longest, run)
    return longest
