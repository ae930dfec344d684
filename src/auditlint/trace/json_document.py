"""The matrix as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.report.escape import scalars
from auditlint.report.values import dump
from auditlint.trace.matrix import COLUMNS, STATUSES, cell_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.trace import Options
    from auditlint.trace.matrix import Matrix, Row


def render(matrices: Sequence[Matrix], options: Options) -> str:
    """Return a versioned object with all matrices; every cell has its text and its places."""
    value = {
        "version": 1,
        "satisfied": all(one.is_fine for one in matrices),
        "matrices": [_matrix(one, options) for one in matrices],
    }
    return dump(value, 2) + "\n"


def _matrix(matrix: Matrix, options: Options) -> dict[str, Any]:
    counts = matrix.counts()
    return {
        "root": scalars(options.shown(matrix.root)),
        "milestone": scalars(matrix.milestone) or None,
        "sources": [scalars(options.shown(one)) for one in matrix.sources],
        "notes": [scalars(one) for one in matrix.notes],
        "summary": {status: counts.get(status, 0) for status in STATUSES},
        "requirements": [_row(row, options) for row in matrix.rows],
    }


def _row(row: Row, options: Options) -> dict[str, Any]:
    value: dict[str, Any] = {"id": scalars(row.id), "name": scalars(row.name)}
    for column, _ in COLUMNS:
        cell = cell_of(row, column)
        value[column] = {
            "text": scalars(cell.text),
            "tone": cell.tone,
            "evidence": [
                {
                    "text": scalars(one.text), "path": scalars(options.shown(one.path)),
                    "line": one.line,
                }
                for one in cell.evidence
            ],
        }
    value["reason"] = scalars(row.reason)
    value["differs_from_audit"] = row.differs
    return value
