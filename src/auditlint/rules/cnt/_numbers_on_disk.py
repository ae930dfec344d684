"""Numbers of phases and plans that a milestones or state file states, against the folders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import Count, Tally
from auditlint.findings import Finding, Related
from auditlint.ledger.inventory import (
    documents_of,
    inventory,
    listed_numbers,
    milestone_phases,
    milestone_roadmaps,
)
from auditlint.ledger.milestones import version_of
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Workspace
    from auditlint.ledger.inventory import Archived, Inventory
    from auditlint.parsing.document import Document
    from auditlint.rules.base import ProjectContext

_PREFIX = "milestone "
#: How a list says that a plan or phase was not carried out.
_DROPPED = r"\b(?:skipp|cancel|dropped|supersed|deferred|descoped|not executed|absorbed|merged into)"
#: So many documents are named beside a finding.
_SHOWN = 20


def check_milestones(context: ProjectContext, workspace: Workspace) -> Iterator[Finding]:
    """Yield a finding for each number of a shipped milestone that no way of counting gives."""
    milestones = workspace.one("gsd-milestones")
    if milestones is None:
        return
    ranges: dict[str, set[int]] = {}
    for tally in milestones.of(Tally):
        if tally.noun == "phase range" and tally.scope.startswith(_PREFIX):
            ranges.setdefault(tally.scope.removeprefix(_PREFIX), set()).add(tally.total)
    by_version: dict[str, list[Count]] = {}
    for one in milestones.of(Count):
        if one.scope.startswith(_PREFIX):
            by_version.setdefault(one.scope.removeprefix(_PREFIX), []).append(one)
    for version, counts in by_version.items():
        archived = milestone_phases(workspace, version)
        held = inventory(archived.phases) if archived is not None else None
        if archived is None or held is None:
            continue
        # "Phases completed: 4-6" of an archived roadmap that details 1 to 6 is another set.
        if ranges.get(version, set()).issubset(held.phases):
            found = list(_judged(workspace, milestones, version, counts, held, archived))
            if found and not _is_of_more(context, workspace, version):
                document = context.document(milestones.path)
                yield from (
                    one for one in found
                    if document is None or not _has_reserve(document, one.span)
                )


def _is_of_more(context: ProjectContext, workspace: Workspace, version: str) -> bool:
    """Whether a milestone's archived roadmap lists the phases of another one too, or plans that
    were not carried out: then what a number counts cannot be told."""
    for roadmap in milestone_roadmaps(workspace, version):
        document = context.document(roadmap.path)
        if document is None:
            continue
        lists = pattern(r"\bv?(\d{1,3}(?:\.\d{1,3}){1,3})\b[^\n|]{0,120}\bphases? \d", re.IGNORECASE)
        dropped = rf"^[ \t]*[-*|][^\n]*\b(?:\d{{1,3}}-\d|phase \d)[^\n]*(?:{_DROPPED})"
        if pattern(dropped, re.IGNORECASE | re.MULTILINE).search(document.prose):
            return True
        if any(version_of(one[1]) != version_of(version) for one in lists.finditer(document.text)):
            return True
    return False


def _has_reserve(document: Document, span: Span) -> bool:
    """Whether the line behind a number says that some of them do not count."""
    line = document.lines.line_span(document.lines.line_at(span.start))
    return pattern(_DROPPED, re.IGNORECASE).search(document.text, span.end, line.end) is not None


def _judged(
    workspace: Workspace, milestones: Facts, version: str, counts: list[Count], held: Inventory,
    archived: Archived,
) -> Iterator[Finding]:
    roadmaps = milestone_roadmaps(workspace, version)
    phases = {one.total for one in counts if one.noun == "phases"}
    whole = archived.is_whole
    # "Phases: 70 (1 phase)" names the phase.
    named = [one.id.number for one in archived.phases if len(archived.phases) == 1]
    # Another number of phases: perhaps another set of them is meant.
    fits = phases.issubset(held.phases) and (whole or bool(phases))
    accepted = {
        "phases": {*named, *held.phases, *listed_numbers(roadmaps, "phases")} if whole else None,
        "plans": {*held.plans, *held.done, *listed_numbers(roadmaps, "plans")} if fits else None,
    }
    seen: set[Span] = set()
    for one in counts:
        numbers = accepted.get(one.noun)
        if numbers is None or one.total is None or one.approximate or one.span in seen:
            continue
        seen.add(one.span)
        if one.done in (None, one.total) and one.total not in numbers:
            number = held.plans[0] if one.noun == "plans" else held.phases[0]
            yield _finding(milestones, version, one, number, documents_of(archived.phases))


def _finding(
    milestones: Facts, version: str, one: Count, number: int, documents: list[str]
) -> Finding:
    verb = "is" if number == 1 else "are"
    return Finding(
        one.span,
        f"{version}: {one.total} {one.noun} stated, but its folders hold {number}",
        related=tuple(
            Related(Span(0, 0), f"one of the {number} that {verb} there", path)
            for path in documents[:_SHOWN]
        ) if one.noun == "plans" else (),
        data={"noun": one.noun, "stated": one.total, "listed": str(number), "scope": one.scope,
              "document": "folders"},
        path=milestones.path,
    )
