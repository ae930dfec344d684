"""Which program made a cache: a digest over auditlint itself, the parsers and the interpreter.

Sizes and times of change stand for the contents of the files: to read them all costs as much as
checking ten documents. A program that was changed by a hair is another one.
"""

from __future__ import annotations

import os
import sys
from functools import cache

#: What reads documents for auditlint: another version may read them otherwise.
_PARSERS = ("yaml", "pyromark", "jsonschema", "ftfy")

#: Goes up when the meaning of a cache file changes.
FORMAT = 1


@cache
def edition() -> bytes:
    """Return the digest of this program."""
    from hashlib import blake2b

    from auditlint import __version__

    digest = blake2b(digest_size=16)
    digest.update(repr((FORMAT, __version__, sys.version_info[:3], sys.byteorder)).encode())
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for path in (package, *_schemas(package)):
        for line in sorted(_files(path)):
            digest.update(line.encode("utf-8", "surrogateescape"))
    for name in _PARSERS:
        digest.update(repr((name, _state_of(name))).encode())
    return digest.digest()


def _schemas(package: str) -> list[str]:
    """Where the schemas lie: in the package, or beside its sources in a checkout."""
    beside = os.path.join(os.path.dirname(os.path.dirname(package)), "schemas")
    return [beside] if os.path.isdir(beside) else []


def _files(folder: str) -> list[str]:
    found = []
    pending = [folder]
    while pending:
        inner = pending.pop()
        try:
            with os.scandir(inner) as entries:
                for entry in entries:
                    if entry.name.endswith((".py", ".json")):
                        status = entry.stat()
                        found.append(f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}\n")
                    elif entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
        except OSError:
            continue  # From an archive, for example: then the version alone counts.
    return found


def _state_of(name: str) -> tuple[int, ...]:
    """The size and times of a package that need not be imported for that."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec(name)
    if spec is None or spec.origin is None:
        return ()
    try:
        module = os.stat(spec.origin)
        folder = os.stat(os.path.dirname(spec.origin))
    except OSError:
        return ()
    return (module.st_size, module.st_mtime_ns, folder.st_mtime_ns, folder.st_ino)
