"""Which of two commits came later, by the graph of commits and never by their dates."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: How many commits of side branches one question may look at.
STEPS_LIMIT = 20_000


class Ancestry:
    """The graph of commits, numbered from the newest (0) in topological order.

    The mainline is the newest commit, its first parent, and so on. Most questions are answered
    by where a commit landed on it, without a walk.
    """

    __slots__ = ("_base", "_known", "_landed", "_parents")

    def __init__(self, ids: Sequence[bytes], parents: Sequence[bytes]) -> None:
        """Take the commits' identifiers, and for each those of its parents one after another."""
        number = {one: index for index, one in enumerate(ids)}
        self._parents = [self._numbers(one, number, ids) for one in parents]
        self._landed, self._base = self._place()
        self._known: dict[tuple[int, int], bool | None] = {}

    @staticmethod
    def _numbers(joined: bytes, number: dict[bytes, int], ids: Sequence[bytes]) -> tuple[int, ...]:
        size = len(ids[0])
        found = (number.get(joined[at : at + size]) for at in range(0, len(joined), size))
        return tuple(one for one in found if one is not None)

    def _place(self) -> tuple[array[int], array[int]]:
        """Return for each commit the oldest mainline commit that holds it, and the newest one
        that it holds; both count from 0, the oldest; -1 for none."""
        parents = self._parents
        mainline = []
        at = 0 if parents else -1
        while at >= 0:
            mainline.append(at)
            at = parents[at][0] if parents[at] else -1
        mainline.reverse()
        landed = array("i", [-1]) * len(parents)
        for position, commit in enumerate(mainline):
            landed[commit] = position
        on_mainline = array("i", landed)
        for position, commit in enumerate(mainline):
            pending = [*parents[commit][1:]]
            while pending:
                one = pending.pop()
                if landed[one] < 0:
                    landed[one] = position
                    pending.extend(parents[one])
        base = array("i", [-1]) * len(parents)
        for one in range(len(parents) - 1, -1, -1):
            # Parents come behind their children, so theirs are known.
            base[one] = on_mainline[one] if on_mainline[one] >= 0 else max(
                (base[parent] for parent in parents[one]), default=-1
            )
        return landed, base

    def is_after(self, new: int, old: int) -> bool | None:
        """Whether `new` holds `old`, another commit; None where that takes too long to tell."""
        if old <= new or self._landed[old] > self._landed[new]:
            return False
        if self._landed[old] <= self._base[new]:
            return True
        key = (new, old)
        if key not in self._known:
            self._known[key] = self._search(new, old)
        return self._known[key]

    def _search(self, new: int, old: int) -> bool | None:
        seen = {new}
        pending = [new]
        while pending:
            for parent in self._parents[pending.pop()]:
                if parent == old:
                    return True
                # Numbers grow towards the past: beyond `old` there is no way back to it.
                if parent < old and parent not in seen:
                    if self._landed[old] <= self._base[parent]:
                        return True
                    if len(seen) >= STEPS_LIMIT:
                        return None
                    seen.add(parent)
                    pending.append(parent)
        return False
