"""The matrix of a milestone, from the ledger: every cell with the place it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.reading import words
from auditlint.trace import cells, decision
from auditlint.trace.evidence import within
from auditlint.trace.index import SUMMARY, Index
from auditlint.trace.matrix import PLAIN, TONES, Cell, Matrix, Row
from auditlint.trace.sources import choose
from auditlint.trace.verdicts import verified

if TYPE_CHECKING:
    from auditlint.ledger import Workspace
    from auditlint.ledger.requirements import Register


def build(workspace: Workspace, wanted: str = "") -> Matrix | None:
    """Return the matrix of the milestone `wanted` of a planning tree ("" for the current one).

    None where the tree has no such milestone.
    """
    milestone = choose(workspace, wanted)
    if milestone is None:
        return None
    index = Index(workspace, milestone)
    rows = [_row(index, one, register) for one, register in _universe(index).items()]
    documents = [*milestone.lists, *milestone.roadmaps, *milestone.audits]
    return Matrix(
        workspace.root, milestone.version, tuple(one.path for one in documents), tuple(rows),
        (*milestone.notes, *_notes(index, rows)),
    )


def _universe(index: Index) -> dict[str, Register | None]:
    """Every requirement in the order of its definition, with the list that has it.

    A tree without a list is traced by what its table, else its roadmap and audit name.
    """
    found: dict[str, Register | None] = {}
    for register in index.registers:
        for identity in register.defined or register.rows:
            found.setdefault(identity, register)
    if not found:
        for identity in (*index.in_roadmap, *index.audited):
            if identity:
                found.setdefault(identity, None)
    return found


def _notes(index: Index, rows: list[Row]) -> list[str]:
    notes = []
    if not index.registers and rows:
        notes.append("there is no requirements list: these are the ids that roadmap and audit name")
    if not index.milestone.audits:
        notes.append("there is no audit of this milestone")
    known = {row.id for row in rows} | index.others
    for register in index.registers:
        known |= register.known
    strange = sorted(set(index.plans) - known) if index.registers else []
    if strange:
        shown = ", ".join(strange[:5]) + (f" and {len(strange) - 5} more" if strange[5:] else "")
        notes.append(f"plans name ids that the requirements list does not define: {shown}")
    return notes


def _row(index: Index, identity: str, register: Register | None) -> Row:
    assigned = index.assigned(identity, register)
    phases = list(dict.fromkeys(phase for phase, _ in assigned))
    # Ids that another milestone uses too say nothing about phases that are not theirs.
    only = set(phases) if identity in index.others and phases else None
    completed = within(index.done.get(identity, ()), only)
    verdict = verified(index, identity, phases, only)
    box, ticked, held = cells.checkbox(identity, register)
    summaries = sum(len(index.documents(phase, SUMMARY)) for phase in phases)
    broken = bool(index.done and cells.unreadable(index, phases))
    listed = None
    if completed:
        listed = True
    elif broken or not index.listing.isdisjoint(phases):
        listed = False  # Where no summary of its phases lists anything, they say nothing of it.
    status, reason = decision.decide(decision.Sources(
        verdict.verdict, listed, summaries, ticked, held, verdict.by_phase, ", ".join(phases),
        verdict.raw, broken,
        register is None or identity in register.boxes,
    ))
    audit, audited = cells.audit(index, identity)
    definition = cells.definition(index, identity, register)
    name = ""
    if register is not None and identity in register.defined:
        name = register.defined[identity].name
    differs = _differs(audited, status)
    if differs:
        reason += f"; the audit says {audit.text}"
    places = verdict.cell.evidence or box.evidence or definition
    return Row(
        identity, name, Cell(identity, PLAIN, definition), cells.phase(assigned),
        cells.roadmap(index, identity, phases), cells.plans(index, identity, phases, only),
        cells.summaries(index, completed, phases, summaries), verdict.cell, box, audit,
        Cell(status, TONES[status], places), reason, differs,
    )


def _differs(audited: set[str], status: str) -> bool:
    """Whether the audit's verdict and the final status cannot both be right."""
    if len(audited) != 1:
        return False
    said = next(iter(audited))
    fine = status.startswith("satisfied")
    if said == words.DONE:
        return not fine and status not in ("unknown", "deferred")
    return said in (words.FAILED, words.ACTIVE) and fine
