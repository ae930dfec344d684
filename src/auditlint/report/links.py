"""Terminal links (OSC 8) to places in files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.findings import Place

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:")


def hyperlink(root: str, place: Place, shown: str) -> str:
    """Return `shown` as a link to the file and line of `place` below the folder `root`."""
    return f"\x1b]8;;{uri(root, place.path)}#L{place.line}\x1b\\{shown}\x1b]8;;\x1b\\"


def uri(root: str, path: str) -> str:
    """Return the ``file://`` address of `path` below `root`; nothing but ASCII."""
    full = os.path.abspath(os.path.join(root, path)).replace(os.sep, "/")
    data = full.encode("utf-8", "surrogateescape" if _is_native(full) else "replace")
    quoted = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in data)
    return "file://" + ("" if quoted.startswith("/") else "/") + quoted


def _is_native(path: str) -> bool:
    """Whether every surrogate stands for a byte of a file name."""
    return all(not "\ud800" <= char <= "\udfff" or "\udc80" <= char <= "\udcff" for char in path)
