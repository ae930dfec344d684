"""The matrix as a Markdown table whose cells link to their documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.report.escape import line as escape
from auditlint.trace.addresses import address
from auditlint.trace.matrix import COLUMNS, cell_of, heading, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.trace import Options
    from auditlint.trace.matrix import Cell, Matrix

#: Characters that would be markup; a backslash makes each of them plain text.
_MARKUP = frozenset("\\`*_[]<>|~#&!$")


def render(matrices: Sequence[Matrix], options: Options) -> str:
    """Return one section per matrix."""
    return "\n".join(_section(one, options) for one in matrices)


def plain(text: str) -> str:
    """Return `text` as one line of Markdown that means nothing but itself."""
    out = "".join("\\" + char if char in _MARKUP else char for char in escape(text))
    # Bare addresses become links in most renderers.
    return out.replace("://", ":\u200b//").replace("www.", "www\u200b.").replace("@", "@\u200b")


def _section(matrix: Matrix, options: Options) -> str:
    title = heading(matrix._replace(root=options.shown(matrix.root)))
    lines = [f"# Requirement matrix: {plain(title)}", "", plain(summary(matrix)) + ".", ""]
    lines += [f"- {plain(note)}" for note in matrix.notes]
    if matrix.notes:
        lines.append("")
    if matrix.rows:
        heads = [title for _, title in COLUMNS] + ["Reason"]
        lines.append("| " + " | ".join(heads) + " |")
        lines.append("|" + " --- |" * len(heads))
    for row in matrix.rows:
        texts = [_cell(cell_of(row, column), options) for column, _ in COLUMNS]
        lines.append("| " + " | ".join([*texts, plain(row.reason)]) + " |")
    return "\n".join(lines) + "\n"


def _cell(cell: Cell, options: Options) -> str:
    text = plain(cell.text)
    target = address(cell.evidence[0], options) if cell.evidence else None
    if target is None or not text:
        return text
    # Encoded already but for these two, which would end the link.
    return f"[{text}]({target.replace('(', '%28').replace(')', '%29')})"
