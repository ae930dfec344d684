"""Parameter lists: from the text between the brackets to parameters, one reader per syntax.

A reader returns None for a parameter that it does not understand; the list is then not certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.signatures import named_parameters, typed_parameters, whole_lists
from auditlint.evidence.signatures.pieces import LENGTH, LIMIT, Piece, cut

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditlint.evidence.signatures.brackets import Source
    from auditlint.evidence.signatures.model import Parameter

#: A longer list is a table.
_LIST_LENGTH = 40_000

_ONE: dict[str, Callable[[Piece], Parameter | None]] = {
    "c": typed_parameters.c_like, "cpp": typed_parameters.c_like, "java": typed_parameters.java,
    "csharp": typed_parameters.csharp, "javascript": named_parameters.script,
    "typescript": named_parameters.script, "rust": named_parameters.rust,
    "kotlin": named_parameters.kotlin, "swift": named_parameters.swift, "php": named_parameters.php,
    "lua": named_parameters.lua, "ruby": named_parameters.ruby,
}  # fmt: skip
_WHOLE: dict[str, Callable[[Source, int, int], tuple[tuple[Parameter, ...], bool]]] = {
    "go": whole_lists.go, "julia": whole_lists.julia, "dart": whole_lists.dart,
}  # fmt: skip


def read(source: Source, opening: int) -> tuple[tuple[Parameter, ...], bool]:
    """Return the parameters of the list whose bracket opens at `opening`, and whether certain."""
    closing = source.partner.get(opening, -1)
    if closing < opening:
        return (), False
    return read_range(source, opening + 1, closing)


def read_range(source: Source, start: int, end: int) -> tuple[tuple[Parameter, ...], bool]:
    """Return the parameters that stand between two offsets, and whether all are certain."""
    name = source.language.name
    if end - start > _LIST_LENGTH:
        return (), False
    if name in _WHOLE:
        return _WHOLE[name](source, start, end)
    one = _ONE[name]
    found: list[Parameter] = []
    for begin, stop in source.split(start, end, source.language.angles):
        if name in ("c", "cpp") and source.code[begin:stop].strip() == "void" and not found:
            continue
        parameter = one(cut(source, begin, stop)) if stop - begin < LENGTH else None
        if parameter is None or len(found) == LIMIT:
            return tuple(found), False
        found.append(parameter)
    return tuple(found), True
