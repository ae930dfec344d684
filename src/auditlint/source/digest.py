"""SHA-256 without OpenSSL.

`hashlib` loads OpenSSL, which takes longer than checking a document. The interpreter has the
algorithm built in, under a name that changed between its versions.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal digits."""
    found: str = _algorithm()(data).hexdigest()
    return found


@cache
def _algorithm() -> Any:
    for name in ("_sha2", "_sha256", "hashlib"):  # from Python 3.12 on, before it, and elsewhere
        try:
            return import_module(name).sha256
        except (ImportError, AttributeError):
            continue
    raise ImportError("this Python has no SHA-256")
