"""Issue register: a review that lists issues by id, with severities, checklists and advice.

The ids, their prefix and the severity words are learnt from the document: what it defines is
its register, and nothing else is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import (
    BUCKET,
    FIELD,
    HEADING,
    LINE,
    ROW,
    Boxed,
    Cites,
    Count,
    Defines,
    Parts,
    Severity,
    Status,
    Subject,
    Tally,
)
from auditlint.kinds.base import HISTORICAL, Kind, ModelBuilder, base_model
from auditlint.parsing.nodes import Mapping
from auditlint.parsing.structure import plain
from auditlint.reading import severities, words
from auditlint.reading.ids import expand
from auditlint.reading.numbers import ends_with, integer, is_approximate, pattern
from auditlint.reading.ranges import Ranges
from auditlint.source.text import Span
from auditlint.views.headings import own_status
from auditlint.views.places import fields_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Row, Section, Table

KIND = Kind(
    id="issue-register",
    title="Issue register",
    framework="free-form",
    nature=HISTORICAL,
    names=("*review*.md", "*issues*.md", "*audit*.md", "*findings*.md", "*defects*.md"),
    heading=r"\b(?:reviews?|audit|issues|findings|gaps|defects|bugs|deviations|register|"
    r"issue (?:log|list|register|tracker))\b",
    headings=(
        (
            r"^\W*(?:critical|high|medium|low|blocker|major|minor|p[0-3])\b.{0,20}"
            r"\b(?:issues?|findings?|priority|severity|defects?|bugs?|gaps?)\b"
        ),
        r"^\W*[A-Z]{1,10}-\d{1,4}\b\W*(?:[:.—–-]|$)",
        r"\bseverity\b",
        r"^(?:\d+\.? )?recommend(?:ations|ed (?:actions|fixes))",
    ),
    fields=("severity", "problem", "impact", "fix", "location", "recommendation"),
    least=3,
)

ISSUES = "issues"


class Issue(NamedTuple):
    """An entry of the register. `span` is its id, `scope` all that belongs to it."""

    id: str
    title: str
    span: Span
    scope: Span
    section: Section
    row: tuple[Table, Row] | None = None


_ID = r"\W{0,4}([A-Z][A-Z0-9]{0,11}(?:[-_][A-Z][A-Z0-9]{0,11}){0,2}-\d{1,5}[a-z]?)\b(?![-.]\d)"


def issues(document: Document) -> list[Issue]:
    """Return the entries that define the register, in source order.

    Entries are headings that begin with an id; where there are none, rows of a table that has
    a severity column. A prefix with a single entry is no register.
    """
    memo = document.memo.get(__name__)
    if memo is None:
        found = list(_headed(document)) or list(_tabled(document))
        counted: dict[str, int] = {}
        for one in found:
            prefix = one.id.rpartition("-")[0]
            counted[prefix] = counted.get(prefix, 0) + 1
        memo = [one for one in found if counted[one.id.rpartition("-")[0]] > 1]
        document.memo[__name__] = memo
    result: list[Issue] = memo
    return result


def _headed(document: Document) -> Iterator[Issue]:
    for section in document.sections:
        if section.level < 2:
            continue
        source = document.text[section.title_span.start : section.title_span.end]
        match = pattern(_ID).match(source)
        if match is None:
            continue
        start = section.title_span.start + match.start(1)
        title = plain(source[match.end() :].lstrip("]*` :.—–-"))
        yield Issue(
            match[1], title, Span(start, section.title_span.start + match.end(1)),
            section.span, section,
        )


def _tabled(document: Document) -> Iterator[Issue]:
    for table in document.tables:
        if table.column("severity", "priority", "level") < 0:
            continue
        for row in table.rows:
            if row.ragged or not row.cells:
                continue
            match = pattern(_ID).match(row.cells[0].text)
            if match is not None and not plain(row.cells[0].text)[match.end() :].strip():
                start = row.cells[0].start + match.start(1)
                title = row.cells[1].plain if len(row.cells) > 1 else ""
                yield Issue(
                    match[1], title, Span(start, start + len(match[1])), row.span,
                    table.section, (table, row),
                )


def model(document: Document) -> Mapping:
    """Build the model: title, headings, issues with their fields, severity distribution."""
    builder = base_model(document)
    entries = issues(document)
    if entries:
        builder.list("issues", (_issue_node(document, one) for one in entries), entries[0].span)
    found = _distribution(document)
    if found is not None:
        rows = []
        for label, number, span in found.parts:
            row = ModelBuilder(span).text("severity", label, span)
            rows.append(row.value("count", number, span).build())
        builder.list("distribution", rows, found.span)
    return builder.build()


def _issue_node(document: Document, issue: Issue) -> Mapping:
    builder = ModelBuilder(issue.span).text("id", issue.id, issue.span)
    if issue.title:
        builder.text("title", issue.title, issue.span)
    if issue.row is not None:
        table, row = issue.row
        for heading, cell in zip(table.headings[1:], row.cells[1:], strict=False):
            if heading and cell.text:
                builder.text(heading.casefold(), cell.plain, cell.span)
    else:
        seen = {"id", "title"}
        for field in fields_within(document, issue.scope):
            key = field.key.casefold()
            if key not in seen:
                seen.add(key)
                builder.text(key, plain(field.value), field.key_span)
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract definitions, severities, statuses, counts, checklists and recommendations."""
    entries = issues(document)
    known: dict[str, Issue] = {}
    for one in entries:
        yield Defines(Subject("issue", one.id), one.span, one.title)
        known.setdefault(one.id, one)
        yield from _facts(document, one)
    if not entries:
        return
    yield Tally(
        ISSUES, None, len(entries), entries[0].span, tuple(one.span for one in entries)
    )
    yield from _by_severity(document, entries)
    yield from _counts(document, entries)
    found = _distribution(document)
    if found is not None:
        yield found
    yield from _citations(document, known)


