"""A section that calls itself complete and holds an open box.

## What it does
Looks at sections whose heading ("Phase 2: Parser - COMPLETE (with issues)") or own status line
calls them complete, and reports the open checkboxes inside. A box belongs to the innermost
section that states a status; boxes that are struck out, deferred or optional, and those in
subsections or below labels for later work, gaps and advice, are left alone. So is a status that
limits itself ("Complete, but without figures").

## Why is this bad?
Either the section is not complete or the box should have been ticked; a reader of the heading
never gets to see the box.

## Example
```markdown bad path=IMPLEMENTATION_PROGRESS.md
# Parser Progress

## Phase 1: Lexer - COMPLETE

- [x] Numbers
- [ ] Strings
```

Use instead:
```markdown good path=IMPLEMENTATION_PROGRESS.md
# Parser Progress

## Phase 1: Lexer - COMPLETE

- [x] Numbers
- [x] Strings
```

## How to fix
Tick the box if the work is done, or take "complete" back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding, Related
from auditlint.parsing.structure import DONE, OPEN, plain
from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.source.text import Span
from auditlint.views.headings import OwnStatus, own_status
from auditlint.views.introductions import introduction
from auditlint.views.places import boxes_within, fields_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Item, Section
    from auditlint.rules.base import Context

RULE = Rule(
    code="BOX004",
    name="open-box-in-complete",
    summary="A section that calls itself complete holds an open box",
    severity="warning",
    needs=("boxes", "sections"),
    triggers=("omplete", "OMPLETE", "one", "ONE", "inished", "FINISHED", "hipped", "SHIPPED"),
)

_COMPLETE = ("complete", "completed", "done", "finished", "shipped", "all complete",
             "fully complete", "phase complete")
_LATER = (
    r"\b(?:deferred|future|later|out of scope|optional|follow[- ]?ups?|next|backlog|remaining|"
    r"open|pending|to ?do|manual|outstanding|not (?:started|done|planned)|stretch|known|limitations?|"
    r"improvements?|enhancements?|deployment|prerequisites?|recommend\w*|v\d+ requirements|gaps?|"
    r"suggest\w*|ideas?|missing)\b"
)
_EXCUSED = (
    r"(?:\b(?:deferred|optional|skipped|skip|n/a|not applicable|out of scope|won'?t|later|future|"
    r"blocked|moved to|post-|superseded|dropped|removed|cancelled|manual|"
    r"if (?:needed|necessary|required|applicable|desired|wanted|time))\b|~~"
    # No work at all.
    r"|^\W{0,8}(?:none|nothing|nil)?\W{0,8}$)"
)
#: What a status adds to take a part of itself back.
_LIMITED = (
    r"\b(?:but|except\w*|not|no|without|needs?|needed|requires?|lacks?|lacking|missing|pending|"
    r"awaiting|remain\w*|partial\w*|only|todo|tbd|minus|still|yet|unless|until|apart|aside)\b"
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each complete section with open boxes of its own."""
    document = context.document
    statuses: dict[int, OwnStatus | None] = {}
    held: dict[int, tuple[Section, OwnStatus, list[Item]]] = {}
    for box in document.boxes:
        if box.box != OPEN or pattern(_EXCUSED, 2).search(box.text[:400]):
            continue
        if _below_done_list(box) or _is_labelled_later(document, box):
            continue
        for section in box.section.ancestors():
            if section.level < 2:
                break  # A title speaks of the document, not of a section.
            if section.start not in statuses:
                statuses[section.start] = _status(document, section)
            status = statuses[section.start]
            if status is not None and status.span.start < box.start:
                if status.state == words.DONE and _says_complete(document, status):
                    held.setdefault(section.start, (section, status, []))[2].append(box)
                break
            if pattern(_LATER, 2).search(section.title):
                break
    for section, status, boxes in held.values():
        if not _is_condition(document, section, status):
            yield _finding(section, status, boxes)


_CRITERIA = r"\b(?:criteria|definition of done|done when|goals?|targets?|gates?|exit conditions?)\b"


def _is_condition(document: Document, section: Section, status: OwnStatus) -> bool:
    """Whether a heading names what must hold for something to be complete.

    "Phase 1 Complete:" below "Success Criteria", or above nothing but open boxes.
    """
    if any(pattern(_CRITERIA, 2).search(one.title) for one in section.ancestors()):
        return True
    span = section.title_span
    before = document.text[span.start : status.span.start].rstrip("*_ ")
    if before[-1:].isalnum() and status.span.start < span.end:
        return not any(one.box == DONE for one in boxes_within(document, section.span))
    return False


def _below_done_list(box: Item) -> bool:
    """Whether an item above calls itself held or open: its children are its own affair."""
    above = box.parent
    while above is not None:
        if pattern(_EXCUSED, 2).search(above.text[:400]):
            return True
        above = above.parent
    return False


def _is_labelled_later(document: Document, box: Item) -> bool:
    """Whether the line that introduces the list of a box names later work, gaps or advice."""
    while box.parent is not None:
        box = box.parent
    return pattern(_LATER, 2).search(introduction(document, box)) is not None


def _says_complete(document: Document, status: OwnStatus) -> bool:
    if status.symbol or words.read(status.raw).word not in _COMPLETE:
        return False
    # Behind the word: "Complete, but without figures", "COMPLETE (needs a second look)".
    end = document.text.find("\n", status.span.end)
    behind = document.text[status.span.start : end if end >= 0 else len(document.text)]
    return pattern(_LIMITED, 2).search(behind[:200]) is None


def _status(document: Document, section: Section) -> OwnStatus | None:
    """The section's own status: by its heading, or by the one status line of its own text."""
    span = section.title_span
    own = own_status(document.text[span.start : span.end], span.start)
    if own is not None and not own.symbol:
        return own
    end = section.children[0].start if section.children else section.end
    fields = [
        one for one in fields_within(document, Span(span.end, end))
        if one.key.casefold() == "status"
    ]
    if len(fields) != 1:
        return None
    field = fields[0]
    word = words.read(field.value)
    if word.state == words.UNKNOWN or word.tail[:1].isalpha():
        return None
    raw = plain(field.value)
    return OwnStatus(word.state, raw, field.value_span, not word.word[:1].isalnum())


def _finding(section: Section, status: OwnStatus, boxes: list[Item]) -> Finding:
    title = section.title if len(section.title) <= 60 else section.title[:59] + "…"
    count = "an open box" if len(boxes) == 1 else f"{len(boxes)} open boxes"
    said = status.raw if len(status.raw) <= 40 else status.raw[:39] + "…"
    return Finding(
        status.span,
        f"{title!r} calls itself {said!r}, but holds {count}",
        related=tuple(Related(one.box_span, "open box") for one in boxes),
        data={"section": section.title, "status": status.raw, "open": len(boxes)},
    )
