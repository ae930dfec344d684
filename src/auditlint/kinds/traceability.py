"""Requirement lists and the tables that trace them to phases.

A list entry is ``- [ ] **AUTH-01**: text``; future entries have no box. A traceability table is
``Requirement | Phase | Status``, in several spellings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.kinds.scores import cell_at, is_struck
from auditlint.reading.ids import expand, phase_id
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Cell, Item, Row, Section, Table

#: An id as it stands at the head of an entry: ``AUTH-01``, ``FEND-V2-04``, ``R14``, ``R001``.
ID = r"[A-Z][A-Z0-9]*(?:[-_][A-Z][A-Z0-9]*)*-[A-Z]?\d{1,5}[a-z]?|[A-Z]{1,4}\d{1,4}"
_HEAD = rf"(?:\*\*|__)?[`\[]?({ID})(?![\w-]|\.\d)[`\]]?"

CURRENT = "current"
FUTURE = "future"
EXCLUDED = "excluded"
#: Not a list of requirements at all: notes, summaries, traceability.
OTHER = "other"

_EXCLUDED_WORDS = (
    "out of scope", "out-of-scope", "non-goal", "anti-feature", "not in scope", "excluded",
    "removed", "dropped", "descoped", "rejected",
)
_FUTURE_WORDS = (
    "future", "deferred", "later", "backlog", "candidate", "nice to have", "nice-to-have",
    "parking", "someday", "next milestone", "postponed",
)
_OTHER = r"(?:requirements? |milestone |final )?(?:traceability|coverage|summary|notes|evolution|history|changelog|outcomes?)\b"


class Entry(NamedTuple):
    """A requirement as its list defines it. `box` is None where it has no checkbox."""

    id: str
    span: Span
    text: str
    box: str | None
    box_span: Span
    group: str
    """The version that the list's heading names (``v1.0``), or ""."""
    place: str
    """`CURRENT`, `FUTURE` or `EXCLUDED`."""
    struck: bool
    section: Section
    source: str
    """``list``, ``heading`` or ``row``."""


class Traced(NamedTuple):
    """A requirement's row in a traceability table. Ids of a range share their cells."""

    id: str
    span: Span
    row: Row
    phase: Cell | None
    status: Cell | None
    struck: bool
    table: Table


class Traceability(NamedTuple):
    """All that a document says about requirements, in order.

    `whole` is false where some entry or row could not be read, so that counts may be short.
    """

    entries: tuple[Entry, ...]
    rows: tuple[Traced, ...]
    whole: bool

    @property
    def current(self) -> list[Entry]:
        """The entries in scope that are not struck through."""
        return [one for one in self.entries if one.place == CURRENT and not one.struck]


_MEMO = "traceability"


def read(document: Document) -> Traceability:
    """Read the requirement lists and traceability tables of `document`, once."""
    kept: Traceability | None = document.memo.get(_MEMO)
    if kept is None:
        rows, whole_rows = _rows(document)
        entries, whole_entries = _entries(document)
        kept = document.memo[_MEMO] = Traceability(
            tuple(sorted(_placed(entries), key=lambda one: one.span.start)), tuple(rows), whole_rows and whole_entries
        )
    return kept


def version_in(title: str) -> str:
    """Return the version that a heading names (``v1.0``), or ""."""
    match = pattern(r"(?<![\w.])v(\d{1,4}(?:\.\d{1,4}){0,3})(?![\w]|\.\d)", 2).search(title)
    return "v" + match[1] if match else ""


def place_of(section: Section) -> tuple[str, str]:
    """Return where a section's entries stand (current, future...), and the version it names."""
    group = ""
    place = CURRENT
    for here in section.ancestors():
        if here.level == 1 and here.parent is not None and here.parent.level == 0 and group:
            continue
        folded = here.title.casefold()
        group = group or (version_in(here.title) if here.level > 1 else "")
        if any(word in folded for word in _EXCLUDED_WORDS):
            return EXCLUDED, group
        if here.level == 1:
            continue
        if any(word in folded for word in _FUTURE_WORDS):
            place = FUTURE
        elif place == CURRENT and here.level == 2 and pattern(_OTHER).match(folded):
            place = OTHER
    return place, group


