"""A binding lacks a parameter that the function it wraps requires.

## What it does
Where a document writes the signature of a binding, such as `move_ship(ship, berth)`, it looks for
the function of another language that the binding wraps: by the calls in the binding's body, or,
for one that calls nothing yet, by what the calls of at least three of its siblings are named
(`harbour_move_ship` for `move_ship` or `moveShip`). It reports the required parameters of the wrapped
function that the binding has no way to pass, if at least two of three of its siblings pass all
that theirs require. A binding that calls the function with all that it requires decides itself
what to pass, and is silent. Receivers, handles, outputs, lengths beside arrays and structures of options
are understood; what takes a mapping, an object or any number of values can pass anything.

## Why is this bad?
The documents treat both as one operation, and whoever uses the binding cannot do what the
operation is for. Adding the parameter later breaks every call.

## Example
```text bad tree
==> .planning/codebase/ARCHITECTURE.md <==
# Architecture

The Python layer has `move_ship(ship, berth)` for the night shift.

==> include/harbour.h <==
int harbour_add_ship(harbour_t* harbour, const char* name, const char* flag);
int harbour_find_ship(harbour_t* harbour, const char* name, int64_t* out_ship);
int harbour_drop_ship(harbour_t* harbour, const char* name);
int harbour_move_ship(harbour_t* harbour, const char* ship, const char* pilot, const char* berth);

==> python/harbour.py <==
class Harbour:
    def add_ship(self, name: str, flag: str) -> None:
        lib.harbour_add_ship(self._pointer, name, flag)

    def find_ship(self, name: str) -> int:
        return lib.harbour_find_ship(self._pointer, name, out())

    def drop_ship(self, name: str) -> None:
        lib.harbour_drop_ship(self._pointer, name)

    def move_ship(self, ship: str, berth: str) -> None:
        raise NotImplementedError
```

Use instead:
```text good tree
==> .planning/codebase/ARCHITECTURE.md <==
# Architecture

The Python layer has `move_ship(ship, pilot, berth)` for the night shift.

==> include/harbour.h <==
int harbour_add_ship(harbour_t* harbour, const char* name, const char* flag);
int harbour_find_ship(harbour_t* harbour, const char* name, int64_t* out_ship);
int harbour_drop_ship(harbour_t* harbour, const char* name);
int harbour_move_ship(harbour_t* harbour, const char* ship, const char* pilot, const char* berth);

==> python/harbour.py <==
class Harbour:
    def add_ship(self, name: str, flag: str) -> None:
        lib.harbour_add_ship(self._pointer, name, flag)

    def find_ship(self, name: str) -> int:
        return lib.harbour_find_ship(self._pointer, name, out())

    def drop_ship(self, name: str) -> None:
        lib.harbour_drop_ship(self._pointer, name)

    def move_ship(self, ship: str, pilot: str, berth: str) -> None:
        raise NotImplementedError
```

## How to fix
Add the parameter to the binding, and to the document's signature. Where the binding leaves it
out on purpose, give it a default in the wrapped function, or suppress the finding with the
reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import NOTICE, Finding
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ruling import right, unclear, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.signatures import Signature
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling
    from auditlint.rules.sig._layers import Pair
    from auditlint.rules.sig._statements import Statement

RULE = Rule(
    code="SIG003",
    name="parity",
    summary="A binding lacks a parameter that the function it wraps requires",
    severity="warning",
    scope="project",
    needs=("WritesSignature",),
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each binding, at the first document that writes its signature."""
    from auditlint.evidence.definitions import definitions
    from auditlint.rules.sig._layers import has_layers
    from auditlint.rules.sig._statements import statements

    if not has_layers(definitions(context.evidence)):
        return
    found: dict[tuple[str, str, int], tuple[Pair, list[Statement]]] = {}
    # Living documents first: they are the ones to change.
    for statement in sorted(statements(context), key=lambda one: not one.is_living):
        pair = _pair(context, statement)
        if pair is None:
            continue
        noted = _is_noted(context, statement, pair)
        context.judged(statement.facts.path, statement.claim.span, _ruling, pair, noted)
        if not noted:
            key = (pair.binding.path, pair.binding.name, pair.binding.line)
            found.setdefault(key, (pair, []))[1].append(statement)
    for pair, stating in found.values():
        yield _finding(context, pair, stating)


def _ruling(pair: Pair, noted: bool = False) -> Ruling:
    from auditlint.rules.sig._statements import defined

    grounds = defined(pair[:2])
    if not pair.lacking:
        return right("it passes on all that the function it wraps requires", *grounds)
    lacking = ", ".join(f"`{one.name}`" for one in pair.lacking)
    said = f"it has no way to pass {lacking}, which the function it wraps requires"
    return unclear(f"{said}, but the line says so", *grounds) if noted else wrong(said, *grounds)


def _is_noted(context: ProjectContext, statement: Statement, pair: Pair) -> bool:
    """Whether the document itself says there what is lacking."""
    document = context.document(statement.facts.path)
    if document is None:
        return True
    text = document.text
    span = statement.claim.span
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    around = f"{text[start : span.start]} {text[span.end : end if end >= 0 else len(text)]}"
    said = set(pattern(r"\w+").findall(around[:4000].casefold()))
    return not said.isdisjoint(one.name.casefold() for one in pair.lacking)


_UNSETTLED = "too few of the functions beside it pass on all that is required"


def _pair(context: ProjectContext, statement: Statement) -> Pair | None:
    """Return the binding that a statement names and what it wraps, if the binding lacks something."""
    from auditlint.evidence.definitions import definitions
    from auditlint.rules.sig._layers import C_ENDINGS, layer_of
    from auditlint.rules.sig._matching import hold
    from auditlint.rules.sig._statements import defined, meant

    known = definitions(context.evidence)
    for one in meant(known, statement.claim, C_ENDINGS):
        if one is None:
            return None
        if not one.is_complete or one.is_binding or one.language in ("c", "cpp"):
            continue
        fit = hold(statement.parameters, one)
        if fit.unknown or fit.missing:
            continue
        layer = layer_of(known, one)
        if layer is None:
            continue
        path, span = statement.facts.path, statement.claim.span
        if not layer.is_settled:
            context.judged(path, span, unclear, _UNSETTLED, *defined((one,)))
            continue
        for pair in layer.pairs:
            if pair.binding is one and pair.lacking:
                return pair
            if pair.binding is one:
                context.judged(path, span, _ruling, pair)
    return None


def _finding(context: ProjectContext, pair: Pair, stating: list[Statement]) -> Finding:
    from auditlint.findings import Related
    from auditlint.rules.sig._statements import related

    first = stating[0]
    binding, wrapped, lacking = pair
    names = [f"`{one.name}`" for one in lacking]
    shown = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return Finding(
        first.claim.span,
        f"`{binding.name}` has no {shown}, which `{wrapped.name}` requires",
        related=(
            *related([binding, wrapped, *_others(context, pair)]),
            *(Related(one.claim.span, "written here too", one.facts.path) for one in stating[1:6]),
        ),
        data={"function": binding.name, "wraps": wrapped.name, "lacks": " ".join(names)},
        severity="" if first.is_living else NOTICE,
        path=first.facts.path,
    )


def _others(context: ProjectContext, pair: Pair) -> list[Signature]:
    """Return the same operation of other layers, where it has what this binding lacks."""
    from auditlint.evidence.definitions import definitions
    from auditlint.rules.sig._matching import flat

    lacking = {flat(one.name) for one in pair.lacking}
    return [
        one for one in definitions(context.evidence).named(pair.binding.name) or ()
        if lacking <= {flat(each.name) for each in one.parameters}
    ]
