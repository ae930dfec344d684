"""Workflow commands for GitHub Actions: annotations on the lines of a pull request.

``::error file=,line=,endLine=,col=,endColumn=,title=::message``. GitHub keeps ten annotations
of each level a step and cuts messages at 4,096 characters, so the ten go to the first finding
of every file before a second one of any, and the last one lists what is left. The whole list is
the Markdown of `auditlint.report.github_summary`.

The escapes are those of the runner's own parser: ``%``, CR and LF in messages, ``:`` and ``,``
as well in properties. Everything else that a line must not hold is escaped before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import SEVERITIES
from auditlint.report import counted, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditlint.findings import Diagnostic, Place, Report
    from auditlint.report import Options

#: Annotations of one level that GitHub keeps for a step.
ANNOTATIONS = 10

#: UTF-16 units of a message that GitHub keeps.
MESSAGE_LIMIT = 4096

#: Related places of a finding that its annotation names.
RELATED_LIMIT = 5


def render(report: Report, options: Options) -> str:
    """Return the commands, errors first; findings of every level."""
    lines: list[str] = []
    for severity in SEVERITIES:
        same = [one for one in report.diagnostics if one.severity == severity]
        lines += _level(severity, files_first(same))
    return "".join(line + "\n" for line in lines)


def files_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics with the first one of every file before all others."""
    seen: set[str] = set()
    first: list[Diagnostic] = []
    others: list[Diagnostic] = []
    for one in diagnostics:
        (others if one.place.path in seen else first).append(one)
        seen.add(one.place.path)
    return first + others


def _level(severity: str, diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    shown = diagnostics[:ANNOTATIONS]
    for at, one in enumerate(shown):
        rest = diagnostics[ANNOTATIONS:] if at == ANNOTATIONS - 1 else ()
        properties = ",".join(f"{key}={_property(text)}" for key, text in _properties(one))
        yield f"::{severity} {properties}::{_data(_message(one, rest))}"


def _properties(one: Diagnostic) -> Iterator[tuple[str, str]]:
    place = one.place
    # An end at column 1 is the end of the line before.
    last = place.end_line - (place.end_column == 1 and place.end_line > place.line)
    yield "file", escape.line(place.path)
    yield "line", str(place.line)
    yield "endLine", str(last)
    if last == place.line:  # the runner drops columns of a range over several lines
        yield "col", str(place.column)
        if place.end_line == place.line:
            yield "endColumn", str(place.end_column)
    yield "title", f"{one.code} {one.name}"


def _message(one: Diagnostic, rest: Sequence[Diagnostic]) -> str:
    """Return the text of an annotation; `rest` are the findings that it stands for as well."""
    # The log shows nothing but this text, so it names the place too.
    lines = [escape.message(one.message), f"at {_where(one.place)} (auditlint rule {one.code})"]
    lines += [
        f"see {_where(place)}: {escape.message(words)}"
        for place, words in one.related[:RELATED_LIMIT]
    ]
    if one.fix is not None:
        lines.append(f"help: {escape.message(one.fix.message)} ({one.fix.applicability} fix)")
    if not rest:
        return _fitting(lines, [])
    lines += ["", f"And {counted(len(rest), f'more {one.severity}')}:"]
    return _fitting(lines, [_short(other) for other in rest])


def _fitting(lines: list[str], rest: list[str]) -> str:
    """Join the lines, with as many of `rest` as GitHub keeps and a count of the others."""
    room = MESSAGE_LIMIT - len("\n... 1,000,000,000 not listed")
    text = _cut("\n".join(lines), room)
    room -= _units(text)
    for at, line in enumerate(rest):
        room -= _units(line) + 1
        if room < 0:
            return f"{text}\n... {len(rest) - at:,} not listed"
        text += "\n" + line
    return text


def _short(one: Diagnostic) -> str:
    return f"{_where(one.place)}: {one.code} {_cut(escape.message(one.message), 300)}"


def _where(place: Place) -> str:
    return f"{escape.path(place.path)}:{place.line}:{place.column}"


def _units(text: str) -> int:
    """Return the length of `text` in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _cut(text: str, room: int) -> str:
    """Return `text`, or its beginning in `room` UTF-16 units."""
    if _units(text) <= room:
        return text
    encoded = text.encode("utf-16-le")[: 2 * (room - len(escape.CUT))]
    return encoded.decode("utf-16-le", "ignore") + escape.CUT


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
