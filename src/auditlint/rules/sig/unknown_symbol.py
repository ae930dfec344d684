"""A document names a function of a file, and nothing in the sources is called so.

## What it does
Reads the functions that a living document names in a code span, such as `weigh_anchor()`, on a
line that cites one source file of the repository. It reports a name that neither this file nor
any other source file holds. Sentences that speak of what is gone, to be made or only an example
are believed, and so is what a document of a finished phase says.

## Why is this bad?
The reader looks for the function in a file that is there, and does not find it. It was renamed or
removed, or the document promises what was never made.

## Example
```text bad tree
==> .planning/codebase/ARCHITECTURE.md <==
# Architecture

Ships leave through `weigh_anchor()` in `harbour/leave.py`.

==> harbour/leave.py <==
def raise_anchor() -> None:
    print("up")
```

Use instead:
```text good tree
==> .planning/codebase/ARCHITECTURE.md <==
# Architecture

Ships leave through `raise_anchor()` in `harbour/leave.py`.

==> harbour/leave.py <==
def raise_anchor() -> None:
    print("up")
```

## How to fix
Write the name that the function has now, or take the sentence out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding, Related
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, right, unclear, wrong
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import WritesSignature
    from auditlint.evidence.definitions import Definitions
    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="SIG004",
    name="unknown-symbol",
    summary="A document names a function of a file, and nothing is called so",
    severity="warning",
    preview=True,
    scope="project",
    needs=("WritesSignature", "CitesPath"),
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each name that a document gives to a file's function."""
    from auditlint.evidence.definitions import definitions

    named = list(_named(context))
    if not named:
        return
    known = definitions(context.evidence)
    known.want({claim.name for _, claim, _ in named})
    seen: set[tuple[str, str]] = set()
    for facts, claim, path in named:
        if known.occurs(claim.name) is not False:
            context.judged(facts.path, claim.span, _there, known, claim.name)
            continue
        doubt = _doubt(context, facts, claim)
        context.judged(facts.path, claim.span, _nowhere, path, doubt)
        if not doubt and (facts.path, claim.name) not in seen:
            seen.add((facts.path, claim.name))
            yield Finding(
                claim.span, f"no source file has `{claim.name}`, and neither has `{path}`",
                related=(Related(Span(0, 0), "the file that is named for it", path),),
                data={"function": claim.name, "path": path}, path=facts.path,
            )


def _there(known: Definitions, name: str) -> Ruling:
    from auditlint.rules.sig._statements import defined

    if known.occurs(name) is None:
        return unclear("not every source file can be looked through for it")
    grounds = defined(known.named(name) or ())
    said = "a function is called so" if grounds else "it is written in a source file"
    return right(said, *grounds)


def _nowhere(path: str, doubt: str) -> Ruling:
    said = "no source file holds it"
    ground = Ground("the file that is named for it", path)
    return unclear(f"{said}, but {doubt}", ground) if doubt else wrong(said, ground)


def _named(context: ProjectContext) -> Iterator[tuple[Facts, WritesSignature, str]]:
    """Yield what living documents name on a line that cites exactly one source file."""
    from bisect import bisect_right

    from auditlint.claims import WritesSignature
    from auditlint.evidence.cited import FOUND, cited
    from auditlint.evidence.signatures import is_source

    files: dict[tuple[str, int], set[str]] = {}
    for one in cited(context.evidence, context.ledger):
        if one.facts.age == "living" and "WritesSignature" in one.facts.types:
            line = bisect_right(one.facts.starts, one.claim.span.start)
            files.setdefault((one.facts.path, line), set()).add(
                one.found if one.state == FOUND else ""
            )
    for facts in context.ledger.by_path.values():
        if facts.age != "living" or "WritesSignature" not in facts.types:
            continue
        for claim in facts.of(WritesSignature):
            paths = files.get((facts.path, bisect_right(facts.starts, claim.span.start)), set())
            path = next(iter(paths), "")
            if len(paths) == 1 and path and is_source(path):
                yield facts, claim, path


def _doubt(context: ProjectContext, facts: Facts, claim: WritesSignature) -> str:
    """Say why a statement may not say that the function is there; "" where it does."""
    from auditlint.rules.sig._hedging import doubt_of
    from auditlint.views.hedges import Hedges

    document = context.document(facts.path)
    if document is None:
        return "the document cannot be read"
    hedges = Hedges(document)
    if hedges.at(claim.span.start):
        word = hedges.word(claim.span.start)
        return f"the words around it say more than that it is there: '{word}'"
    return doubt_of(context, facts, claim.span)
