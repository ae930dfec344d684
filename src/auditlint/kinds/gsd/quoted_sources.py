"""The source columns of an audit's matrix: what it says that list, summary and report say.

``| REQ-ID | VERIFICATION.md | SUMMARY Frontmatter | REQUIREMENTS.md | Final Status |``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Quoted, Subject
from auditlint.reading.ids import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.structure import Row, Table

#: How the headings of such columns begin, and which document the column tells of.
_BEGINNINGS = (
    ("verification method", ""), ("verification", "verification"), ("summary", "summary"),
    ("requirements", "requirements"), ("checkbox", "requirements"), ("traceability", "requirements"),
)


def source_columns(table: Table, verdict: int) -> list[tuple[int, str]]:
    """Return the columns that tell of another document, besides the one of the verdict."""
    found = []
    for index, heading in enumerate(table.headings):
        if index not in (0, verdict):
            folded = heading.casefold()
            of = next((of for start, of in _BEGINNINGS if folded.startswith(start)), "")
            if of:
                found.append((index, of))
    return found


def quoted(row: Row, columns: list[tuple[int, str]]) -> Iterator[Quoted]:
    """Yield what the columns of a whole row say of the one requirement in its first cell.

    What a row says of several requirements at once is true of each only in part.
    """
    if not columns or row.ragged:
        return
    ids = {one.id for one in listed(row.cells[0].text[:200])}
    if len(ids) != 1:
        return
    subject = Subject("requirement", ids.pop())
    for index, of in columns:
        if index < len(row.cells) and row.cells[index].plain:
            cell = row.cells[index]
            yield Quoted(subject, of, cell.plain, cell.span)
