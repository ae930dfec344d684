"""A ticked task whose function is a stub.

## What it does
Reads the ticked boxes of requirements, trackers and task lists that name a function with its
brackets (`` `import_all()` ``), and looks for the function in the sources. It reports a box whose
function is a stub wherever it is defined: a body that is empty or only says that it is not
implemented. Boxes that say so themselves ("stub", "placeholder", "raises") are left alone, and so
are functions that some source defines in full.

## Why is this bad?
The box is the one place that people look at, and it says that the work is done.

## Example
```text bad tree
==> src/tides.py <==
def import_tides(path):
    raise NotImplementedError("later")

==> .planning/REQUIREMENTS.md <==
# Requirements

- [x] **TIDE-01**: `import_tides()` reads a table of tides
- [ ] **TIDE-02**: Tides by hour
```

Use instead:
```text good tree
==> src/tides.py <==
def import_tides(path):
    return open(path).read().split()

==> .planning/REQUIREMENTS.md <==
# Requirements

- [x] **TIDE-01**: `import_tides()` reads a table of tides
- [ ] **TIDE-02**: Tides by hour
```

## How to fix
Untick the box, or write the function; if the stub is what was wanted, say so in the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.definitions import definitions
from auditlint.findings import Finding
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, right, unclear, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.signatures import Signature
    from auditlint.ledger import Facts
    from auditlint.parsing.structure import Item
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="VER008",
    name="hollow-claim",
    summary="A ticked task whose function is a stub",
    severity="warning",
    scope="project",
    needs=("Boxed",),
    preview=True,
)

_ARCHIVED = "archived"
_FUNCTION = r"`(?:[A-Za-z_]\w*(?:::|\.|->|#))*([A-Za-z_]\w{3,80})\([^`\n]{0,120}\)(?:[^`\n]{0,60})`"
#: The box says itself that there is little behind the name, or is about something else.
_SAID = (
    r"\b(?:stub\w*|placeholder\w*|scaffold\w*|not (?:yet )?implemented|unimplemented|todo|no-?ops?|raises?|throws?|"
    r"panics?|interface|abstract|trait|protocol|declar\w+|signature|skeleton|deferred|later|future|remov\w+|delet\w+|"
    r"no longer|without|mock\w*|fake|dummy|empty|hook|default)\b"
)
_TEST = r"(?:^|/)(?:tests?|__tests__|spec|mocks?|__mocks__|fixtures?|examples?|benches|docs?)(?:/|$)|[._]test\.|[._]spec\.|(?:^|/)test_"


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each ticked box whose function is a stub."""
    asked: list[tuple[Facts, Item, str]] = []
    for facts in context.ledger.by_path.values():
        if facts.age != _ARCHIVED and "Boxed" in facts.types:
            asked += ((facts, item, name) for item, name in _ticked(context, facts))
    known = definitions(context.evidence)
    known.want({name for _, _, name in asked})
    for facts, item, name in asked:
        found = known.named(name)
        stubs = [one for one in found or () if one.has_body and pattern(_TEST).search(one.path) is None]
        context.judged(facts.path, item.box_span, _ruling, found, stubs)
        if not stubs or not all(map(_is_hollow, stubs)):
            continue
        first = stubs[0]
        yield Finding(
            item.box_span, f"this is ticked, but {name} is a stub: {first.path}:{first.line}",
            data={"name": name, "text": item.text[:120]}, path=facts.path,
        )


def _ticked(context: ProjectContext, facts: Facts) -> Iterator[tuple[Item, str]]:
    read = context.read(facts.path)
    if read is None or b"(" not in read.data or b"`" not in read.data:
        return
    document = context.document(facts.path)
    for item in document.boxes if document is not None else ():
        if item.box != "done" or len(item.text) > 2_000:
            continue
        names = set(pattern(_FUNCTION).findall(item.text))
        said = pattern(_SAID, 2).search(item.text)
        if len(names) == 1 and said is None:
            yield item, names.pop()
        elif said is not None and names:
            context.judged(facts.path, item.box_span, _hedged, said[0])


def _is_hollow(one: Signature) -> bool:
    return one.is_stub and not one.is_binding


def _hedged(word: str) -> Ruling:
    return unclear(f"the box says more of it than that it is done: '{word}'")


def _ruling(found: tuple[Signature, ...] | None, bodies: list[Signature]) -> Ruling:
    from auditlint.evidence.signatures import show

    if found is None:
        return unclear("not every function of this name is known")
    if not bodies:
        return unclear("no function of this name has a body, but in tests")
    grounds = [Ground(show(one), one.path, one.line) for one in bodies]
    hollow = [ground for ground, one in zip(grounds, bodies, strict=True) if _is_hollow(one)]
    if len(hollow) == len(grounds):
        return wrong("its function is a stub", *hollow)
    return right("a function of this name does something", *(
        one for one in grounds if one not in hollow
    ))
