"""A path that moved: what it names is elsewhere now.

## What it does
Finds cited paths that do not exist where git, or the way in which planning folders are archived,
knows where they went: renamed files, moved folders, todos that were done, phases that were
archived. All that moved together is one finding for the whole project, with every place that
cites it where it was. In living documents that is a warning, in others a notice.

Planning documents that were archived are only told to living documents, and the names that are
free again afterwards (`REQUIREMENTS.md`) not at all; what stands in the `<details>` of a shipped
milestone is as old as an archived document. Sentences that speak of the move, or name the new path
themselves, are left alone; so are a file of which only a part went elsewhere, a folder that lived
on after a few files left it, and the folders that planning frameworks keep for what is in a state
(`todos/pending`): they are just empty.

## Why is this bad?
A rename that the documents do not follow breaks all of them at once: people and agents look for
the old folder, and agents make it anew.

## Example
```text bad tree
==> .planning/codebase/STRUCTURE.md <==
# Codebase Structure

- `src/kiln/heat.py`: heats
- `src/kiln/cool.py`: cools
==> src/kiln/heat.py <==
HEAT = 1
==> src/kiln/cool.py <==
COOL = 1
==> commit: Kiln <==
==> moved: src/kiln/heat.py src/oven/heat.py <==
==> moved: src/kiln/cool.py src/oven/cool.py <==
==> commit: It is an oven <==
```

Use instead:
```text good tree
==> .planning/codebase/STRUCTURE.md <==
# Codebase Structure

- `src/oven/heat.py`: heats
- `src/oven/cool.py`: cools
==> src/oven/heat.py <==
HEAT = 1
==> src/oven/cool.py <==
COOL = 1
==> commit: Oven <==
```

## How to fix
Write the new path; the fix does that in living documents. It is safe where only the folder
changed. What a finished plan or summary cites may stay: it tells how things were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.cited import LISTED, MISSING, cited, listed
from auditlint.evidence.successors import Successor, is_put_away, successor
from auditlint.findings import NOTICE, SAFE, UNSAFE, WARNING, Finding, Fix
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import (
    HEDGED,
    Around,
    age_order,
    edits,
    excuse,
    is_living,
    moved_to,
    related,
    told,
)
from auditlint.rules.ruling import unclear, wrong
from auditlint.views.hedges import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence import Evidence
    from auditlint.evidence.cited import Cited
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="REF006",
    name="moved-path",
    summary="A path that moved: what it names is elsewhere now",
    severity="warning",
    fix="safe",
    scope="project",
    needs=("CitesPath",),
)


class _Stale(NamedTuple):
    """A citation of what moved; `order` tells who must be right, 0 for living documents."""

    cited: Cited
    successor: Successor
    order: int


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each folder or file that moved and is cited where it was."""
    evidence = context.evidence
    around = Around(context)
    groups: dict[tuple[str, str], list[_Stale]] = {}
    for one in cited(evidence, context.ledger):
        if one.state != MISSING:
            continue
        found = successor(evidence, one.path)
        if found is None:
            continue
        silence = _silence(around, one, found)
        context.judged(
            one.facts.path, one.claim.span, _ruling, evidence, around, one, found, silence
        )
        if not silence:
            order = _SHIPPED if is_living(one.facts) and around.is_shipped(one) else age_order(one)
            groups.setdefault(found.folders, []).append(_Stale(one, found, order))
    for one in listed(evidence, context.ledger) if groups else ():
        # Alone such a list is no finding: it says what was to be done.
        found = successor(evidence, one.path)
        if found is not None and found.folders in groups:
            groups[found.folders].append(_Stale(one, found, age_order(one)))
    for folders, stale in groups.items():
        stale.sort(key=lambda one: (one.order, one.cited.claim.role == LISTED))
        yield _finding(context, folders, stale)


#: The order of what a living document tells of a shipped milestone: as of archived documents.
_SHIPPED = 2


def _silence(around: Around, one: Cited, found: Successor) -> str:
    """Return why nothing is said of a path that moved; "" where there is no reason."""
    if not is_living(one.facts):
        if found.archived:
            return "the document is older than the archiving of what it cites"
    elif not one.is_link and is_put_away(one.path, found.new):
        return "it was archived under another name: its own will be written anew"
    if around.hedge(one) == GONE:
        return HEDGED
    if around.is_done_once(one):
        return "a task tells what was done, or shall be"
    return "the line names the new path too" if found.new in around.line(one) else ""


def _ruling(
    evidence: Evidence, around: Around, one: Cited, found: Successor, silence: str
) -> Ruling:
    ground = moved_to(evidence, one.path, found)
    if not silence:
        return wrong("it moved", ground)
    return unclear(f"it moved, but {excuse(silence, around, one)}", ground)


def _finding(
    context: ProjectContext, folders: tuple[str, str], stale: list[_Stale]
) -> Finding:
    first, found, order = stale[0]
    places = [one.cited for one in stale]
    said = f"{first.path} moved: it is {found.new} now"
    if len({one.path for one in places}) > 1:
        said += f"; {told(places)} cite {_together(folders)}"
    elif len(places) > 1:
        said += f"; {told(places)} cite it where it was"
    living = order == 0
    return Finding(
        first.claim.span, said,
        related=related(places[1:], first, "cited here too"),
        fix=_fix(context, stale) if living else None,
        severity=WARNING if living else NOTICE,
        data={"old": folders[0], "new": folders[1]}, path=first.facts.path,
    )


def _together(folders: tuple[str, str]) -> str:
    old, new = folders
    if old.startswith("*."):
        return f"{old} files that are {new} now"
    return f"what moved from {old} to {new or 'the root'}"


def _fix(context: ProjectContext, stale: list[_Stale]) -> Fix | None:
    """Write the new paths into living documents; the others tell how it was.

    Where a file's own name changed, git inferred from the content that it is the same one.
    """
    wanted = [
        (one.cited, one.successor.new) for one in stale if one.order == 0
    ]
    made = edits(context, wanted)
    if not made:
        return None
    sure = all(
        _name(one.path) == _name(new) and pattern(_PUT_AWAY, 2).search(new) is None
        for one, new in wanted
    )
    message = f"write {wanted[0][1]}" if len(made) == 1 else "write the new paths"
    return Fix(SAFE if sure else UNSAFE, message, made)


#: Folders of what is kept for memory: who cites a file may mean the one that took its place.
_PUT_AWAY = r"(?:^|/)[._]?(?:archived?s?|attic|old|legacy|historical|history|deprecated|backups?)(?:/|$)"


def _name(path: str) -> str:
    return path.rpartition("/")[2]
