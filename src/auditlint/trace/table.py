"""The matrix as an aligned table for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.report.escape import line as escape
from auditlint.report.escape import path as escape_path
from auditlint.report.source import cells
from auditlint.trace import matrix as of
from auditlint.trace.matrix import COLUMNS, cell_of, heading, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.trace import Options
    from auditlint.trace.matrix import Matrix, Row

#: How many terminal cells one column may take; longer text is cut with an ellipsis.
_WIDEST = 28

_COLORS = {
    of.GOOD: "\x1b[32m", of.BAD: "\x1b[1;31m", of.WARN: "\x1b[33m", of.UNKNOWN: "\x1b[2m",
}
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


def render(matrices: Sequence[Matrix], options: Options) -> str:
    """Return the tables, one below the other, each with its reasons and its summary."""
    return "\n".join(_table(one, options) for one in matrices)


def _table(matrix: Matrix, options: Options) -> str:
    root = escape_path(options.shown(matrix.root))
    title = escape(heading(matrix._replace(root=root)))
    lines = [f"{_BOLD}{title}{_RESET}" if options.color else title]
    if matrix.rows:
        lines += _rows(matrix, options)
    lines += [f"note: {escape(note)}" for note in matrix.notes]
    lines.append(summary(matrix))
    return "\n".join(lines) + "\n"


def _rows(matrix: Matrix, options: Options) -> list[str]:
    heads = [title for _, title in COLUMNS]
    body = [
        [_short(escape(cell_of(row, column).text)) for column, _ in COLUMNS]
        for row in matrix.rows
    ]
    widths = [
        max([len(head), *(_width(line[index]) for line in body)])
        for index, head in enumerate(heads)
    ]
    head = "  ".join(_padded(text, width) for text, width in zip(heads, widths, strict=True))
    lines = [(_BOLD + head + "  Reason" + _RESET) if options.color else head + "  Reason"]
    lines.append("  ".join("-" * width for width in widths) + "  ------")
    for row, texts in zip(matrix.rows, body, strict=True):
        padded = [_padded(text, width) for text, width in zip(texts, widths, strict=True)]
        if options.color:
            padded = _colored(row, padded)
        lines.append("  ".join(padded) + "  " + escape(row.reason))
    return lines


def _colored(row: Row, texts: list[str]) -> list[str]:
    out = []
    for (column, _), text in zip(COLUMNS, texts, strict=True):
        color = _COLORS.get(cell_of(row, column).tone)
        out.append(f"{color}{text}{_RESET}" if color else text)
    return out


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(one.width for one in cells(text))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _short(text: str) -> str:
    if _width(text) <= _WIDEST:
        return text
    kept = ""
    room = _WIDEST - 1
    for one in cells(text):
        room -= one.width
        if room < 0:
            break
        kept += one.shown
    return kept + "…"
