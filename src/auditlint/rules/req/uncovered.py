"""Something that is to be built and that nothing builds.

## What it does
Holds the capabilities that an open OpenSpec change lists in its proposal ("New Capabilities",
"Modified Capabilities") against the deltas below its `specs` folder: one that is listed and has
no delta, and a delta of a capability that is not listed. A proposal without such lists is left
alone.

## Why is this bad?
Reviewers read the proposal, and archiving reads the deltas. A capability in only one of the two is
either agreed on and never specified, or specified without anybody having agreed.

## Example
```text bad tree
==> openspec/changes/add-export/proposal.md <==
## Why
Rows cannot leave the system, so people copy them by hand from one screen to the next.

## What Changes
- Rows are exported as text

## Capabilities

### New Capabilities
- `export`: rows as text
- `import`: rows from text
==> openspec/changes/add-export/specs/export/spec.md <==
## ADDED Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

Use instead:
```text good tree
==> openspec/changes/add-export/proposal.md <==
## Why
Rows cannot leave the system, so people copy them by hand from one screen to the next.

## What Changes
- Rows are exported as text

## Capabilities

### New Capabilities
- `export`: rows as text
==> openspec/changes/add-export/specs/export/spec.md <==
## ADDED Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

## How to fix
Write the delta of the capability, or take it off the list; add the capability to the proposal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Cites
from auditlint.findings import Finding, Related
from auditlint.ledger.openspec import openspec_trees
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.openspec import Change
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REQ008",
    name="uncovered",
    summary="A requirement or capability that nothing covers",
    severity="warning",
    needs=("openspec-proposal",),
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield the capabilities of each open change that proposal and deltas do not agree on."""
    for tree in openspec_trees(context.ledger):
        for change in tree.open_changes:
            if change.proposal is not None and change.deltas and "" not in change.deltas:
                yield from _check(change, change.proposal)


def _check(change: Change, proposal: Facts) -> Iterator[Finding]:
    listed = {
        one.subject.id.strip("/"): one
        for one in proposal.of(Cites) if one.subject.type == "capability"
    }
    if not listed or not listed.keys() & change.deltas.keys():
        return  # Without one in common the two may be written in different terms.
    for capability, cited in listed.items():
        if capability not in change.deltas:
            yield Finding(
                cited.span,
                f"the capability {capability!r} is listed here, but the change has no delta of it",
                data={"capability": capability, "change": change.id},
                path=proposal.path,
            )
    place = next(iter(listed.values())).context
    for capability, facts in change.deltas.items():
        if capability not in listed:
            yield Finding(
                Span(0, 0),
                f"the proposal does not list the capability {capability!r} that this delta is of",
                related=(Related(place, "what the proposal lists", proposal.path),),
                data={"capability": capability, "change": change.id},
                path=facts.path,
            )
