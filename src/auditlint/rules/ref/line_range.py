"""PAGE"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.cited import FOUND, cited
from auditlint.findings import Finding
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import LIVING, by_document, related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence import Evidence
    from auditlint.evidence.cited import Cited
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REF002",
    name="line-range",
    summary="Lines cited beyond the end of the file",
    severity="notice",
    scope="project",
    needs=("CitesPath",),
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each file of which a document cites lines that it has not."""
    evidence = context.evidence
    ranged = [
        one for one in cited(evidence, context.ledger)
        if one.claim.lines is not None and one.state == FOUND
    ]
    for group in by_document(ranged):
        lengths = _lengths(evidence, group[0])
        longest = max(lengths, default=0)
        beyond = [
            one for one in group
            if lengths and one.claim.lines is not None and max(one.claim.lines) > longest + 1
        ]
        if beyond:
            first = beyond[0]
            low, high = first.claim.lines or (0, 0)
            lines = f"line {low}" if low == high else f"lines {low}-{high}"
            yield Finding(
                first.claim.span, f"{first.found} has {longest} lines, and {lines} cited",
                related=related(beyond[1:], first, "beyond its end too"),
                data={"path": first.found}, path=first.facts.path,
            )


def _lengths(evidence: Evidence, one: Cited) -> list[int]:
    """Return how many lines the file had when the document was written, first and last.

    [] where that is not known: the lines may have been right.
    """
    path = one.facts.path
    now = _length(evidence.contents.text(one.found))
    if now is None:
        return []
    found = [now]
    highest = max(one.claim.lines or (0,))
    if highest <= now + 1:
        return found
    history = evidence.history
    if not history.is_known:
        return found if one.facts.age == LIVING else []
    for commit in (history.last_write(path), history.first_write(path)):
        if commit is None:
            if one.facts.age != LIVING:
                return []
            continue
        length = _length(evidence.contents.text(one.found, commit.id))
        if length is None:
            return []
        found.append(length)
    return found


def _length(text: str | None) -> int | None:
    return None if text is None else text.count("\n") + (not text.endswith("\n"))
