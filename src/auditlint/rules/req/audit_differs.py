"""An audit says of requirements what their list, or another of its sources, contradicts.

## What it does
Compares the verdicts of a milestone audit with the requirements list of the same milestone: a
requirement that the audit calls satisfied, and whose box and row are open, pending or in
progress. Verdicts and statuses with a reservation ("satisfied (partial)", "Pending (user)") are
left alone, and so is a requirement whose box and row disagree with each other. A list in which
nothing that was audited is done was not kept at all: one finding with a count.

It also holds the source columns of the audit's matrix against their sources: a cell that says
``[x]`` over an open box, ``listed (07-04)`` where that summary lists other requirements, or
``SATISFIED`` where the verification found it wanting. What an audit found missing is left alone:
it may have been mended since.

## Why is this bad?
"31/31 satisfied" stands above a list in which every row is Pending: one of the two is false,
and both are read. The next milestone is planned from the list.

## Example
```text bad tree
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour v1.0

## v1 Requirements

- [x] **TIDE-01**: Tide table for a harbour
- [ ] **TIDE-02**: Tide table by hour

==> .planning/v1.0-MILESTONE-AUDIT.md <==
# v1.0 Milestone Audit

## Requirements Coverage

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | 1 | satisfied |
| TIDE-02 | 1 | satisfied |
```

Use instead:
```text good tree
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour v1.0

## v1 Requirements

- [x] **TIDE-01**: Tide table for a harbour
- [x] **TIDE-02**: Tide table by hour

==> .planning/v1.0-MILESTONE-AUDIT.md <==
# v1.0 Milestone Audit

## Requirements Coverage

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | 1 | satisfied |
| TIDE-02 | 1 | satisfied |
```

## How to fix
Find out whether the requirement is met, then complete it in the list or correct the audit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.ledger.quoted import differences
from auditlint.ledger.requirements import audited, behind_audit, is_bare, registers, shortened
from auditlint.parsing.structure import plain
from auditlint.reading import words
from auditlint.rules.base import Rule, unheard
from auditlint.rules.req._reopened import was_reopened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.quoted import Difference
    from auditlint.ledger.requirements import Register, Said, Verdict
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REQ007",
    name="audit-differs",
    summary="An audit says of a requirement what the list or another of its sources contradicts",
    severity="error",
    fix="unsafe",
    scope="project",
)

#: From so many on, a list in which nothing that was audited is done was never kept.
_STALE = 3


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each requirement, or one for a list that was never kept."""
    for workspace in context.ledger.workspaces:
        every = registers(workspace)
        for register in every:
            found = {
                identity: pair
                for identity, pair in behind_audit(workspace, register, every).items()
                if not was_reopened(context.evidence, register.facts.path, pair[1].facts.path, identity)
            }
            yield from _columns(list(differences(workspace, register, every)), set(found))
            if context.undecided is not unheard:
                _tell(context, register, audited(workspace, register, every))
            if not found:
                continue
            said = (register.state(one) for one in audited(workspace, register, every))
            kept = any(one is None or one.state == words.DONE for one in said)
            if len(found) >= _STALE and not kept:
                yield _finding(register, found)
            else:
                for identity, pair in found.items():
                    yield _finding(register, {identity: pair})


def _tell(context: ProjectContext, register: Register, verdicts: dict[str, Verdict]) -> None:
    """Say of which audited requirements the list does not plainly tell a state."""
    for identity in verdicts:
        said = register.state(identity)
        defined = register.defined.get(identity)
        if defined is not None and (said is None or not is_bare(said)):
            reason = "the list says no state of it, or two" if said is None else (
                f"the list says more than a state: {said.raw.strip()}"
            )
            context.undecided(defined.subject, reason, register.facts.path, defined.span)


def _finding(register: Register, found: dict[str, tuple[Said, Verdict]]) -> Finding:
    ids = sorted(found, key=lambda one: found[one][0].span)
    said, verdict = found[ids[0]]
    if len(ids) == 1:
        message = (
            f"{ids[0]} is {_short(said.raw)!r} here, but the audit calls it"
            f" {_short(verdict.claim.verdict)!r}"
        )
    else:
        message = (
            f"the audit calls {len(ids)} requirements ({shortened(ids)}) satisfied, but none is"
            f" done in this list: {ids[0]} is {_short(said.raw)!r}"
        )
    edits = tuple(Edit(*place) for one in ids for place in register.places(one))
    return Finding(
        said.span,
        message,
        related=tuple(
            Related(
                found[one][1].claim.span,
                f"{one} is {_short(found[one][1].claim.verdict)!r} here",
                found[one][1].facts.path,
            )
            for one in ids
        ),
        fix=Fix(UNSAFE, "Complete it in the list", edits),
        data={"ids": " ".join(ids), "state": said.state},
        path=register.facts.path,
    )


_COLUMNS = {
    "requirements": "the requirements list", "summary": "the summary",
    "verification": "the verification",
}


def _columns(found: list[Difference], told: set[str]) -> Iterator[Finding]:
    """One finding for each wrong cell; many of one column in one audit are one cause."""
    groups: dict[tuple[str, str], list[Difference]] = {}
    for one in found:
        if one.cell.of != "requirements" or one.cell.subject.id not in told:
            groups.setdefault((one.audit.path, one.cell.of), []).append(one)
    for some in groups.values():
        for part in [some] if len(some) >= _STALE else [[one] for one in some]:
            yield _column_finding(part)


def _column_finding(some: list[Difference]) -> Finding:
    first = some[0]
    ids = [one.cell.subject.id for one in some]
    message = f"{_short(first.cell.raw)!r} here, but for {ids[0]} {first.says}"
    if len(some) > 1:
        message += f"; so for {len(some)} requirements ({shortened(ids)})"
    related = [Related(first.span, f"{_COLUMNS[first.cell.of]} on {ids[0]}", first.path)]
    for one in some[1:]:
        identity = one.cell.subject.id
        said = f"{identity} is {_short(one.cell.raw)!r} here"
        related.append(Related(one.cell.span, said, one.audit.path))
        related.append(Related(one.span, f"{_COLUMNS[one.cell.of]} on {identity}", one.path))
    return Finding(
        first.cell.span, message, related=tuple(related),
        data={"ids": " ".join(ids), "column": first.cell.of}, path=first.audit.path,
    )


def _short(text: str) -> str:
    text = " ".join(plain(text).split())
    return text if len(text) <= 40 else text[:39] + "…"
