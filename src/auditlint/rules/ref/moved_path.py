"""PAGE"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.cited import MISSING, cited
from auditlint.evidence.successors import Successor, is_put_away, successor
from auditlint.findings import NOTICE, SAFE, WARNING, Finding, Fix
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import LIVING, Hedged, age_order, edits, related
from auditlint.views.hedges import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.cited import Cited
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REF006",
    name="moved-path",
    summary="A path that moved: what it names is elsewhere now",
    severity="warning",
    fix="safe",
    scope="project",
    needs=("CitesPath",),
)


class _Stale(NamedTuple):
    cited: Cited
    successor: Successor


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each folder or file that moved and is cited where it was."""
    evidence = context.evidence
    hedged = Hedged(context)
    groups: dict[tuple[str, str], list[_Stale]] = {}
    for one in cited(evidence, context.ledger):
        if one.state != MISSING:
            continue
        found = successor(evidence, one.path)
        if found is None or not _counts(one, found) or hedged.at(one) == GONE:
            continue
        groups.setdefault(found.folders, []).append(_Stale(one, found))
    for folders, stale in groups.items():
        stale.sort(key=lambda one: age_order(one.cited))
        yield _finding(context, folders, stale)


def _counts(one: Cited, found: Successor) -> bool:
    """Whether a citation is stale, and not just older than the archiving of what it cites."""
    if one.facts.age != LIVING:
        return not found.archived
    return one.is_link or not is_put_away(one.path, found.new)


def _finding(
    context: ProjectContext, folders: tuple[str, str], stale: list[_Stale]
) -> Finding:
    (first, found), others = stale[0], [one.cited for one in stale[1:]]
    said = f"{first.path} moved: it is {found.new} now"
    if others:
        documents = {one.cited.facts.path for one in stale}
        said += f"; {len(stale)} places" + (
            f" in {len(documents)} documents" if len(documents) > 1 else ""
        )
        old, new = folders
        said += f" cite {old} where it was" if new else " cite it where it was"
    living = first.facts.age == LIVING
    return Finding(
        first.claim.span, said,
        related=related(others, first, "cited here too"),
        fix=_fix(context, stale) if living else None,
        severity=WARNING if living else NOTICE,
        data={"old": folders[0], "new": folders[1]}, path=first.facts.path,
    )


def _fix(context: ProjectContext, stale: list[_Stale]) -> Fix | None:
    """Write the new paths into living documents; the others tell how it was."""
    wanted = [(one.cited, one.successor.new) for one in stale if one.cited.facts.age == LIVING]
    made = edits(context, wanted)
    if not made:
        return None
    return Fix(SAFE, f"write {wanted[0][1]}" if len(made) == 1 else "write the new paths", made)
