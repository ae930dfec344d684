"""A requirements coverage block that the document's own lists do not bear out.

## What it does
Reads the coverage block of a requirements list (total, mapped to phases, unmapped, complete,
pending) and counts the list and the traceability table of the same document. A number is
reported when it agrees with none of the ways to count: with or without dropped and struck
requirements, for this version or for all, from the list or from the table. Where an entry or a
row cannot be read, nothing is reported.

## Why is this bad?
The block is the proof that nothing was forgotten: "Unmapped: 0" is what a reader trusts instead
of counting. Requirements that were added later are exactly those that it misses.

## Example
```markdown bad path=.planning/REQUIREMENTS.md
# Requirements: Harbour

## v1 Requirements

- [ ] **TIDE-01**: Tide table for a harbour
- [ ] **TIDE-02**: Tide table by hour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Pending |
| TIDE-02 | Phase 2 | Pending |

**Coverage:**
- v1 requirements: 3 total
- Mapped to phases: 2
- Unmapped: 0
```

Use instead:
```markdown good path=.planning/REQUIREMENTS.md
# Requirements: Harbour

## v1 Requirements

- [ ] **TIDE-01**: Tide table for a harbour
- [ ] **TIDE-02**: Tide table by hour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Pending |
| TIDE-02 | Phase 2 | Pending |

**Coverage:**
- v1 requirements: 2 total
- Mapped to phases: 2
- Unmapped: 0
```

## How to fix
Count again, and correct the block, or add the row that is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Coverage, Subject
from auditlint.findings import SAFE, Edit, Finding, Fix, Related
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="CNT009",
    name="coverage-block",
    summary="A requirements coverage block differs from the tables above it",
    severity="error",
    fix="safe",
    needs=("Coverage",),
)


_DOCUMENT = Subject("document", "")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each number of a coverage block that nothing bears out."""
    for one in context.claims.of(Coverage):
        numbers = [number for number, _ in one.accepted]
        if one.stated in numbers:
            if len(set(numbers)) > 1:
                both = " and ".join(map(str, dict.fromkeys(numbers)))
                reason = f"the lists give {both} {one.label}, and either is accepted"
                context.undecided(_DOCUMENT, reason, context.document.path, one.span)
            continue
        said: dict[int, str] = {}
        for number, words in one.accepted:
            said.setdefault(number, words)
        counted = " and ".join(f"{number} {words}" for number, words in [*said.items()][:2])
        fix = None
        if len(said) == 1:
            fix = Fix(SAFE, f"Change {one.stated} to {numbers[0]}", (Edit(one.span, str(numbers[0])),))
        yield Finding(
            one.span,
            f"{one.stated} {one.label} stated, but there are {counted}",
            related=(Related(one.listed, f"the first of {counted.partition(' and ')[0]}"),),
            fix=fix,
            data={"label": one.label, "stated": one.stated, "counted": numbers[0]},
        )
