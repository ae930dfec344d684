"""Issue register: a review that lists issues by id, with severities, checklists and advice.

The ids, their prefix and the severity words are learnt from the document: what it defines is
its register, and nothing else is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Defines, Subject
from auditlint.kinds.base import HISTORICAL, Kind, ModelBuilder, base_model
from auditlint.kinds.freeform.register_breakdown import distribution
from auditlint.kinds.freeform.register_citations import citations
from auditlint.kinds.freeform.register_counts import counts
from auditlint.kinds.freeform.register_entries import register
from auditlint.kinds.freeform.register_facts import facts
from auditlint.parsing.structure import plain
from auditlint.views.places import fields_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.kinds.freeform.register_facts import Issue
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

#: ``HIGH-1:``, ``1. High —``, ``2. [Critical]``.
_GRADED = (
    r"[^\w\n]{0,6}(?:(?:CRITICAL|BLOCKER|HIGH|MAJOR|MEDIUM|MODERATE|MINOR|LOW|INFO)-\d{1,3}\b"
    r"|#?\d{1,3}[.):][ ]+[^\w\n]{0,6}(?i:critical|blocker|high|major|medium|moderate|minor|low)\b[^\w\n]{0,4}"
    r"(?:[—–:|\])]|[ ]-[ ]))"
)

KIND = Kind(
    id="issue-register",
    title="Issue register",
    framework="free-form",
    nature=HISTORICAL,
    names=("*review*.md", "*issues*.md", "*audit*.md", "*findings*.md", "*defects*.md", "*bugs*.md",
           "*gaps*.md", "*gap*analysis*.md"),
    heading=r"\b(?:reviews?|audit|issues|findings|gaps|defects|bugs|deviations|register|"
    r"issue (?:log|list|register|tracker))\b",
    headings=(
        (
            r"^\W*(?:critical|high|medium|low|blocker|major|minor|p[0-4])\b"
            r"(?:.{0,20}\b(?:issues?|findings?|priority|severity|defects?|bugs?|gaps?)\b"
            r"|\W*(?:(?:critical|high|medium|low)\b\W*)?$)"
        ),
        r"^\W*(?:[A-Z]{1,10}-|(?:issue|bug|finding|defect) #?)\d{1,4}\b\W*(?:[\]:.—–-]|$)",
        r"^\W*(?:open|active|known|fixed|resolved|closed) (?:issues|bugs|defects|findings|gaps)\b",
        r"\bseverity\b",
        r"^(?:\d+\.? )?recommend(?:ations|ed (?:actions|fixes))",
    ),
    fields=("severity", "problem", "impact", "fix", "location", "recommendation"),
    least=3,
    lines=(
        # A table of ids with severities; or a heading that is an id, with its severity beside or
        # below it.
        (
            r"^\|(?=[^\n]{0,600}?(?i:issue|finding|bug|gap|defect|problem|vulnerab|title|description|file|location|component))"
            r"[ \t]*(?i:id|#|no\.?|ref|issue|finding|bug|gap|defect|(?:issue|finding|bug) id)[ \t]*(?=\|)"
            r"(?>[^\n]{0,300}?\|[ \t]*(?i:severity|sev)[ \t]*\|)(?>[^\n]{0,600})\n\|[ \t:|-]{3,900}\n"
            r"(?:\|[ \t*`\[]{0,6}(?:[A-Z][A-Z0-9]{0,11}(?:[-_][A-Z0-9]{1,12}){0,3}-\d{1,5}|[A-Z]{1,2}\d{1,3}|#\d{1,3})\b"
            r"(?>[^\n]*)\n){2}"
            r"|^#{2,5}[ \t]+[^\w\n]{0,6}(?:[A-Z][A-Z0-9]{0,11}(?:[-_][A-Z0-9]{1,12}){0,3}-\d{1,5}|[A-Z]{1,2}\d{1,3}"
            r"|(?i:issue|bug|gap|finding|defect)[ ]#?\d{1,3})\b"
            r"(?:[^\n]{0,200}\n[ \t]*\n?[ \t]*(?:[-*][ ])?\**Severity\b"
            r"|[ ]*[—–:-][ ]*\[?(?i:critical|high|medium|low|major|minor|blocker|P[0-3])\b\]?(?:[ ]*[—–:,]|[ ]-[ ]))"
            # Two headings, one soon after the other, that are a severity with a number
            # ("HIGH-1: ...") or a number with a severity ("1. High — ...").
            r"|^#{2,5}[ \t]+" + _GRADED + r"[^\n]*\n(?>(?:(?!#{2,5}[ \t]+" + _GRADED + r")[^\n]*\n){0,150})"
            r"#{2,5}[ \t]+" + _GRADED +
            # A heading that is the id of a bug or finding, below that of a severity.
            r"|^#{2,4}[ \t]+[^\w\n]{0,6}(?i:critical|high|medium|low|major|minor|blocker|P[0-4])\b[^\n]{0,60}\n"
            r"(?>(?:(?!#)[^\n]*\n){0,30})#{3,5}[ \t]+[^\w\n]{0,6}(?:BUG|ISSUE|DEFECT|FINDING|GAP|VULN|SEC|AUDIT)"
            r"(?:[-_][A-Z0-9]{1,12}){0,2}-\d{1,5}\b"
        ),
    ),
)


def model(document: Document) -> Mapping:
    """Build the model: title, headings, issues with their fields, severity distribution."""
    builder = base_model(document)
    entries = register(document).entries
    if entries:
        builder.list("issues", (_issue_node(document, one) for one in entries), entries[0].span)
    found = distribution(document)
    if found is not None:
        rows = []
        for label, number, span in found.parts:
            row = ModelBuilder(span).text("severity", label, span)
            rows.append(row.value("count", number, span).build())
        builder.list("distribution", rows, found.span)
    return builder.build()


def _issue_node(document: Document, issue: Issue) -> Mapping:
    builder = ModelBuilder(issue.span).text("id", issue.id, issue.span)
    seen = {"id", "title"}
    if issue.title:
        builder.text("title", issue.title, issue.span)
    if issue.row is not None:
        table, row = issue.row
        for heading, cell in zip(table.headings, row.cells, strict=False):
            key = heading.casefold()
            if key and cell.text and key not in seen and cell.start > issue.span.end:
                seen.add(key)
                builder.text(key, cell.plain, cell.span)
    else:
        for field in fields_within(document, issue.scope):
            key = field.key.casefold()
            if key not in seen:
                seen.add(key)
                builder.text(key, plain(field.value), field.key_span)
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract definitions, severities, statuses, counts, checklists and recommendations."""
    entries = register(document).entries
    if not entries:
        return
    for one in entries:
        yield Defines(Subject("issue", one.id), one.span, one.title)
        yield from facts(document, one)
    yield from counts(document)
    found = distribution(document)
    if found is not None:
        yield found
    yield from citations(document, entries)