def _entries(document: Document) -> tuple[list[Entry], bool]:
    found: list[Entry] = []
    whole = True
    owners: set[int] = set()
    places: dict[int, tuple[str, str]] = {}
    for item in document.items:
        here = places.get(id(item.section))
        if here is None:
            here = places[id(item.section)] = place_of(item.section)
        place, group = here
        if place == OTHER:
            continue
        if _below(item, owners):
            continue
        entry = _entry(item, place, group)
        if entry is not None:
            owners.add(id(item))
            found.append(entry)
        elif item.box is not None and place == CURRENT:
            whole = False
    if not any(one.place == CURRENT for one in found):
        headed = list(_headed(document))
        if headed:
            return headed + [one for one in found if one.place != CURRENT], whole
        listed = list(_listed_rows(document))
        if listed:
            return listed + [one for one in found if one.place != CURRENT], whole
    return found, whole


#: What is nested deeper is no entry of a list of requirements.
_DEEP = 8


def _below(item: Item, owners: set[int]) -> bool:
    """Whether an item is a detail of an entry."""
    parent = item.parent
    for _ in range(_DEEP):
        if parent is None:
            return False
        if id(parent) in owners:
            return True
        parent = parent.parent
    return True


def _entry(item: Item, place: str, group: str) -> Entry | None:
    text = item.text
    struck = text.startswith("~~")
    lead = 2 if struck else 0
    match = pattern(_HEAD).match(text, lead)
    if match is None:
        return None
    bold = text.startswith(("**", "__"), lead)
    if item.box is None and not bold:
        return None
    behind = text[match.end() :].lstrip("*_ ")
    if not bold and behind[:1] not in (":", "-", "—", "–", "(", ""):
        return None
    start = item.text_span.start + match.start(1)
    return Entry(
        match[1], Span(start, start + len(match[1])), behind.lstrip(":-—– *").strip(), item.box,
        item.box_span, group, place, struck, item.section, "list",
    )


def _headed(document: Document) -> Iterator[Entry]:
    """Requirements that are headings: ``### R001 - title``."""
    for section in document.sections:
        match = pattern(rf"({ID})\s*(?:[:—–-]\s*(.*))?$").match(section.title)
        if match is None or section.level < 2:
            continue
        place, group = place_of(section)
        if place != OTHER:
            at = document.text.find(match[1], *section.title_span)
            start = at if at >= 0 else section.title_span.start
            yield Entry(
                match[1], Span(start, start + len(match[1])), match[2] or "", None,
                Span(start, start), group, place, False, section, "heading",
            )


def _listed_rows(document: Document) -> Iterator[Entry]:
    """Requirements that are rows of a table with descriptions."""
    for table in document.tables:
        if table.column("id", "req", "req-id", "requirement", "#") != 0:
            continue
        described = table.column("description", "feature", "requirement", "text", "title", "name")
        if described < 1:
            continue
        place, group = place_of(table.section)
        if place == OTHER:
            continue
        for row in table.rows:
            cell = row.cells[0] if row.cells and not row.ragged else None
            match = pattern(rf"(?:{ID})").fullmatch(cell.plain) if cell is not None else None
            if match is not None and cell is not None:
                what = cell_at(row, described)
                yield Entry(
                    match[0], cell.span, what.plain if what else "", None,
                    Span(cell.start, cell.start), group, place, is_struck(row), table.section,
                    "row",
                )


def _placed(entries: list[Entry]) -> Iterator[Entry]:
    """Settle which entries are in scope: where some have boxes, those without are for later."""
    boxed = any(one.box is not None and one.place == CURRENT for one in entries)
    for one in entries:
        if boxed and one.box is None and one.place == CURRENT and one.source == "list":
            one = one._replace(place=FUTURE)
        yield one


_ID_HEADINGS = frozenset(
    ("requirement", "requirements", "req", "req-id", "req id", "requirement id", "id", "reqs")
)
_PHASE_HEADINGS = frozenset(("phase", "phases", "mapped phase", "phase(s)", "roadmap phase"))


