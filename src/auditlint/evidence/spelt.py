"""Whether the disk has a path, spelt exactly so, without asking git about anything."""

from __future__ import annotations

import os


class Spelt:
    """The names in the folders of a tree, read folder by folder as they are asked for.

    It says yes only to what lies in real folders of the tree; links are not followed, so that
    nothing outside is looked at. Everything it denies is for `auditlint.evidence.files` to judge.
    """

    __slots__ = ("_known", "_names", "_root")

    def __init__(self, root: str) -> None:
        self._root = root
        self._names: dict[str, frozenset[str]] = {}
        self._known: dict[str, bool] = {}

    def has(self, path: str) -> bool:
        """Whether a file, folder or link is at `path`, a normal path relative to the root."""
        known = self._known.get(path)
        if known is None:
            folder, _, name = path.rpartition("/")
            known = self._known[path] = name in self._listed(folder)
        return known

    def _listed(self, folder: str) -> frozenset[str]:
        names = self._names.get(folder)
        if names is None:
            names = frozenset()
            if not folder or self.has(folder):
                full = f"{self._root}/{folder}" if folder else self._root
                try:
                    if not folder or not os.path.islink(full):
                        names = frozenset(os.listdir(full))
                except (OSError, ValueError):
                    pass
            self._names[folder] = names
        return names
