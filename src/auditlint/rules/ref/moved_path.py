"""PAGE"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.cited import MISSING, cited
from auditlint.findings import NOTICE, SAFE, WARNING, Finding, Fix
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import LIVING, Hedged, age_order, edit_of, related
from auditlint.views.hedges import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.cited import Cited
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REF006",
    name="moved-path",
    summary="A path that moved: it exists under another name",
    severity="warning",
    fix="safe",
    scope="project",
    needs=("CitesPath",),
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each folder or file that moved and is cited where it was."""
    evidence = context.evidence
    missing = [one for one in cited(evidence, context.ledger) if one.state == MISSING]
    if not missing:
        return
    hedged = Hedged(context)
    groups: dict[tuple[str, str], list[tuple[Cited, str]]] = {}
    for one in missing:
        move = evidence.history.moved(one.path)
        if move is None or hedged.at(one) == GONE:
            continue
        groups.setdefault(move.folders if any(move.folders) else (move.old, move.new), []).append(
            (one, move.new)
        )
    for (old, new), places in groups.items():
        places.sort(key=lambda pair: age_order(pair[0]))
        yield _finding(context, old, new, places)


def _finding(
    context: ProjectContext, old: str, new: str, places: list[tuple[Cited, str]]
) -> Finding:
    first, target = places[0]
    said = f"{first.path} is {target} now"
    if len(places) > 1:
        said += f" ({old} moved to {new}; {len(places)} places cite it where it was)"
    return Finding(
        first.claim.span, said,
        related=related([one for one, _ in places[1:]], first, "cited here too"),
        severity=WARNING if first.facts.age == LIVING else NOTICE,
        data={"old": old, "new": new}, path=first.facts.path,
    )
