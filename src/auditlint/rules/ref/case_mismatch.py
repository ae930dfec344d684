"""A path that exists in other letter case only.

## What it does
Finds cited paths and targets of links that do not exist, while exactly one path exists that
differs from it in letter case alone. All that is cited through one wrongly spelt folder is one
finding. What historical documents cite is left alone if any commit spelt it so, and where one
commit brought both the document and the file: the branch that was squashed into it may have.

## Why is this bad?
On most developers' machines the path works, and on the build server, in containers and on GitHub
it does not.

## Example
```text bad tree
==> .planning/STATE.md <==
# Project State

The limits are in `Docs/limits.md`.
==> docs/limits.md <==
# Limits
```

Use instead:
```text good tree
==> .planning/STATE.md <==
# Project State

The limits are in `docs/limits.md`.
==> docs/limits.md <==
# Limits
```

## How to fix
Spell the path as it is; the fix does that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.cited import CASE, cited
from auditlint.findings import SAFE, Finding, Fix
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import (
    HEDGED,
    Around,
    age_order,
    edits,
    excuse,
    is_living,
    related,
    told,
)
from auditlint.rules.ruling import Ground, unclear, wrong
from auditlint.views.hedges import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.cited import Cited
    from auditlint.evidence.history import History
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="REF008",
    name="case-mismatch",
    summary="A path that exists in other letter case only",
    severity="error",
    fix="safe",
    scope="project",
    needs=("CitesPath",),
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each folder or file that is cited in another case than it has."""
    history = context.evidence.history
    around = Around(context)
    groups: dict[tuple[str, str], list[Cited]] = {}
    for one in cited(context.evidence, context.ledger):
        if one.state != CASE:
            continue
        silence = _silence(history, around, one)
        context.judged(one.facts.path, one.claim.span, _ruling, around, one, silence)
        if not silence:
            groups.setdefault(_differing(one.path, one.found), []).append(one)
    for (old, new), places in groups.items():
        places.sort(key=age_order)
        first = places[0]
        made = edits(context, [(one, one.found) for one in places])
        said = f"{first.path} is spelt {first.found} in the repository"
        if len(places) > 1:
            said += f"; {told(places)} spell it so"
        yield Finding(
            first.claim.span, said, related=related(places[1:], first, "spelt so here too"),
            fix=Fix(SAFE, f"write {new}", made) if made else None,
            data={"wrong": old, "right": new}, path=first.facts.path,
        )


def _silence(history: History, around: Around, one: Cited) -> str:
    """Return why nothing is said of a path in other letter case; "" where there is no reason."""
    if not is_living(one.facts) and _may_have_been(history, one):
        return "the document tells of its own time, and it may have been spelt so then"
    if around.hedge(one) == GONE:
        return HEDGED
    return "the line spells it as it is, too" if one.found in around.line(one) else ""


def _ruling(around: Around, one: Cited, silence: str) -> Ruling:
    ground = Ground("it is spelt so", one.found)
    said = "it is there in other letter case only"
    if not silence:
        return wrong(said, ground)
    return unclear(f"{said}, but {excuse(silence, around, one)}", ground)


def _may_have_been(history: History, one: Cited) -> bool:
    """Whether a path was spelt so when its document was written, or may have been.

    Where one commit brought the document and the file, a branch was squashed into it: what the
    file was called on that branch is not told any more.
    """
    if history.existed(one.path):
        return True
    written = history.first_write(one.facts.path, follow=True)
    return written is not None and written == history.first_write(one.found, follow=True)


def _differing(wrong: str, right: str) -> tuple[str, str]:
    """Return both paths up to the first component that differs: one cause for all below."""
    one, other = wrong.split("/"), right.split("/")
    for index, (name, spelt) in enumerate(zip(one, other, strict=False), 1):
        if name != spelt:
            return "/".join(one[:index]), "/".join(other[:index])
    return wrong, right
