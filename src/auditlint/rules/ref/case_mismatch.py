"""PAGE"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.cited import CASE, cited
from auditlint.findings import SAFE, Finding, Fix
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import LIVING, Hedged, by_document, edits, related
from auditlint.views.hedges import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REF008",
    name="case-mismatch",
    summary="A path that exists in other letter case only",
    severity="error",
    fix="safe",
    scope="project",
    needs=("CitesPath",),
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each path of a document that is spelt in another case on disk."""
    evidence = context.evidence
    wrong = [one for one in cited(evidence, context.ledger) if one.state == CASE]
    hedged = Hedged(context)
    for group in by_document(wrong):
        path = group[0].path
        if group[0].facts.age != LIVING and evidence.history.existed(path):
            continue
        plain = [one for one in group if hedged.at(one) != GONE]
        if plain:
            first = plain[0]
            made = edits(context, [(one, one.found) for one in plain])
            yield Finding(
                first.claim.span, f"{path} is spelt {first.found} in the repository",
                related=related(plain[1:], first, "cited here too"),
                fix=Fix(SAFE, f"write {first.found}", made) if made else None,
                data={"path": path}, path=first.facts.path,
            )
