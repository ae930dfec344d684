"""Where a tree stands: its own root, and the git repository that it is, or lies in."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditlint.source.git import run
from auditlint.source.tree import GITS_OWN, find_root

if TYPE_CHECKING:
    from auditlint.source.tree import WorkTree


class Repository(NamedTuple):
    """A tree and its git repository.

    `git` is the repository's top folder, None where there is none. `prefix` is the tree's
    folder inside it, "" or with a trailing ``/``; git's paths are `prefix` and the tree's path.
    """

    tree: WorkTree
    git: str | None
    prefix: str

    @classmethod
    def around(cls, tree: WorkTree) -> Repository:
        """Return the repository that `tree` is, or lies in."""
        if tree.is_repository:
            return cls(tree, tree.root, "")
        top = find_root(tree.root)
        if top is None:
            return cls(tree, None, "")
        inner = os.path.relpath(os.path.realpath(tree.root), os.path.realpath(top))
        return cls(tree, top, "" if inner == "." else inner.replace(os.sep, "/") + "/")


def is_shallow(git: str) -> bool:
    """Whether the repository at `git` is a shallow clone. Raises `GitError`."""
    return run(git, ("rev-parse", "--is-shallow-repository")).strip() != b"false"


@lru_cache(maxsize=1 << 16)
def normal(path: str) -> str | None:
    """Return `path` without ``./``, doubled and trailing slashes.

    None for what is no path inside the tree: absolute and home paths, those of a drive, those
    that leave the tree, those in a folder of git's own, and those that no file system can hold.
    """
    if not path or path[0] in "/~\\" or "\0" in path or path[1:2] == ":":
        return None
    parts: list[str] = []
    for name in path.split("/"):
        if name == "..":
            if not parts:
                return None
            parts.pop()
        elif name.casefold() in GITS_OWN:
            return None
        elif name not in ("", "."):
            parts.append(name)
    return "/".join(parts) or None


def above(path: str) -> list[str]:
    """Return the folders above `path`, the nearest first."""
    found = []
    at = path.rfind("/")
    while at > 0:
        path = path[:at]
        found.append(path)
        at = path.rfind("/")
    return found
