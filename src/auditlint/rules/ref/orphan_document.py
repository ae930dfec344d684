"""A plan, summary or phase that its siblings' documents leave out.

## What it does
Finds what belongs to a phase and is not tied to the rest: a SUMMARY without its PLAN, while
other plans of the phase have theirs; a plan file that the roadmap's plan list of that phase
leaves out; a phase folder that no roadmap lists, while the folders around it are listed; a phase
that the roadmap calls active or complete and that has no folder, archived or not, while nearly
all others have; a phase that the roadmap details but its progress table leaves out, while it has
a row for the others. One finding per phase.

## Why is this bad?
What no list names is not planned, not verified and not counted: it is forgotten, or work was
done that nobody asked for.

## Example
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

**Plans:** 1 plan

- [x] 01-01-PLAN.md - Write entries

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-02-PLAN.md <==
# Plan
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

**Plans:** 2 plans

- [x] 01-01-PLAN.md - Write entries
- [ ] 01-02-PLAN.md - Read entries

==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan

==> .planning/phases/01-ledger/01-02-PLAN.md <==
# Plan
```

## How to fix
List the document in the roadmap, or write the plan or row that is missing; delete what is not
wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import ROW, Boxed, Defines, Status, Subject, Tally
from auditlint.findings import Finding, Related
from auditlint.ledger.phase_numbers import BACKLOG, in_work, mentioned, with_folders
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditlint.ledger import Facts, Phase, Plan, Workspace
    from auditlint.reading.ids import PhaseId
    from auditlint.rules.base import ProjectContext, Undecided

RULE = Rule(
    code="REF009",
    name="orphan-document",
    summary="A plan, summary or phase that the documents around it leave out",
    severity="warning",
    scope="project",
)

#: A list is a convention for its siblings when it names at least two thirds of them.
_FEWEST = 2
#: Of the phases in work so many have folders for each that has none; else they were cleared away.
_SHARE = 4
_Key = tuple[str, "PhaseId"]


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each phase that something was left out of, or that was left out."""
    for workspace in context.ledger.workspaces:
        told: set[_Key] = set()
        roadmaps = workspace.of_kind("gsd-roadmap", None)
        for roadmap in roadmaps:
            yield from _unlisted_plans(workspace, roadmap, told, context.undecided)
        yield from _unlisted_phases(workspace, roadmaps, told)
        yield from _without_folder(workspace, context)
        for key, phase in workspace.phases.items():
            if key not in told:
                yield from _without_plan(phase)
        for roadmap in roadmaps:
            yield from _without_row(roadmap)


def _without_plan(phase: Phase) -> Iterator[Finding]:
    """Summaries whose plans are gone, where the phase kept others."""
    if phase.has_unnumbered_plans or len(phase.folders) != 1:
        return
    plans = phase.plans
    lone = [one for one in plans if one.document is None and one.summary is not None]
    if not lone or (len(plans) - len(lone)) < len(lone) * 2:
        return
    first = lone[0].summary
    if first is not None:
        yield Finding(
            Span(0, 0), f"{_named(lone)} of phase {phase.id} {_has(lone)} a summary, but no plan",
            related=_places([one.summary for one in lone[1:]], "another one"),
            data={"phase": str(phase.id), "part": "summary"}, path=first.path,
        )


def _named(plans: list[Plan]) -> str:
    names = ", ".join(one.id for one in plans[:5]) + (", ..." if len(plans) > 5 else "")
    return f"plan {names}" if len(plans) == 1 else f"plans {names}"


def _has(plans: list[Plan]) -> str:
    return "has" if len(plans) == 1 else "have"


def _places(documents: list[Facts | None], message: str) -> tuple[Related, ...]:
    return tuple(Related(Span(0, 0), message, one.path) for one in documents if one is not None)


def _unlisted_plans(
    workspace: Workspace, roadmap: Facts, told: set[_Key], undecided: Undecided
) -> Iterator[Finding]:
    """Plan files that the roadmap's list of the phase's plans leaves out."""
    listed: dict[_Key, set[str]] = {}
    for box in workspace.statements(Boxed, [roadmap]):
        if box.claim.subject.type != "plan":
            continue
        found = workspace.plan_of(box)
        if found is not None:
            listed.setdefault((found[0].scope, found[0].id), set()).add(found[1].id)
    for tally in workspace.statements(Tally, [roadmap]):
        if tally.claim.noun != "plans" or not tally.claim.complete:
            continue
        identity = tally.claim.scope.removeprefix("phase ")
        phase = workspace.named_phase_of(tally, identity)
        if phase is None:
            continue
        key = (phase.scope, phase.id)
        names = listed.get(key, set())
        if not names or len(names) != tally.claim.total:
            # Entries without a box, or without a file, may mean any plan.
            reason = "entries of the phase's list of plans have no box or no file"
            undecided(Subject("phase", identity), reason, roadmap.path, tally.span)
            continue
        missing = [one for one in phase.plans if one.document is not None and one.id not in names]
        if missing:
            told.add(key)
            yield Finding(
                tally.claim.span,
                f"phase {identity} lists {len(names)} {'plan' if len(names) == 1 else 'plans'}, "
                f"but not {_named(missing)}",
                related=_places([one.document for one in missing], "a plan that is not listed"),
                data={"phase": identity, "part": "plans"}, path=roadmap.path,
            )


