"""A ticked item that says of itself that it is not done.

## What it does
Reads the qualifier that closes a ticked item, in brackets or behind a dash: "(blocked: no
account)", "- stub", "(skipped)". It also looks for a ticked item that cites, as its own defect,
an issue of the same document which is still open: "Export (rounding issue - ISSUE-008)". Words
that belong to what the item is about ("handle pending orders") do not count. An item that asks
("Is the limit stated? - Deferred: after the trial") is answered, not done.

## Why is this bad?
A tick ends the search for work. What is ticked and not done is found by the user.

## Example
```markdown bad path=openspec/changes/add-export/tasks.md
## 1. Export

- [x] 1.1 Write the header
- [x] 1.2 Write the footer (skipped: no template yet)
```

Use instead:
```markdown good path=openspec/changes/add-export/tasks.md
## 1. Export

- [x] 1.1 Write the header
- [ ] 1.2 Write the footer (skipped: no template yet)
```

## How to fix
Untick the item, or take the remark out when it no longer holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Defines, Status
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.parsing.structure import DONE
from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Item
    from auditlint.reading.register_ids import Known
    from auditlint.rules.base import Context

RULE = Rule(
    code="BOX005",
    name="ticked-unfinished",
    summary="A ticked item says of itself that it is not done",
    severity="warning",
    needs=("boxes",),
)

_UNFINISHED = (
    r"(?:skipped|skip|blocked|deferred|postponed|stub|stubbed|stub only|placeholder only|todo|"
    r"wip|incomplete|in progress|not started|not yet started|not done|not implemented|not complete|"
    r"not completed|not yet done|not yet implemented|partially done|partially complete)"
)
_BRACKET = r"\(\s*\**(" + _UNFINISHED + r")\**(?=\s*(?:\)|[:;,–—-]))([^()]{0,200})\)[\s.*_✅]*$"
_DASH = r"\s(?:-|–|—)\s+\**(" + _UNFINISHED + r")\**(?=\s*(?:$|[:;(–—-]\s?))([^\n]{0,200})$"
#: What says that the qualifier no longer holds, or that the tick means something else.
_SETTLED = (
    r"\b(?:fixed|resolved|closed|done|now|since|completed|was|were|previously|formerly|no longer|"
    r"instead|covered|handled|superseded|existing|sufficient|not needed|unnecessary|per user|"
    r"already|(?:not in|out of) scope|no \w+ (?:to|needed|required)|nothing|n/a|not applicable|not required|by design|intentional(?:ly)?|accepted|approved)\b"
)
_DEFECT = (
    r"\b(?:issues?|gaps?|bugs?|defects?|problems?|missing|incomplete|broken|fails?|failing|"
    r"not \w+|partial|except|mismatch|lacks?|limitation|wrong)\b"
)
_REPAIR = (
    r"\b(?:fix(?:e[sd])?|fixing|resolve[sd]?|close[sd]?|address(?:e[sd])?|done|repair(?:ed)?|via|"
    r"mitigate[sd]?|no longer|verified|after|satisfied|completed?|implemented|all)\b"
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each ticked item that contradicts its own tick."""
    document = context.document
    open_issues = _open_issues(context)
    known: Known | None = None
    if open_issues:
        from auditlint.reading.register_ids import Known

        known = Known(open_issues)
    for box in document.boxes:
        if box.box != DONE or "~~" in box.text:
            continue  # What is struck out was dropped: the tick settles it.
        line = _prose_of(document, box)
        finding = _qualified(document, box, line)
        if finding is None and known is not None:
            finding = _cites_open(box, line, known, open_issues)
        if finding is not None:
            yield finding


def _prose_of(document: Document, box: Item) -> str:
    """The item's own text with code and strikes blanked, up to the first blank line."""
    return document.prose[box.text_span.start : box.text_span.end].rstrip()


def _open_issues(context: Context) -> dict[str, tuple[Span, bool]]:
    """Issues that the document defines and does not call settled: place, and whether it says so."""
    states: dict[str, str] = {}
    for status in context.claims.of(Status):
        if status.subject.type == "issue":
            states[status.subject.id] = status.state
    out: dict[str, tuple[Span, bool]] = {}
    for one in context.claims.of(Defines):
        if one.subject.type == "issue":
            state = states.get(one.subject.id, "")
            if state in ("", words.OPEN, words.ACTIVE, words.FAILED):
                out.setdefault(one.subject.id, (one.span, bool(state)))
    return out


def _qualified(document: Document, box: Item, line: str) -> Finding | None:
    for source in (_BRACKET, _DASH):
        match = pattern(source, 2).search(line)
        if match is None or pattern(_SETTLED, 2).search(match[2]) or _asks(line[: match.start()]):
            continue
        start = box.text_span.start + match.start(1)
        word = match[1]
        if document.text[start + len(word) : start + len(word) + 2].strip()[:1] == "`":
            continue  # ``(todo `file.md`)`` names where it comes from.
        return Finding(
            Span(start, start + len(word)),
            f"this item is ticked, but says of itself {word!r}",
            related=(Related(box.box_span, "ticked here"),),
            fix=_untick(box),
            data={"item": line[:120], "word": word.casefold()},
        )
    return None


def _asks(text: str) -> bool:
    """Whether an item asks a question: it ends in its mark, tags such as ``[Gap]`` behind it."""
    return pattern(r"[?？][\s*_)]*(?:\[[^\[\]]{0,80}\][\s,*_]*){0,6}$").search(text[-600:]) is not None


def _untick(box: Item) -> Fix:
    return Fix(UNSAFE, "Untick the item", (Edit(box.box_span, "[ ]"),))


def _cites_open(
    box: Item, line: str, known: Known, open_issues: dict[str, tuple[Span, bool]]
) -> Finding | None:
    for bracket in pattern(r"\(([^()]{1,200})\)").finditer(line):
        for identity, span in known.named(bracket[1], box.text_span.start + bracket.start(1)):
            issue = open_issues.get(identity)
            if issue is None or pattern(_REPAIR, 2).search(line):
                continue
            place, stated = issue
            if not stated and not pattern(_DEFECT, 2).search(bracket[1].replace(identity, "")):
                continue
            return Finding(
                span,
                f"this item is ticked, but cites {identity} as its defect, which is still open",
                related=(Related(place, f"{identity} is open"), Related(box.box_span, "ticked here")),
                fix=_untick(box),
                data={"item": line[:120], "issue": identity},
            )
    return None
