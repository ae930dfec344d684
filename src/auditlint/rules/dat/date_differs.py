"""Two places that give one thing different completion dates.

## What it does
Collects the dates on which a document says that something was completed or shipped: the plan of
a summary in front matter and in its performance list, a phase in the phase list and in the
progress table. Two bare dates must be equal; where a time of day is given, a day of difference
is tolerated, since the zones may differ.

Between documents it compares the days on which milestones were shipped (milestones file, roadmap,
state file), and those of phases in the roadmap and in the archived roadmap of their milestone.

## Why is this bad?
Both cannot be true, and whoever asks when it was done gets whichever line is read first.

## Example
```markdown bad path=.planning/phases/08-parser/08-02-SUMMARY.md
---
phase: 08-parser
plan: 02
completed: 2026-03-02
---

# Phase 8 Plan 2: Parser Summary

---
*Phase: 08-parser*
*Completed: 2026-03-06*
```

Use instead:
```markdown good path=.planning/phases/08-parser/08-02-SUMMARY.md
---
phase: 08-parser
plan: 02
completed: 2026-03-02
---

# Phase 8 Plan 2: Parser Summary

---
*Phase: 08-parser*
*Completed: 2026-03-02*
```

Between documents:
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

## Milestones

- ✅ **v1.0 Ledger** - Phases 1-2 (shipped 2026-03-07)
==> .planning/MILESTONES.md <==
# Milestones

## v1.0 Ledger (Shipped: 2026-03-09)
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

## Milestones

- ✅ **v1.0 Ledger** - Phases 1-2 (shipped 2026-03-09)
==> .planning/MILESTONES.md <==
# Milestones

## v1.0 Ledger (Shipped: 2026-03-09)
```

## How to fix
Correct the date that is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FOOTER, FRONT_MATTER, Dated
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.reading import dates
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Subject
    from auditlint.parsing.document import Document
    from auditlint.reading.dates import Moment
    from auditlint.rules.base import Context, ProjectContext

RULE = Rule(
    code="DAT003",
    name="date-differs",
    summary="Two places give one thing different completion dates",
    severity="warning",
    fix="unsafe",
    needs=("Dated",),
    scope="both",
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each date that denies the first one given for its subject."""
    known: dict[tuple[Subject, str], list[tuple[Dated, Moment]]] = {}
    for one in context.claims.of(Dated):
        if one.event not in dates.ONCE:
            continue
        moment = dates.read(one.when)
        if moment is not None:
            known.setdefault((one.subject, one.event), []).append((one, moment))
    for (subject, _), same in known.items():
        if subject.type != "document" and _are_several(context.document, same):
            continue
        # The front matter's statement comes first: it is what programs read.
        same.sort(key=lambda pair: pair[0].source != FRONT_MATTER)
        if _is_outvoted(same):
            same.append(same.pop(0))
        first, stated = same[0]
        for other, moment in same[1:]:
            if dates.surely_different_days(stated, moment):
                yield _finding(context.document.text, first, stated, other, moment)


def _are_several(document: Document, same: list[tuple[Dated, Moment]]) -> bool:
    """Whether two things share one number: a list or table names each of its things once.

    Milestones of different names go by one version where nobody counts them up.
    """
    places = [(one.source, document.section_at(one.span.start).start) for one, _ in same]
    return len(set(places)) < len(places)


def _is_outvoted(same: list[tuple[Dated, Moment]]) -> bool:
    """Whether all others, two at least, agree with each other and not with the first."""
    first, *others = (moment for _, moment in same)
    return len(others) > 1 and all(
        dates.surely_different_days(first, one) and not dates.surely_different_days(others[0], one)
        for one in others
    )


def _finding(text: str, first: Dated, stated: Moment, other: Dated, moment: Moment) -> Finding:
    subject = "" if other.subject.type == "document" else (
        f"{other.subject.type} {other.subject.id}: "
    )
    fix = None
    at = text.find(moment.written, other.span.start, other.span.end)
    if at >= 0 and not moment.timed and not stated.timed:
        place = Span(at, at + len(moment.written))
        fix = Fix(UNSAFE, f"Change it to {stated.written}", (Edit(place, stated.written),))
    return Finding(
        other.span,
        f"{subject}{other.event} {moment.written} here, but {stated.written} in {_where(first)}",
        related=(Related(first.span, f"{first.event} {stated.written} here"),),
        fix=fix,
        data={"event": other.event, "subject": other.subject.id, "here": moment.written,
              "there": stated.written},
    )


def _where(claim: Dated) -> str:
    if claim.source == FRONT_MATTER:
        return claim.source
    return f"the {FOOTER}" if claim.source == FOOTER else f"another {claim.source}"


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each date that another document denies."""
    from auditlint.rules.dat._differs_between import differences

    for workspace in context.ledger.workspaces:
        yield from differences(workspace)
