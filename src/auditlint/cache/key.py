"""The key that seals cache files: random, made once, readable by this user alone.

A repository can hold any file, a cache folder included. Without the key it cannot hold one that
is believed.
"""

from __future__ import annotations

import os
import stat

_SIZE = 32
_NAME = "cache.key"


def user_folder() -> str | None:
    """Return the user's own cache folder for auditlint; None where the system names none."""
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        home = os.path.expanduser("~")
        if not os.path.isabs(home) or home == os.sep:
            return None
        base = os.path.join(home, ".cache")
    return os.path.join(base, "auditlint")


def secret(root: str) -> bytes | None:
    """Return the key, made when there is none yet; None where it can be neither read nor made.

    A key that lies inside the tree at `root`, or that others can read, is none.
    """
    folder = user_folder()
    if folder is None:
        return None
    real, tree = os.path.realpath(folder), os.path.realpath(root)
    if real == tree or real.startswith(tree.rstrip(os.sep) + os.sep):
        return None
    path = os.path.join(folder, _NAME)
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    except OSError:
        return None
    try:
        from auditlint.source.atomic import replace_bytes

        os.makedirs(folder, mode=0o700, exist_ok=True)
        replace_bytes(path, os.urandom(_SIZE))
        return _read(path)
    except OSError:
        return None


def _read(path: str) -> bytes | None:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            return None
        if hasattr(os, "geteuid") and (
            status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) & 0o077
        ):
            return None
        data = stream.read(_SIZE + 1)
    return data if len(data) == _SIZE else None