def _facts(document: Document, issue: Issue) -> Iterator[Claim]:
    """The severity and the status of one entry."""
    subject = Subject("issue", issue.id)
    above = _section_level(issue)
    if above is not None:
        place, level = above
        yield Severity(subject, level.name, level.rank, place, HEADING, level.scale)
    if issue.row is not None:
        table, row = issue.row
        for column, read in (("severity", _severity), ("status", _status)):
            index = table.column(column, "state" if column == "status" else "level")
            if 0 <= index < len(row.cells):
                cell = row.cells[index]
                yield from read(subject, cell.text, cell.span, ROW)
        return
    severity = status = False
    for field in fields_within(document, issue.scope):
        key = field.key.casefold()
        if key == "severity" and not severity:
            severity = True
            yield from _severity(subject, field.value, field.value_span, FIELD)
        elif key in ("status", "resolution status") and not status:
            status = True
            yield from _status(subject, field.value, field.value_span, FIELD)
    title = issue.section.title_span
    own = own_status(document.text[title.start : title.end], title.start)
    if own is not None and not own.symbol:
        yield Status(subject, own.state, own.raw, own.span, HEADING)


def _severity(subject: Subject, text: str, span: Span, source: str) -> Iterator[Claim]:
    level = severities.level(text)
    if level is not None:
        yield Severity(subject, level.name, level.rank, span, source, level.scale)


def _status(subject: Subject, text: str, span: Span, source: str) -> Iterator[Claim]:
    yield Status(subject, words.state(text), text, span, source)


def _section_level(issue: Issue) -> tuple[Span, severities.Level] | None:
    around = issue.section.ancestors()
    for section in around[1:] if issue.row is None else around:
        level = severities.heading_level(section.title)
        if level is not None:
            return section.title_span, level
    return None


def _levels(document: Document, entries: list[Issue]) -> dict[str, list[Issue]]:
    """The entries by severity: by their own field, else by their section."""
    out: dict[str, list[Issue]] = {}
    for one in entries:
        name = ""
        for claim in _facts(document, one):
            if isinstance(claim, Severity):
                name = claim.level
        out.setdefault(name, []).append(one)
    return out


def _by_severity(document: Document, entries: list[Issue]) -> Iterator[Claim]:
    levels = _levels(document, entries)
    if "" in levels:
        return
    for name, some in levels.items():
        yield Tally(
            ISSUES, None, len(some), some[0].span, tuple(one.span for one in some), scope=name
        )


