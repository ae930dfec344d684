"""What a register says of each entry: its severity and its status."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import BOX, FIELD, HEADING, ROW, Severity, Status, Subject
from auditlint.parsing.structure import DONE
from auditlint.reading import severities, words
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span
from auditlint.views.headings import own_status
from auditlint.views.places import fields_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Item, Row, Section, Table


class Issue(NamedTuple):
    """An entry of the register. `span` is its id, `scope` all that belongs to it.

    `row` is set for an entry of a table, `item` for one of a list; else it is a heading, and
    `listed` is its row in a table that lists the headings with their severities.
    """

    id: str
    prefix: str
    title: str
    span: Span
    scope: Span
    section: Section
    weak: bool = False
    row: tuple[Table, Row] | None = None
    item: Item | None = None
    listed: tuple[Table, Row] | None = None


SEVERITY_COLUMNS = ("severity", "sev", "criticality", "priority", "level", "severity level", "risk level")
_STATUS_COLUMNS = ("status", "state", "resolution status")
_SEVERITY_FIELDS = ("severity", "severity level", "sev", "criticality")


def facts(document: Document, issue: Issue) -> Iterator[Claim]:
    """The severity and the status of one entry, as its section, fields, row or title say."""
    subject = Subject("issue", issue.id)
    above = _section_level(issue)
    if above is not None:
        place, level = above
        yield Severity(subject, level.name, level.rank, place, HEADING, level.scale)
    if issue.row is not None:
        yield from _row_facts(subject, *issue.row)
        return
    if issue.listed is not None:
        yield from _row_facts(subject, *issue.listed)
    severity = status = False
    for field in fields_within(document, issue.scope):
        key = field.key.casefold()
        if key in _SEVERITY_FIELDS and not severity:
            severity = True
            yield from _severity(subject, field.value, field.value_span, FIELD)
        elif key in ("status", "resolution status") and not status:
            status = True
            yield from _status(subject, field.value, field.value_span, FIELD)
    if not severity:
        found = list(_item_severity(document, issue, subject))
        yield from found or _title_severity(document, issue, subject)
    if issue.item is not None:
        if issue.item.box is not None and not status:
            state = words.DONE if issue.item.box == DONE else words.OPEN
            yield Status(subject, state, "", issue.item.box_span, BOX)
        return
    title = issue.section.title_span
    own = own_status(document.text[title.start : title.end], title.start)
    if own is not None and (not own.symbol or not status):
        yield Status(subject, own.state, own.raw, own.span, HEADING)
    elif own is None and not status:
        yield from _leading_mark(document, issue, subject)


def _row_facts(subject: Subject, table: Table, row: Row) -> Iterator[Claim]:
    for columns, read in ((SEVERITY_COLUMNS, _severity), (_STATUS_COLUMNS, _status)):
        index = table.column(*columns)
        if 0 <= index < len(row.cells):
            cell = row.cells[index]
            yield from read(subject, cell.text, cell.span, ROW)


def _severity(subject: Subject, text: str, span: Span, source: str) -> Iterator[Claim]:
    level = severities.level(text)
    if level is not None:
        yield Severity(subject, level.name, level.rank, span, source, level.scale)


def _status(subject: Subject, text: str, span: Span, source: str) -> Iterator[Claim]:
    yield Status(subject, words.state(text), text, span, source)


def _item_severity(document: Document, issue: Issue, subject: Subject) -> Iterator[Claim]:
    """``- Severity: High`` in a list below the heading."""
    stop = min(issue.scope.end, issue.span.end + 800)
    match = pattern(r"^[ \t]*[-*+][ \t]+severity:[ \t]*([^\n]+)$", 2 | 8).search(
        document.prose, issue.span.end, stop
    )
    if match is not None:
        yield from _severity(subject, match[1], Span(match.start(1), match.end(1)), FIELD)


def _title_severity(document: Document, issue: Issue, subject: Subject) -> Iterator[Claim]:
    """``### SEC-4 — HIGH — Keys in logs``, ``### CRITICAL-2: ...``, ``### 🔴 High Issue #3``."""
    start = issue.section.title_span.start if issue.item is None else issue.item.text_span.start
    end = issue.section.title_span.end if issue.item is None else issue.item.text_span.end
    level = severities.inline_level(document.text[issue.span.end : min(end, issue.span.end + 160)])
    if level is None:
        lead = document.text[start : issue.span.start].strip("*_[]() :`")
        level = severities.level(lead) if lead else None
    if level is None and not issue.weak:
        word = issue.prefix.partition("-")[0]
        named = len(word) > 2 or word[:1] == "P"
        level = severities.level(word) if named else None
    if level is not None:
        yield Severity(subject, level.name, level.rank, issue.span, FIELD, level.scale)


def _leading_mark(document: Document, issue: Issue, subject: Subject) -> Iterator[Claim]:
    """``### ✅ BUG-3: ...`` and ``### ~~BUG-3: ...~~`` are settled."""
    start = issue.section.title_span.start
    lead = document.text[start : issue.span.start]
    match = pattern(r"[✅✓✔☑]|~~").search(lead)
    if match is not None:
        span = Span(start + match.start(), start + match.end())
        yield Status(subject, words.DONE, match[0], span, HEADING)


def _section_level(issue: Issue) -> tuple[Span, severities.Level] | None:
    around = issue.section.ancestors()
    headed = issue.row is None and issue.item is None
    for section in around[1:] if headed else around:
        level = severities.heading_level(section.title)
        if level is not None:
            return section.title_span, level
    return None


def severity_of(document: Document, issue: Issue) -> str:
    """The entry's own severity, else that of its section; "" where it has none."""
    name = ""
    for claim in facts(document, issue):
        if isinstance(claim, Severity):
            name = claim.level
    return name


def is_graded(document: Document, issue: Issue) -> bool:
    """Whether an entry shows itself as one by a severity.

    For a letter and a number it must be the entry's own: dimensions, decisions and the like stand
    in sections of critical ones too.
    """
    own = issue.prefix.isupper()
    return any(
        isinstance(claim, Severity) and not (own and claim.source == HEADING)
        for claim in facts(document, issue)
    )


def section_counts(document: Document, entries: list[Issue]) -> dict[str, int]:
    """How many entries stand in sections of each severity, whatever they say of themselves."""
    out: dict[str, int] = {}
    for one in entries:
        above = _section_level(one)
        name = above[1].name if above is not None else severity_of(document, one)
        out[name] = out.get(name, 0) + 1
    return out


def by_severity(document: Document, entries: list[Issue]) -> dict[str, list[Issue]]:
    """The entries by severity; those without one are under ""."""
    memo = document.memo.get(__name__)
    if memo is None:
        memo = {}
        for one in entries:
            memo.setdefault(severity_of(document, one), []).append(one)
        document.memo[__name__] = memo
    out: dict[str, list[Issue]] = memo
    return out
