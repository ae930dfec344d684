"""A source file that a plan lists names a path that does not exist, beside one that does.

## What it does
Reads the source files that plans and summaries list as theirs, and looks in their string literals
for paths of the repository that do not exist although the folder above the first missing part
does, and in it a folder of nearly the same name that holds the rest of the path:
`include/kilndb/c/heat.h` beside `include/kiln/c/heat.h`. One finding for each missing folder and
file, at the place that lists the file.

Tests, files larger than 256 KiB, ignored paths, and strings that are right from any folder above
the file are left alone.

## Why is this bad?
A folder was renamed and a script still reads the old one: it fails when it is next run, which for
a generator may be long after.

## Example
```text bad tree
==> .planning/phases/01-bindings/01-01-PLAN.md <==
---
phase: 01-bindings
plan: 01
files_modified:
  - tools/generate.py
---
# Plan
==> include/kiln/c/heat.h <==
int heat(void);
==> tools/generate.py <==
HEADERS = ["include/kilndb/c/heat.h"]
```

Use instead:
```text good tree
==> .planning/phases/01-bindings/01-01-PLAN.md <==
---
phase: 01-bindings
plan: 01
files_modified:
  - tools/generate.py
---
# Plan
==> include/kiln/c/heat.h <==
int heat(void);
==> tools/generate.py <==
HEADERS = ["include/kiln/c/heat.h"]
```

## How to fix
Write the path that exists into the source file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Modifies
from auditlint.evidence.cited import FOUND, cited
from auditlint.evidence.files import FILE, FOLDER
from auditlint.evidence.repository import above, normal
from auditlint.findings import Finding
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, right, unclear, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence import Evidence
    from auditlint.evidence.files import Gap
    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling
    from auditlint.source.text import Span

RULE = Rule(
    code="REF007",
    name="stale-path-in-artifact",
    summary="A source file that a plan lists names a path that does not exist, beside one that does",
    severity="warning",
    scope="project",
)

_SUMMARIES = ("gsd-summary", "gsd-quick-summary")
#: Files whose strings are run: of prose and data nobody knows what they are relative to.
_SOURCES = frozenset((
    "bash", "bat", "c", "cc", "cmake", "cpp", "cs", "cxx", "dart", "ex", "exs", "fish", "go", "gradle",
    "groovy", "h", "hpp", "java", "jl", "js", "jsx", "kt", "kts", "lua", "mjs", "cjs", "mts", "cts",
    "php", "pl", "ps1", "py", "r", "rb", "rs", "scala", "sh", "swift", "toml", "ts", "tsx", "yaml",
    "yml", "zig", "zsh",
))  # fmt: skip
_LARGEST = 256 * 1024
#: Of a file so many paths are looked at.
_STRINGS = 1000
#: A string that is a path of at least three components, the last with an extension.
_STRING = r"""["'`]([\w.+@-]+(?:/[\w.+@-]+)+\.\w{1,8})["'`]"""


class _Listing(NamedTuple):
    """Where a document lists a file."""

    facts: Facts
    span: Span


class _Stale(NamedTuple):
    line: int
    path: str
    gap: Gap


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each missing folder or file that a listed source file names."""
    evidence = context.evidence
    for path, listing in _listed(context).items():
        groups: dict[tuple[str, str], list[_Stale]] = {}
        text = _text(evidence, path)
        for one in _stale(evidence, path, text) if text is not None else ():
            groups.setdefault((one.gap.parent, one.gap.name), []).append(one)
        context.judged(listing.facts.path, listing.span, _ruling, evidence, path, text, groups)
        for (parent, name), stale in groups.items():
            first = stale[0]
            more = f" ({len(stale)} such paths)" if len(stale) > 1 else ""
            yield Finding(
                listing.span,
                f"{path}:{first.line} names {first.path}, which does not exist: it is "
                f"{first.gap.candidate}{more}",
                data={"file": path, "missing": f"{parent}/{name}"}, path=listing.facts.path,
            )


def _listed(context: ProjectContext) -> dict[str, _Listing]:
    """Return the source files that plans and summaries list, each with the first place."""
    found: dict[str, _Listing] = {}
    for facts in context.ledger.by_path.values():
        if "Modifies" in facts.types:
            for one in facts.of(Modifies):
                path = normal(one.path)
                if path is not None:
                    found.setdefault(path, _Listing(facts, one.span))
    for cite in cited(context.evidence, context.ledger):
        if cite.state == FOUND and cite.facts.kind in _SUMMARIES and cite.claim.role == "code":
            found.setdefault(cite.found, _Listing(cite.facts, cite.claim.span))
    return {path: one for path, one in found.items() if _is_source(path)}


def _is_source(path: str) -> bool:
    name = path.rpartition("/")[2]
    if name.rpartition(".")[2].lower() not in _SOURCES:
        return False
    # Tests name what is not there on purpose.
    return pattern(r"(?i)(?:^|[/._-])(?:tests?|specs?|fixtures?|mocks?|examples?)(?:[/._-]|$)").search(
        path
    ) is None


def _ruling(
    evidence: Evidence, path: str, text: str | None, groups: dict[tuple[str, str], list[_Stale]]
) -> Ruling | None:
    if text is None:
        there = evidence.files.exists(path)
        return unclear("no text, or too large: the paths in it are not read") if there else None
    stale = [one for group in groups.values() for one in group]
    if not stale:
        return right("no path in it is missing beside one that is there", Ground(path=path))
    return wrong("it names what is not there", *(
        Ground(f"{one.path}: it is {one.gap.candidate}", path, one.line) for one in stale
    ))


def _text(evidence: Evidence, path: str) -> str | None:
    """Return the text of a source file; None where it is not there, no text, or too large."""
    if evidence.files.kind_of(path) != FILE:
        return None
    data = evidence.contents.read(path)
    if data is None or len(data) > _LARGEST or b"\0" in data:
        return None
    return data.decode("utf-8", "replace")


def _stale(evidence: Evidence, path: str, text: str) -> Iterator[_Stale]:
    if "/" not in text:
        return
    seen: set[str] = set()
    for match in pattern(_STRING).finditer(text):
        cited_path = match[1]
        if cited_path in seen:
            continue
        seen.add(cited_path)
        if len(seen) > _STRINGS:
            return
        gap = _gap(evidence, path, cited_path)
        if gap is not None:
            yield _Stale(text.count("\n", 0, match.start()) + 1, cited_path, gap)


def _gap(evidence: Evidence, source: str, path: str) -> Gap | None:
    """Return where a path ends to exist, if something near it does, whatever it is relative to."""
    files = evidence.files
    first = path.partition("/")[0]
    if normal(path) != path or files.kind_of(first) != FOLDER:
        return None
    if any(files.exists(f"{folder}/{path}") is not False for folder in above(source)):
        return None
    if files.by_suffix(path, limit=1):
        return None
    gap = files.gap(path)
    if gap is None or not gap.parent or not gap.candidate or not gap.rest:
        return None
    return None if evidence.files.is_ignored(path) else gap