def _distribution(document: Document) -> Parts | None:
    """The table that counts the issues of each severity."""
    entries = issues(document)
    first = entries[0].span.start if entries else len(document.text)
    for table in document.tables:
        if table.start > first or not table.header:
            continue
        count = table.column("count", "number", "issues", "total", "#")
        label = table.column("severity", "priority", "level")
        if label < 0 or count < 0:
            continue
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
        if len({name for name, _, _ in parts}) != len(parts) or not parts:
            return None
        levels = _levels(document, entries)
        counted: tuple[tuple[str, int], ...] = ()
        if entries and "" not in levels:
            counted = tuple((name, len(levels.get(name, ()))) for name, _, _ in parts)
        return Parts(
            ISSUES, whole, tuple(parts), Span(table.start, table.header_end), counted,
            tuple(one.span for one in entries),
        )
    return None


_NOUNS = r"(?:issues|findings|gaps|defects|bugs|problems|deviations)"
_STATED = (
    r"(?<![\w.,/$#-])(\d{1,4})(?: (?:identified|total|known|distinct|unique|documented|recorded))?"
    r" " + _NOUNS + r"(?=\W*(?:$|[.;,:)\n]|requir|need|identified|found|total|listed|documented))"
)
_PARTIAL = (
    "fixed", "resolved", "closed", "remaining", "other", "of", "another", "additional", "more",
    "new", "these", "the", "first", "last", "top", "up to",
)


def _counts(document: Document, entries: list[Issue]) -> Iterator[Claim]:
    """What the text above the first entry, and its fields, say about how many there are."""
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
    for field in document.fields:
        if field.key.casefold() in ("total issues", "total findings", "issues found", "findings"):
            yield from _field_count(field)


def _field_count(field: Field) -> Iterator[Claim]:
    match = pattern(r"\**(\d{1,4})\**(?=$|[ ]*\()").match(field.value)
    if match is not None:
        start = field.value_span.start + match.start(1)
        yield Count(ISSUES, None, int(match[1]), Span(start, start + len(match[1])), FIELD)


_ADVICE = (
    r"\b(?:recommend\w*|action (?:items|plan)|next actions|immediate actions|remediation|"
    r"fix order|priorit(?:y|ies|i[sz]ed) (?:order|fixes|list)|suggested (?:order|fixes))\b"
)


def _citations(document: Document, known: dict[str, Issue]) -> Iterator[Claim]:
    """Where issues are named outside their own entries: checklist items and recommendations."""
    prefixes = frozenset(one.rpartition("-")[0] for one in known)
    scopes = Ranges(one.scope for one in known.values())
    for item in document.items:
        if scopes.holds(item.start):
            continue
        named = list(expand(item.text, item.text_span.start, prefixes))
        if not named:
            continue
        context = item.section.title_span if item.section.level else item.text_span
        if item.box is not None:
            for one in named:
                subject = Subject("issue", one.id)
                yield Boxed(subject, item.box, item.box_span, item.text_span)
                yield Cites(subject, one.span, "checklist", context)
        if _is_advice(item.section):
            for one in named:
                yield Cites(Subject("issue", one.id), one.span, "recommendation", context)
            yield from _scheduled(item.text, item.text_span, item.section, named[0].id, prefixes)


def _is_advice(section: Section) -> bool:
    return any(
        pattern(_ADVICE, 2).search(one.title) is not None for one in section.ancestors()
    )


def _scheduled(
    text: str, place: Span, section: Section, first: str, prefixes: frozenset[str]
) -> Iterator[Claim]:
    """The bucket that an item of the recommendations puts its issue into.

    Only the ids in front of the item's colon are scheduled: "Fix A-1: after A-2 is done".
    """
    rank = severities.bucket_rank(section.title)
    if rank is None:
        return
    head = text.partition(":")[0] if ":" in text else text
    for one in expand(head, place.start, prefixes):
        if ":" in text or one.id == first:
            yield Severity(Subject("issue", one.id), section.title, rank, one.span, BUCKET)
