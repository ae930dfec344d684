"""DAT001 between documents: phases, verifications and milestones before what they close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Dated, Scheduled
from auditlint.findings import Finding, Related
from auditlint.ledger import Statement, scope_of
from auditlint.ledger.milestones import by_version, version_of
from auditlint.ledger.schedule import name_of
from auditlint.ledger.timeline import agreed, own_moment, phase_moments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Phase, Plan, Workspace
    from auditlint.ledger.timeline import When
    from auditlint.reading.dates import Moment


def order(workspace: Workspace) -> Iterator[Finding]:
    """Yield one finding for each thing that was done before what it rests on."""
    for roadmap in workspace.of_kind("gsd-roadmap", None):
        scope = scope_of(roadmap.path)
        for identity, completed in phase_moments(roadmap, "completed").items():
            phase = workspace.named_phase_of(completed.place, identity)
            if phase is not None and scope in ("", phase.scope):
                yield from _before(f"phase {identity}", "completed", completed, _work(phase))
    for phase in workspace.phases.values():
        if len(phase.folders) == 1:
            yield from _verifications(phase)
    yield from _milestones(workspace)


def _days_before(one: Moment, other: Moment) -> bool:
    """Whether `one` is more than a day before `other`.

    Documents are written by different hands, and the clock times in them are guessed as often
    as they are looked up, so a time proves no more than its day.
    """
    return one.day + 1 < other.day


def _work(phase: Phase) -> list[tuple[str, When]]:
    """When the phase's plans were completed, by their summaries, the first one first.

    Plans that close gaps come after the phase was called complete, and are left out. Empty where
    the day of one plan is not known: it may have been the first.
    """
    found = []
    for plan in phase.plans:
        if plan.summary is not None and not _closes_gaps(plan):
            done = own_moment(plan.summary, "completed")
            if done is None:
                return []
            found.append((f"plan {name_of(phase.id, plan.id)}", done))
    found.sort(key=lambda one: one[1].moment.second)
    return found


def _closes_gaps(plan: Plan) -> bool:
    return plan.document is not None and any(
        one.restarts for one in plan.document.of(Scheduled)
    )


def _verifications(phase: Phase) -> Iterator[Finding]:
    work = _work(phase)
    for report in phase.of_kind("gsd-verification"):
        verified = own_moment(report, "verified")
        if verified is not None:
            yield from _before(f"phase {phase.id}", "verified", verified, work)


def _before(
    subject: str, event: str, when: When, work: list[tuple[str, When]]
) -> Iterator[Finding]:
    """Report an event that is before the very first of the work that it closes.

    Work that goes on afterwards is none of this rule's business.
    """
    if not work or not _days_before(when.moment, work[0][1].moment):
        return
    name, first = work[0]
    path = first.place.facts.path
    yield Finding(
        when.place.span,
        f"{subject} was {event} {when.moment.written}, which is before its first plan was"
        f" completed ({first.moment.written})",
        related=(Related(first.place.span, f"{name} was completed here", path),),
        data={"first": f"{name} completed", "second": event, "subject": subject,
              "document": path.rpartition("/")[2]},
        path=when.place.facts.path,
    )


def _milestones(workspace: Workspace) -> Iterator[Finding]:
    """A milestone that was shipped before the last of its archived phases was verified."""
    record = workspace.one("gsd-milestones")
    shipped = by_version((Dated,), [record] if record is not None else [])
    last: dict[tuple[int, ...], tuple[str, When]] = {}
    for phase in workspace.phases.values():
        version = version_of(phase.scope)
        work = _work(phase) if version in shipped and len(phase.folders) == 1 else []
        for name, done in work:
            if version not in last or last[version][1].moment.second < done.moment.second:
                last[version] = (name, done)
    for version, (name, done) in last.items():
        when = agreed(Statement(one.facts, one.claim) for one in shipped[version])
        if when is None or not _days_before(when.moment, done.moment):
            continue
        subject = f"milestone {when.place.claim.subject.id}"
        path = done.place.facts.path
        yield Finding(
            when.place.span,
            f"{subject} was shipped {when.moment.written}, which is before its {name} was"
            f" completed ({done.moment.written})",
            related=(Related(done.place.span, f"{name} was completed here", path),),
            data={"first": f"{name} completed", "second": "shipped", "subject": subject,
                  "document": path.rpartition("/")[2]},
            path=when.place.facts.path,
        )
