"""The matrix as comma-separated values, one row per requirement, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from auditlint.report.escape import line as escape
from auditlint.trace.matrix import COLUMNS, cell_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.trace import Options
    from auditlint.trace.matrix import Matrix

#: A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(matrices: Sequence[Matrix], options: Options) -> str:
    """Return a header and the rows of all matrices; each source has a column with its places."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = ["tree", "milestone", "id", "name"]
    named = [column for column, _ in COLUMNS if column != "requirement"]
    heads += [*named, "reason", "differs from audit", "defined at"]
    heads += [f"{column} at" for column in named]
    writer.writerow(heads)
    for matrix in matrices:
        for row in matrix.rows:
            texts = [options.shown(matrix.root), matrix.milestone, row.id, row.name]
            texts += [cell_of(row, column).text for column in named]
            texts += [row.reason, "yes" if row.differs else "no"]
            for column in ("requirement", *named):
                places = cell_of(row, column).evidence
                texts.append("; ".join(
                    dict.fromkeys(f"{options.shown(one.path)}:{one.line}" for one in places)
                ))
            writer.writerow([safe(text) for text in texts])
    return out.getvalue()


def safe(text: str) -> str:
    """Return `text` as one line that no spreadsheet takes for a formula."""
    shown = escape(text)
    return "'" + shown if shown.lstrip().startswith(_FORMULA) else shown
