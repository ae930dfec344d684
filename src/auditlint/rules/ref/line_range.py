"""Lines cited beyond the end of the file.

## What it does
Compares the lines behind a cited path (`src/kiln.py:120-140`, `#L120`, "(lines 120-140)") with the
length of the file. The file is taken as it is now and as it was when the document was first and
last written, also where it stood before it was archived: lines that any of these has are right.
Without git only living documents are judged, by the file as it is. Where one commit brought both
a historical document and the file, and begins the history or brought the summaries of several phases at
once, nobody knows how long the file was: nothing is said.

## Why is this bad?
The place was never there, or not in this file: whatever the sentence says of it, nobody can look
it up.

## Example
```text bad tree
==> .planning/STATE.md <==
# Project State

## Blockers

- `src/kiln.py:40-52` heats without a limit
==> src/kiln.py <==
HEAT = 1
COOL = 2
```

Use instead:
```text good tree
==> .planning/STATE.md <==
# Project State

## Blockers

- `src/kiln.py:1-2` heats without a limit
==> src/kiln.py <==
HEAT = 1
COOL = 2
```

## How to fix
Cite the lines that are meant, or name the function instead: it does not move with every edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.cited import FOUND, cited
from auditlint.evidence.imports import imports
from auditlint.evidence.successors import is_planning
from auditlint.findings import Finding
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import is_living, related
from auditlint.rules.ruling import Ground, right, unclear, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.cited import Cited
    from auditlint.evidence.history import Commit, History
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="REF002",
    name="line-range",
    summary="Lines cited beyond the end of the file",
    severity="notice",
    scope="project",
    needs=("CitesPath",),
    preview=True,
)


_REWRITTEN = "a planning document is rewritten all the time: nobody knows which version was meant"


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each file of which a document cites lines that it has not."""
    evidence = context.evidence
    groups: dict[tuple[str, str], list[Cited]] = {}
    for one in cited(evidence, context.ledger):
        if one.claim.lines is None or one.state != FOUND:
            continue
        if is_planning(one.found):
            context.judged(one.facts.path, one.claim.span, unclear, _REWRITTEN)
        else:
            groups.setdefault((one.facts.path, one.found), []).append(one)
    for group in groups.values():
        length = _longest(context, group[0], max(map(_last, group)))
        beyond = [one for one in group if length and _last(one) > length + 1]
        for one in group:
            context.judged(one.facts.path, one.claim.span, _ruling, one, length, one in beyond)
        if beyond:
            first = beyond[0]
            low, high = first.claim.lines or (0, 0)
            lines = f"line {low} is" if low == high else f"lines {low}-{high} are"
            yield Finding(
                first.claim.span, f"{first.found} has {length} lines, but {lines} cited",
                related=related(beyond[1:], first, "beyond its end too"),
                data={"path": first.found}, path=first.facts.path,
            )


def _ruling(one: Cited, length: int, beyond: bool) -> Ruling:
    if not length:
        return unclear(
            "nobody knows how long it was when the document was written",
            Ground(path=one.found),
        )
    ground = Ground(f"{length} lines", one.found)
    return wrong("it never was so long", ground) if beyond else right("it has these lines", ground)


def _last(one: Cited) -> int:
    return max(one.claim.lines or (0,))


def _longest(context: ProjectContext, one: Cited, highest: int) -> int:
    """Return the most lines that the file has, or had when the document was written.

    0 where that is not known: the lines may have been right.
    """
    evidence = context.evidence
    now = _length(evidence.contents.text(one.found))
    if now is None or highest <= now + 1:
        return now or 0
    history = evidence.history
    if not history.is_known:
        return now if is_living(one.facts) else 0
    if not is_living(one.facts) and imports(evidence, context.ledger).brought(one.facts.path, one.found):
        return 0
    found = [now]
    commits = _writings(history, one.facts.path)
    if not commits and not is_living(one.facts):
        return 0
    for commit in commits:
        length = _length(evidence.contents.text(one.found, commit.id))
        if length is None:
            return 0
        found.append(length)
    return max(found)


def _writings(history: History, path: str) -> list[Commit]:
    """Return the commits that first and last wrote a document, also where it stood before it was
    archived, moved or copied; [] where they are not known."""
    before = pattern(r"/milestones/[^/]+-phases/").sub("/phases/", path)
    paths = [path, before] if before != path and history.existed(before) else [path]
    if len(paths) == 1 and history.first_write(path, follow=True) != history.first_write(path):
        return []
    found: list[Commit] = []
    for one in paths:
        first, last = history.first_write(one), history.last_write(one)
        if first is None or last is None:
            return []
        found += [first, last]
    return found


def _length(text: str | None) -> int | None:
    return None if text is None else text.count("\n") + (not text.endswith("\n"))
