"""One cause, one finding: what a document rule says again of a defect that a project rule proves.

A phase box that the folders prove wrong also disagrees with the progress row beside it. The
folders say which of the two is to be changed, so that finding speaks and the other is silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.bounding import UNLISTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.findings import Diagnostic

#: A code, and the codes of which it is an echo where they speak of one of its places.
_ECHO_OF = {
    "STA003": frozenset(("BOX001", "BOX002", "CNT006")),
}

Line = tuple[str, int]


def proven(diagnostics: Iterable[Diagnostic]) -> dict[str, set[Line]]:
    """Return the lines that `diagnostics` prove wrong, by their code."""
    codes = frozenset().union(*_ECHO_OF.values())
    found: dict[str, set[Line]] = {}
    for one in diagnostics:
        if one.code in codes:
            path = one.place.path
            lines = found.setdefault(one.code, set())
            lines.add((path, one.place.line))
            # A folded finding has its other places beside it, in the same document.
            lines.update(
                (path, each.place.line) for each in one.related if each.place.path == path
            )
    return found


def without_echoes(
    diagnostics: Iterable[Diagnostic], lines: dict[str, set[Line]]
) -> tuple[Diagnostic, ...]:
    """Return `diagnostics` without those that stand on lines already proven wrong."""
    return tuple(one for one in diagnostics if not _is_echo(one, lines))


def _is_echo(one: Diagnostic, lines: dict[str, set[Line]]) -> bool:
    causes = _ECHO_OF.get(one.code)
    if causes is None or not lines or UNLISTED in one.data:
        return False
    places = [one.place, *(each.place for each in one.related)]
    return any(
        (place.path, place.line) in lines.get(code, ()) for code in causes for place in places
    )
