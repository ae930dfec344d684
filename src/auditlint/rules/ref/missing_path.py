"""A path in a living document that is not in the repository.

## What it does
Finds paths in code spans of living documents (roadmap, state, codebase maps, instruction files,
open todos) that are not in the repository: what git once had and no longer has, and, in documents
that tell how things are, what never was. What is missing with one folder is one finding.

It is silent about what is ignored, patterns and placeholders, paths that are the end of one that
exists, paths that begin in a folder that the repository never had (another project's), absolute
and home paths, hidden files that tools keep for their users, and where the words around say that
the file is gone or yet to be made. Without git nothing is reported: nobody knows what is ignored.
A path whose file was moved is [REF006](REF006.md), one in other letter case
[REF008](REF008.md), a link [REF004](REF004.md).

## Why is this bad?
People and agents open what these documents name. A name that leads nowhere costs a search, and
an agent may write the file anew.

## Example
```text bad tree
==> .planning/codebase/STRUCTURE.md <==
# Codebase Structure

## Key Locations

- `src/kiln.py`: heats and cools
- `src/glaze.py`: mixes colours
==> src/kiln.py <==
HEAT = 1
==> src/glaze.py <==
COLOURS = ()
==> commit: Kiln and glaze <==
==> removed: src/glaze.py <==
==> commit: Glazes are bought <==
```

Use instead:
```text good tree
==> .planning/codebase/STRUCTURE.md <==
# Codebase Structure

## Key Locations

- `src/kiln.py`: heats and cools
==> src/kiln.py <==
HEAT = 1
==> commit: Kiln <==
```

## How to fix
Take the path out, or name what took its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.cited import CASE, FOUND, MISSING, cited
from auditlint.evidence.successors import successor
from auditlint.findings import Finding
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import (
    HEDGED,
    Around,
    absent,
    cause_of,
    excuse,
    is_living,
    related,
    told,
    unknown,
)
from auditlint.rules.ruling import Ground, right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence import Evidence
    from auditlint.evidence.cited import Cited
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="REF001",
    name="missing-path",
    summary="A path in a living document that is not in the repository",
    severity="warning",
    scope="project",
    needs=("CitesPath",),
)

#: Documents that tell how things are. The other living ones also tell what shall be made.
_DESCRIBE = (
    "gsd-codebase-map", "gsd-state", "gsd-project", "instructions", "openspec-config",
    "openspec-project",
)
#: Frameworks whose documents speak of one change each...
_CHANGES = ("openspec-", "speckit-")
#: ...but for those that speak of the project.
_STANDING = ("openspec-config", "openspec-project", "openspec-spec")
#: Endings of files that programs write.
_DATA = frozenset((
    "csv", "tsv", "log", "db", "sqlite", "sqlite3", "jsonl", "ndjson", "parquet", "pid", "lock", "pkl",
    "onnx", "bin", "zip", "gz", "tar", "png", "jpg", "jpeg", "gif", "webp", "mp4", "pdf", "pem", "key",
    "crt", "html", "xml", "cache", "tmp", "out", "env", "bak",
))  # fmt: skip
_LOCKS = ("lock.json", "lock.yaml", "lock.yml")
#: Hidden folders that are as much in the repository as others.
_KEPT = (".github", ".planning", ".gitlab", ".circleci")


_REMOVED = "was removed by commit"
_NEVER = "is not in the repository, and never was"


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each file or folder that living documents cite and that is not there."""
    evidence = context.evidence
    around = Around(context)
    fates: dict[str, tuple[str, str]] = {}
    groups: dict[tuple[str, str], list[Cited]] = {}
    for one in cited(evidence, context.ledger):
        if one.is_link:
            continue
        silence = _silence(evidence, around, one, fates) if one.state == MISSING else ""
        context.judged(one.facts.path, one.claim.span, _ruling, evidence, around, one, silence)
        if one.state == MISSING and not silence:
            groups.setdefault(_cause(evidence, one.path, fates[one.path][0]), []).append(one)
    for (cause, folder), places in groups.items():
        first = places[0]
        said = f"{first.path} {fates[first.path][0]}"
        if len({one.path for one in places}) > 1:
            said += f"; {told(places)} cite what is missing with it" + (
                f" in {folder}" if folder else f" below {cause}"
            )
        elif len(places) > 1:
            said += f"; {told(places)} cite it"
        yield Finding(
            first.claim.span, said, related=related(places[1:], first, "cited here too"),
            data={"path": first.path if folder else cause}, path=first.facts.path,
        )


def _silence(
    evidence: Evidence, around: Around, one: Cited, fates: dict[str, tuple[str, str]]
) -> str:
    """Return why nothing is said of a path that is not there; "" where there is no reason."""
    if not is_living(one.facts):
        return "the document tells of its own time"
    if _is_own(one):
        return "a change tells what was before it and what shall be after it"
    if one.path not in fates:
        fates[one.path] = _fate(evidence, one)
    fate, reason = fates[one.path]
    if not fate:
        return reason
    if fate == _NEVER and one.facts.kind not in _DESCRIBE:
        return "such a document also tells what shall be made"
    return HEDGED if around.hedge(one) else ""


def _ruling(evidence: Evidence, around: Around, one: Cited, silence: str) -> Ruling | None:
    """Tell what a path came to; nothing of what REF006 and REF008 tell."""
    if one.state == FOUND:
        return right("it is there", Ground(path=one.found))
    if one.state != MISSING:
        return None if one.state == CASE else unknown(evidence, one)
    if successor(evidence, one.path) is not None:
        return None
    return absent(evidence, one.path, excuse(silence, around, one))


def _cause(evidence: Evidence, path: str, fate: str) -> tuple[str, str]:
    """Return what a missing path has in common with others: the folder that is not there, or the
    commit that took files out of one folder, and that folder."""
    cause = cause_of(evidence, path)
    folder = path.rpartition("/")[0]
    return (fate, folder) if cause == path and fate.startswith(_REMOVED) and folder else (cause, "")


def _is_own(one: Cited) -> bool:
    """Whether a document speaks of its own framework's folders, or of a change that is made once.

    A change tells what there was before it and what shall be after it.
    """
    kind = one.facts.kind
    if not kind.startswith(_CHANGES):
        return False
    return kind not in _STANDING or one.path.startswith("openspec/")


def _fate(evidence: Evidence, one: Cited) -> tuple[str, str]:
    """Say what is known of a path that does not exist; "" for nothing that is wrong, and why."""
    path = one.path
    existed = evidence.history.existed(path)
    if existed is None:
        return "", "nobody knows whether it ever was"
    if successor(evidence, path) is not None:
        return "", "it moved"
    if not existed:
        return ("", "programs or tools may make such a file") if _may_be_made(one) else (_NEVER, "")
    removed = evidence.history.removed(path)
    if removed is None:
        return "is not in the repository any more", ""
    return f"{_REMOVED} {removed.id[:9]}", ""


def _may_be_made(one: Cited) -> bool:
    """Whether programs make it, so that its absence says nothing: git keeps no empty folders, data
    comes and goes, and hidden files are kept by tools for their users."""
    parts = one.path.split("/")
    if parts[-1].rpartition(".")[2].lower() in _DATA or parts[-1].endswith(_LOCKS):
        return True
    hidden = any(part.startswith(".") for part in parts if part not in _KEPT)
    return hidden or one.claim.path.endswith("/") or ".local." in parts[-1]
