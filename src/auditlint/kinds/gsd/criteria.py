"""What must be true of a phase: success criteria, a plan's truths, and the rows that judge them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from auditlint.claims import Criterion, Subject
from auditlint.kinds.gsd.phase_fields import own_fields
from auditlint.parsing.nodes import Scalar
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Cell, Row, Section

_PLAN = Subject("plan", "")
_ROW = Subject("row", "")
#: A row is told by its beginning; evidence that runs on for a page adds no more words.
LONGEST = 1_000


_HEAD = r"^[ \t]*\*\*Success Criteria\b[^\n]{0,80}$"


def success_criteria(
    document: Document, subject: Subject, section: Section
) -> Iterator[Criterion]:
    """Yield the numbered items below a phase's ``**Success Criteria** (what must be TRUE):``."""
    head = pattern(_HEAD, re.MULTILINE | re.IGNORECASE).search(
        document.prose, section.title_span.end, section.end
    )
    if head is None:
        return
    fields = own_fields(document, section)
    following = bisect_left(fields, head.end(), key=lambda one: one.key_span.start)
    end = fields[following].key_span.start if following < len(fields) else section.end
    for item in document.items_in(Span(head.end(), end)):
        if item.section is not section or item.box is not None:
            return
        # A field right below a list is part of its last item to Markdown.
        text = item.text.partition("\n**")[0]
        if item.number is not None and text:
            yield Criterion(subject, text[:LONGEST], item.text_span)


def truths(meta: Mapping) -> Iterator[Criterion]:
    """Yield the ``must_haves.truths`` of a plan."""
    must_haves = meta.mapping("must_haves")
    for item in must_haves.items("truths") if must_haves is not None else ():
        if isinstance(item, Scalar) and item.text:
            yield Criterion(_PLAN, item.text[:LONGEST], item.span)


def judged_row(row: Row, cell: Cell | None, state: str, besides: str = "") -> Criterion:
    """Return what a row says, with `besides`, and how it is judged: `state`, by its cell `cell`."""
    text = " ".join(one.text for one in row.cells)
    if besides:
        text = f"{text} {besides}"
    judged = cell.span if cell is not None and state else Span(0, 0)
    return Criterion(_ROW, text[:LONGEST], row.span, state, judged)
