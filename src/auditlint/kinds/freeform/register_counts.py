"""The numbers that a register states: how many entries in all, and of each severity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import FIELD, HEADING, LINE, Count, Parts, Tally
from auditlint.kinds.freeform.register_entries import register
from auditlint.kinds.freeform.register_facts import by_severity, section_counts
from auditlint.reading import severities, words
from auditlint.reading.numbers import ends_with, integer, is_approximate, pattern
from auditlint.reading.ranges import Ranges
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.kinds.freeform.register_facts import Issue
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Item, Table

ISSUES = "issues"


def counts(document: Document) -> Iterator[Claim]:
    """What is listed, and what sentences, headings and fields say about it."""
    found = register(document)
    entries = found.entries
    if not entries:
        return
    spans = tuple(one.span for one in entries)
    yield Tally(ISSUES, None, len(entries), spans[0], spans, complete=found.complete)
    if found.others:
        yield Tally(ISSUES, None, len(entries) + len(found.others), spans[0], spans)
    levels = by_severity(document, entries)
    graded = "" not in levels and found.complete and not found.others
    for name, some in levels.items() if graded else ():
        yield Tally(
            ISSUES, None, len(some), some[0].span, tuple(one.span for one in some), scope=name
        )
    for name, number in section_counts(document, entries).items() if graded else ():
        if name and number != len(levels.get(name, ())):
            yield Tally(ISSUES, None, number, spans[0], (), scope=name)
    yield from _stated(document, entries)
    for field in document.fields:
        if field.key.casefold() in ("total issues", "total findings", "issues found", "findings"):
            yield from _field_count(field)
    yield from _headed(document, entries)


_NOUNS = r"(?:issues|findings|gaps|defects|bugs|problems|deviations|vulnerabilities)"
_STATED = (
    r"(?<![\w.,/$#-])(\d{1,4})(?: (?:identified|total|known|distinct|unique|documented|recorded))?"
    r" " + _NOUNS + r"(?=\W*(?:$|[.;,:)\n]|requir|need|identified|found|total|listed|documented))"
)
_PARTIAL = (
    "fixed", "resolved", "closed", "remaining", "other", "of", "another", "additional", "more",
    "new", "these", "the", "first", "last", "top", "up to", "phase", "step", "wave", "round", "part",
    "stage", "week", "day", "sprint", "pass", "cycle", "iteration", "open", "previous", "and",
    "plus", "batch", "milestone", "tier", "level", "priority", "pr", "issue", "section", "all of the",
)


def _stated(document: Document, entries: list[Issue]) -> Iterator[Claim]:
    """What the text above the first entry says about how many there are."""
    prose = document.prose
    stop = entries[0].span.start
    # Tables and lists above the entries break the number down.
    tables = Ranges([one.span for one in document.tables] + [one.span for one in document.items])
    for match in pattern(_STATED, 2).finditer(prose, document.body, stop):
        if ends_with(prose[max(0, match.start() - 24) : match.start()], _PARTIAL):
            continue
        if tables.holds(match.start()) or not int(match[1]):
            continue
        yield Count(
            ISSUES, None, int(match[1]), Span(match.start(1), match.end(1)), LINE,
            is_approximate(prose, match.start(1), match.end(1)),
        )


def _field_count(field: Field) -> Iterator[Claim]:
    match = pattern(r"\**(\d{1,4})\**(?=$|[ ]*\()").match(field.value)
    if match is not None:
        start = field.value_span.start + match.start(1)
        yield Count(ISSUES, None, int(match[1]), Span(start, start + len(match[1])), FIELD)


_IN_HEADING = r"\(\s*\**(\d{1,4})\**(?:[ ]+" + _NOUNS[:-1] + r"|issue|finding|gap|bug))?\s*\)\W*$"


def _headed(document: Document, entries: list[Issue]) -> Iterator[Claim]:
    """``## HIGH Issues (8)``, where all entries of that severity stand below that heading."""
    for name, some in by_severity(document, entries).items():
        around = some[0].section.ancestors()
        for section in around:
            level = severities.heading_level(section.title)
            if level is None or level.name != name:
                continue
            span = section.title_span
            match = pattern(_IN_HEADING, re.IGNORECASE).search(document.text[span.start : span.end])
            if match is not None and all(section in one.section.ancestors() for one in some):
                start = span.start + match.start(1)
                yield Count(
                    ISSUES, None, int(match[1]), Span(start, start + len(match[1])), HEADING,
                    scope=name,
                )
            break


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


def _crossed(table: Table) -> Parts | None:
    """``| Area | Critical | High | Total |``: the last row, if it is that of the totals."""
    columns = [
        (level.name, index) for index, heading in enumerate(table.headings)
        if index and (level := severities.level(heading)) is not None
    ]
    if len(columns) < 2 or not table.rows:
        return None
    row = table.rows[-1]
    if row.ragged or words.clean(row.cells[0].text) not in ("total", "totals", "sum", "all"):
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
    r"|(?<![\w./-])(\d{1,4})[*_]{0,3}[ ][*_]{0,3}(" + severities.WORDS + r"))\b"
)
_MOVED = (
    r"\b(?:fixed|resolved|closed|remain\w*|open|after|before|was|were|new|now|still|from|each|per|of|"
    r"max\w*|least|score|target|than|phase|points?)\b|[→~≈%?]"
)


def _lined(document: Document, stop: int) -> Parts | None:
    """``Blocker: 3 | High: 5 | Low: 2`` or ``3 critical, 5 high`` on one line above the entries."""
    prose = document.prose
    tables = Ranges(one.span for one in document.tables)
    for line in pattern(r"[^\n]*\d[^\n]*").finditer(prose, document.body, stop):
        if len(line[0]) > 300 or tables.holds(line.start()):
            continue
        parts: list[tuple[str, int, Span]] = []
        for pair in pattern(_PAIRED, re.IGNORECASE).finditer(line[0]):
            which = 2 if pair[2] else 3
            level = severities.level(pair[1] or pair[4])
            if level is not None:
                start, end = (line.start() + offset for offset in pair.span(which))
                parts.append((level.name, int(prose[start:end]), Span(start, end)))
        if len(parts) < 2 or pattern(_MOVED, re.IGNORECASE).search(line[0]):
            continue
        return _parts(None, parts, Span(parts[0][2].start, parts[-1][2].end))
    return None
