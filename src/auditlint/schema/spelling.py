"""Unknown keys that are probably known ones with a slip: one edit away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditlint.schema.coerce import Unknown

#: Shorter keys are one edit from too many words.
SHORTEST = 4


def one_edit(one: str, other: str) -> bool:
    """Whether one insertion, deletion, replacement or swap of neighbours separates two words.

    A replaced digit does not count: ``phase_1`` and ``phase_2`` are two things. Nor does a
    replaced last letter: ``reviewed`` and ``reviewer`` are two words.
    """
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or one == other:
        return False
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :] and not other[start].isdigit()
    if one[start + 1 :] == other[start + 1 :]:
        return start + 1 < len(one) and not (one[start].isdigit() or other[start].isdigit())
    return (
        one[start] == other[start + 1 : start + 2]
        and one[start + 1 : start + 2] == other[start]
        and one[start + 2 :] == other[start + 2 :]
    )


def near_keys(unknown: Iterable[Unknown]) -> Iterator[tuple[Unknown, str]]:
    """Yield each unknown key that is one edit away from exactly one known, absent key."""
    keys: dict[int, set[str]] = {}
    for one in unknown:
        key = one.entry.key
        if len(key) < SHORTEST:
            continue
        present = keys.get(id(one.parent))
        if present is None:
            present = keys[id(one.parent)] = {entry.key for entry in one.parent.entries}
        near = [
            known for known in one.known
            if abs(len(known) - len(key)) <= 1 and len(known) >= SHORTEST
            and known not in present and one_edit(key, known)
        ]
        if len(near) == 1:
            yield one, near[0]
