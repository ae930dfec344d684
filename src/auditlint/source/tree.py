"""Where bytes come from: the files of a repository, or of a folder that is none.

Nothing outside the root is ever read: a path that leaves it, also through a symbolic link, is
refused. Files are listed as git sees them (tracked, plus untracked and not ignored); without
git, by walking. Symbolic links are not listed: what they point at inside the root is listed by
its own name.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING, NamedTuple

from auditlint.source.git import GitError, run
from auditlint.source.git import find_root as find_root

if TYPE_CHECKING:
    from collections.abc import Callable

_SKIPPED_FOLDERS = frozenset(
    (".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".nox",
     ".mypy_cache", ".ruff_cache", ".pytest_cache", ".auditlint_cache")
)  # fmt: skip

#: How many entries of folders a walk looks at before it stops.
WALK_LIMIT = 1_000_000

#: How many symbolic links one path may lead through.
LINK_LIMIT = 40

_READ = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)
# A folder need only be passed through, so permission to list it is not asked for.
_PASS = (
    getattr(os, "O_PATH", os.O_RDONLY)
    | getattr(os, "O_DIRECTORY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)
_STEPWISE = (
    os.open in os.supports_dir_fd
    and os.stat in os.supports_dir_fd
    and os.readlink in os.supports_dir_fd
    and hasattr(os, "O_NOFOLLOW")
    and hasattr(os, "O_DIRECTORY")
)


#: Folders of git's own, in lower case: a checkout keeps its credentials there. (The second is how
#: Windows abbreviates the first.)
GITS_OWN = frozenset((".git", "git~1"))


class UnreadableError(OSError):
    """A file that may not or cannot be read; the message says why."""


class Read(NamedTuple):
    """The bytes of a file, or none where it is larger than the limit; `size` is its whole size."""

    data: bytes
    size: int


class _LinkMetError(Exception):
    """A component of the path is a symbolic link."""

    def __init__(self, index: int, target: str) -> None:
        super().__init__(index, target)
        self.index = index
        self.target = target


def _to_standard_error(message: str) -> None:
    shown = message.encode("utf-8", "backslashreplace").decode("utf-8")
    shown = "".join(one if one.isprintable() else ascii(one)[1:-1] for one in shown)
    print(f"auditlint: {shown}", file=sys.stderr)


class WorkTree:
    """The files below `root`. Paths are relative to it, with ``/``.

    `warn` is called with one line, once, where the files cannot be listed as asked.
    """

    __slots__ = ("_real_root", "_warn", "_warned", "is_repository", "root")

    def __init__(
        self,
        root: str,
        is_repository: bool | None = None,
        warn: Callable[[str], None] = _to_standard_error,
    ) -> None:
        self.root = os.path.abspath(root)
        self._real_root = os.path.realpath(self.root)
        self._warn = warn
        self._warned = False
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
        try:
            handle = self._open(path)
        except UnreadableError:
            raise
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UnreadableError(f"{path}: {reason}") from None
        try:
            with open(handle, "rb") as stream:
                status = os.fstat(handle)
                if not stat.S_ISREG(status.st_mode):
                    raise UnreadableError(f"{path}: not a regular file")
                if status.st_size > limit:
                    return Read(b"", status.st_size)
                data = stream.read(limit + 1)
        except UnreadableError:
            raise
        except OSError as error:
            raise UnreadableError(f"{path}: {error.strerror or error}") from None
        if len(data) > limit:
            return Read(b"", max(len(data), status.st_size))
        return Read(data, len(data))

    def _open(self, path: str) -> int:
        """Open the regular file at `path`, following links that stay inside the root."""
        parts = self._normal(path, [], path.replace(os.sep, "/"))
        if not _STEPWISE:
            return self._open_checked(path, parts)
        for _ in range(LINK_LIMIT):
            try:
                return self._open_stepwise(path, parts)
            except _LinkMetError as link:
                parts = self._through(path, parts, link)
        raise UnreadableError(f"{path}: too many levels of symbolic links")

    def _open_stepwise(self, path: str, parts: list[str]) -> int:
        """Open folder by folder from the root, so that no link can be put in between."""
        folder = os.open(self._real_root, _PASS)
        try:
            for index, name in enumerate(parts[:-1]):
                try:
                    inner = os.open(name, _PASS, dir_fd=folder)
                except OSError as error:
                    raise _link_or(error, index, name, folder) from None
                os.close(folder)
                folder = inner
            if not parts:
                raise UnreadableError(f"{path}: not a regular file")
            name = parts[-1]
            mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
            if stat.S_ISLNK(mode):
                raise _LinkMetError(len(parts) - 1, os.readlink(name, dir_fd=folder))
            if not stat.S_ISREG(mode):
                raise UnreadableError(f"{path}: not a regular file")
            try:
                return os.open(name, _READ, dir_fd=folder)
            except OSError as error:
                raise _link_or(error, len(parts) - 1, name, folder) from None
        finally:
            os.close(folder)

    def _open_checked(self, path: str, parts: list[str]) -> int:
        """The same where folders cannot be opened: check, open, and check what was opened."""
        real = os.path.realpath(os.path.join(self._real_root, *parts))
        if not self.is_inside(real):
            raise _leaves(path)
        before = os.stat(real)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableError(f"{path}: not a regular file")
        handle = os.open(real, _READ)
        if not os.path.samestat(before, os.fstat(handle)):
            os.close(handle)
            raise UnreadableError(f"{path}: changed while it was opened")
        return handle

    def is_inside(self, real: str) -> bool:
        """Whether `real`, a path without links, is the root or lies below it."""
        try:
            return os.path.commonpath((real, self._real_root)) == self._real_root
        except ValueError:
            return False

    def _normal(self, path: str, start: list[str], rest: str) -> list[str]:
        """Return the components of `rest`, seen from the folder `start`, without dots."""
        parts = [*start]
        if os.path.isabs(rest):
            raise _leaves(path)
        for name in rest.split("/"):
            if name == "..":
                if not parts:
                    raise _leaves(path)
                parts.pop()
            elif name not in ("", "."):
                if name.casefold() in GITS_OWN:
                    raise UnreadableError(f"{path}: what is git's own is not read")
                parts.append(name)
        return parts

    def _through(self, path: str, parts: list[str], link: _LinkMetError) -> list[str]:
        """Return the components with the link replaced by what it points at."""
        rest = "/".join(parts[link.index + 1 :])
        above = parts[: link.index]
        if not os.path.isabs(link.target):
            try:
                return self._normal(path, above, f"{link.target}/{rest}")
            except UnreadableError:
                # It may leave by its name only to come back.
                pass
        real = os.path.realpath(os.path.join(self._real_root, *above, link.target))
        if not self.is_inside(real):
            raise _leaves(path)
        return self._normal(path, [], f"{os.path.relpath(real, self._real_root)}/{rest}")

    def files(
        self,
        below: str = "",
        tracked_only: bool = False,
        wanted: Callable[[str], bool] | None = None,
    ) -> list[str]:
        """List the regular files below the folder `below` ("" for all), sorted.

        With `tracked_only`, only what the git index lists. `wanted` chooses by path; asking it
        first saves a look at every other file on the disk. Files of submodules and of nested
        repositories are theirs, and not listed.
        """
        folder = self._real_folder(below)
        if folder is None:
            return []
        names: list[str] | None = None
        if self.is_repository:
            names = self._git_files(folder, tracked_only)
        elif tracked_only:
            self._warn_once("this is no git repository, so nothing is tracked; all files are taken")
        if names is None:
            return sorted(filter(wanted, self._walk(folder)))
        return sorted(name for name in filter(wanted, names) if self._is_file(name))

    def _real_folder(self, below: str) -> str | None:
        """Return `below` without links and dots; None where it leaves the root."""
        if not below:
            return ""
        real = os.path.realpath(self.path_of(below))
        if not self.is_inside(real):
            return None
        inner = os.path.relpath(real, self._real_root).replace(os.sep, "/")
        return "" if inner == "." else inner

    def _is_file(self, path: str) -> bool:
        try:
            return stat.S_ISREG(os.lstat(f"{self.root}/{path}").st_mode)
        except (OSError, ValueError):
            return False

    def _warn_once(self, message: str) -> None:
        if not self._warned:
            self._warned = True
            self._warn(message)

    def _git_files(self, below: str, tracked_only: bool) -> list[str] | None:
        arguments = ["ls-files", "-z", "--cached"]
        if not tracked_only:
            arguments += ["--others", "--exclude-standard"]
        if below:
            arguments += ["--", below]
        try:
            output = run(self.root, arguments)
        except GitError as error:
            what = "tracked or not" if tracked_only else "ignored or not"
            self._warn_once(f"{error}; all files below the folder are taken, {what}")
            return None
        return [os.fsdecode(name) for name in {*output.split(b"\0")} if name]

    def _walk(self, below: str) -> list[str]:
        """List the regular files below a folder; no link is followed, no other repository."""
        found: list[str] = []
        pending = [below]
        seen = 0
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(self.path_of(folder) if folder else self.root) as entries:
                    for entry in entries:
                        seen += 1
                        if seen > WALK_LIMIT:
                            break
                        path = f"{folder}/{entry.name}" if folder else entry.name
                        if entry.is_file(follow_symlinks=False):
                            found.append(path)
                        elif (
                            entry.is_dir(follow_symlinks=False)
                            and entry.name not in _SKIPPED_FOLDERS
                            and not os.path.lexists(os.path.join(entry.path, ".git"))
                        ):
                            pending.append(path)
            except OSError:
                continue
            if seen > WALK_LIMIT:
                self._warn_once(f"more than {WALK_LIMIT:,} files and folders; the rest is left out")
                break
        return found


def _leaves(path: str) -> UnreadableError:
    return UnreadableError(f"{path}: a path that leaves the repository is not followed")


def _link_or(error: OSError, index: int, name: str, folder: int) -> Exception:
    """Return `_LinkMetError` where `error` came of a symbolic link, else the error itself."""
    if error.errno in (errno.ELOOP, errno.ENOTDIR, getattr(errno, "EMLINK", -1)):
        try:
            return _LinkMetError(index, os.readlink(name, dir_fd=folder))
        except OSError:
            pass
    return error
