"""A specification that is not built as its readers expect.

## What it does
In a main specification, reports a missing Purpose or Requirements section, the headings of a
delta (`## ADDED Requirements`), and requirements outside the Requirements section. In a delta,
reports that it has none of those headings, that a section names no requirement, and
requirements outside them. Of a change as a whole, reports that it has no delta at all, unless
its `.openspec.yaml` says `skip_specs: true`, and a `spec.md` that lies right in its `specs`
folder.

## Why is this bad?
What stands outside its section is not read: the requirement is there for people, and for no tool.
Archiving such a change loses it without a word.

## Example
```markdown bad path=openspec/changes/add-export/specs/export/spec.md
### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

Use instead:
```markdown good path=openspec/changes/add-export/specs/export/spec.md
## ADDED Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

A change without a delta:
```text bad tree
==> openspec/changes/add-export/proposal.md <==
## Why
Rows cannot leave the system, so people copy them by hand from one screen to the next.

## What Changes
- Rows are exported as text
==> openspec/changes/add-export/tasks.md <==
## 1. Export

- [ ] 1.1 Write the file
```

Use instead:
```text good tree
==> openspec/changes/add-export/proposal.md <==
## Why
Rows cannot leave the system, so people copy them by hand from one screen to the next.

## What Changes
- Rows are exported as text
==> openspec/changes/add-export/tasks.md <==
## 1. Export

- [ ] 1.1 Write the file
==> openspec/changes/add-export/specs/export/spec.md <==
## ADDED Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

## How to fix
Move the requirements below the heading that says what becomes of them. If a change is meant to
touch no specification, set `skip_specs: true` in its `.openspec.yaml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Specified
from auditlint.findings import Finding, Related
from auditlint.ledger.openspec import openspec_trees
from auditlint.reading.numbers import pattern
from auditlint.rules.base import BOTH, Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.openspec import Change
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Section
    from auditlint.rules.base import Context, ProjectContext

RULE = Rule(
    code="SPC007",
    name="spec-structure",
    summary="A specification or change is not built as its readers expect",
    severity="error",
    kinds=("openspec-spec", "openspec-delta"),
    scope=BOTH,
    project_needs=("openspec-*",),
)

_OPERATION = r"(?:added|modified|removed|renamed)\s+requirements"


def check(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the sections of one specification or delta."""
    document = context.document
    claims = context.claims.of(Specified)
    operations = [
        one for one in document.sections
        if one.level == 2 and pattern(_OPERATION, 2).fullmatch(one.title.strip()) is not None
    ]
    if context.kind.id == "openspec-spec":
        yield from _main(document, operations, claims)
    else:
        yield from _delta(document, operations, claims)


def _main(
    document: Document, operations: list[Section], claims: list[Specified]
) -> Iterator[Finding]:
    titles = {one.title.strip().casefold() for one in document.sections if one.level == 2}
    for section in operations:
        yield Finding(
            section.title_span,
            f"{section.title.strip()!r} is a heading of a change's delta, not of a main"
            " specification",
            data={"heading": section.title.strip()},
        )
    if operations:
        return  # The file is a delta that was put in the wrong place: one cause.
    for wanted in ("Purpose", "Requirements"):
        if wanted.casefold() not in titles:
            yield Finding(
                _top(document), f"the specification has no section {wanted!r}",
                data={"section": wanted},
            )
    if "requirements" in titles:
        yield from _outside(claims, 'outside the section "Requirements"')


def _delta(
    document: Document, operations: list[Section], claims: list[Specified]
) -> Iterator[Finding]:
    if not operations:
        yield Finding(
            _top(document),
            "the delta has no section that says what it adds, modifies, removes or renames",
        )
        return
    for section in operations:
        if not any(section.start < one.span.start < section.end for one in claims):
            yield Finding(
                section.title_span, f"{section.title.strip()!r} names no requirement",
                data={"heading": section.title.strip()},
            )
    yield from _outside(claims, "outside the delta's sections, so no tool reads it")


def _outside(claims: list[Specified], where: str) -> Iterator[Finding]:
    strays = [one for one in claims if not one.placed]
    if not strays:
        return
    first = strays[0]
    more = f" (and {len(strays) - 1} more)" if len(strays) > 1 else ""
    yield Finding(
        first.span,
        f"requirement {first.name!r}{more} stands {where}",
        related=tuple(Related(one.span, f"{one.name!r} does too") for one in strays[1:]),
        data={"requirement": first.name[:80], "count": len(strays)},
    )


def _top(document: Document) -> Span:
    title = document.title
    if title is not None:
        return title.title_span
    end = document.text.find("\n", document.body)
    return Span(document.body, end if end >= 0 else len(document.text))


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield the open changes without any delta, and deltas of no capability."""
    for tree in openspec_trees(context.ledger):
        for change in tree.changes.values():
            if change.archived or change.proposal is None:
                continue
            if "" in change.deltas:
                yield Finding(
                    Span(0, 0), "this delta is of no capability: it lies right in the folder specs",
                    path=change.deltas[""].path, data={"change": change.id},
                )
            elif not change.deltas and not _skips_specs(context, change):
                yield Finding(
                    Span(0, 0),
                    f"the change {change.id} has no delta of any specification",
                    path=change.proposal.path, data={"change": change.id},
                )


def _skips_specs(context: ProjectContext, change: Change) -> bool:
    """Whether the change itself says that it leaves the specifications alone."""
    read = context.read(f"{change.folder}/.openspec.yaml")
    if read is None:
        # Some file below specs that is not a delta by name may be one to another schema.
        return any("/specs/" in one for one in context.files(change.folder))
    text = read.data.decode("utf-8", "replace")
    return pattern(r"(?m)^skip_specs:[ ]*(?:true|yes|on)\b").search(text) is not None
