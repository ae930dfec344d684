"""A signature in a document has a parameter that the function does not take.

## What it does
Reads the signatures that documents write in code spans, such as `open_log(path, level)`, and
holds each against every function of that name in the sources. It reports one that lists more
parameters than any of them takes, and names those that none of them has. Contexts, receivers,
variadic parameters and abbreviated names (`dir` for `directory`) are understood, and other words
for the same number of parameters are silent. Documents of a finished phase are held against the
sources as they were when the document was written as well, and give notices.

## Why is this bad?
A call that is written from the document does not work. The parameter was taken away or never
came, and what the document says it is for does not happen.

## Example
```text bad tree
==> .planning/codebase/ARCHITECTURE.md <==
# Architecture

A berth is given by `assign_berth(ship, pier, priority)` before the ship arrives.

==> harbour/berths.py <==
def assign_berth(ship: str, pier: int) -> None:
    print(ship, pier)
```

Use instead:
```text good tree
==> .planning/codebase/ARCHITECTURE.md <==
# Architecture

A berth is given by `assign_berth(ship, pier)` before the ship arrives.

==> harbour/berths.py <==
def assign_berth(ship: str, pier: int) -> None:
    print(ship, pier)
```

## How to fix
Take the parameter out of the document's signature, or add it to the function where the document
says what is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import NOTICE, Finding
from auditlint.rules.base import Rule
from auditlint.rules.ruling import unclear, wrong
from auditlint.rules.sig._statements import defined, misfits, related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling
    from auditlint.rules.sig._matching import Fit
    from auditlint.rules.sig._statements import Statement

RULE = Rule(
    code="SIG002",
    name="unknown-parameter",
    summary="A signature in a document has a parameter that the function does not take",
    severity="warning",
    scope="project",
    needs=("WritesSignature",),
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each signature that lists more than any function of its name takes."""
    for statement, fits in misfits(context):
        unknown = _unknown(statement, fits)
        context.judged(statement.facts.path, statement.claim.span, _ruling, unknown, fits)
        if unknown:
            name = statement.claim.name
            shown = ", ".join(f"`{one}`" for one in unknown)
            what = "it takes" if len(fits) == 1 else f"none of {len(fits)} definitions takes"
            yield Finding(
                statement.claim.span,
                f"`{name}` is written with {shown}, "
                + ("which it does not take" if len(fits) == 1 else f"which {what}"),
                related=related([one.signature for one in fits]),
                data={"function": name, "unknown": " ".join(unknown)},
                severity="" if statement.is_living else NOTICE,
                path=statement.facts.path,
            )


def _ruling(unknown: list[str], fits: list[Fit]) -> Ruling:
    grounds = defined([one.signature for one in fits])
    if not unknown:
        return unclear("every parameter is one of a function of this name, or may be by another word", *grounds)
    return wrong(f"nothing of this name takes {', '.join(f'`{one}`' for one in unknown)}", *grounds)


def _unknown(statement: Statement, fits: list[Fit]) -> list[str]:
    """Return the stated names that no function has, where there are too many for each of them."""
    count = len(statement.parameters)
    if any(one.most < 0 or one.most >= count for one in fits):
        return []
    if not any(one.exact and 2 * one.exact >= one.most for one in fits):
        return []  # Perhaps another function of this name.
    first = fits[0].unknown
    return [name for name in first if all(name in one.unknown for one in fits)]
