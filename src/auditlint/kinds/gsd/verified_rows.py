"""The tables of a verification report: what each one's rows are, and which rows hold.

A row holds when its status is a done word; a row that waits for a person, that was accepted as
it is, or that tells an earlier state is neither held nor failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import ROW, Cites, Entry, Satisfied, Subject, Tally, Verdict
from auditlint.kinds.gsd.criteria import judged_row
from auditlint.kinds.gsd.source_plans import SOURCE_PLAN, are_bare, source_column, source_plans
from auditlint.kinds.scores import cell_at, id_part, is_struck, status_column
from auditlint.reading import words
from auditlint.reading.ids import expand, listed
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim, Criterion
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Cell, Row, Section, Table

TRUTHS = "truths"
MUST_HAVES = "must-haves"
CRITERIA = "success criteria"
ARTIFACTS = "artifacts"
LINKS = "links"
REQUIREMENTS = "requirements"

#: Tables of what a report says of an earlier state of things; nothing in them holds now.
_PAST = ("previous", "previously", "re-verification", "gap closure", "regression", "closed",
         "initial verification", "history", "changes since")
#: What makes a failed row no failure: it was accepted, or the cell tells how it was mended.
_MENDED = ("override", "accepted", "resolved", "fixed", "closed", "→", "->", "deferred",
           "by design", "expected", "n/a", "not applicable", "waived", "non-blocking", "was ")
#: What a row says of a failure that is none to the report's mind.
_EXPLAINED = ("override", "accepted", "acceptable", "equivalent", "intentional", "by design",
              "not block", "non-block", "not a gap", "not a failure", "pre-existing")
_FAILING = frozenset(
    ("failed", "fail", "fails", "missing", "stub", "stubbed", "not wired", "not met", "broken",
     "not implemented", "unsatisfied", "not satisfied", "unwired", "disconnected")
)


class Rows(NamedTuple):
    """A table of one noun with its rows and their verdict cells."""

    noun: str
    table: Table
    rows: list[tuple[Row, Cell | None]]


def is_past(section: Section) -> bool:
    """Whether a section reports an earlier state."""
    return any(
        word in one.title.casefold() for one in section.ancestors() if one.level > 1
        for word in _PAST
    )


def row_state(text: str) -> str:
    """The state of a row, with the report's own words beside the common ones."""
    word = words.read(text)
    if word.state == words.UNKNOWN:
        folded = words.clean(text.replace("_", " "))
        if folded.startswith("present behavior"):
            return words.OPEN
    elif word.state == words.FAILED and any(one in text.casefold() for one in _MENDED):
        return words.UNKNOWN
    return word.state


def _noun_of_table(table: Table) -> str:
    headings = [heading.casefold() for heading in table.headings]
    if len(headings) < 2:
        return ""
    first = headings[0]
    if first == "artifact":
        return "" if "data variable" in headings else ARTIFACTS
    if first == "from" and "to" in headings:
        return LINKS
    if first.startswith("requirement") or first in ("req", "req id", "req-id"):
        return REQUIREMENTS
    name = headings[1] if first in ("#", "id", "sc", "no.", "nr", "") else first
    if name in ("truth", "observable truth", "truths"):
        return TRUTHS
    if name in ("must-have", "must have", "must-haves"):
        return MUST_HAVES
    if name in ("criterion", "success criterion", "success criteria", "roadmap success criterion"):
        return CRITERIA
    if first in ("behavior", "probe"):
        return first
    return ""


def report_tables(document: Document) -> list[Rows]:
    """Return the tables whose rows have a verdict, without those that tell an earlier state."""
    kept: list[Rows] | None = document.memo.get(__name__)
    if kept is not None:
        return kept
    found: list[Rows] = []
    for table in document.tables:
        noun = _noun_of_table(table)
        column = status_column(table)
        if noun and column > 0 and not is_past(table.section):
            rows = [(row, cell_at(row, column)) for row in table.rows if not is_struck(row)]
            found.append(Rows(noun, table, rows))
    document.memo[__name__] = found
    return found


def tallies_of(tables: list[Rows]) -> Iterator[Tally]:
    """Tally each noun that has one table; several tables overlap more often than not."""
    for noun in (TRUTHS, MUST_HAVES, CRITERIA, ARTIFACTS, LINKS, REQUIREMENTS):
        same = [one for one in tables if one.noun == noun]
        if len(same) != 1:
            continue
        table, rows = same[0].table, same[0].rows
        if any(cell is None for _, cell in rows) or not rows:
            continue
        if noun == REQUIREMENTS and any(
            len({one.id for one in expand(id_part(row))}) != 1 for row, _ in rows
        ):
            continue
        states = [row_state(cell.text) for _, cell in rows if cell is not None]
        known = not any(state in (words.UNKNOWN, words.HELD) for state in states)
        yield Tally(
            noun, states.count(words.DONE) if known else None, len(rows),
            Span(table.start, table.header_end), tuple(row.span for row, _ in rows),
            # A row that waits for a person may be left out of the score: then M is no miscount.
            complete=known, partial=states.count(words.ACTIVE),
        )


def judged_rows(tables: list[Rows]) -> Iterator[Criterion]:
    """Yield every row of the tables, with all that it says and how it is judged."""
    for found in tables:
        for row, cell in found.rows:
            state = row_state(cell.text) if cell is not None and not row.ragged else ""
            yield judged_row(row, cell, state)


def failed_rows(found: Rows) -> Iterator[Claim]:
    """Yield an entry for each row that failed and says nothing to excuse it."""
    for row, cell in found.rows:
        if cell is None or row_state(cell.text) != words.FAILED:
            continue
        if words.read(cell.text).word not in _FAILING:
            continue
        text = " ".join(other.text for other in row.cells).casefold()
        if any(word in text for word in _EXPLAINED):
            continue
        ids: tuple[str, ...] = ()
        if found.noun == REQUIREMENTS and row.cells:
            ids = tuple(one.id for one in expand(id_part(row)))
        column = 1 if len(row.cells) > 2 and len(row.cells[0].text) < 5 else 0
        yield Entry("failed row", row.cells[column].plain[:80], True, cell.span, ids)


def requirement_rows(found: Rows, path: str = "") -> Iterator[Claim]:
    """Yield what the rows of a requirements table cite, how they judge it, what they call
    satisfied, and from which plans they say it came.

    `path` is the report's: a plan without its phase (``02``) is one of the report's own.
    """
    sources = source_column(found.table)
    bare = are_bare(found.table, sources)
    for row, cell in found.rows:
        if not row.cells:
            continue
        if row.ragged or cell is None:
            # Its first cell stands before whatever shifted the others.
            ids = [one.id for one in listed(id_part(row))] or [""]
            for identity in ids:
                yield Verdict(
                    Subject("requirement", identity), words.UNKNOWN, "", row.span, ROW
                )
            continue
        state = row_state(cell.text)
        named = False
        for one in listed(id_part(row), row.cells[0].start):
            named = True
            subject = Subject("requirement", one.id)
            yield Cites(subject, one.span, "requirement", row.span)
            yield Verdict(subject, state, cell.plain, cell.span, ROW)
            if cell is not None and words.state(cell.text) == words.DONE:
                yield Satisfied(subject, cell.text, cell.span, ())
        if not named:
            yield Verdict(Subject("requirement", ""), state, cell.plain, cell.span, ROW)
            continue
        source = cell_at(row, sources)
        for plan, span in source_plans(source, path, bare) if source is not None else ():
            yield Cites(Subject("plan", plan), span, SOURCE_PLAN, row.span)
