"""What the requirement matrix is made of: rows, cells, and the places that say so.

This is data only. `auditlint.trace.build` fills it from the ledger; the writers print it.
"""

from __future__ import annotations

from typing import NamedTuple

# How a cell is meant; writers choose colours by it.
GOOD = "good"
BAD = "bad"
WARN = "warn"
PLAIN = "plain"
#: Nothing says it, and nothing may be concluded from that.
UNKNOWN = "unknown"

SATISFIED = "satisfied"
UPDATE_CHECKBOX = "satisfied (update checkbox)"
PARTIAL = "partial"
UNSATISFIED = "unsatisfied"
ORPHANED = "orphaned"
DEFERRED = "deferred"
UNDECIDED = "unknown"

#: All final statuses, best first.
STATUSES = (
    SATISFIED, UPDATE_CHECKBOX, DEFERRED, UNDECIDED, PARTIAL, ORPHANED, UNSATISFIED,
)
#: The statuses that leave nothing to do for the milestone.
FINE = frozenset((SATISFIED, UPDATE_CHECKBOX, DEFERRED))

TONES = {
    SATISFIED: GOOD, UPDATE_CHECKBOX: GOOD, DEFERRED: PLAIN, UNDECIDED: UNKNOWN,
    PARTIAL: WARN, ORPHANED: BAD, UNSATISFIED: BAD,
}


class Evidence(NamedTuple):
    """Words of a document and where they stand: `path` in the tree, `line` from 1."""

    text: str
    path: str
    line: int


class Cell(NamedTuple):
    """What one source says of one requirement.

    `text` is the whole cell in words; `evidence` are the places it was read from, which may be
    none where nothing says anything.
    """

    text: str
    tone: str = PLAIN
    evidence: tuple[Evidence, ...] = ()


class Row(NamedTuple):
    """One requirement. `differs` is whether the audit's verdict is another than `final`."""

    id: str
    name: str
    requirement: Cell
    phase: Cell
    roadmap: Cell
    plans: Cell
    summaries: Cell
    verification: Cell
    checkbox: Cell
    audit: Cell
    final: Cell
    reason: str
    differs: bool


class Matrix(NamedTuple):
    """The requirements of one milestone of one planning tree.

    `root` is the tree's folder, `milestone` its version ("" where nothing states one),
    `sources` the lists, roadmaps and audits that were read, `notes` what a reader must know.
    """

    root: str
    milestone: str
    sources: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """Return how many requirements have each final status; statuses that none has are out."""
        found = dict.fromkeys(STATUSES, 0)
        for row in self.rows:
            found[row.final.text] += 1
        return {status: number for status, number in found.items() if number}

    @property
    def is_fine(self) -> bool:
        """Whether every requirement is satisfied or deferred on purpose."""
        return all(row.final.text in FINE for row in self.rows)


#: The columns of every format, in order: the field of `Row` and the heading.
COLUMNS = (
    ("requirement", "Requirement"),
    ("phase", "Phase"),
    ("roadmap", "Roadmap"),
    ("plans", "Plans"),
    ("summaries", "Summaries"),
    ("verification", "Verification"),
    ("checkbox", "Checkbox"),
    ("audit", "Audit"),
    ("final", "Final status"),
)


def cell_of(row: Row, column: str) -> Cell:
    """Return a row's cell by the name of its column."""
    cell: Cell = getattr(row, column)
    return cell


def summary(matrix: Matrix) -> str:
    """Return one line: ``49 requirements: 44 satisfied, 5 partial``."""
    number = len(matrix.rows)
    counted = ", ".join(f"{many} {status}" for status, many in matrix.counts().items())
    return f"{number} requirement{'' if number == 1 else 's'}" + (f": {counted}" if counted else "")


def heading(matrix: Matrix) -> str:
    """Return the matrix's title: its tree and its milestone."""
    return f"{matrix.root} {matrix.milestone or '(milestone not stated)'}"
