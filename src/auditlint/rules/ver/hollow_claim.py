"""Something is called done, and the function that it names is a stub.

## What it does
Looks for the functions that are named where something is called done: by their brackets
(`` `import_all()` ``) in ticked boxes, in verified rows of verification reports (truths,
artifacts, requirements), in satisfied rows of audits, and in requirements whose row of the
traceability table is done; in rows also by their mere name, where the row names the file that
defines them. It reports those whose function is a stub: it says that it is not implemented, or
is an empty function.

Nothing is said where the text says so itself ("stub", "placeholder", "raises"), where some other
source defines the function in full, and of what is empty on purpose: abstract methods,
interfaces, overloads, test doubles, platforms' variants, bodies whose comment gives a reason. A
report is judged by the function as it was when the report was written, where git knows, and as
it is: a stub that was filled since is no finding.

## Why is this bad?
The box and the report are what people look at, and they say that the work is done.

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
Untick the box or verify again, or write the function; if the stub is what was wanted, say so
in the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.age import ARCHIVED
from auditlint.claims import Criterion
from auditlint.evidence.definitions import definitions
from auditlint.evidence.standing import THERE, standing
from auditlint.findings import Finding, Related
from auditlint.parsing.structure import DONE
from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, right, unclear, wrong
from auditlint.rules.ver._hollow import is_elsewhere, is_hollow
from auditlint.rules.ver._promises import base_of
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence import Evidence
    from auditlint.evidence.signatures import Signature
    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="VER008",
    name="hollow-claim",
    summary="Something is called done, and the function that it names is a stub",
    severity="warning",
    scope="project",
    needs=("Boxed|Criterion",),
    preview=True,
)

_FUNCTION = r"`(?:([A-Za-z_][\w.:>#-]{0,80})(?:::|\.|->|#))?([A-Za-z_]\w{3,80})\([^`\n]{0,120}\)(?:[^`\n]{0,60})`"
_BARE = r"`([A-Za-z_]\w{3,80})`"
_FILE = r"(?<![\w/.@-])((?:[\w@.-]+/)+[\w.-]+\.[A-Za-z]\w{0,5})(?![\w/])"
#: What is said says itself that there is little behind the name, or is about something else.
_SAID = (
    r"\b(?:stub\w*|placeholder\w*|scaffold\w*|not (?:yet )?implemented|unimplemented|todo|no-?ops?|raises?|throws?|"
    r"panics?|interface|abstract|trait|protocol|declar\w+|signature|skeleton|deferred|later|future|remov\w+|delet\w+|"
    r"no longer|without|mock\w*|fake|dummy|empty|hook|default|NotImplemented\w*)\b"
)
#: Longer texts were cut, or are no statement.
_LONGEST = 1_000
TICKED = "ticked"
_HISTORICAL = "historical"


class Said(NamedTuple):
    """Something that is called done: what it says, where it stands, and who says so."""

    facts: Facts
    text: str
    span: Span
    what: str


class Named(NamedTuple):
    """A function that a statement names; `owner` and `file` are "" where it names none."""

    said: Said
    owner: str
    name: str
    file: str


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each statement that calls done what a stub is to do."""
    asked = [
        named for facts in context.ledger.by_path.values()
        if facts.age != ARCHIVED for said in _said(context, facts)
        for named in _named(context, said)
    ]
    definitions(context.evidence).want({one.name for one in asked})
    judged: set[tuple[str, Span]] = set()
    for one in asked:
        place = (one.said.facts.path, one.said.span)
        stub = _stub(context.evidence, one) if place not in judged else None
        context.judged(*place, _ruling, context.evidence, one, stub)
        if stub is None:
            continue
        judged.add(place)
        yield Finding(
            one.said.span, f"this is {one.said.what}, but {one.name} is a stub: {stub.path}:{stub.line}",
            related=(Related(stub.span, "the stub", stub.path),),
            data={"name": one.name, "text": one.said.text[:120]}, path=one.said.facts.path,
        )


def _said(context: ProjectContext, facts: Facts) -> Iterator[Said]:
    """Yield what a document calls done and names functions in."""
    for row in facts.of(Criterion):
        if row.state == words.DONE and "`" in row.text and len(row.text) < _LONGEST:
            yield Said(facts, row.text, row.judged, "called done")
    if "Boxed" not in facts.types:
        return
    read = context.read(facts.path)
    if read is None or b"(" not in read.data or b"`" not in read.data:
        return
    document = context.document(facts.path)
    for item in document.boxes if document is not None else ():
        if item.box == DONE and len(item.text) < 2 * _LONGEST:
            yield Said(facts, item.text, item.box_span, TICKED)


