"""What the verification reports of a milestone say of one requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import FRONT_MATTER, Status
from auditlint.reading import words
from auditlint.trace import decision
from auditlint.trace.evidence import MOST, place, tops
from auditlint.trace.index import PLAN, SUMMARY, VERIFICATION
from auditlint.trace.matrix import BAD, GOOD, UNKNOWN, WARN, Cell

if TYPE_CHECKING:
    from auditlint.claims import Verdict
    from auditlint.ledger import Facts
    from auditlint.trace.index import Index, Judged
    from auditlint.trace.matrix import Evidence


class Verified(NamedTuple):
    """The decision's word, the cell, the report's own words (or why the phase is unclear), and
    whether the verdict is the phase's own and names no requirement."""

    verdict: str
    cell: Cell
    raw: str = ""
    by_phase: bool = False


def verified(
    index: Index, identity: str, phases: list[str], only: set[str] | None
) -> Verified:
    """Return what the reports say of a requirement of `phases`.

    `only` limits the reports to those of some phases; None means every phase.
    """
    every = [
        (phase, one) for phase, one in index.verified.get(identity, ())
        if only is None or phase in only
    ]
    judged = [one for phase, one in every if phase in phases] or [one for _, one in every]
    if judged:
        return _by_rows(judged, [one for _, one in every])
    unclear = _unclear_phase(index, identity, phases)
    if unclear is not None:
        return unclear
    known = [phase for phase in phases if phase in index.phases]
    reports = [one for phase in known for one in index.documents(phase, VERIFICATION)]
    if not reports:
        if not index.has_reports:
            return Verified(decision.NOT_KEPT, Cell("unknown: no reports at all", UNKNOWN))
        return Verified(decision.MISSING, Cell("missing", BAD))
    if any(phase in index.unread for phase in known):
        cell = Cell("unknown: rows could not be read", UNKNOWN, tops(reports))
        return Verified(decision.UNCLEAR, cell, "rows of its report name no requirement")
    if any(phase in index.judging for phase in known):
        return Verified(decision.ORPHAN, Cell("not named", BAD, tops(reports)))
    return _by_phase(reports)


def _unclear_phase(index: Index, identity: str, phases: list[str]) -> Verified | None:
    """Why it cannot be told which reports would judge a requirement; None where it can."""
    stated = set(index.stated_phases(identity))
    if phases and stated and stated.isdisjoint(phases):
        why = f"the list says phase {', '.join(phases)}, the roadmap phase {', '.join(sorted(stated))}"
        return Verified(decision.WHICH_PHASE, Cell("unknown: which phase", UNKNOWN), why)
    known = [phase for phase in phases if phase in index.phases]
    several = [
        phase for phase in known if sum(len(one.folders) for one in index.phases[phase]) > 1
    ]
    if several:
        why = f"phase {several[0]} has several folders"
        return Verified(decision.WHICH_PHASE, Cell("unknown: several folders", UNKNOWN), why)
    if not known:
        gone = index.milestone.archived and not index.phases
        word = decision.GONE if gone else decision.NO_PHASE
        return Verified(word, Cell("unknown: no phase folder", UNKNOWN))
    kinds = (PLAN, SUMMARY, VERIFICATION)
    if not any(index.documents(phase, kind) for phase in known for kind in kinds):
        why = f"the folder of phase {', '.join(known)} holds neither plans nor summaries"
        return Verified(decision.WHICH_PHASE, Cell("unknown: empty folder", UNKNOWN), why)
    return None


def _by_rows(judged: list[Judged], every: list[Judged]) -> Verified:
    verdicts = {_verdict(one.claim) for one in every}
    places = tuple(place(one.facts, one.claim, one.claim.raw) for one in every[:MOST])
    raw = judged[0].claim.raw
    if decision.BROKEN in verdicts:
        return Verified(decision.BROKEN, Cell("unknown: broken row", UNKNOWN, places))
    if len(verdicts) > 1:
        text = " / ".join(dict.fromkeys(one.claim.raw for one in every))
        return Verified(decision.DISAGREE, Cell(text, WARN, places), text)
    verdict = verdicts.pop()
    return Verified(verdict, Cell(raw or verdict, _TONE_OF.get(verdict, UNKNOWN), places), raw)


def _by_phase(reports: list[Facts]) -> Verified:
    """The phase's own status, where its reports list no requirements."""
    stated: dict[str, Evidence] = {}
    for facts in reports:
        own = [one for one in facts.of(Status) if one.subject.type == "document"]
        front = [one for one in own if one.source == FRONT_MATTER]
        for claim in (front or own)[:1]:
            stated.setdefault(_verdict(claim), place(facts, claim, claim.raw))
    if not stated:
        cell = Cell("unknown: no status", UNKNOWN, tops(reports))
        return Verified(decision.UNCLEAR, cell, by_phase=True)
    text = " / ".join(one.text for one in stated.values()) + " (phase)"
    places = tuple(stated.values())
    if len(stated) > 1:
        return Verified(decision.DISAGREE, Cell(text, WARN, places), text, True)
    verdict = next(iter(stated))
    cell = Cell(text, _TONE_OF.get(verdict, UNKNOWN), places)
    return Verified(verdict, cell, places[0].text, True)


_TONE_OF = {
    decision.PASSED: GOOD, decision.GAPS: BAD, decision.PARTLY: WARN, decision.HUMAN: WARN,
}


def _verdict(claim: Verdict | Status) -> str:
    """What a report's row or status says, in the words of the decision."""
    if not claim.raw:
        return decision.BROKEN
    word = words.read(claim.raw)
    folded = words.clean(claim.raw.replace("_", " "))
    if folded.startswith(("needs human", "human", "uncertain")):
        return decision.HUMAN
    if word.word == "blocked":
        return decision.GAPS  # A report's own word for a requirement that fails.
    if claim.state == words.DONE and "partial" in word.tail:
        return decision.PARTLY
    return {
        words.DONE: decision.PASSED, words.FAILED: decision.GAPS, words.ACTIVE: decision.PARTLY,
        words.OPEN: decision.PARTLY,
    }.get(claim.state, decision.UNCLEAR)
