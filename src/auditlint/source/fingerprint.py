"""The fingerprint of a set of files, as verification reports state it (``covered_digest``).

``v1:sha256:<hex>``: the paths are made POSIX, without ``./``, unique, and sorted as JavaScript
sorts; each gives ``path + "\\n" + sha256hex(bytes) + "\\n"``; the digest is SHA-256 over ``"v1\\n"``
and these parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from auditlint.source.tree import Read

#: What is more than this is not read: the fingerprint is then not known.
MOST_FILES = 5_000
MOST_BYTES = 256 * 1024 * 1024

_V1 = "v1:sha256:"


class Fingerprint(NamedTuple):
    """The digest of files that are all there, or the paths of those that are not."""

    digest: str
    missing: tuple[str, ...]


def is_known(digest: str) -> bool:
    """Whether a stated digest is of the one version that is known."""
    value = digest.removeprefix(_V1)
    return digest.startswith(_V1) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def normal(path: str) -> str:
    """Return a covered path as it is hashed; "" for one that leaves the project."""
    path = path.replace("\\", "/")
    if path.startswith("/") or path[1:2] == ":":
        return ""
    parts: list[str] = []
    for name in path.split("/"):
        if name == "..":
            if not parts:
                return ""
            parts.pop()
        elif name not in ("", "."):
            parts.append(name)
    return "/".join(parts)


def take(paths: Iterable[str], read: Callable[[str], Read | None]) -> Fingerprint | None:
    """Return the fingerprint of `paths`, read one at a time.

    `read` gives None for what is no readable file, and no data for one that is too large. None
    where the fingerprint cannot be known: a path leaves the project, or there is too much.
    """
    import hashlib

    unique = {normal(one) for one in paths}
    if not unique or "" in unique or len(unique) > MOST_FILES:
        return None
    whole = hashlib.sha256(b"v1\n")
    missing: list[str] = []
    total = 0
    for path in sorted(unique, key=lambda one: one.encode("utf-16-be", "surrogatepass")):
        found = read(path)
        if found is None:
            missing.append(path)
            continue
        total += found.size
        if len(found.data) != found.size or total > MOST_BYTES:
            return None
        part = f"{path}\n{hashlib.sha256(found.data).hexdigest()}\n"
        whole.update(part.encode("utf-8", "surrogatepass"))
    return Fingerprint("" if missing else _V1 + whole.hexdigest(), tuple(missing))
