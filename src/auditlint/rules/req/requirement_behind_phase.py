"""A requirement that is still open although its phase is complete, or done before it began.

## What it does
Takes the phases that the traceability table gives a requirement. When the roadmap calls all of
them complete, every plan of theirs has its summary and their verifications passed, the
requirement cannot be open. When none of them has begun (the roadmap says so, and they have no
summaries while other phases have), it cannot be done. One finding per phase. A status with a qualifier ("Pending (user)"),
a requirement that the verification does not call satisfied, and one that REQ007 reports are
left alone.

## Why is this bad?
What the list says is what the next milestone is planned from. A requirement that was delivered
and is still Pending is planned again; one that is Complete and was never begun is forgotten.

## Example
```text bad tree
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour

## v1 Requirements

- [ ] **TIDE-01**: Tide table for a harbour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Pending |

==> .planning/ROADMAP.md <==
# Roadmap: Harbour

- [x] **Phase 1: Tables** - Tide tables

### Phase 1: Tables

**Requirements**: TIDE-01
```

Use instead:
```text good tree
==> .planning/REQUIREMENTS.md <==
# Requirements: Harbour

## v1 Requirements

- [x] **TIDE-01**: Tide table for a harbour

## Traceability

| Requirement | Phase | Status |
|-------------|-------|--------|
| TIDE-01 | Phase 1 | Complete |

==> .planning/ROADMAP.md <==
# Roadmap: Harbour

- [x] **Phase 1: Tables** - Tide tables

### Phase 1: Tables

**Requirements**: TIDE-01
```

## How to fix
Complete the requirement in the list, or reopen the phase; correct the phase in the table when
another one delivered it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Cites, Satisfied, Status, Subject
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.ledger.requirements import behind_audit, folder_of, is_bare, listed_as, registers
from auditlint.parsing.structure import plain
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.ledger.requirements import Register, Said
    from auditlint.reading.ids import PhaseId
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="REQ009",
    name="requirement-behind-phase",
    summary="A requirement is open although its phase is complete, or done before it began",
    severity="warning",
    fix="unsafe",
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each phase whose requirements are behind it, or ahead of it."""
    for workspace in context.ledger.workspaces:
        every = registers(workspace)
        for register in every:
            if register.roadmap is not None:
                reported = behind_audit(workspace, register, every)
                yield from _check(
                    workspace, register, register.roadmap, set(reported), context.undecided
                )


def _check(
    workspace: Workspace, register: Register, roadmap: Facts, reported: set[str],
    undecided: Undecided,
) -> Iterator[Finding]:
    stated: dict[str, list[Status]] = {}
    for claim in roadmap.of(Status):
        if claim.subject.type == "phase":
            stated.setdefault(claim.subject.id, []).append(claim)
    progress = _Phases(workspace, register, stated)
    groups: dict[tuple[str, str], list[tuple[str, Said]]] = {}
    for identity in register.defined:
        said = register.state(identity)
        phases = register.phases_of(identity)
        reason = _unclear(said, phases, identity in reported)
        if said is None or reason:
            span = register.defined[identity].span
            undecided(Subject("requirement", identity), reason, register.facts.path, span)
            continue
        states = {progress.state(one) for one in phases}
        if words.UNKNOWN in states:
            reason = "its phase is neither complete nor untouched for certain"
            undecided(Subject("requirement", identity), reason, register.facts.path, said.span)
        last = max(phases, key=lambda one: phase_id(one) or (0,))
        if said.state == words.DONE:
            if states == {words.OPEN}:
                groups.setdefault((last, words.DONE), []).append((identity, said))
        elif states == {words.DONE} and not any(
            _unsettled(folder_of(workspace, register, one), identity) for one in phases
        ):
            groups.setdefault((last, words.OPEN), []).append((identity, said))
    for (phase, state), some in groups.items():
        yield _finding(register, roadmap, phase, state, some, stated[phase][0])


