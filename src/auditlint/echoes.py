"""One cause, one finding: what a document rule says again of a defect that a project rule proves.

A phase box that the folders prove wrong also disagrees with the progress row beside it. The
folders say which of the two is to be changed, so that finding speaks and the other is silent.

Nor is it a finding that a document lacks what the documents beside it lack too: that is their way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.bounding import UNLISTED
from auditlint.ledger.scopes import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditlint.engine import Outcome
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


#: A kind, and the tree that documents of it stand in.
_Sort = tuple[str, str]
#: What is lacking of what the documents of a kind hold.
_LACKING = "SCH007"


def without_customs(done: Sequence[Outcome], mine: list[Outcome]) -> list[Outcome]:
    """Return `mine` without what two thirds of the documents of one kind and tree lack alike.

    Of the documents in `done` that are not in `mine` nobody asked what they lack: they may.
    """
    if not any(one.code == _LACKING for outcome in mine for one in outcome.diagnostics):
        return mine
    asked = {one.path for one in mine}
    alike: dict[_Sort, int] = {}
    lacking: dict[tuple[_Sort, str], int] = {}
    unasked: dict[_Sort, int] = {}
    for outcome in done:
        sort = (outcome.kind, _siblings(outcome.path))
        alike[sort] = alike.get(sort, 0) + 1
        if outcome.path not in asked:
            unasked[sort] = unasked.get(sort, 0) + 1
        for part in {_part(one) for one in outcome.diagnostics} - {""}:
            lacking[sort, part] = lacking.get((sort, part), 0) + 1

    def is_custom(sort: _Sort, part: str) -> bool:
        number = lacking.get((sort, part), 0) + unasked.get(sort, 0)
        return bool(part) and alike.get(sort, 0) > 1 and number * 3 >= alike[sort] * 2

    out = []
    for outcome in mine:
        sort = (outcome.kind, _siblings(outcome.path))
        kept = tuple(one for one in outcome.diagnostics if not is_custom(sort, _part(one)))
        out.append(outcome if len(kept) == len(outcome.diagnostics) else outcome._replace(diagnostics=kept))
    return out


def _part(one: Diagnostic) -> str:
    """What a document lacks of what its kind has, "" for any other finding."""
    return str(one.data.get("part", "")) if one.code == _LACKING else ""


def _siblings(path: str) -> str:
    """The tree of a document; of a feature of spec-kit the folder of all features."""
    tree = tree_of(path)
    above, _, name = tree.rpartition("/")
    return above if name[:3].isdigit() else tree
