"""What a path that a document promised came to, and what its file held then and now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.files import FILE, MISSING
from auditlint.evidence.repository import above, normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.evidence import Evidence

THERE = "there"
#: It existed once.
GONE = "gone"
#: No commit ever held it, though its folder is, or was, the repository's.
NEVER = "never"
UNKNOWN = "unknown"


class Standing(NamedTuple):
    """The state of a promised path; `now` is where its file is now, "" for nowhere."""

    path: str
    state: str
    now: str = ""


def standing(evidence: Evidence, path: str, base: str = "") -> Standing:
    """Return what `path`, meant from the folder `base` (with a slash) or the root, came to."""
    files = evidence.files
    inner = normal(path)
    if inner is None:
        return Standing(path, UNKNOWN)
    for one in ((base + inner), inner) if base else (inner,):
        kind = files.kind_of(one)
        if kind == FILE:
            return Standing(one, THERE, one)
        if kind != MISSING:
            return Standing(one, UNKNOWN)
    history = evidence.history
    if not history.is_known:
        return Standing(inner, UNKNOWN)
    for one in ((base + inner), inner) if base else (inner,):
        if (move := history.moved(one)) is not None:
            return Standing(one, THERE, move.new)
        if history.existed(one) is not False:
            return Standing(one, GONE if history.existed(one) else UNKNOWN)
    if files.by_suffix(inner, limit=1) or files.case_variants(inner) or files.ignored((inner,)):
        return Standing(inner, UNKNOWN)
    folders = above(inner)
    known = [one for one in folders[-1:] if files.exists(one) or history.existed(one)]
    if folders and not known:
        return Standing(inner, UNKNOWN)  # Another repository, or a package within this one.
    return Standing(inner, NEVER)


def texts(evidence: Evidence, one: Standing, commits: Iterable[str]) -> list[str]:
    """Return what the file held: now, and at each of `commits` that holds it, without repeats."""
    contents = evidence.contents
    found: list[str] = []
    now = contents.text(one.now) if one.now else None
    if now is not None:
        found.append(now)
    for commit in commits:
        for path in dict.fromkeys(filter(None, (one.path, one.now))):
            then = contents.text(path, commit)
            if then is not None:
                if then not in found:
                    found.append(then)
                break
    return found
