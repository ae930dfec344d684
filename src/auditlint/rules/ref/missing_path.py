"""PAGE"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.cited import MISSING, cited
from auditlint.findings import Finding
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import LIVING, Hedged, by_document, related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.history import History
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REF001",
    name="missing-path",
    summary="A path in a living document that is not in the repository",
    severity="warning",
    scope="project",
    needs=("CitesPath",),
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each path that a living document cites and that is not there."""
    evidence = context.evidence
    missing = [
        one for one in cited(evidence, context.ledger)
        if one.state == MISSING and not one.is_link and one.facts.age == LIVING
    ]
    if not missing:
        return
    history = evidence.history
    hedged = Hedged(context)
    for group in by_document(missing):
        path = group[0].path
        existed = history.existed(path)
        if existed is None or history.moved(path) is not None:
            continue
        plain = [one for one in group if not hedged.at(one)]
        if not plain:
            continue
        first = plain[0]
        yield Finding(
            first.claim.span, f"{path} {_fate(history, path, existed)}",
            related=related(plain[1:], first, "cited here too"),
            data={"path": path}, path=first.facts.path,
        )


def _fate(history: History, path: str, existed: bool) -> str:
    if not existed:
        return "is not in the repository, and never was"
    removed = history.removed(path)
    return f"was removed by commit {removed.id[:9]}" if removed is not None else "is gone"
