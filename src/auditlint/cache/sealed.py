"""A sealed file: what it holds was written by this user's auditlint, whole, and under this name."""

from __future__ import annotations

import os
from typing import Any

_MAGIC = b"auditlint cache\n"
_SEAL = 32
_HEAD = len(_MAGIC) + _SEAL
#: The length of the index, in bytes of the file.
_LENGTH = 8

#: A larger file is none of ours.
LARGEST = 256 * 1024 * 1024


class Content:
    """What a sealed file holds: an index by path, and the bytes that it points into."""

    __slots__ = ("blob", "index")

    def __init__(self, index: dict[str, list[Any]], blob: memoryview) -> None:
        self.index = index
        self.blob = blob


def load(path: str, key: bytes) -> Content | None:
    """Read a sealed file; None where it is missing, foreign, or not what was written."""
    from auditlint.cache.folder import read

    data = read(path, LARGEST)
    if data is None or len(data) < _HEAD + _LENGTH or not data.startswith(_MAGIC):
        return None
    from hmac import compare_digest

    view = memoryview(data)
    if not compare_digest(bytes(view[len(_MAGIC) : _HEAD]), _seal(path, view[_HEAD:], key)):
        return None
    import json

    at = _HEAD + _LENGTH
    length = int.from_bytes(view[_HEAD:at], "little")
    try:
        index = json.loads(bytes(view[at : at + length]))
    except (ValueError, RecursionError):
        return None
    return Content(index, view[at + length :]) if isinstance(index, dict) else None


def save(path: str, key: bytes, index: dict[str, list[Any]], blob: bytes) -> None:
    """Write a sealed file. Raises `OSError`."""
    import json

    from auditlint.source.atomic import replace_bytes

    head = json.dumps(index, separators=(",", ":"), check_circular=False).encode("ascii")
    body = len(head).to_bytes(_LENGTH, "little") + head + blob
    replace_bytes(path, _MAGIC + _seal(path, body, key) + body)


def _seal(path: str, body: bytes | memoryview, key: bytes) -> bytes:
    from hashlib import blake2b

    digest = blake2b(digest_size=_SEAL, key=key, person=b"auditlint cache")
    digest.update(os.path.basename(path).encode("utf-8", "surrogateescape") + b"\n")
    digest.update(body)
    return digest.digest()
