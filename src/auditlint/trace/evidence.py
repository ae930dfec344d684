"""From claims and documents to the places that a cell names."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, Any

from auditlint.trace.matrix import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.ledger import Facts

#: How many places one cell names; a requirement that fifty plans claim is named by the first.
MOST = 50
#: How many documents a cell names that say nothing of the requirement.
FEW = 5


def place(facts: Facts, claim: Any, text: str) -> Evidence:
    """Return a claim's place, with the words that stand for it in the cell."""
    line = bisect_right(facts.starts, claim.span.start) or 1
    return Evidence(text, facts.path, line)


def tops(documents: Iterable[Facts]) -> tuple[Evidence, ...]:
    """Return the first lines of documents that were read and say nothing."""
    return tuple(Evidence("", one.path, 1) for one in islice(documents, FEW))


def within(found: Iterable[tuple[str, Evidence]], only: set[str] | None) -> tuple[Evidence, ...]:
    """Return the places of the phases `only` (None for all)."""
    return tuple(one for phase, one in found if only is None or phase in only)[:MOST]


def label(path: str) -> str:
    """Return a plan's or summary's name without what all of them share: ``07-04``."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    for ending in ("-SUMMARY", "-PLAN", "SUMMARY", "PLAN"):
        if stem.endswith(ending):
            stem = stem.removesuffix(ending)
            break
    return stem or folder.rpartition("/")[2]


def box(state: str) -> str:
    """Return a box as it is written."""
    return {"done": "[x]", "open": "[ ]"}.get(state, "[?]")