#: Ranges of ids may expand without end; no real table is that long.
_MOST_ROWS = 20_000


def _rows(document: Document) -> tuple[list[Traced], bool]:
    found: list[Traced] = []
    whole = True
    for table in document.tables:
        headings = [heading.casefold() for heading in table.headings]
        if not any(one in _PHASE_HEADINGS for one in headings):
            continue
        starts = [index for index, one in enumerate(headings) if one in _ID_HEADINGS]
        if not starts or starts[0] != 0:
            continue
        place = place_of(table.section)[0]
        if place in (EXCLUDED, FUTURE):
            continue
        # A blank line ends a table: rows below it are plain text to every reader.
        whole = whole and not pattern(r"\s*\|").match(document.text, table.end)
        for row in table.rows:
            if len(found) > _MOST_ROWS:
                return found, False
            if row.ragged or not row.cells:
                whole = False
                continue
            for number, start in enumerate(starts):
                end = starts[number + 1] if number + 1 < len(starts) else len(headings)
                traced = list(_traced(table, row, headings, start, end))
                if not traced and start < len(row.cells) and row.cells[start].text:
                    whole = False
                found += traced
    return found, whole


def _traced(
    table: Table, row: Row, headings: list[str], start: int, end: int
) -> Iterator[Traced]:
    cell = cell_at(row, start)
    if cell is None:
        return
    phase = status = None
    for index in range(start + 1, end):
        if headings[index] in _PHASE_HEADINGS and phase is None:
            phase = cell_at(row, index)
        elif headings[index] in ("final status", "status"):
            status = cell_at(row, index)
    struck = "~~" in cell.text
    seen: set[str] = set()
    for one in expand(cell.text, cell.start):
        if one.id not in seen:
            seen.add(one.id)
            yield Traced(one.id, one.span, row, phase, status, struck, table)
    if not seen:
        match = pattern(_HEAD).match(cell.text.lstrip("~ "))
        if match is not None:
            yield Traced(match[1], cell.span, row, phase, status, struck, table)


_NO_PHASE = frozenset(
    ("", "-", "—", "–", "tbd", "none", "n/a", "unassigned", "unmapped", "?", "not mapped", "todo",
     "not assigned", "to be assigned", "...", "…")
)


def is_mapped(cell: Cell | None) -> bool | None:
    """Whether a row's phase cell names a phase; None where that cannot be told."""
    if cell is None:
        return None
    text = cell.plain.casefold().strip(" .")
    if text in _NO_PHASE:
        return False
    if phases_in(cell.text) or "phase" in text:
        return True
    return None


def phases_in(text: str, base: int = 0) -> list[tuple[str, Span]]:
    """Return the phases that a cell or field names, normalised, each with its place.

    ``Phase 7``, ``7``, ``Phases 1, 2``, ``Phase 1: Name``, ``Phase 3 → Phase 5``; a range
    (``1-3``) names none that could be told.
    """
    match = pattern(r"[\s*_`\[]*(?:phases?|ph\.?|p)?\s*#?(?=\d|[A-Z]{1,6}-\d)", 2).match(text)
    if match is None:
        return []
    found: list[tuple[str, Span]] = []
    at = match.end()
    token = pattern(r"((?:[A-Z]{1,6}-)?\d{1,4}[A-Za-z]?(?:\.\d{1,4})*)(?![\w])")
    more = pattern(r"\s*(?:,|\+|&|/|and|→|->|;)\s*(?:and\s+)?(?:phases?\s*)?(?=\d|[A-Z]{1,6}-\d)", 2)
    while True:
        one = token.match(text, at)
        phase = phase_id(one[1]) if one else None
        if one is None or phase is None:
            return found
        if pattern(r"\s?[-–—]\s?\d").match(text, one.end()):
            return []
        found.append((str(phase), Span(base + one.start(), base + one.end())))
        following = more.match(text, one.end())
        if following is None:
            return found
        at = following.end()
