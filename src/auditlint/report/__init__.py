"""Writers: a report as text in one of the output formats.

One module per format with ``render(report, options) -> str``, found through `_WRITERS` and
imported when it is asked for. Writers only read what they are given: they touch no file, no
environment and no terminal.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from auditlint.findings import ERROR, NOTICE, WARNING

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditlint.findings import Report

#: Format name -> module.
_WRITERS = {
    "full": "auditlint.report.full",
    "concise": "auditlint.report.concise",
    "json": "auditlint.report.json_document",
    "jsonl": "auditlint.report.json_lines",
    "github": "auditlint.report.github",
}

#: The names that `render` takes.
FORMATS = tuple(_WRITERS)

#: Formats for people: they leave notices out unless asked. All others hold every level.
PEOPLE = frozenset(("full", "concise"))


def _unreadable(path: str) -> str | None:
    return None


class Options(NamedTuple):
    """What a writer needs to know beside the report."""

    color: bool = False
    """Write colours (people's formats)."""
    links: str = ""
    """The absolute folder that paths are relative to, for terminal links in `full`; "": none."""
    notices: bool = False
    """Print notices in people's formats; otherwise the summary counts them as hidden."""
    read: Callable[[str], str | None] = _unreadable
    """The text of a path, decoded as the engine does (no byte order mark), or None."""
    width: int = 120
    """How many terminal cells a source line in `full` may take, the gutter included."""


def render(format: str, report: Report, options: Options) -> str:  # noqa: A002
    """Return `report` in the output format `format`; "" when there is nothing to say.

    Raises `KeyError` for a name that is not in `FORMATS`.
    """
    text: str = import_module(_WRITERS[format]).render(report, options)
    return text


def summary(report: Report, options: Options) -> str:
    """Return the one line that closes a run, for standard error.

    ``Found 3 errors, 2 warnings (1 notice hidden, 2 suppressed) in 14 documents.`` Where only
    machine formats are written nothing is hidden: pass options with `notices`.
    """
    counts = {level: report.count(level) for level in (ERROR, WARNING, NOTICE)}
    asides = []
    if not options.notices and counts[NOTICE]:
        asides.append(f"{counted(counts.pop(NOTICE), NOTICE)} hidden")
    if report.suppressed:
        asides.append(f"{len(report.suppressed)} suppressed")
    aside = f" ({', '.join(asides)})" if asides else ""
    crashed = (
        f"; {counted(report.internal_errors, 'internal error')}" if report.internal_errors else ""
    )
    documents = counted(report.documents, "document")
    found = [counted(count, level) for level, count in counts.items() if count]
    if found or crashed:
        return f"Found {', '.join(found) or 'nothing'}{aside} in {documents}{crashed}."
    return f"All checks passed: {documents}{aside}."


def counted(number: int, noun: str) -> str:
    """Return ``1 error``, ``2 errors``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
