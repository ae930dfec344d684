"""Which plans claim which requirements, and which ones a verification's rows say they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Cites, Dated, Reverified, Scheduled, Unreadable
from auditlint.ledger.schedule import name_of
from auditlint.reading import dates
from auditlint.reading.ids import phase_id
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.ledger.facts import Facts
    from auditlint.ledger.phase import Phase
    from auditlint.ledger.workspace import Workspace


class Row(NamedTuple):
    """A verification's row: the requirements it is about, and the plans it names with places."""

    requirements: tuple[str, ...]
    plans: tuple[tuple[str, Span], ...]


def rows_of(report: Facts) -> list[Row]:
    """Return the rows of a verification that name both requirements and their plans."""
    ids: dict[Span, list[str]] = {}
    plans: dict[Span, list[tuple[str, Span]]] = {}
    for cite in report.of(Cites):
        if cite.role == "requirement" and cite.subject.type == "requirement":
            ids.setdefault(cite.context, []).append(cite.subject.id)
        elif cite.role == "source plan":
            plans.setdefault(cite.context, []).append((cite.subject.id, cite.span))
    return [Row(tuple(ids[row]), tuple(named)) for row, named in plans.items() if row in ids]


def claimed_by(plan: Facts) -> dict[str, Span]:
    """Return the requirements that a plan's front matter sets out to meet, each with its place."""
    return {
        one.subject.id: one.span for one in reversed(list(plan.of(Cites)))
        if one.role == "requirement" and one.subject.type == "requirement"
    }


def _day(facts: Facts, event: str) -> int:
    """The last day on which a document says that `event` happened; 0 where it says none."""
    moments = [dates.read(one.when) for one in facts.of(Dated) if one.event == event]
    return max((one.day for one in moments if one is not None), default=0)


class Claiming:
    """The plans around one phase, by the requirements they claim.

    A plan that claims nothing, or whose front matter is no YAML, is not known; nor is one whose
    number two files bear.
    """

    __slots__ = ("_claims", "_files", "_phase", "_workspace")

    def __init__(self, workspace: Workspace, phase: Phase) -> None:
        self._workspace = workspace
        self._phase = phase
        self._claims: dict[str, dict[str, Span] | None] = {}
        self._files: dict[str, dict[str, list[Facts]]] = {}

    def _documents(self, number: str) -> dict[str, list[Facts]]:
        kept = self._files.get(number)
        if kept is None:
            phase = self._workspace.phase(self._phase.scope, phase_id(number))
            plain = phase is not None and len(phase.folders) == 1
            kept = self._files[number] = phase.plan_files() if phase is not None and plain else {}
        return kept

    def document(self, plan: str) -> Facts | None:
        """Return the only document of a plan (``7-4``)."""
        number, _, own = plan.rpartition("-")
        files = self._documents(number).get(own, [])
        return files[0] if len(files) == 1 else None

    def _read(self, plan: str) -> dict[str, Span] | None:
        if plan not in self._claims:
            facts = self.document(plan)
            claimed = claimed_by(facts) if facts is not None else {}
            if facts is not None and next(facts.of(Unreadable), None) is not None:
                claimed = {}
            self._claims[plan] = claimed or None
        return self._claims[plan]

    def of(self, plan: str) -> set[str] | None:
        """Return the requirements that a plan claims; None where they are not known."""
        claimed = self._read(plan)
        return set(claimed) if claimed is not None else None

    def plans(self, ids: set[str], report: Facts) -> list[str]:
        """Return the phase's plans that claim one of `ids` and that `report` can have known."""
        again = next(report.of(Reverified), None) is not None
        made = _day(report, "verified")
        number = str(self._phase.id)
        summaries = {plan.id: plan.summary for plan in self._phase.plans}
        found = []
        for own in sorted(self._documents(number), key=lambda one: (len(one), one)):
            plan = f"{number}-{own}"
            claimed = self._read(plan)
            if claimed is None or ids.isdisjoint(claimed):
                continue
            facts = self.document(plan)
            closes = facts is not None and any(one.restarts for one in facts.of(Scheduled))
            summary = summaries.get(own)
            later = summary is not None and made and _day(summary, "completed") > made
            if not later and (again or not closes):
                found.append(plan)
        return found

    def name(self, plan: str) -> str:
        """Return how people call a plan: ``07-04``."""
        number, _, own = plan.rpartition("-")
        phase = phase_id(number)
        return name_of(phase, own) if phase is not None else plan

    def place(self, plan: str) -> tuple[Span, str]:
        """Return where a plan says what it claims, and the path of its document."""
        facts = self.document(plan)
        claimed = self._read(plan)
        span = min(claimed.values()) if claimed else Span(0, 0)
        return span, facts.path if facts is not None else ""
