"""How many entries a register lists, and how many it says there are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from auditlint.claims import FIELD, HEADING, LINE, Count, Tally
from auditlint.kinds.freeform.register_entries import ID_COLUMNS, register
from auditlint.kinds.freeform.register_facts import by_severity, section_counts
from auditlint.reading import severities
from auditlint.reading.ids import expand
from auditlint.reading.numbers import ends_with, is_approximate, pattern
from auditlint.reading.ranges import Ranges
from auditlint.reading.register_ids import mark
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.kinds.freeform.register_entries import Register
    from auditlint.kinds.freeform.register_facts import Issue
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Section

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
            yield from _field_count(document, field, found)
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
        if not _is_of_all(document.section_at(match.start()), match.start(), entries):
            continue
        yield Count(
            ISSUES, None, int(match[1]), Span(match.start(1), match.end(1)), LINE,
            is_approximate(prose, match.start(1), match.end(1)),
        )


_OF_ALL = (
    r"\b(?:summary|overview|introduction|abstract|conclusions?|statistics|totals?|at a glance|"
    r"tl;?dr|metrics|dashboard|scope|background|context|purpose)\b"
)


def _is_of_all(section: Section, offset: int, entries: list[Issue]) -> bool:
    """Whether what stands at `offset` speaks of the whole register.

    That is the document's head, a summary, or a section that all entries stand in; a number in
    any other section counts what that one is about, and so does one in its heading.
    """
    if section.level > 1 and offset < section.title_span.end:
        return False  # "### Navigation (5 findings)": of that section.
    if section.level == 0:
        return True
    top = section.ancestors()[-1]
    if top.level == 1 and not top.start < entries[0].span.start < top.end:
        return False  # Of another document in the same file.
    if section is top and top.level == 1:
        return True
    if section.start < entries[0].span.start and entries[-1].span.start < section.end:
        return True
    name = section.title.lstrip("0123456789.) ")
    # "Summary of pass 2" is of a part.
    return pattern(_OF_ALL, 2).search(name) is not None and not any(map(str.isdigit, name))


def _field_count(document: Document, field: Field, found: Register) -> Iterator[Claim]:
    """What a field says: of all entries, or of those that stand in its own section.

    In a section that holds none of them it counts something else.
    """
    match = pattern(r"\**(\d{1,4})\**(?=$|[ ]*\()").match(field.value)
    if match is None:
        return
    start = field.value_span.start + match.start(1)
    span = Span(start, start + len(match[1]))
    section = document.section_at(field.key_span.start)
    if _is_of_all(section, start, found.entries):
        yield Count(ISSUES, None, int(match[1]), span, FIELD)
        return
    own = _standing_in(document, section)
    if own:
        scope = f"section at {section.start}"
        yield Count(ISSUES, None, int(match[1]), span, FIELD, scope=scope)
        yield Tally(ISSUES, None, len(own), own[0], tuple(own), found.complete, scope)


def _standing_in(document: Document, section: Section) -> list[Span]:
    """The places of the ids that a section's entries begin with, each id once.

    Its entries are headings; where there are none, rows of tables; where there are none, items.
    """
    sorts: tuple[list[Span], ...] | None = document.memo.get("register heads")
    if sorts is None:
        sorts = document.memo["register heads"] = _heads(document)
    for heads in sorts:
        out: dict[str, Span] = {}
        first = bisect_right(heads, section.title_span)
        for start, end in heads[first : bisect_left(heads, (section.end, 0))]:
            text = document.text[start : min(end, start + 120)]
            head = mark(text)
            if head is not None and not head.weak:
                out.setdefault(head.id, Span(start + head.start, start + head.end))
                for one in expand(text, start, frozenset((head.prefix,))):
                    out.setdefault(one.id, one.span)
        if out:
            return list(out.values())
    return []


def _heads(document: Document) -> tuple[list[Span], ...]:
    """Where headings, rows and items begin, as spans of what they begin with."""
    rows: list[Span] = []
    for table in document.tables:
        column = max(0, table.column(*ID_COLUMNS))
        rows += (row.cells[column].span for row in table.rows if column < len(row.cells))
    return (
        [one.title_span for one in document.sections], rows, [one.text_span for one in document.items]
    )


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