def _unclear(said: Said | None, phases: set[str], is_reported: bool) -> str:
    """Say why a requirement is not held against its phases; "" where it is."""
    if said is None:
        return "the list says no state of it, or two"
    if not phases:
        return "no row names its phase"
    if is_reported:
        return "audit-differs (REQ007) says it"
    return "" if is_bare(said) else f"the list says more than a state: {said.raw.strip()}"


class _Phases:
    """How far the phases of a register are, by the roadmap and the folders."""

    __slots__ = ("_known", "_register", "_stated", "_verified", "_worked", "_workspace")

    def __init__(
        self, workspace: Workspace, register: Register, stated: dict[str, list[Status]]
    ) -> None:
        self._workspace = workspace
        self._register = register
        self._stated = stated
        self._known: dict[str, str] = {}
        self._worked: set[PhaseId] = set()
        self._verified: set[str] = set()
        for one in workspace.phases.values():
            verified = bool(one.of_kind("gsd-verification"))
            if verified:
                self._verified.add(one.scope)
            if verified or one.of_kind("gsd-summary"):
                self._worked.add(one.id)

    def state(self, phase: str) -> str:
        """Whether a phase is complete (done) or has not begun (open); unknown otherwise."""
        known = self._known.get(phase)
        if known is None:
            known = self._known[phase] = self._read(phase)
        return known

    def _read(self, phase: str) -> str:
        states = {one.state for one in self._stated.get(phase, ())}
        if states == {words.OPEN}:
            return words.OPEN if self._has_not_begun(phase) else words.UNKNOWN
        if states != {words.DONE}:
            return words.UNKNOWN
        folder = folder_of(self._workspace, self._register, phase)
        if folder is None:
            return words.DONE
        if len(folder.folders) != 1:
            return words.UNKNOWN
        if any(one.summary is None for one in folder.plans) and not folder.has_phase_summary:
            return words.UNKNOWN
        verdict = folder.verdict
        if not verdict and folder.scope in self._verified:
            return words.UNKNOWN  # Its siblings are verified, so it is not done without.
        return words.DONE if verdict in ("", words.DONE) else words.UNKNOWN

    def _has_not_begun(self, phase: str) -> bool:
        """Whether the folders bear out that a phase has not begun.

        Only of the running milestone, and only where phases leave folders: a roadmap that was
        never kept calls every phase "not started".
        """
        if self._register.scope or not self._worked:
            return False
        return phase_id(phase) not in self._worked


def _unsettled(phase: Phase | None, identity: str) -> bool:
    """Whether a verification of the phase names the requirement without calling it satisfied."""
    if phase is None:
        return False
    for report in phase.of_kind("gsd-verification"):
        named = any(one.subject.id == identity for one in report.of(Cites))
        if named and not any(one.subject.id == identity for one in report.of(Satisfied)):
            return True
    return False


def _finding(
    register: Register, roadmap: Facts, phase: str, state: str, some: list[tuple[str, Said]],
    stated: Status,
) -> Finding:
    some.sort(key=lambda one: one[1].span)
    ids = [one[0] for one in some]
    first = some[0][1]
    subject = listed_as(ids)
    verb = "is" if len(ids) == 1 else "are"
    fix = None
    if state == words.DONE:
        message = f"{subject} {verb} done here, but phase {phase} has not begun"
        note = f"phase {phase} is {plain(stated.raw)!r} here"
    else:
        message = f"{subject} {verb} still {plain(first.raw)!r} here, but phase {phase} is complete"
        note = f"phase {phase} is complete here"
        edits = tuple(Edit(*place) for one in ids for place in register.places(one))
        fix = Fix(UNSAFE, "Complete it in the list", edits)
    return Finding(
        first.span,
        message,
        related=(
            Related(stated.span, note, roadmap.path),
            *(Related(one.span, f"{identity} is {plain(one.raw)!r}", register.facts.path)
              for identity, one in some[1:]),
        ),
        fix=fix,
        data={"ids": " ".join(ids), "phase": phase, "state": state},
        path=register.facts.path,
    )
