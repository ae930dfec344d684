"""DAT003 between documents: one milestone shipped, or one phase completed, on two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Dated
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.ledger import scope_of
from auditlint.ledger.milestones import by_version, current_documents
from auditlint.ledger.timeline import agreed, phase_moments
from auditlint.reading import dates
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Statement, Workspace
    from auditlint.ledger.timeline import When


def differences(workspace: Workspace) -> Iterator[Finding]:
    """Yield one finding for each document that dates a milestone or phase unlike another does."""
    for same in by_version((Dated,), current_documents(workspace)).values():
        by_path: dict[str, list[Statement]] = {}
        for one in same:
            if one.claim.event == "shipped":
                by_path.setdefault(one.facts.path, []).append(one)
        moments = [when for one in by_path.values() if (when := agreed(one)) is not None]
        yield from _compare("milestone", moments)
    roadmap = workspace.one("gsd-roadmap")
    if roadmap is None:
        return
    current = phase_moments(roadmap, "completed")
    for archived in workspace.of_kind("gsd-roadmap", None):
        scope = scope_of(archived.path)
        if not scope:
            continue
        for identity, when in phase_moments(archived, "completed").items():
            ours = current.get(f"{scope}/{identity}")
            if ours is not None:
                yield from _compare("phase", [when, ours])


def _compare(what: str, moments: list[When]) -> Iterator[Finding]:
    """The first document that gives a date is held to be right: it is the record."""
    for other in moments[1:]:
        if dates.surely_different_days(moments[0].moment, other.moment):
            yield _finding(what, moments[0], other)


def _finding(what: str, first: When, other: When) -> Finding:
    claim: Dated = other.place.claim
    stated, here = first.moment.written, other.moment.written
    where = first.place.facts.path
    name = where.rpartition("/")[2]
    fix = None
    if claim.when == here and claim.span.end - claim.span.start == len(here):
        place = Span(claim.span.start, claim.span.end)
        fix = Fix(UNSAFE, f"Change it to {stated}", (Edit(place, stated),))
    subject = f"{what} {claim.subject.id}"
    return Finding(
        claim.span,
        f"{subject}: {claim.event} {here} here, but {stated} in {name}",
        related=(Related(first.place.span, f"{claim.event} {stated} here", where),),
        fix=fix,
        data={"event": claim.event, "subject": subject, "here": here, "there": stated,
              "document": name},
        path=other.place.facts.path,
    )
