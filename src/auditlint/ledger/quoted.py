"""What an audit's matrix says that its sources say, held against these sources.

An audit is a snapshot: a box that it found open may have been ticked since, a summary that it
missed may have been mended. So only what it found *there* counts, and is not there now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Cites, Entry, Quoted, Status, Unreadable, Verdict
from auditlint.ledger.requirements import audits_of, folder_of
from auditlint.reading import words
from auditlint.reading.ids import expand
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.requirements import Register
    from auditlint.ledger.workspace import Workspace

_TICKED = r"\[[xX]\]"
_PLANS = r"(?<![\w.])(\d{1,6}(?:\.\d{1,6})*)-(\d{1,4})([A-Za-z]?)(?![\w-])"
#: How a cell begins that says a summary lists the requirement: with the plan, or with that word.
_LISTING = r"\W{0,4}(?:listed|present|found|\d)"
_FRACTION = r"\s*\d{1,4}\s?/\s?\d{1,4}\s*(?:must-haves|truths)?\W*"
#: Ranges and lists by shorthand are left alone.
_SHORTHAND = r"\d\s?/\s?\d|\.\.|\bthrough\b|[–—]"


class Difference(NamedTuple):
    """A cell of an audit, and the place (`span` of `path`) in its source that says otherwise."""

    audit: Facts
    cell: Quoted
    says: str
    span: Span
    path: str


def differences(
    workspace: Workspace, register: Register, others: list[Register]
) -> Iterator[Difference]:
    """Yield the cells of a milestone's audits that their sources contradict."""
    reader = _Sources(workspace, register)
    for audit in audits_of(workspace, register, others):
        for cell in audit.of(Quoted):
            found = reader.against(cell)
            if found is not None:
                yield Difference(audit, cell, *found)


class _Sources:
    """The sources of one milestone's matrix, read as they are asked for."""

    __slots__ = ("_judged", "_register", "_summaries", "_workspace")

    def __init__(self, workspace: Workspace, register: Register) -> None:
        self._workspace = workspace
        self._register = register
        self._summaries: dict[tuple[str, str], tuple[Facts, dict[str, Span]] | None] = {}
        self._judged: dict[str, list[tuple[Facts, Verdict]]] | None = None

    def against(self, cell: Quoted) -> tuple[str, Span, str] | None:
        """Return what the cell's source says against it, and where; None where it agrees."""
        if cell.of == "requirements":
            return self._list(cell)
        if cell.of == "summary":
            return self._summary(cell)
        return self._verification(cell)

    def _list(self, cell: Quoted) -> tuple[str, Span, str] | None:
        register, identity = self._register, cell.subject.id
        box = register.boxes.get(identity)
        if pattern(_TICKED).search(cell.raw):
            if box is not None and box.state == "open":
                return "the box is not ticked", box.span, register.facts.path
            return None
        word = words.read(cell.raw)
        said = register.statuses.get(identity, [])
        if word.state != words.DONE or word.tail or "[" in cell.raw or not said:
            return None
        if all(_is_open(one) for one in said):
            return f"the row says {said[0].raw.strip()!r}", said[0].span, register.facts.path
        return None

    def _summary(self, cell: Quoted) -> tuple[str, Span, str] | None:
        if pattern(_SHORTHAND).search(cell.raw) or not pattern(_LISTING, 2).match(cell.raw):
            return None
        if any(word in cell.raw.casefold() for word in ("no ", "not ", "missing", "without")):
            return None
        for match in pattern(_PLANS).finditer(cell.raw):
            plan = match[2].lstrip("0") + match[3].upper()
            found = self._claims(match[1], plan)
            if found is not None and cell.subject.id not in found[1]:
                summary, claims = found
                return f"the summary of {match[0]} lists others", min(claims.values()), summary.path
        return None

    def _claims(self, phase: str, plan: str) -> tuple[Facts, dict[str, Span]] | None:
        """The requirements that a plan's only summary lists; None where it lists none readably."""
        key = (phase, plan)
        if key not in self._summaries:
            self._summaries[key] = self._read(phase, plan)
        return self._summaries[key]

    def _read(self, phase: str, plan: str) -> tuple[Facts, dict[str, Span]] | None:
        folder = folder_of(self._workspace, self._register, phase)
        if folder is None or len(folder.folders) != 1:
            return None
        summary = next((one.summary for one in folder.plans if one.id == plan), None)
        if summary is None or next(summary.of(Unreadable), None) is not None:
            return None
        claims = {
            one.subject.id: one.span for one in summary.of(Cites) if one.role == "completed"
        }
        # A phase of this number may be another milestone's: then it lists none of these ids.
        own = any(one in self._register.defined for one in claims)
        return (summary, claims) if own else None

    def _verification(self, cell: Quoted) -> tuple[str, Span, str] | None:
        word = words.read(pattern(_FRACTION).sub("", cell.raw, count=1))
        if word.state != words.DONE or any(one in word.tail for one in _RESERVES):
            return None
        if self._judged is None:
            self._judged = self._read_verdicts()
        found = self._judged.get(cell.subject.id, [])
        if not found or any(one.state not in (words.FAILED, words.ACTIVE) for _, one in found):
            return None
        facts, verdict = found[0]
        return f"the verification says {verdict.raw.strip()!r}", verdict.span, facts.path

    def _read_verdicts(self) -> dict[str, list[tuple[Facts, Verdict]]]:
        found: dict[str, list[tuple[Facts, Verdict]]] = {}
        for facts in self._workspace.of_kind("gsd-verification", None):
            closed = _closed(facts)
            for one in facts.of(Verdict):
                # A gap that was closed since is the newer word than the row that found it.
                if one.subject.id not in closed:
                    found.setdefault(one.subject.id, []).append((facts, one))
        return found


def _closed(report: Facts) -> set[str]:
    """The requirements of which a report lists a gap in its front matter, and calls it closed."""
    gaps = [one for one in report.of(Entry) if one.type == "gap"]
    named = [(one.open, {*one.ids, *(ref.id for ref in expand(one.label))}) for one in gaps]
    still = {identity for is_open, ids in named if is_open for identity in ids}
    return {identity for is_open, ids in named if not is_open for identity in ids} - still


_RESERVES = ("override", "accept", "partial", "except", "fixed", "human", "pending", "defer", "gap")


def _is_open(claim: Status) -> bool:
    """Whether a list's row is open without a word of explanation."""
    return claim.state in (words.OPEN, words.ACTIVE) and not words.read(claim.raw).tail
