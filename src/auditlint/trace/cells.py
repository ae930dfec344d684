"""The cells of a row that are read from one source each: roadmap, plans, summaries, list, audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.reading import words
from auditlint.trace.evidence import FEW, MOST, box, place, tops, within
from auditlint.trace.index import SUMMARY
from auditlint.trace.matrix import BAD, GOOD, PLAIN, UNKNOWN, WARN, Cell

if TYPE_CHECKING:
    from auditlint.ledger.requirements import Register
    from auditlint.trace.index import Index
    from auditlint.trace.matrix import Evidence


def definition(
    index: Index, identity: str, register: Register | None
) -> tuple[Evidence, ...]:
    """Return where a requirement is defined: in its list, else where it is first named."""
    if register is not None:
        for kept in (register.defined.get(identity), *register.rows.get(identity, ())):
            if kept is not None:
                return (place(register.facts, kept, identity),)
    for facts, assigned in index.in_roadmap.get(identity, ()):
        return (place(facts, assigned, identity),)
    named = index.audited.get(identity, ())[:1]
    return tuple(place(one.facts, one.claim, identity) for one in named)


def phase(assigned: list[tuple[str, Evidence]]) -> Cell:
    """Return the phases that a requirement is assigned to."""
    if not assigned:
        return Cell("not assigned", UNKNOWN)
    text = ", ".join(dict.fromkeys(phase for phase, _ in assigned))
    return Cell(text, PLAIN, tuple(one for _, one in assigned))


def roadmap(index: Index, identity: str, phases: list[str]) -> Cell:
    """Return the phase that the roadmap gives a requirement to, and how that phase stands."""
    found: list[Evidence] = []
    stated = index.stated_phases(identity)
    for facts, claim in index.in_roadmap.get(identity, ()):
        own = index.own_phase(claim.phase)
        found.append(place(facts, claim, f"phase {own}"))
    for one in stated or phases:
        states = index.phase_states.get(one, ())
        found += [state._replace(text=f"phase {one} {state.text}") for state in states[:1]]
    if not found:
        if not index.milestone.roadmaps:
            return Cell("no roadmap", UNKNOWN)
        return Cell("not named", UNKNOWN, tops(index.milestone.roadmaps[:1]))
    differs = bool(stated) and bool(phases) and set(stated) != set(phases)
    shown: dict[str, str] = {}
    for said in found:
        own = said.text.split(" ")[1]
        shown[own] = said.text if len(said.text) > len(shown.get(own, "")) else shown[own]
    return Cell(", ".join(shown.values()), WARN if differs else PLAIN, tuple(found[:MOST]))


def plans(index: Index, identity: str, phases: list[str], only: set[str] | None) -> Cell:
    """Return the plans that claim a requirement."""
    kept = within(index.plans.get(identity, ()), only)
    if kept:
        return Cell(", ".join(dict.fromkeys(one.text for one in kept)), PLAIN, kept)
    if not index.plans:
        return Cell("plans name none", UNKNOWN)
    broken = tuple(one for phase in phases for one in index.broken_plans.get(phase, ()))
    return Cell("unknown: no YAML" if broken else "no plan", UNKNOWN, broken[:FEW])


def unreadable(index: Index, phases: list[str]) -> tuple[Evidence, ...]:
    """Return the places in the phases' summaries from which on front matter is no YAML."""
    return tuple(one for phase in phases for one in index.broken.get(phase, ()))


def summaries(
    index: Index, completed: tuple[Evidence, ...], phases: list[str], number: int
) -> Cell:
    """Return the summaries that completed a requirement; `number` were read for it."""
    if completed:
        text = ", ".join(dict.fromkeys(one.text for one in completed))
        return Cell(text, GOOD, completed)
    if not number:
        return Cell("no summary", UNKNOWN)
    broken = unreadable(index, phases)
    if broken and index.done:
        return Cell("unknown: no YAML", UNKNOWN, broken)
    read = tops(one for phase in phases for one in index.documents(phase, SUMMARY))
    if index.listing.isdisjoint(phases):
        return Cell("unknown: summaries list none", UNKNOWN, read)
    return Cell(f"not listed ({number} read)", WARN, read)


def checkbox(identity: str, register: Register | None) -> tuple[Cell, bool | None, str]:
    """Return the box and the table's status, whether it is ticked, and the word that sets it
    aside ("" where none does)."""
    if register is None:
        return Cell("no list", UNKNOWN), None, ""
    places: list[Evidence] = []
    ticked: bool | None = None
    own = register.boxes.get(identity)
    if own is not None:
        places.append(place(register.facts, own, box(own.state)))
        ticked = {"done": True, "open": False}.get(own.state)
    held = ""
    for claim in register.statuses.get(identity, ()):
        places.append(place(register.facts, claim, claim.raw.strip()))
        if claim.state == words.HELD and words.read(claim.raw).word != "blocked":
            held = claim.raw.strip()
        elif own is None:
            ticked = {words.DONE: True, words.OPEN: False, words.ACTIVE: False}.get(claim.state)
    if not places:
        return Cell("no box", UNKNOWN), None, ""
    tone = GOOD if ticked else WARN if ticked is False else UNKNOWN
    text = " ".join(dict.fromkeys(one.text for one in places))
    return Cell(text, tone, tuple(places)), ticked, held


def audit(index: Index, identity: str) -> tuple[Cell, set[str]]:
    """Return the audit's verdict, and its states."""
    found = index.audited.get(identity, ())
    if not found:
        text = "not named" if index.milestone.audits else "no audit"
        return Cell(text, UNKNOWN, tops(index.milestone.audits)), set()
    states = {one.claim.state for one in found}
    text = " / ".join(dict.fromkeys(one.claim.raw for one in found))
    tone = {words.DONE: GOOD, words.FAILED: BAD, words.ACTIVE: WARN}.get(
        next(iter(states)), PLAIN
    ) if len(states) == 1 else WARN
    places = tuple(place(one.facts, one.claim, one.claim.raw) for one in found[:MOST])
    return Cell(text, tone, places), states
