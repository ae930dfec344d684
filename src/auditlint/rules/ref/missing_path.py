"""A path in a living document that is not in the repository.

## What it does
Finds paths in code spans of living documents (roadmap, state, codebase maps, instruction files,
open todos) that are not in the repository: what git once had and no longer has, and, in documents
that tell how things are, what never was. What is missing with one folder is one finding, and of
one document all that one commit took away. A file that was renamed first and then taken away is
named by its last name.

It is silent about what is ignored, patterns and placeholders, paths that are the end of one that
exists, paths that begin in a folder that the repository never had (another project's), absolute
and home paths, hidden files that tools keep for their users, what git ignores where a folder above
it is now, sections that a heading calls resolved, the `<details>` of what was shipped, and where
the words around say that the file is gone or yet to be made. Without git nothing is reported: nobody knows what is ignored.
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
from auditlint.evidence.repository import above
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
    groups: dict[str, list[Cited]] = {}
    for one in cited(evidence, context.ledger):
        if one.is_link:
            continue
        silence = _silence(evidence, around, one, fates) if one.state == MISSING else ""
        context.judged(one.facts.path, one.claim.span, _ruling, evidence, around, one, silence)
        if one.state == MISSING and not silence:
            groups.setdefault(cause_of(evidence, one.path), []).append(one)
    for causes, places in _together(evidence, groups):
        first = places[0]
        said = f"{first.path} {fates[first.path][0]}"
        if len({one.path for one in places}) > 1:
            missing = f"is missing with it below {causes[0]}" if len(causes) == 1 else "went with it"
            said += f"; {told(places)} cite what {missing}"
        elif len(places) > 1:
            said += f"; {told(places)} cite it"
        yield Finding(
            first.claim.span, said, related=related(places[1:], first, "cited here too"),
            data={"path": causes[0] if len(causes) == 1 else first.path}, path=first.facts.path,
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
    if around.hedge(one):
        return HEDGED
    return "it is told of a milestone that was shipped" if around.is_shipped(one) else ""


def _ruling(evidence: Evidence, around: Around, one: Cited, silence: str) -> Ruling | None:
    """Tell what a path came to; nothing of what REF006 and REF008 tell."""
    if one.state == FOUND:
        return right("it is there", Ground(path=one.found))
    if one.state != MISSING:
        return None if one.state == CASE else unknown(evidence, one)
    if successor(evidence, one.path) is not None:
        return None
    return absent(evidence, one.path, excuse(silence, around, one))


def _together(
    evidence: Evidence, groups: dict[str, list[Cited]]
) -> Iterator[tuple[list[str], list[Cited]]]:
    """Yield the citations of what is missing for one cause, with the paths that are: a folder that
    is not there, and of a document all that one commit took away."""
    merged: dict[tuple[str, str], list[str]] = {}
    for cause, places in groups.items():
        commit = evidence.history.ended(cause)
        key = (commit.id, places[0].facts.path) if commit is not None else (cause, "")
        merged.setdefault(key, []).append(cause)
    for causes in merged.values():
        yield causes, [one for cause in causes for one in groups[cause]]


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
    history = evidence.history
    existed = history.existed(path)
    if existed is None:
        return "", "nobody knows whether it ever was"
    if successor(evidence, path) is not None:
        return "", "it moved"
    if not existed:
        if _may_be_made(one) or _is_data(evidence, path):
            return "", "programs or tools may make such a file"
        return _NEVER, ""
    renames = history.renames(path)
    last = renames[-1].new if renames else path
    removed = history.removed(last)
    if removed is None or evidence.files.exists(last):
        return "is not in the repository any more", ""
    return f"{_REMOVED} {removed.id[:9]}" + (f", as {last}" if renames else ""), ""


def _is_data(evidence: Evidence, path: str) -> bool:
    """Whether git ignores what never was here, where a folder above it is now: a program makes it."""
    for folder in above(path):
        move = evidence.history.moved_folder(folder)
        if move is not None:
            return bool(evidence.files.is_ignored(move.new + path[len(folder) :]))
    return False


def _may_be_made(one: Cited) -> bool:
    """Whether programs make it, so that its absence says nothing: git keeps no empty folders, data
    comes and goes, and hidden files are kept by tools for their users."""
    parts = one.path.split("/")
    if parts[-1].rpartition(".")[2].lower() in _DATA or parts[-1].endswith(_LOCKS):
        return True
    hidden = any(part.startswith(".") for part in parts if part not in _KEPT)
    return hidden or one.claim.path.endswith("/") or ".local." in parts[-1]
