"""A function that is called missing and that the named file defines.

## What it does
Reads the open issues of registers whose title says of a function by its name that it is missing,
not exposed or not implemented, and whose location names one source file; and sentences of living
documents that say so of a function in a file. It reports those whose file defines the function,
with a body that does something, and, where the language says so, as public.

## Why is this bad?
Somebody will do the work again, or will not use what is there.

## Example
```text bad tree
==> src/tides.py <==
def replay_day(day):
    return sorted(day)


def diff_days(one, other):
    return one - other

==> docs/TIDE_REVIEW.md <==
# Review: Issues

## High Priority Issues

### ISSUE-001: replay_day() and diff_days() APIs Not Exposed
**Severity**: HIGH
**Location**: `src/tides.py`
**Problem**: Callers cannot reach them.

### ISSUE-002: Wrong unit
**Severity**: HIGH
**Location**: `src/tides.py`
**Problem**: Feet where metres are meant.
```

Use instead:
```text good tree
==> src/tides.py <==
def replay_day(day):
    raise NotImplementedError

==> docs/TIDE_REVIEW.md <==
# Review: Issues

## High Priority Issues

### ISSUE-001: replay_day() and diff_days() APIs Not Exposed
**Severity**: HIGH
**Location**: `src/tides.py`
**Problem**: Callers cannot reach them.

### ISSUE-002: Wrong unit
**Severity**: HIGH
**Location**: `src/tides.py`
**Problem**: Feet where metres are meant.
```

## How to fix
Close the issue, or say what of the function is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.definitions import definitions
from auditlint.evidence.standing import THERE, standing
from auditlint.findings import Finding
from auditlint.ledger.issues import open_issues
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, right, unclear, wrong
from auditlint.source.text import Span
from auditlint.views.places import fields_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.signatures import Signature
    from auditlint.ledger import Facts
    from auditlint.parsing.document import Document
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="VER007",
    name="contradicted-absence",
    summary="A function that is called missing and that the named file defines",
    severity="warning",
    needs=("CitesPath|issue-register",),
    scope="project",
    preview=True,
)

_ARCHIVED = "archived"
_LIVING = "living"
#: A function by its name: with brackets, or in a code span.
_NAME = r"(?:`(?:[A-Za-z_]\w*(?:::|\.))*[A-Za-z_]\w*(?:\(\))?`|\b(?:[A-Za-z_]\w*(?:::|\.))*[A-Za-z_]\w*\(\))"
_NAMES = rf"{_NAME}(?:\s*(?:,|/|&|and|,\s*and)\s*{_NAME}){{0,7}}"
_KIND = r"(?:\s+(?:public\s+)?(?:API|function|method|helper|endpoint|binding)s?)?"
_ABSENT = (
    r"(?:\s+(?:is|are))?(?:\s+(?:still|currently))?\s+(?:not\s+(?:yet\s+)?(?:publicly\s+)?(?:exposed|implemented|defined|present)|"
    r"missing|unimplemented|(?:does|do)(?:\s+not|n['’]t)\s+exist)"
)
_TITLE = rf"\W{{0,3}}(?P<names>{_NAMES}){_KIND}{_ABSENT}\W*"
_TITLE_BEFORE = rf"\W{{0,3}}Missing\s+(?P<names>{_NAMES}){_KIND}\W*"
_SENTENCE = rf"(?P<names>{_NAMES}){_KIND}{_ABSENT}\s+(?:in|on|from|by)\s+`(?P<file>[^`\s:]{{3,200}})(?::[\d-]+)?`"
_LOCATION = ("location", "file", "files", "where", "path")


class Absence(NamedTuple):
    """Names that a document calls missing in a file, and the place that says so."""

    names: tuple[str, ...]
    file: str
    span: Span


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each statement of absence that the named file contradicts."""
    for facts in context.ledger.by_path.values():
        if facts.age == _ARCHIVED or ("CitesPath" not in facts.types and facts.kind != "issue-register"):
            continue
        if facts.kind == "issue-register":
            said = list(_issues(context, facts))
        elif facts.age == _LIVING:
            said = list(_sentences(context, facts))
        else:
            continue
        for absence in said:
            yield from _check(context, facts, absence)


