"""A signature in a document lacks a required parameter.

## What it does
Reads the signatures that documents write in code spans, such as `open_log(path, level)`, and
holds each against every function of that name in the sources. It reports one that lacks a
parameter without a default that all of them have, where every parameter that it does name is one
of theirs. Receivers, contexts, outputs, variadic parameters and ellipses are understood.
`open_log()` merely names the function, and `open_log("a", 1)` is a call: neither is a signature.
Documents of a finished phase are held against the sources as they were when the document was
written as well, and give notices. A sentence that speaks of what was, will be, of a call, or of
the parameters themselves is believed.

## Why is this bad?
People and tools write calls from the document, and the call does not work. Often the parameter
was added later, and other places that list the function are stale too.

## Example
```text bad tree
==> .planning/codebase/ARCHITECTURE.md <==
# Architecture

The harbour log is written by `write_entry(ship, berth)` and read back at night.

==> harbour/log.py <==
def write_entry(ship: str, pilot: str, berth: int, note: str = "") -> None:
    print(ship, pilot, berth, note)
```

Use instead:
```text good tree
==> .planning/codebase/ARCHITECTURE.md <==
# Architecture

The harbour log is written by `write_entry(ship, pilot, berth)` and read back at night.

==> harbour/log.py <==
def write_entry(ship: str, pilot: str, berth: int, note: str = "") -> None:
    print(ship, pilot, berth, note)
```

## How to fix
Write the parameter into the document's signature, or `...` where the list is not meant to be
whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import NOTICE, Finding
from auditlint.rules.base import Rule
from auditlint.rules.ruling import unclear, wrong
from auditlint.rules.sig._hedging import tells_of_call
from auditlint.rules.sig._statements import defined, misfits, related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling
    from auditlint.rules.sig._matching import Fit
    from auditlint.rules.sig._statements import Statement

RULE = Rule(
    code="SIG001",
    name="missing-parameter",
    summary="A signature in a document lacks a required parameter",
    severity="warning",
    scope="project",
    needs=("WritesSignature",),
)

#: Languages in which a caller may leave out any parameter: required is only what is meant so.
_LAX = frozenset(("javascript", "lua"))


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each signature that lacks what every function of its name requires."""
    for statement, fits in misfits(context):
        missing = _missing(statement, fits)
        call = bool(missing) and tells_of_call(context, statement.facts, statement.claim.span)
        span = statement.claim.span
        context.judged(statement.facts.path, span, _ruling, missing, call, fits)
        if missing and not call:
            name = statement.claim.name
            others = "it" if len(fits) == 1 else f"all {len(fits)} definitions"
            yield Finding(
                statement.claim.span,
                f"`{name}` is written without {_listed(missing)}, which {others} require"
                f"{'s' if len(fits) == 1 else ''}",
                related=related([one.signature for one in fits]),
                data={"function": name, "missing": " ".join(missing)},
                severity="" if statement.is_living else NOTICE,
                path=statement.facts.path,
            )


def _ruling(missing: list[str], call: bool, fits: list[Fit]) -> Ruling:
    grounds = defined([one.signature for one in fits])
    if not missing:
        return unclear("it lacks nothing that all functions of this name surely require", *grounds)
    said = f"it lacks {_listed(missing)}"
    if call:
        return unclear(f"{said}, but the line tells of a call, which may be shortened", *grounds)
    return wrong(said, *grounds)


def _missing(statement: Statement, fits: list[Fit]) -> list[str]:
    """Return what every function requires and the statement lacks; nothing where in doubt."""
    count = len(statement.parameters)
    telling = [one for one in fits if not one.unknown and one.exact == count]
    if not telling or any(one.signature.language in _LAX for one in telling):
        return []
    # A function that shares no name may be what is meant, with other words.
    if any((one.exact == 0 and one.most < 0) or (one.exact == 0 and one.most >= count) for one in fits):
        return []
    return [name for name in telling[0].missing if all(name in one.missing for one in telling)]


def _listed(names: list[str]) -> str:
    shown = [f"`{one}`" for one in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
