"""Table rows with their verdict cells, as the lists that models hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.parsing.nodes import Entry, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.kinds.base import ModelBuilder
    from auditlint.parsing.nodes import Node
    from auditlint.parsing.structure import Cell, Row


def add_rows(builder: ModelBuilder, key: str, rows: Iterable[tuple[Row, Cell]]) -> None:
    """Add ``[{"id": first cell, "status": verdict cell}, ...]`` to a model, unless it is empty."""
    listed: list[Node] = [
        Mapping([_entry("id", row.cells[0]), _entry("status", cell)], row.span)
        for row, cell in rows
    ]
    if listed:
        builder.list(key, listed, listed[0].span)


def _entry(key: str, cell: Cell) -> Entry:
    return Entry(key, cell.span, Scalar(cell.plain, cell.span))
