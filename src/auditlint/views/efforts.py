"""Total efforts and the parts they are said to be made of.

A total is a table's last row (``| **Total** | 6-7d |``) or a line (``**Total**: 6-7 days``)
below the list or table of its parts. Wherever a part is missing, approximate or of a unit that
does not convert, there is no sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import EffortSum
from auditlint.parsing.structure import plain
from auditlint.reading import words
from auditlint.reading.numbers import Effort, effort, pattern
from auditlint.source.text import Span
from auditlint.views.places import fields_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Item, Row, Section, Table

_MEMO = "efforts"
_COLUMNS = ("effort", "estimate", "estimated", "duration", "time", "hours", "days")
_TOTALS = frozenset(("total", "totals", "sum", "grand total", "overall"))
_TOTAL_KEYS = frozenset(
    ("total", "total effort", "total estimate", "total estimated effort", "estimated total",
     "total time", "total duration", "estimated total time", "total estimated time",
     "total estimated duration", "grand total")
)
#: Work that overlaps, and reserves, are no sums.
_NO_SUM = ("parallel", "concurren", "buffer", "contingency", "overlap", "wall", "critical path",
           "sprint", "team", "calendar", "developers", "engineers", "people", "elapsed")

_Amount = tuple[float, float, str, Span]


def sums(document: Document) -> list[EffortSum]:
    """Return every stated total effort together with its parts, in source order."""
    if _MEMO not in document.memo:
        document.memo[_MEMO] = [*_in_tables(document), *_in_lines(document)]
    found: list[EffortSum] = document.memo[_MEMO]
    return found


def _whole(text: str, start: int) -> _Amount | None:
    """Read a text that holds one exact effort and nothing else but a remark in brackets."""
    bare = text.strip("*_` ")
    if not bare or not bare[0].isdigit():
        return None
    base = start + text.find(bare)
    found = effort(bare, base)
    if found is None or found.approximate or found.span.start != base:
        return None
    rest = bare[found.span.end - base :].strip("*_ ")
    if rest and not (rest[0] == "(" and rest[-1] == ")"):
        return None
    return _amount(found)


def _amount(found: Effort) -> _Amount:
    return found.low, found.high, found.unit, found.span


def _is_sum(text: str) -> bool:
    folded = text.casefold()
    return not any(word in folded for word in _NO_SUM)


def _in_tables(document: Document) -> Iterator[EffortSum]:
    for table in document.tables:
        rows = table.rows
        if len(rows) < 3 or any(row.ragged for row in rows):
            continue
        label = plain(rows[-1].cells[0].text).casefold().strip(" :") if rows[-1].cells else ""
        if label not in _TOTALS:
            continue
        for column, heading in enumerate(table.headings):
            if column and _is_effort(heading):
                yield from _column(table, rows[:-1], rows[-1], column)


def _is_effort(heading: str) -> bool:
    folded = heading.casefold()
    return any(word in folded for word in _COLUMNS) and not any(
        word in folded for word in ("avg", "average", "per ", "/", "mean", "date", "cumulative")
    )


def _column(table: Table, rows: list[Row], total: Row, column: int) -> Iterator[EffortSum]:
    if any(column >= len(row.cells) for row in (*rows, total)):
        return
    cell = total.cells[column]
    whole = _whole(cell.text, cell.start)
    if whole is None or not _is_sum(" ".join(one.text for one in total.cells)):
        return
    parts = []
    for row in rows:
        label = words.clean(row.cells[0].text)
        if label.startswith(("subtotal", "sub-total")) or row.cells[0].text.startswith("~~"):
            return
        part = _whole(row.cells[column].text, row.cells[column].start)
        if part is None:
            if row.cells[column].text.strip("*_ ") in ("-", "—", "–", "0"):
                continue
            return
        parts.append(part)
    if len(parts) > 1:
        yield EffortSum(whole, tuple(parts))


def _in_lines(document: Document) -> Iterator[EffortSum]:
    after = document.body
    for field in document.fields:
        if field.key.casefold() not in _TOTAL_KEYS or field.style == "footer":
            continue
        section = document.section_at(field.key_span.start)
        begin = max(after, section.start)
        after = field.value_span.end
        whole = _leading(field)
        if whole is None:
            continue
        parts = _parts_above(document, begin, field.key_span.start)
        if len(parts) > 1 and not _covers_more(document, section):
            yield EffortSum(whole, tuple(parts))


def _covers_more(document: Document, section: Section) -> bool:
    """Whether the sections before this one hold parts too, and no total of their own."""
    if section.parent is None or section.parent.children[-1] is not section:
        return False
    before = Span(section.parent.start, section.start)
    if len(section.parent.children) < 2 or any(
        one.key.casefold() in _TOTAL_KEYS for one in fields_within(document, before)
    ):
        return False
    return any(_item_effort(item) is not None for item in document.items_in(before))


def _leading(field: Field) -> _Amount | None:
    """The effort that a total line begins with; what follows may explain but not qualify it."""
    found = effort(field.value, field.value_span.start)
    if found is None or found.approximate or not _is_sum(field.value):
        return None
    lead = field.value[: found.span.start - field.value_span.start]
    behind = field.value[found.span.end - field.value_span.start :]
    # "7-10 days, now 4-6 days" says two things, and "20 min/day" is no total.
    if lead.strip("*_ ") or behind.startswith("/") or effort(behind) is not None:
        return None
    return _amount(found)


def _parts_above(document: Document, start: int, end: int) -> list[_Amount]:
    """The efforts of the list or the table that stands right above a total line."""
    table = next((one for one in reversed(document.tables_in(Span(start, end)))), None)
    items = [one for one in document.items_in(Span(start, end)) if one.parent is None]
    if items and items[-1].end > end:
        # The total is the list's own last item.
        items = [one for one in items if one.end <= end]
    if table is not None and (not items or items[-1].start < table.start):
        return _table_parts(table)
    group = _last_list(document, items)
    if any(_item_effort(one) is not None for one in items[: len(items) - len(group)]):
        return []  # Another list above holds parts too: of which the total is, nobody says.
    parts = []
    for item in group:
        part = _item_effort(item)
        if part is None:
            return []
        parts.append(part)
    return parts


def _last_list(document: Document, items: list[Item]) -> list[Item]:
    """The last run of items with nothing but blank space between them."""
    group: list[Item] = []
    for item in reversed(items):
        if group and document.text[item.end : group[-1].start].strip():
            break
        group.append(item)
    group.reverse()
    return group


def _table_parts(table: Table) -> list[_Amount]:
    columns = [index for index, one in enumerate(table.headings) if index and _is_effort(one)]
    if len(columns) != 1:
        return []
    parts = []
    for row in table.rows:
        if row.ragged or columns[0] >= len(row.cells):
            return []
        if plain(row.cells[0].text).casefold() in _TOTALS:
            return []
        cell = row.cells[columns[0]]
        part = _whole(cell.text, cell.start)
        if part is None:
            return []
        parts.append(part)
    return parts


def _item_effort(item: Item) -> _Amount | None:
    """The effort of a list item: behind its colon or dash, or in brackets at its end."""
    text = item.text.partition("\n")[0]
    at = -1
    for match in pattern(r":\**\s+|\s[-–—]\s+").finditer(text):
        at = match.end()
        break
    if at >= 0:
        found = effort(text[at:], item.text_span.start + at)
        if found is not None and found.span.start == item.text_span.start + at:
            behind = text[found.span.end - item.text_span.start :]
            return None if found.approximate or effort(behind) is not None else _amount(found)
    bracket = pattern(r"\(([^()]{1,40})\)\W*$").search(text)
    if bracket is not None:
        return _whole(bracket[1], item.text_span.start + bracket.start(1))
    return None
