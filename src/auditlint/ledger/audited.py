"""What a milestone audit had before it: a phase's verification as it was when it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Dated
from auditlint.ledger.scopes import scope_of
from auditlint.reading.dates import Moment, read
from auditlint.reading.ids import phase_id

if TYPE_CHECKING:
    from auditlint.ledger.facts import Facts
    from auditlint.ledger.phase import Phase
    from auditlint.ledger.workspace import Workspace


class Judged(NamedTuple):
    """A verification that is older than the audit that judges its phase."""

    report: Facts
    verified: Moment


def judged(workspace: Workspace, audit: Facts, audited: Moment, phase: str) -> Judged | None:
    """Return the only verification of a phase, where its date makes it older than the audit."""
    found = _phase_of(workspace, audit, phase)
    reports = found.of_kind("gsd-verification") if found is not None else []
    if len(reports) != 1:
        return None
    verified = moment_of(reports[0], "verified")
    if verified is None or not is_older(verified, audited):
        return None
    return Judged(reports[0], verified)


def is_older(one: Moment, other: Moment) -> bool:
    """Whether what happened at `one` was there at `other`, by the two dates alone."""
    if one.timed and other.timed and one.zoned == other.zoned:
        return one.second <= other.second
    return one.day < other.day


def moment_of(facts: Facts, event: str) -> Moment | None:
    """Return the last date that a document gives for an event; None where one of them is none."""
    moments = [read(one.when) for one in facts.of(Dated) if one.event == event]
    known = [one for one in moments if one is not None]
    return max(known, key=lambda one: one.second) if known and len(known) == len(moments) else None


def _phase_of(workspace: Workspace, audit: Facts, identity: str) -> Phase | None:
    """The only phase that a row can mean: of the audit's own milestone, or of all."""
    number = phase_id(identity)
    found = workspace.by_number.get(number, []) if number is not None else []
    scope = _milestone(audit)
    exact = [one for one in found if one.scope == scope]
    chosen = exact or found
    return chosen[0] if len(chosen) == 1 and len(chosen[0].folders) == 1 else None


def _milestone(audit: Facts) -> str:
    """The milestone that an audit's file is named for: ``v1.0`` of ``v1.0-MILESTONE-AUDIT.md``."""
    name = audit.path.rpartition("/")[2]
    return name.partition("-")[0] if name[:1] == "v" else scope_of(audit.path)