def _unlisted_phases(
    workspace: Workspace, roadmaps: list[Facts], told: set[_Key]
) -> Iterator[Finding]:
    """Current phase folders that no roadmap speaks of, above the first that one does."""
    live = workspace.one("gsd-roadmap")
    if live is None or workspace.is_renumbered(live):
        return
    known = mentioned(roadmaps)
    folders = [phase for (scope, _), phase in workspace.phases.items() if not scope]
    listed = [phase.id for phase in folders if phase.id in known]
    if len(listed) < _FEWEST or len(listed) * 3 < len(folders) * 2:
        return
    lowest = min(mentioned([live]), default=None)
    for phase in folders:
        if (
            phase.id in known or phase.id.number >= BACKLOG or len(phase.folders) != 1
            or lowest is None or phase.id < lowest
        ):
            continue
        told.add((phase.scope, phase.id))
        yield Finding(
            Span(0, 0), f"phase {phase.id} has a folder, but no roadmap lists it",
            related=(Related(Span(0, 0), "the roadmap", live.path),),
            data={"phase": str(phase.id), "part": "folder"}, path=phase.documents[0].path,
        )


def _without_folder(workspace: Workspace, context: ProjectContext) -> Iterator[Finding]:
    """Phases in work without a folder, above the first that has one."""
    live = workspace.one("gsd-roadmap")
    if live is None or workspace.is_renumbered(live):
        return
    stated = in_work(live)
    folders = [phase for number in stated if (phase := workspace.phase("", number)) is not None]
    lowest = min((phase.id for phase in folders), default=None)
    lone = [
        number for number in stated
        if number not in workspace.by_number and lowest is not None and number > lowest
        and not number.decimals and number.number < BACKLOG
    ]
    if not lone or len(folders) < len(lone) * _SHARE:
        return
    there = with_folders(context.files(workspace.root))
    if not all(phase.id in there for phase in folders):
        return  # What git ignores is not listed: nothing is known of it.
    others = [one for one in context.ledger.workspaces if one is not workspace]
    for number in lone:
        if (
            number not in there and not _has_part(number, there)
            and not any(_is_phase_of(other, number, workspace, live) for other in others)
        ):
            said = stated[number]
            word = "complete" if said.state == words.DONE else "in work"
            beside = max((one for one in folders if one.id < number), key=lambda one: one.id)
            yield Finding(
                said.span, f"phase {number} is {word}, but has no folder, as {len(folders)} others "
                "in work or complete have",
                related=(
                    Related(Span(0, 0), f"the folder of phase {beside.id}", beside.documents[0].path),
                ),
                data={"phase": str(number), "part": "no folder"}, path=live.path,
            )


def _is_phase_of(other: Workspace, number: PhaseId, workspace: Workspace, live: Facts) -> bool:
    """Whether another planning tree has the folder of a phase that `live` speaks of."""
    return any(
        workspace.is_called(live, str(number), phase) for phase in other.by_number.get(number, ())
    )


def _has_part(number: PhaseId, known: Iterable[PhaseId]) -> bool:
    """Whether `known` has a lettered part (23A, 23B) of a phase."""
    return any(
        one.letter and one.number == number.number and one.decimals == number.decimals
        for one in known
    )


def _without_row(roadmap: Facts) -> Iterator[Finding]:
    """Phases that are detailed, but have no row where the others have one."""
    rows: set[PhaseId] = set()
    held: set[str] = set()
    for one in roadmap.claims:
        if isinstance(one, Status) and one.subject.type == "phase":
            number = phase_id(one.subject.id)
            if one.source == ROW and number is not None:
                rows.add(number)
            elif one.state == words.HELD:
                held.add(one.subject.id)
    detailed: dict[PhaseId, Defines] = {}
    for entry in roadmap.of(Defines):
        number = phase_id(entry.subject.id)
        if entry.subject.type == "phase" and number is not None and number.number < BACKLOG:
            detailed.setdefault(number, entry)
    both = [number for number in detailed if number in rows]
    if len(both) < _FEWEST or len(both) * 3 < len(detailed) * 2:
        return
    for number, entry in detailed.items():
        if (
            number not in rows and number > min(rows) and entry.subject.id not in held
            and not _has_part(number, rows)
        ):
            yield Finding(
                entry.span, f"phase {number} has no row in the progress table",
                data={"phase": str(number), "part": "row"}, path=roadmap.path,
            )
