"""Reading scores and status tables, for every kind that has them.

What a score counts is its *noun*, in one of a few normal forms, so that ``scores.integration``
in front matter, ``16/16 connections verified`` below a table and the table itself can be held
against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import FIELD, LINE, Count
from auditlint.reading import words
from auditlint.reading.numbers import fractions, integer, is_approximate, is_past, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Cell, Row, Table

REQUIREMENTS = "requirements"
PHASES = "phases"
INTEGRATION = "integration"
FLOWS = "flows"
DEBT = "debt items"
DEBT_PHASES = "phases with debt"

_NOUNS: tuple[tuple[str, str], ...] = (
    ("requirement", REQUIREMENTS),
    ("reqs", REQUIREMENTS),
    ("req-id", REQUIREMENTS),
    ("phases", PHASES),
    ("phase", PHASES),
    ("connection", INTEGRATION),
    ("export", INTEGRATION),
    ("integration", INTEGRATION),
    ("wired", INTEGRATION),
    ("flow", FLOWS),
    ("must-have", "must-haves"),
    ("must have", "must-haves"),
    ("truth", "truths"),
    ("artifact", "artifacts"),
    ("link", "links"),
)


def noun_of(text: str) -> str:
    """Return the noun that a phrase such as ``connections verified`` is about, or ""."""
    # "cross-phase connections" are no phases.
    folded = text.casefold().replace("-phase", "-      ")
    best = ""
    best_at = len(folded) + 1
    for word, noun in _NOUNS:
        at = folded.find(word)
        if 0 <= at < best_at:
            best, best_at = noun, at
    return best


def noun_behind(text: str, end: int) -> str:
    """Return the noun of the number that ends at `end`: the first within the next three words."""
    clause = pattern(r"[ ]*((?:[\w'-]+[ ]*){1,3})").match(text, end)
    return noun_of(clause[1]) if clause else ""


def counts_in(text: str, base: int, source: str, fallback: str, scope: str = "") -> Iterator[Count]:
    """Yield a count for every fraction in `text`; a fraction without a noun counts `fallback`."""
    for one in fractions(text, base):
        if is_past(text[: one.span.start - base]):
            continue
        noun = noun_behind(text, one.span.end - base) or fallback
        if noun:
            yield Count(noun, one.done, one.total, one.span, source, one.approximate, scope)


_SCORE_KEYS = ("score", "total", "coverage", "overall", "overall score", "result")


def is_score(field: Field) -> bool:
    """Whether a field states a score: ``**Score:** 23/23``, ``**Total: 31/31 ...**``."""
    return field.key.casefold() in _SCORE_KEYS


def score_counts(document: Document, field: Field, fallback: str) -> Iterator[Count]:
    """Yield the count of a score line: its leading fraction only; a tail explains it."""
    value = field.value
    for one in counts_in(value, field.value_span.start, FIELD, fallback):
        lead = value[: one.span.start - field.value_span.start]
        if lead.strip(" *_~✓✅⚠️") == "":
            yield one
        return


def heading_count(title: str, title_span: Span, source_text: str) -> tuple[int, int, Span] | None:
    """Read a score at the end of a heading: ``Security (7/7)``; done, total and its place."""
    match = pattern(r"\(\s*(\d{1,4})\s?/\s?(\d{1,4})[^()]*\)\s*[✓✅⚠️❌*]*\s*$").search(source_text)
    if match is None:
        return None
    start = title_span.start + match.start(1)
    return int(match[1]), int(match[2]), Span(start, title_span.start + match.end(2))


def all_counts(document: Document, start: int, end: int) -> Iterator[Count]:
    """Yield counts for sentences such as "All 49 requirements are satisfied".

    "All 6 functional flows" counts a subset and is left out: nothing but the noun may stand
    between the number and its end.
    """
    prose = document.prose
    if "ll " not in prose:
        return
    find = pattern(
        r"\b[Aa]ll (\d{1,4}) (?:v\d+(?:\.\d+)* )?(requirements|phases)\b(?! (?:of|that|with|in)\b)"
    )
    for match in find.finditer(prose, start, end):
        number = integer(match[1])
        if number is not None:
            yield Count(
                match[2], None, number, Span(match.start(1), match.end(1)), LINE,
                is_approximate(prose, match.start(1), match.end(1)),
            )


_FINAL = ("final status", "final", "final verdict", "verdict", "overall", "overall status")
_STATUS = ("status", "verified", "result", "state", "verification status", "coverage", "satisfied")


def status_column(table: Table) -> int:
    """Return the column that carries a row's verdict: ``Final Status``, else the last status
    column; -1 when the table has none."""
    headings = [heading.casefold() for heading in table.headings]
    for index, heading in enumerate(headings):
        if heading in _FINAL:
            return index
    for index in range(len(headings) - 1, 0, -1):
        if headings[index] in _STATUS:
            return index
    return -1


def cell_at(row: Row, column: int) -> Cell | None:
    """Return the cell in `column`, or None where the row is ragged or too short."""
    if row.ragged or column < 0 or column >= len(row.cells):
        return None
    return row.cells[column]


def is_struck(row: Row) -> bool:
    """Whether a row is struck through: it is excluded on purpose."""
    return bool(row.cells) and row.cells[0].text.lstrip("*| ").startswith("~~")


_EXCLUDED = frozenset((words.HELD,))


_TOTAL_LABELS = ("total", "totals", "sum", "overall")


def is_entry(row: Row) -> bool:
    """Whether a row is an entry of its table: neither struck through nor a row of totals."""
    if not row.cells or is_struck(row):
        return False
    return row.cells[0].plain.casefold().strip(" :") not in _TOTAL_LABELS


def id_part(row: Row) -> str:
    """Return the part of a row's first cell that holds its ids: "REQ-01: text that names others"."""
    return row.cells[0].text[:200].partition(": ")[0]


class RowCount(NamedTuple):
    """Rows counted by their verdict cells. `done` is None when some verdict is unknown."""

    done: int | None
    total: int
    complete: bool
    partial: int


def count_rows(rows: list[tuple[Row, Cell | None]]) -> RowCount:
    """Count rows by their verdict cells.

    A held row (deferred, dropped, out of scope) makes the list incomplete: whether it is part
    of the total is not for us to say.
    """
    done = 0
    partial = 0
    known = True
    complete = True
    for row, cell in rows:
        if cell is None or row.ragged:
            known = False
            continue
        state = words.state(cell.text)
        if state == words.DONE:
            done += 1
        elif state == words.ACTIVE:
            partial += 1
        elif state in _EXCLUDED:
            complete = False
        elif state == words.UNKNOWN:
            known = False
    return RowCount(done if known else None, len(rows), complete and known, partial)