def _issues(context: ProjectContext, facts: Facts) -> Iterator[Absence]:
    document: Document | None = None
    for issue in open_issues(facts):
        if len(issue.name) > 300 or not any(one in issue.name.casefold() for one in _WORDS):
            continue
        document = document or context.document(facts.path)
        if document is None:
            return
        section = document.section_at(issue.span.start)
        title = document.text[issue.span.end : section.title_span.end].lstrip("]* :.—–-")
        match = pattern(_TITLE, 2).fullmatch(title) or pattern(_TITLE_BEFORE, 2).fullmatch(title)
        if match is None:
            continue
        for field in fields_within(document, section.span):
            if field.key.casefold() in _LOCATION:
                yield Absence(_names(match["names"]), _path(field.value), section.title_span)
                break


_WORDS = ("missing", "not ", "unimplemented", "n't exist", "n’t exist")
_BYTES = (b"not exposed", b"not implemented", b"not yet", b" missing", b"not exist", b"n't exist", b"not defined")


def _sentences(context: ProjectContext, facts: Facts) -> Iterator[Absence]:
    read = context.read(facts.path)
    if read is None or not any(one in read.data for one in _BYTES):
        return
    document = context.document(facts.path)
    if document is None:
        return
    at = document.body
    for line in document.text[at:].splitlines(keepends=True):
        if len(line) < 1_000 and "`" in line and any(one in line for one in _WORDS):
            for match in pattern(_SENTENCE, 2).finditer(line):
                span = Span(at + match.start(), at + match.end())
                if document.prose[span.start : span.end].strip():
                    yield Absence(_names(match["names"]), match["file"], span)
        at += len(line)


def _names(text: str) -> tuple[str, ...]:
    found = pattern(_NAME).findall(text)
    plain = (one.strip("`").removesuffix("()").replace("::", ".").rpartition(".")[2] for one in found)
    return tuple(dict.fromkeys(plain))


def _path(text: str) -> str:
    """Return the only path of a location; "" where it names none, or several."""
    found = pattern(r"/?((?:[\w.@-]+/)+[\w.@-]+\.[A-Za-z]\w{0,7})").findall(text)
    return found[0] if len(set(found)) == 1 else ""


def _check(context: ProjectContext, facts: Facts, absence: Absence) -> Iterator[Finding]:
    if not absence.file:
        context.judged(facts.path, absence.span, unclear, "it names no file, or several")
        return
    found = standing(context.evidence, absence.file)
    if found.state != THERE:
        ground = Ground("it is not there", found.path)
        context.judged(facts.path, absence.span, unclear, "the file that it names is not known", ground)
        return
    signatures = definitions(context.evidence).in_file(found.now) or ()
    there = [
        next((one for one in signatures if one.name == name and _does(context, one)), None)
        for name in absence.names
    ]
    context.judged(facts.path, absence.span, _ruling, found.now, absence, there)
    if not all(there):
        return
    listed = " and ".join(absence.names) if len(there) < 3 else f"{len(there)} functions"
    places = ", ".join(f"{found.now}:{one.line}" for one in there if one is not None)
    yield Finding(
        absence.span, f"{listed} {'is' if len(there) == 1 else 'are'} called missing, but defined: {places}",
        data={"names": " ".join(absence.names), "file": absence.file}, path=facts.path,
    )


def _ruling(path: str, absence: Absence, there: list[Signature | None]) -> Ruling:
    from auditlint.evidence.signatures import show

    defined = [Ground(show(one), one.path, one.line) for one in there if one is not None]
    if len(defined) == len(there):
        return wrong("it is called missing, but defined", *defined)
    missing = [
        name for name, one in zip(absence.names, there, strict=True) if one is None
    ]
    said = f"no function of the file that others can call and that does something: {', '.join(missing)}"
    return right(said, Ground(path=path), *defined)


def _does(context: ProjectContext, one: Signature) -> bool:
    """Whether a function has a body that does something, and can be reached from outside."""
    if not one.has_body or one.is_stub or one.name.startswith("_"):
        return False
    text = context.evidence.contents.text(one.path)
    if text is None:
        return False
    start = text.rfind("\n", 0, one.span.start) + 1
    head = text[start : one.span.start]
    if one.language == "rust":
        return head.lstrip().startswith("pub ")
    return pattern(r"\b(?:private|protected|internal|static)\b").search(head) is None
