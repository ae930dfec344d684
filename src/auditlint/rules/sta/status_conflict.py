"""Two places that give one subject statuses which cannot both be true.

## What it does
Collects what a document says about the status of each phase, task or issue (headings, progress
tables, timelines, status lines) and reports the statement that the others contradict: done
against open or active, and active against open. Blocked, deferred, unknown words and "failed"
contradict nothing here. It also compares an issue's severity field with the severity of the
section that the issue stands in.

Between the current documents of a planning tree, done against open or active is reported: for
milestones between the roadmap, the milestones file, the state file and the project file, and for the state file's
current phase against the roadmap. Where the folders show that the roadmap is the one behind, that
is left to the rules about its boxes and rows.

## Why is this bad?
Whoever reads only one of the two places plans with the wrong one.

## Example
```markdown bad path=IMPLEMENTATION_PROGRESS.md
# Export Progress

## Phase 1: Writer - COMPLETE

## Phase 2: Reader - PENDING

## Timeline

- **Phase 1**: 2 days (done)
- **Phase 2**: 3 days (in progress)
```

Use instead:
```markdown good path=IMPLEMENTATION_PROGRESS.md
# Export Progress

## Phase 1: Writer - COMPLETE

## Phase 2: Reader - IN PROGRESS

## Timeline

- **Phase 1**: 2 days (done)
- **Phase 2**: 3 days (in progress)
```

Between documents:
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

## Milestones

- 🚧 **v1.0 Ledger** - Phases 1-2 (in progress)

### Phase 1: Entries

### Phase 2: Reports
==> .planning/MILESTONES.md <==
# Milestones

## v1.0 Ledger (Shipped: 2026-03-09)

**Phases completed:** 1-2 (4 plans total)
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

## Milestones

- ✅ **v1.0 Ledger** - Phases 1-2 (shipped 2026-03-09)

### Phase 1: Entries

### Phase 2: Reports
==> .planning/MILESTONES.md <==
# Milestones

## v1.0 Ledger (Shipped: 2026-03-09)

**Phases completed:** 1-2 (4 plans total)
```

## How to fix
Find out which statement is current and change the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import HEADING, Severity, Status, Subject
from auditlint.findings import Finding, Related
from auditlint.reading import words
from auditlint.rules.base import Rule
from auditlint.rules.sta._quoting import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context, ProjectContext

RULE = Rule(
    code="STA003",
    name="status-conflict",
    summary="Two places give one subject contradicting statuses",
    severity="error",
    scope="both",
)

#: What has rules of its own for several statuses (STA001, REQ007), or no identity.
_ELSEWHERE = frozenset(("document", "requirement", "section", "test", ""))
_STATES = (words.DONE, words.ACTIVE, words.OPEN)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each subject with statuses that contradict each other."""
    by_subject: dict[Subject, list[Status]] = {}
    seen: set[tuple[Subject, str, int]] = set()
    for claim in context.claims.of(Status):
        if claim.subject.type not in _ELSEWHERE and claim.state in _STATES:
            # A ticked item that also says "completed" is one place.
            place = (claim.subject, claim.state, context.document.lines.line_at(claim.span.start))
            if place not in seen:
                seen.add(place)
                by_subject.setdefault(claim.subject, []).append(claim)
    for subject, claims in by_subject.items():
        finding = _conflict(subject, claims)
        if finding is not None:
            yield finding
    yield from _severities(context)


def _conflict(subject: Subject, claims: list[Status]) -> Finding | None:
    by_state: dict[str, list[Status]] = {}
    for claim in claims:
        by_state.setdefault(claim.state, []).append(claim)
    if len(by_state) < 2:
        return None
    # The statement to change is the one that fewest places make; of equals, the last.
    minority = min(
        by_state.values(), key=lambda some: (len(some), -max(one.span.start for one in some))
    )
    place = minority[0]
    others = [
        one for one in claims if words.contradict(one.state, place.state, active_against_open=True)
    ]
    others.sort(key=lambda one: one.span.start)
    count = len(others)
    where = "another place" if count == 1 else f"{count} other places"
    states = " and ".join(dict.fromkeys(said(one.raw) for one in others[:4]))
    return Finding(
        place.span,
        f"{_name(subject)} is {said(place.raw)} here, but {states} in {where}",
        related=tuple(
            Related(one.span, f"{_name(subject)} is {said(one.raw)} here") for one in others
        ),
        data={"subject": f"{subject.type} {subject.id}", "stated": place.state,
              "elsewhere": others[0].state},
    )


def _name(subject: Subject) -> str:
    return subject.id if subject.type == "issue" else f"{subject.type} {subject.id}"





def _severities(context: Context) -> Iterator[Finding]:
    """An issue's own severity against that of the section it stands in."""
    sections: dict[Subject, Severity] = {}
    fields: list[Severity] = []
    for claim in context.claims.of(Severity):
        if claim.source == HEADING:
            sections.setdefault(claim.subject, claim)
        elif claim.scale:
            fields.append(claim)
    # One heading with the word for a severity is no order by severity, unless an issue agrees.
    sorts = {one.span for one in sections.values()}
    sorted_by_it = len(sorts) > 1 or any(
        (above := sections.get(own.subject)) is not None and above.rank == own.rank for own in fields
    )
    for own in fields if sorted_by_it else ():
        above = sections.get(own.subject)
        if above is None or above.scale != own.scale or above.rank == own.rank:
            continue
        yield Finding(
            own.span,
            f"{own.subject.id} has severity {own.level}, but stands in a section of "
            f"{above.level} issues",
            related=(Related(above.span, f"the section is for {above.level} issues"),),
            data={"subject": own.subject.id, "stated": own.level, "section": above.level},
        )


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each phase or milestone on which two documents differ."""
    from auditlint.rules.sta._between_documents import conflicts

    for workspace in context.ledger.workspaces:
        yield from conflicts(workspace)
