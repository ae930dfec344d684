"""The source plans of a verification's requirement row: which plans a requirement came from.

What people write: ``07-01``, ``07-01-PLAN.md``, ``07-01, 07-04``, ``07-01 / 07-02``,
``07-01/02``, ``07-01 + 07-02``, ``427-01 through 427-15``, ``Plan 02``, ``07-02 (Task 3)``. A
cell that says more than that ("07-03 (mapped to UX-04 by research)") is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.kinds.gsd import paths
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.parsing.structure import Cell, Table

#: The role in which a row cites the plans that its requirement came from.
SOURCE_PLAN = "source plan"

_HEADINGS = ("source plan", "source plans", "source plan(s)", "plan", "plans", "plan(s)")
_PLAN = (
    r"(?:[Pp]lans?[ ]+)?`?(?:(?:[A-Z]{1,6}-)?(\d{1,6}[A-Za-z]?(?:\.\d{1,6})*)-)?(\d{1,4}[A-Za-z]?)"
    r"(?:-[a-z][a-z0-9]*(?:-[a-z0-9]+){0,12})?(?:-(?:PLAN|SUMMARY))?(?:\.md)?`?(?![\w-]|\.\w)"
    r"(?:[ ]\(?[Tt]asks?[ ]\d{1,3}(?:[+&, -]{1,3}\d{1,3}){0,9}\)?)?"
)
_BETWEEN = r"[ ]?(?:(\.\.\.?|–|—|→|through|to)|,[ ]?(?:and[ ])?|[/+&;]|and(?=[ ]))[ ]?"
_LONGEST = 50
_LONGEST_CELL = 200


def source_column(table: Table) -> int:
    """Return the column that names the plans of each row; -1 where there is none."""
    for index, heading in enumerate(table.headings):
        if index and heading.casefold() in _HEADINGS:
            return index
    return -1


def are_bare(table: Table, column: int) -> bool:
    """Whether some cell of a column lists plans by their own numbers alone: ``01, 02, 06``.

    Then ``02-06`` is a range of such plans, and not plan 06 of phase 2.
    """
    listed = pattern(r"\s*`?\d{2,3}`?(?:\s*[,;/&+]\s*`?\d{2,3}`?)*\s*")
    return column >= 0 and any(
        column < len(row.cells) and listed.fullmatch(row.cells[column].text[:_LONGEST_CELL])
        for row in table.rows
    )


def source_plans(cell: Cell, path: str, bare: bool = False) -> list[tuple[str, Span]]:
    """Return the plans that a cell names (``7-4``) with their places; none where it says more.

    The plans of a range share its place. `bare` is what `are_bare` says of the cell's column.
    """
    text = cell.text.rstrip()
    own = paths.read(path).phase
    phase = str(own) if own is not None else ""
    found: list[tuple[str, Span]] = []
    at = len(text) - len(text.lstrip())
    ranged = False
    while True:
        match = pattern(_PLAN).match(text, at)
        if match is None:
            return []
        number = phase_id(match[1]) if match[1] else None
        swept: list[str] = []
        if bare and number is not None and number != own:
            first = f"{own}-{paths.plan_id(match[1])}"
            between = _between(first, f"{own}-{paths.plan_id(match[2])}")
            if between is None or ranged:
                return []
            swept = [first, *between]
            phase = str(own) if own is not None else ""
        elif number is not None:
            phase = str(number)
        elif not found and len(match[2]) < 2 and not match[0].startswith(("P", "p")):
            return []  # A lone digit is as likely a phase.
        plan = paths.plan_id(match[2])
        if not phase or not plan:
            return []
        place = Span(cell.start + match.start(), cell.start + match.end())
        found += [(one, place) for one in swept]
        if ranged:
            between = _between(found[-1][0], f"{phase}-{plan}")
            if between is None:
                return []
            first, start = found.pop()
            place = Span(start.start, place.end)  # The plans of a range share its place.
            found += [(one, place) for one in (first, *between)]
        found.append((f"{phase}-{plan}", place))
        at = match.end()
        if at >= len(text):
            return found
        link = pattern(_BETWEEN).match(text, at)
        if link is None or len(found) > _LONGEST:
            return []
        ranged = bool(link[1])
        at = link.end()


def _between(first: str, last: str) -> list[str] | None:
    """The plans between two plans of one phase; None where that is no range."""
    head, _, start = first.rpartition("-")
    other, _, end = last.rpartition("-")
    if head != other or not start.isdigit() or not end.isdigit():
        return None
    low, high = int(start), int(end)
    if not low < high <= low + _LONGEST:
        return None
    return [f"{head}-{number}" for number in range(low + 1, high)]
