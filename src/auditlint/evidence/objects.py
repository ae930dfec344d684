"""Git objects by name: what a path was at a commit, and its content, never more than asked.

Two git programs answer for a whole run, started when first needed: one says what an object is
and how large, the other gives the content of those that are small enough.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from auditlint.source.git import TIME_LIMIT, GitError
from auditlint.source.gitprocess import Conversation

_FORMAT = "%(objectname) %(objecttype) %(objectsize)"

#: Tree objects larger than this are not taken apart.
_TREE_BYTES = 8 * 1024 * 1024

LINK_MODE = b"120000"
SUBMODULE_MODE = b"160000"
FOLDER_MODE = b"40000"


class Object(NamedTuple):
    """An object: its identifier, ``blob``, ``tree``, ``commit`` or ``tag``, and its bytes."""

    id: str
    type: str
    size: int


class Entry(NamedTuple):
    """An entry of a folder: its mode and its object. `rest` is what of the path asked for lies
    behind it, though it is no folder."""

    mode: bytes
    id: str
    rest: str


class Objects:
    """The objects of the repository at `root`."""

    def __init__(self, root: str, time_limit: float = TIME_LIMIT) -> None:
        self._root = root
        self._time_limit = time_limit
        self._describing: Conversation | None = None
        self._giving: Conversation | None = None
        self._trees: dict[str, dict[bytes, tuple[bytes, str]]] = {}

    def close(self) -> None:
        """End both programs."""
        for one in (self._describing, self._giving):
            if one is not None:
                one.close()
        self._describing = self._giving = None

    def describe(self, name: str) -> Object | None:
        """Return what `name` (``<commit>:<path>``) is; None where there is none.

        Raises `GitError`, also for a name that git cannot be asked about.
        """
        if self._describing is None:
            self._describing = self._talk(f"--batch-check={_FORMAT}")
        answer = self._describing.ask(self._encoded(name))
        return _parsed(answer)

    def content(self, found: Object, limit: int) -> bytes | None:
        """Return the content of an object that was described; None above `limit` bytes.

        Raises `GitError`.
        """
        if found.size > limit:
            return None
        if self._giving is None:
            self._giving = self._talk(f"--batch={_FORMAT}")
        given = _parsed(self._giving.ask(self._encoded(found.id)))
        if given is None:
            return None
        return self._giving.take(given.size + 1)[:-1]

    def entry(self, commit: str, path: str) -> Entry | None:
        """Go down from the top folder of `commit` along `path` as long as there are folders.

        Returns what that ends at, None where a folder lacks the next name. Raises `GitError`.
        """
        top = self.describe(f"{commit}^{{tree}}")
        if top is None:
            raise GitError(f"no tree at {commit}")
        mode, identifier = FOLDER_MODE, top.id
        names = path.split("/")
        for index, name in enumerate(names):
            if mode != FOLDER_MODE:
                return Entry(mode, identifier, "/".join(names[index:]))
            found = self._tree(identifier).get(self._encoded(name))
            if found is None:
                return None
            mode, identifier = found
        return Entry(mode, identifier, "")

    def _tree(self, identifier: str) -> dict[bytes, tuple[bytes, str]]:
        known = self._trees.get(identifier)
        if known is None:
            folder = self.describe(identifier)
            data = folder and self.content(folder, _TREE_BYTES)
            if data is None:
                raise GitError("a folder with too many entries")
            if len(self._trees) >= 256:
                self._trees.clear()
            known = self._trees[identifier] = _entries(data, len(identifier) // 2)
        return known

    def _talk(self, form: str) -> Conversation:
        return Conversation(self._root, ("cat-file", form), self._time_limit)

    @staticmethod
    def _encoded(name: str) -> bytes:
        try:
            return os.fsencode(name)
        except ValueError:
            raise GitError("a name that git cannot have") from None


def _parsed(answer: bytes) -> Object | None:
    words = answer.split(b" ")
    if len(words) != 3 or not words[2].isdigit():
        return None
    return Object(words[0].decode("ascii", "replace"), words[1].decode(), int(words[2]))


def _entries(data: bytes, size: int) -> dict[bytes, tuple[bytes, str]]:
    """Take a tree object apart: ``mode SP name NUL identifier``, one after another."""
    found: dict[bytes, tuple[bytes, str]] = {}
    at = 0
    while at < len(data):
        space = data.find(b" ", at)
        end = data.find(b"\0", space)
        if space < 0 or end < 0:
            raise GitError("a broken folder")
        found[data[space + 1 : end]] = (data[at:space], data[end + 1 : end + 1 + size].hex())
        at = end + 1 + size
    return found
