"""Something that is to be built and that nothing builds.

## What it does
Holds the capabilities that an open OpenSpec change lists in its proposal ("New Capabilities",
"Modified Capabilities") against the deltas below its `specs` folder: one that is listed and has
no delta, and a delta of a capability that is not listed. A proposal without such lists is left
alone.

Holds the user stories and requirements of a spec-kit specification against the feature's tasks: one
that no task, heading or line of the task list names, where the list names at least two thirds of
the others. Requirements are asked for only where naming them is the list's way: at least two thirds
of its tasks, or of those of user stories, name one.

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

A feature:
```text bad tree
==> specs/004-export/spec.md <==
# Feature Specification: Export

### User Story 1 - Rows as text (Priority: P1)

### User Story 2 - Rows as a table (Priority: P2)

### User Story 3 - Rows as a chart (Priority: P3)
==> specs/004-export/tasks.md <==
# Tasks: Export

## Phase 1: User Story 1

- [ ] T001 [US1] Write the rows in src/export/rows.py

## Phase 2: User Story 2

- [ ] T002 [US2] Write the table in src/export/table.py
```

Use instead:
```text good tree
==> specs/004-export/spec.md <==
# Feature Specification: Export

### User Story 1 - Rows as text (Priority: P1)

### User Story 2 - Rows as a table (Priority: P2)
==> specs/004-export/tasks.md <==
# Tasks: Export

## Phase 1: User Story 1

- [ ] T001 [US1] Write the rows in src/export/rows.py

## Phase 2: User Story 2

- [ ] T002 [US2] Write the table in src/export/table.py
```

## How to fix
Write the delta of the capability, or take it off the list; add the capability to the proposal.
Write a task for the story or requirement, or say in the task list why there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Cites, Defines, Task
from auditlint.findings import Finding, Related
from auditlint.ledger.openspec import openspec_trees
from auditlint.ledger.speckit import features
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.openspec import Change
    from auditlint.ledger.speckit import Feature
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REQ008",
    name="uncovered",
    summary="A requirement or capability that nothing covers",
    severity="warning",
    needs=("openspec-proposal|speckit-tasks",),
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield the capabilities of each open change that proposal and deltas do not agree on."""
    for tree in openspec_trees(context.ledger):
        for change in tree.open_changes:
            if change.proposal is not None and change.deltas and "" not in change.deltas:
                yield from _check(change, change.proposal)
    for feature in features(context.ledger):
        if feature.spec is not None and feature.tasks is not None:
            yield from _without_task(feature, feature.spec, feature.tasks)


def _without_task(feature: Feature, spec: Facts, tasks: Facts) -> Iterator[Finding]:
    """The stories and requirements that a list of tasks leaves out, where naming them is its way."""
    named = {(one.subject.type, one.subject.id) for one in tasks.of(Cites)}
    listed = [*tasks.of(Task)]
    groups: dict[str, list[Defines]] = {}
    for one in spec.of(Defines):
        kind = one.subject.type
        group = kind if kind == "story" else one.subject.id.partition("-")[0]
        if group == "SC":
            continue  # Success is measured, not built.
        groups.setdefault(group, []).append(one)
    for group, defined in groups.items():
        left = [one for one in defined if (one.subject.type, one.subject.id) not in named]
        if not left or len(left) * 3 > len(defined):
            continue
        if group != "story" and not _is_named_by_rule(listed, group):
            continue
        first = left[0]
        what = "user story" if group == "story" else "requirement"
        more = f" (and {len(left) - 1} more)" if len(left) > 1 else ""
        yield Finding(
            first.span,
            f"no task names {what} {first.subject.id}{more}, although the tasks name the other"
            f" {len(defined) - len(left)}",
            related=tuple(
                Related(one.span, f"nor {one.subject.id}", spec.path) for one in left[1:]
            ),
            data={"id": first.subject.id, "feature": feature.name, "count": len(left)},
            path=spec.path,
        )


def _is_named_by_rule(tasks: list[Task], prefix: str) -> bool:
    """Whether two thirds of the tasks, or of those of user stories, name such a requirement."""
    for some in (tasks, [one for one in tasks if one.stories or one.group]):
        naming = sum(
            any(name.partition("-")[0] == prefix for name, _ in one.requirements) for one in some
        )
        if naming and naming * 3 >= len(some) * 2:
            return True
    return False


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