def _named(context: ProjectContext, said: Said) -> Iterator[Named]:
    """Yield the functions that a statement names, unless it says itself how they stand.

    Of several only those count that the one file it names defines: the others may be about
    anything.
    """
    evidence = context.evidence
    called = set(pattern(_FUNCTION).findall(said.text))
    hedge = pattern(_SAID, 2).search(said.text)
    if hedge is not None:
        if called:
            context.judged(said.facts.path, said.span, _hedged, hedge[0])
        return
    file = _file(evidence, said)
    if not file:
        if len(called) == 1:
            owner, name = called.pop()
            yield Named(said, owner, name, "")
        return
    bare = {("", name) for name in pattern(_BARE).findall(said.text)} if said.what != TICKED else set()
    defined = {one.name for one in definitions(evidence).in_file(file) or ()}
    there = [(owner, name) for owner, name in sorted(called | bare) if name in defined]
    if said.what != TICKED or len(called) == 1:
        for owner, name in there:
            yield Named(said, owner, name, file)


def _file(evidence: Evidence, said: Said) -> str:
    """Return the one source file that a statement names, "" where it names none or several."""
    files = list(dict.fromkeys(pattern(_FILE).findall(said.text)))
    if len(files) != 1:
        return ""
    found = standing(evidence, files[0], base_of(said.facts.path))
    return found.now if found.state == THERE else ""


def _stub(evidence: Evidence, named: Named) -> Signature | None:
    """Return the stub that a statement means; None where some function of the name is written."""
    known = definitions(evidence)
    found = known.named(named.name)
    if found is None:
        return None
    here = [one for one in found if one.path == named.file]
    if here and not any(one.owner for one in here):
        meant = here
    elif here or _is_telling(named):
        # A method may be written in a class below.
        meant = [one for one in found if not is_elsewhere(one.path)]
    else:
        return None
    if not any(_belongs(one, named.owner) for one in meant):
        return None
    if not all(_is_hollow(evidence, one) for one in meant if one.has_body):
        return None
    first = next((one for one in meant if one.has_body), None)
    if first is None or (
        named.said.facts.age == _HISTORICAL and not _was_hollow(evidence, named.said.facts, first)
    ):
        return None
    return first


def _belongs(one: Signature, owner: str) -> bool:
    """Whether a function may be what is called by `owner`: a type, a module, or any variable."""
    last = pattern(r"\W+").split(owner)[-1]
    stem = one.path.rpartition("/")[2].partition(".")[0]
    return not last[:1].isupper() or last in one.owner.split(".") or last.casefold() == stem.casefold()


def _is_telling(named: Named) -> bool:
    """Whether a name without a file is no library's: of two words, or with the type it is of."""
    name = named.name.strip("_")
    return named.owner[:1].isupper() or "_" in name or pattern(r"[a-z][A-Z]").search(name) is not None


def _is_hollow(evidence: Evidence, one: Signature) -> bool:
    text = evidence.contents.text(one.path)
    return text is not None and is_hollow(one, text)


def _was_hollow(evidence: Evidence, facts: Facts, now: Signature) -> bool:
    """Whether the function was a stub when the report was last written, where git tells."""
    written = evidence.history.last_write(facts.path) if evidence.contents.is_committed(facts.path) else None
    if written is None:
        return True
    text = evidence.contents.text(now.path, written.id)
    then = [one for one in definitions(evidence).at(written.id, now.path) if one.name == now.name]
    return bool(then) and text is not None and all(is_hollow(one, text) for one in then)


def _hedged(word: str) -> Ruling:
    return unclear(f"it says more of it than that it is done: '{word}'")


def _ruling(evidence: Evidence, named: Named, stub: Signature | None) -> Ruling | None:
    from auditlint.evidence.signatures import show

    found = definitions(evidence).named(named.name)
    if found is None:
        return unclear("not every function of this name is known")
    bodies = [one for one in found if one.has_body and not is_elsewhere(one.path)]
    if not bodies:
        return unclear("no function of this name has a body, but in tests")
    if stub is not None:
        return wrong("its function is a stub", Ground(show(stub), stub.path, stub.line))
    grounds = [Ground(show(one), one.path, one.line) for one in bodies]
    if all(_is_hollow(evidence, one) for one in bodies):
        return unclear("it may mean another function, or was written before this was a stub", *grounds)
    return right("a function of this name does something", *(
        ground for ground, one in zip(grounds, bodies, strict=True) if not _is_hollow(evidence, one)
    ))
