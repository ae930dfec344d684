"""The requirement matrix of a planning tree, and one writer per format.

`auditlint.trace.build.build` makes the matrix from the ledger; the writers turn matrices into
text and touch nothing else. Everything that comes from a document is escaped there.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditlint.trace.matrix import Matrix

#: Format name -> module with ``render(matrices, options) -> str``.
_WRITERS = {
    "table": "auditlint.trace.table",
    "markdown": "auditlint.trace.markdown",
    "json": "auditlint.trace.json_document",
    "csv": "auditlint.trace.csv_rows",
    "html": "auditlint.trace.html_page",
}

FORMATS = tuple(_WRITERS)


def _same(path: str) -> str:
    return path


def _nowhere(path: str) -> str | None:
    return None


class Options(NamedTuple):
    """What a writer needs to know beside the matrices."""

    shown: Callable[[str], str] = _same
    """How a path of the tree is printed."""
    link: Callable[[str], str | None] = _nowhere
    """The path to a document relative to where the output is written, with ``/``; None where
    there is none."""
    color: bool = False


def render(name: str, matrices: Sequence[Matrix], options: Options) -> str:
    """Return `matrices` in the format `name`. Raises `KeyError` for a name not in `FORMATS`."""
    text: str = import_module(_WRITERS[name]).render(matrices, options)
    return text
