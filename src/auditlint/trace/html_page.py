"""The matrix as one self-contained HTML page: sortable, filterable, light and dark.

The page loads nothing: style and script stand in it, and its content policy forbids the rest. It
is readable without the script. The view (sorting, filter, theme) is kept in the address behind
``#``, so that it can be passed on.
"""

from __future__ import annotations

from html import escape as escape_html
from typing import TYPE_CHECKING

from auditlint.report.escape import line as escape_line
from auditlint.trace.addresses import address
from auditlint.trace.html_parts import SCRIPT, STYLE
from auditlint.trace.matrix import (
    COLUMNS,
    FINE,
    STATUSES,
    TONES,
    Cell,
    cell_of,
    heading,
    summary,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.trace import Options
    from auditlint.trace.matrix import Matrix, Row


def render(matrices: Sequence[Matrix], options: Options) -> str:
    """Return the page with all matrices."""
    title = "Requirement matrix"
    if len(matrices) == 1:
        title += ": " + _heading(matrices[0], options)
    body = "".join(_section(one, options) for one in matrices)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none';"
        " form-action 'none'\">\n"
        f"<title>{text(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{text(title)}</h1>\n{_controls(matrices)}</header>\n"
        f"<main>\n{body}</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )


def text(value: str) -> str:
    """Return `value` as text of a page, or of an attribute in double quotes."""
    return escape_html(escape_line(value), quote=True)


def _heading(matrix: Matrix, options: Options) -> str:
    return heading(matrix._replace(root=options.shown(matrix.root)))


def _controls(matrices: Sequence[Matrix]) -> str:
    counts = dict.fromkeys(STATUSES, 0)
    for matrix in matrices:
        for status, number in matrix.counts().items():
            counts[status] += number
    buttons = "".join(
        f'<button type="button" class="chip {TONES[status]}" data-status="{text(status)}"'
        f' aria-pressed="false">{text(status)} <b>{number}</b></button>\n'
        for status, number in counts.items() if number
    )
    return (
        '<div class="controls">\n'
        '<label>Filter <input id="filter" type="search" autocomplete="off"'
        ' placeholder="id, words, phase, plan…"></label>\n'
        f'<div class="chips" role="group" aria-label="Final status">\n{buttons}'
        '<button type="button" class="chip" id="differs" aria-pressed="false">'
        "differs from audit</button>\n</div>\n"
        '<span id="shown" role="status"></span>\n'
        '<button type="button" id="theme" aria-label="Switch between light and dark">'
        "◐</button>\n</div>\n"
    )


def _section(matrix: Matrix, options: Options) -> str:
    fine = sum(number for status, number in matrix.counts().items() if status in FINE)
    number = len(matrix.rows)
    share = 100 * fine // number if number else 0
    notes = "".join(f"<li>{text(note)}</li>" for note in matrix.notes)
    heads = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" data-column="{index}">'
        f"{text(title)}</button></th>"
        for index, title in enumerate([title for _, title in COLUMNS] + ["Reason"])
    )
    rows = "".join(_row(row, options) for row in matrix.rows)
    return (
        f"<section>\n<h2>{text(_heading(matrix, options))}</h2>\n"
        f'<p class="sum">{text(summary(matrix))} <span class="bar" role="img"'
        f' aria-label="{share} % satisfied"><span style="width:{share}%"></span></span></p>\n'
        + (f'<ul class="notes">{notes}</ul>\n' if notes else "")
        + f'<div class="scroll"><table>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table></div>\n</section>\n"
    )


def _row(row: Row, options: Options) -> str:
    columns = "".join(
        _head(row, options) if column == "requirement" else _cell(cell_of(row, column), options)
        for column, _ in COLUMNS
    )
    differs = ' data-differs="yes"' if row.differs else ""
    return (
        f'<tr data-status="{text(row.final.text)}"{differs}>{columns}'
        f'<td class="reason">{text(row.reason)}</td></tr>\n'
    )


def _head(row: Row, options: Options) -> str:
    name = f' <span class="name">{text(row.name)}</span>' if row.name else ""
    return f'<th scope="row">{_linked(row.requirement, options)}{name}</th>'


def _cell(cell: Cell, options: Options) -> str:
    return f'<td class="{cell.tone}">{_linked(cell, options)}</td>'


def _linked(cell: Cell, options: Options) -> str:
    """The cell's text as a link to its first place, and a number for each further place.

    Where the text is nothing but what the places say, each of them is a link of its own.
    """
    for between in (", ", " ", " / "):
        if len(cell.evidence) > 1 and cell.text == between.join(one.text for one in cell.evidence):
            each = (Cell(one.text, cell.tone, (one,)) for one in cell.evidence)
            return between.join(_linked(one, options) for one in each)
    parts = []
    for index, place in enumerate(cell.evidence):
        where = f"{options.shown(place.path)}:{place.line}"
        label = cell.text if index == 0 else str(index + 1)
        target = address(place, options)
        hint = text(where + (f" — {place.text}" if place.text else ""))
        css = "" if index == 0 else ' class="more"'
        if target is None:
            parts.append(f'<span title="{hint}"{css}>{text(label)}</span>')
        else:
            parts.append(f'<a href="{text(target)}" title="{hint}"{css}>{text(label)}</a>')
    return " ".join(parts) if parts else text(cell.text)
