"""The cache folder: where it is, how it is marked as one, how it stays small, how it goes.

A folder is used only when it is new, empty, or carries the tag that auditlint puts into it, and
only such a folder is cleaned.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import NamedTuple

NAME = ".auditlint_cache"
VARIABLE = "AUDITLINT_CACHE_DIR"

_TAG = "CACHEDIR.TAG"
# The first line is that of https://bford.info/cachedir/, which backup programs look for.
_TAG_TEXT = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# This folder is a cache of auditlint. It can be removed at any time.\n"
)
_IGNORE = ".gitignore"
_IGNORE_TEXT = b"# Made by auditlint.\n*\n"

#: How many files are kept: one of facts and one of findings for each configuration in use.
_MOST_FILES = 12
_ABANDONED = 3600.0

_PARTS = ("facts", "findings")
_ENDING = ".cache"


class Removed(NamedTuple):
    """What was cleaned: how many files, of how many bytes."""

    files: int
    size: int


def place(root: str, given: str | None = None, configured: str = NAME) -> str | None:
    """Return the cache folder of the tree at `root`; None where there must be none.

    The first of: `given` (an option, relative to the current folder), the environment variable,
    `configured` (relative to `root`, and below it), ``.auditlint_cache`` at `root`.
    """
    chosen = given or os.environ.get(VARIABLE)
    if chosen:
        return os.path.abspath(chosen)
    path = os.path.join(root, *configured.split("/"))
    # The tree is not ours to trust: what it calls its cache must not be a way out of it.
    real = os.path.realpath(root)
    if os.path.realpath(path) != os.path.normpath(os.path.join(real, os.path.relpath(path, root))):
        return None
    return path


def is_inside(folder: str, root: str) -> bool:
    """Whether a cache folder lies in the tree whose cache it holds, so that no other uses it."""
    real = os.path.realpath(root).rstrip(os.sep) + os.sep
    return os.path.realpath(folder).startswith(real)


def prepare(folder: str) -> bool:
    """Make the folder if need be; return whether it is a cache folder of ours."""
    from auditlint.source.atomic import UNFINISHED, replace_bytes

    try:
        if is_tagged(folder):
            return True
        os.makedirs(folder, exist_ok=True)
        if any(not name.startswith(UNFINISHED) for name in os.listdir(folder)):
            # Another run may be making it at this moment.
            return is_tagged(folder)
        replace_bytes(os.path.join(folder, _IGNORE), _IGNORE_TEXT)
        replace_bytes(os.path.join(folder, _TAG), _TAG_TEXT)
    except OSError:
        return False
    return True


def is_tagged(folder: str) -> bool:
    """Whether the folder carries our tag."""
    return _regular(os.path.join(folder, _TAG), len(_TAG_TEXT) + 1) == _TAG_TEXT


def _regular(path: str, most: int) -> bytes | None:
    """Return the first bytes of a regular file; None for all else. No link is followed."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        | getattr(os, "O_BINARY", 0)
    )
    try:
        with open(os.open(path, flags), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return None
            return stream.read(most)
    except (OSError, ValueError):
        return None


def file_name(part: str, digest: bytes) -> str:
    """Return the name of the file of one part, ``facts`` or ``findings``."""
    return f"{part}-{digest.hex()}{_ENDING}"


def _is_ours(name: str) -> bool:
    part, _, rest = name.partition("-")
    digest = rest.removesuffix(_ENDING)
    return part in _PARTS and rest != digest and not digest.strip("0123456789abcdef")


def read(path: str, most: int) -> bytes | None:
    """Return the bytes of a cache file; None where it is missing, too large or no plain file."""
    data = _regular(path, most + 1)
    return data if data is not None and len(data) <= most else None


def prune(folder: str) -> None:
    """Remove what other versions and configurations left behind, the longest unused first."""
    import time

    from auditlint.source.atomic import UNFINISHED

    kept: list[tuple[float, str]] = []
    for name, status in _entries(folder):
        path = os.path.join(folder, name)
        if _is_ours(name):
            kept.append((status.st_mtime, path))
        elif name.startswith(UNFINISHED) and time.time() - status.st_mtime > _ABANDONED:
            _unlink(path)
    for _, path in sorted(kept, reverse=True)[_MOST_FILES:]:
        _unlink(path)


def clean(folder: str) -> Removed | None:
    """Remove a cache folder; None where it is none of ours. Files that are not ours stay."""
    from auditlint.source.atomic import UNFINISHED

    if os.path.islink(folder) or not is_tagged(folder):
        return None
    files = size = 0
    found = [
        (name, status) for name, status in _entries(folder)
        if _is_ours(name) or name.startswith(UNFINISHED) or name in (_IGNORE, _TAG)
    ]
    # The tag goes last, so that what is interrupted can be continued.
    for name, status in sorted(found, key=lambda one: one[0] == _TAG):
        if _unlink(os.path.join(folder, name)):
            files += 1
            size += status.st_size
    with suppress(OSError):
        os.rmdir(folder)
    return Removed(files, size)


def _entries(folder: str) -> list[tuple[str, os.stat_result]]:
    try:
        with os.scandir(folder) as entries:
            return [
                (one.name, one.stat(follow_symlinks=False))
                for one in entries if one.is_file(follow_symlinks=False)
            ]
    except OSError:
        return []


def _unlink(path: str) -> bool:
    try:
        os.unlink(path)
    except OSError:
        return False
    return True
