"""Where bytes come from: the files of a repository, or of a folder that is none.

Nothing outside the root is ever read: a path that leaves it, also through a symbolic link, is
refused. Files are listed as git sees them (tracked, plus untracked and not ignored); without
git, by walking.
"""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

_SKIPPED_FOLDERS = frozenset(
    (".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".nox",
     ".mypy_cache", ".ruff_cache", ".pytest_cache")
)


class UnreadableError(OSError):
    """A file that may not or cannot be read; the message says why."""


def find_root(start: str) -> str | None:
    """Return the nearest folder at or above `start` that holds a ``.git``, or None."""
    folder = os.path.abspath(start)
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


class Read(NamedTuple):
    """The bytes of a file; `size` is its whole size, also where only the limit was read."""

    data: bytes
    size: int


class WorkTree:
    """The files below `root`. Paths are relative to it, with ``/``."""

    __slots__ = ("_real_root", "is_repository", "root")

    def __init__(self, root: str, is_repository: bool | None = None) -> None:
        self.root = os.path.abspath(root)
        self._real_root = os.path.realpath(self.root)
        self.is_repository = (
            os.path.exists(os.path.join(self.root, ".git"))
            if is_repository is None
            else is_repository
        )

    def path_of(self, path: str) -> str:
        """Return the file system path of `path`."""
        return os.path.join(self.root, *path.split("/"))

    def read(self, path: str, limit: int) -> Read:
        """Return the bytes of `path`; of a file larger than `limit`, nothing but its size.

        Raises `UnreadableError` for what is no regular file inside the root.
        """
        full = self.path_of(path)
        if os.path.islink(full) or os.path.realpath(full) != full:
            real = os.path.realpath(full)
            if os.path.commonpath((real, self._real_root)) != self._real_root:
                raise UnreadableError(f"{path}: a link that leaves the repository is not followed")
        try:
            handle = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            raise UnreadableError(f"{path}: {error.strerror or error}") from None
        with open(handle, "rb") as stream:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError(f"{path}: not a regular file")
            if status.st_size > limit:
                return Read(b"", status.st_size)
            data = stream.read(limit + 1)
        return Read(data, len(data))

    def files(self, below: str = "", tracked_only: bool = False) -> list[str]:
        """List the files below the folder `below` ("" for all), sorted.

        With `tracked_only`, only what the git index lists.
        """
        if self.is_repository:
            listed = self._git_files(below, tracked_only)
            if listed is not None:
                return listed
        return self._walk(below)

    def _git_files(self, below: str, tracked_only: bool) -> list[str] | None:
        import subprocess

        command = [
            "git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
            "-c", "core.untrackedCache=false", "ls-files", "-z", "--cached",
        ]
        if not tracked_only:
            command += ["--others", "--exclude-standard"]
        if below:
            command += ["--", ":(literal)" + below]
        try:
            done = subprocess.run(
                command, cwd=self.root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, check=False,
                env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"},
            )
        except OSError:
            return None
        if done.returncode:
            return None
        names = {os.fsdecode(name) for name in done.stdout.split(b"\0") if name}
        return sorted(name for name in names if os.path.lexists(self.path_of(name)))

    def _walk(self, below: str) -> list[str]:
        top = self.path_of(below) if below else self.root
        found: list[str] = []
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(
                name for name in folders
                if name not in _SKIPPED_FOLDERS
                and not os.path.exists(os.path.join(folder, name, ".git"))
            )
            for name in names:
                full = os.path.join(folder, name)
                found.append(os.path.relpath(full, self.root).replace(os.sep, "/"))
        return sorted(found)
