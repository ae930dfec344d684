"""The breakdown of a register: how many entries of each severity it says there are.

A table with a row for each severity, the total row of a table with a column for each, a list, or
a line such as ``3 critical, 5 high``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import Parts
from auditlint.kinds.freeform.register_counts import ISSUES
from auditlint.kinds.freeform.register_entries import register
from auditlint.kinds.freeform.register_facts import by_severity, section_counts
from auditlint.reading import severities, words
from auditlint.reading.numbers import integer, pattern
from auditlint.reading.ranges import Ranges
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Item, Table


def distribution(document: Document) -> Parts | None:
    """The table or list that counts the entries of each severity."""
    entries = register(document).entries
    scopes = Ranges(one.scope for one in entries)
    found: list[tuple[int, Parts]] = []
    for table in document.tables:
        if table.header and not scopes.holds(table.start) and not _is_later(table.section.title):
            parts = _tabled(table) or _crossed(table)
            if parts is not None:
                found.append((table.start, parts))
                break
    listed = _listed(document, entries[0].span.start if entries else len(document.text))
    if listed is not None:
        found.append((listed.span.start, listed))
    if not found:
        lined = _lined(document, entries[0].span.start if entries else 0)
        if lined is None:
            return None
        found.append((0, lined))
    parts = min(found)[1]
    return parts._replace(
        counted=_counted(document, parts), entries=tuple(one.span for one in entries)
    )


def _is_later(title: str) -> bool:
    """Whether a heading speaks of what became of the entries: other numbers stand below it."""
    later = (
        r"\b(?:after|before|fixed|resolved|remaining|resolution|verification|re-?(?:test|check|audit)|"
        r"post|progress|status|open|new|update|comparison|previous|delta|legend|definitions?)\b"
    )
    return pattern(later, re.IGNORECASE).search(title) is not None


def _counted(document: Document, parts: Parts) -> tuple[tuple[str, int], ...]:
    found = register(document)
    levels = by_severity(document, found.entries)
    if not found.entries or not found.complete or found.others or "" in levels:
        return ()
    by_section = section_counts(document, found.entries)
    if all(by_section.get(name, 0) == number for name, number, _ in parts.parts):
        # Right by the sections; that entries say otherwise is another matter.
        return tuple((name, number) for name, number, _ in parts.parts)
    return tuple((name, len(levels.get(name, ()))) for name, _, _ in parts.parts)


def _parts(
    whole: int | None, parts: list[tuple[str, int, Span]], span: Span
) -> Parts | None:
    if not parts or len({name for name, _, _ in parts}) != len(parts):
        return None
    return Parts(ISSUES, whole, tuple(parts), span)


def _tabled(table: Table) -> Parts | None:
    """``| Severity | Count |``, a row for each severity."""
    count = table.column("count", "number", "issues", "total", "#", "findings")
    label = table.column("severity", "priority", "level")
    if label < 0 or count < 0:
        return None
    parts: list[tuple[str, int, Span]] = []
    whole: int | None = None
    for row in table.rows:
        if row.ragged or max(label, count) >= len(row.cells):
            return None
        number = integer(row.cells[count].plain)
        level = severities.level(row.cells[label].text)
        if number is None:
            return None
        if level is not None:
            parts.append((level.name, number, row.cells[count].span))
        elif words.clean(row.cells[label].text) in ("total", "sum", "all"):
            whole = number
        else:
            return None
    return _parts(whole, parts, Span(table.start, table.header_end))


#: Rows of what there was at first, beside those of what is open or fixed now.
_FOUND = ("found", "identified", "reported", "raised", "total found")


def _crossed(table: Table) -> Parts | None:
    """``| Area | Critical | High | Total |``: the row of the totals, or of what was found."""
    columns = [
        (level.name, index) for index, heading in enumerate(table.headings)
        if index and (level := severities.level(heading)) is not None
    ]
    if len(columns) < 2 or not table.rows:
        return None
    row = next(
        (one for one in table.rows if one.cells and words.clean(one.cells[0].text) in _FOUND),
        table.rows[-1],
    )
    if row.ragged or words.clean(row.cells[0].text) not in (*_FOUND, "total", "totals", "sum", "all"):
        return None
    parts: list[tuple[str, int, Span]] = []
    for name, index in columns:
        number = integer(row.cells[index].plain) if index < len(row.cells) else None
        if number is None:
            return None
        parts.append((name, number, row.cells[index].span))
    return _parts(None, parts, Span(table.start, table.header_end))


_LISTED = (
    r"\W{0,8}(" + severities.WORDS + r")\b(?:[ ](?:issues|severity|priority|findings))?[*_ ]{0,3}"
    r"(?:\([^)]{0,20}\))?[*_ ]{0,3}[:=—–-][*_ ]{0,4}(\d{1,4})\b(?![/%.\d]| of| fixed| resolved)"
)


def _listed(document: Document, stop: int) -> Parts | None:
    """``- **Critical:** 6 issues``, one item for each severity, above the entries."""
    above: Item | None = None
    parts: list[tuple[str, int, Span]] = []
    for item in document.items:
        if item.start >= stop:
            break
        match = pattern(_LISTED, re.IGNORECASE).match(item.text[:80])
        level = severities.level(match[1]) if match else None
        if match is None or level is None or _is_later(item.section.title):
            if len(parts) > 1:
                break
            parts = []
            continue
        if above is not None and parts and above.section is not item.section:
            parts = []
        above = item
        start = item.text_span.start + match.start(2)
        parts.append((level.name, int(match[2]), Span(start, start + len(match[2]))))
    if len(parts) < 2:
        return None
    return _parts(None, parts, Span(parts[0][2].start, parts[-1][2].end))


_PAIRED = (
    r"\b(?:(" + severities.WORDS + r")[*_]{0,3}[ ]?[:=][*_]{0,3}[ ]?(\d{1,4})(?![\w/%.]\d?)"
    r"|(?<![\w./-])(\d{1,4})[*_]{0,3}[ ][*_]{0,3}(" + severities.WORDS + r")s?)\b"
)
_MOVED = (
    r"\b(?:fixed|resolved|closed|remain\w*|open|after|before|was|were|new|now|still|from|each|per|of|"
    r"max\w*|least|score|target|than|phase|points?)\b|[→~≈%?]"
)


def _lined(document: Document, stop: int) -> Parts | None:
    """``Blocker: 3 | High: 5 | Low: 2`` or ``3 critical, 5 high`` on one line above the entries."""
    prose = document.prose
    tables = Ranges(one.span for one in document.tables)
    run: list[tuple[str, int, Span]] = []
    before = document.body
    for pair in pattern(_PAIRED, re.IGNORECASE).finditer(prose, document.body, stop):
        level = severities.level(pair[1] or pair[4])
        if level is None or tables.holds(pair.start()):
            continue
        between = prose[before : pair.start()]
        if run and (len(between) > 40 or "\n" in between):
            found = _stated_run(prose, run)
            if found is not None:
                return found
            run = []
        start, end = pair.span(2 if pair[2] else 3)
        run.append((level.name, int(prose[start:end]), Span(start, end)))
        before = pair.end()
    return _stated_run(prose, run)


def _stated_run(prose: str, run: list[tuple[str, int, Span]]) -> Parts | None:
    if len(run) < 2:
        return None
    start = max(prose.rfind("\n", 0, run[0][2].start) + 1, run[0][2].start - 60)
    stop = prose.find("\n", run[-1][2].end)
    end = min(len(prose) if stop < 0 else stop, run[-1][2].end + 40)
    if pattern(_MOVED, re.IGNORECASE).search(prose, start, end):
        return None
    return _parts(None, run, Span(run[0][2].start, run[-1][2].end))
