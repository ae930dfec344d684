"""Renames of many files that are one move of a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.gitlog import Log


class FolderMove(NamedTuple):
    """Most of what was in the folder `old` went to the folder `new` ("" for the root) in one
    commit (its place in topological order): so many `files`."""

    old: str
    new: str
    commit: int
    files: int


def folder_moves(log: Log) -> Iterator[FolderMove]:
    """Yield the folder moves of a history, the newest first, sorted within a commit.

    A folder moved when more than half of all files that a commit took away from below it were
    renamed alike: the same folder, exchanged for the same other one. A single file makes a move
    only where it is all that the commit took away there and its name stayed.
    """
    renamed = log.renamed_in
    deletion = 0
    at = 0
    while at < len(renamed):
        commit = renamed[at]
        pairs: dict[tuple[bytes, bytes], int] = {}
        gone: dict[bytes, int] = {}
        alike: set[tuple[bytes, bytes]] = set()
        while at < len(renamed) and renamed[at] == commit:
            old, new = log.numbers[log.renamed_from[at]], log.numbers[log.renamed[at]]
            pair = exchanged(old, new)
            if pair is not None:
                pairs[pair] = pairs.get(pair, 0) + 1
                if old.rpartition(b"/")[2] == new.rpartition(b"/")[2]:
                    alike.add(pair)
            _count_above(old, gone)
            at += 1
        if not pairs:
            continue
        while deletion < len(log.deleted_in) and log.deleted_in[deletion] < commit:
            deletion += 1
        while deletion < len(log.deleted_in) and log.deleted_in[deletion] == commit:
            _count_above(log.numbers[log.deleted[deletion]], gone)
            deletion += 1
        moves = [
            FolderMove(os.fsdecode(old), os.fsdecode(new), commit, count)
            for (old, new), count in pairs.items()
            if 2 * count > gone[old] and (count > 1 or (old, new) in alike)
        ]
        yield from sorted(moves)


def exchanged(old: bytes, new: bytes) -> tuple[bytes, bytes] | None:
    """Return the folders of two paths without the components that both end in.

    One component of the old folder stays: ``b`` becomes ``a/b``. None where the folders are the
    same, or where the old one is the root.
    """
    one, other = old.split(b"/")[:-1], new.split(b"/")[:-1]
    if one == other:
        return None
    while len(one) > 1 and other and one[-1] == other[-1]:
        one.pop()
        other.pop()
    return (b"/".join(one), b"/".join(other)) if one else None


def _count_above(path: bytes, counts: dict[bytes, int]) -> None:
    at = path.rfind(b"/")
    while at > 0:
        folder = path[:at]
        counts[folder] = counts.get(folder, 0) + 1
        at = path.rfind(b"/", 0, at)
