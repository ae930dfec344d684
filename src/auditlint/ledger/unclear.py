"""Why the folders cannot say anything of a phase or plan: in words, for ``auditlint why``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.ledger.scopes import scope_of
from auditlint.reading.ids import phase_id

if TYPE_CHECKING:
    from auditlint.ledger.facts import Statement
    from auditlint.ledger.workspace import Workspace


def unclear_phase(workspace: Workspace, statement: Statement, identity: str) -> str:
    """Say why `identity`, as a document means it, is no phase with a folder that can be judged."""
    scope, _, token = identity.rpartition("/")
    number = phase_id(token)
    if number is None:
        return f"{token!r} is no number of a phase"
    if workspace.is_renumbered(statement.facts):
        return "the document's names of phases do not fit the folders: they were renumbered"
    found = workspace.by_number.get(number, [])
    own = scope_of(statement.facts.path) or scope
    chosen = [one for one in found if one.scope == own] or ([] if own else found)
    if not chosen:
        return "the phase has no folder"
    if len(chosen) > 1:
        return "several milestones have a phase of this number"
    phase = chosen[0]
    if len(phase.folders) > 1:
        return f"the phase has {len(phase.folders)} folders"
    if workspace.named_phase_of(statement, identity) is None:
        return "the phase's name does not fit the name of its folder"
    if phase.has_phase_summary:
        return "one summary without a plan number covers the whole phase"
    if phase.has_unnumbered_plans:
        return "a plan file of the phase has no number"
    if not phase.plans:
        return "the phase's folder has no plans"
    return "the folder does not decide it"


def unclear_plan(workspace: Workspace, statement: Statement) -> str:
    """Say why a claim about a plan (``07-04``) means no plan on disk."""
    scope, slash, token = statement.claim.subject.id.rpartition("/")
    phase = scope + slash + token.rpartition("-")[0]
    if workspace.named_phase_of(statement, phase) is not None:
        return "the phase's folder has neither this plan nor its summary"
    return unclear_phase(workspace, statement, phase)
