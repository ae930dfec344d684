"""PAGE"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.cited import FOUND, MISSING, cited
from auditlint.evidence.successors import successor
from auditlint.findings import SAFE, Edit, Finding, Fix
from auditlint.rules.base import Rule
from auditlint.rules.ref._anchors import Anchors
from auditlint.rules.ref._places import LIVING, by_document, edits, related
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence import Evidence
    from auditlint.evidence.cited import Cited
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REF004",
    name="broken-link",
    summary="A relative link, or its anchor, that leads nowhere",
    severity="warning",
    fix="safe",
    scope="project",
    needs=("CitesPath",),
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each target that a document links to and that is not there."""
    links = [one for one in cited(context.evidence, context.ledger) if one.is_link]
    missing = [one for one in links if one.state == MISSING]
    for group in by_document(missing):
        if _is_broken(context.evidence, group[0]):
            yield _finding(context, group)
    yield from _anchors(context, links)


def _is_broken(evidence: Evidence, one: Cited) -> bool:
    if successor(evidence, one.path) is not None:
        return False
    if one.facts.age == LIVING:
        return True
    written = evidence.history.last_write(one.facts.path)
    return written is not None and evidence.contents.existed_at(written.id, one.path) is False


def _finding(context: ProjectContext, group: list[Cited]) -> Finding:
    first = group[0]
    new = _candidate(context.evidence, first)
    made = edits(context, [(one, new) for one in group]) if new else ()
    return Finding(
        first.claim.span,
        f"the link to {first.claim.path} leads nowhere: there is no {first.path}"
        + (f", but {new}" if new else ""),
        related=related(group[1:], first, "linked here too"),
        fix=Fix(SAFE, f"link to {new}", made) if made else None,
        data={"target": first.path}, path=first.facts.path,
    )


def _candidate(evidence: Evidence, one: Cited) -> str:
    """Return the only file that the link can mean, "" where there is none or are several."""
    target = one.claim.path.partition("#")[0]
    while target.startswith(("../", "./")):
        target = target.partition("/")[2]
    if not target:
        return ""
    if evidence.files.exists(target):
        return target
    return evidence.files.unique_suffix(target, target.endswith("/")) or ""


def _anchors(context: ProjectContext, links: list[Cited]) -> Iterator[Finding]:
    known = Anchors(context)
    for one in links:
        if not one.anchor or one.state != FOUND or not one.found.lower().endswith(".md"):
            continue
        anchors = known.of(one.found)
        if anchors is None or anchors.has(one.anchor):
            continue
        near = anchors.nearest(one.anchor)
        own = one.found == one.facts.path
        yield Finding(
            one.claim.span,
            f"the link to #{one.anchor} leads nowhere: "
            f"{'this document' if own else one.found} has no such heading"
            + (f", but #{near}" if near else ""),
            fix=_anchor_fix(context, one, near) if near else None,
            data={"target": one.found, "anchor": one.anchor}, path=one.facts.path,
        )


def _anchor_fix(context: ProjectContext, one: Cited, new: str) -> Fix | None:
    document = context.document(one.facts.path)
    if document is None:
        return None
    start, end = one.claim.span
    at = document.text.rfind(f"#{one.anchor}", start, end)
    if at < 0:
        return None
    return Fix(SAFE, f"link to #{new}", (Edit(Span(at + 1, at + 1 + len(one.anchor)), new),))
