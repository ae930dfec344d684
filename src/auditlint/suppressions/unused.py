"""Unused suppressions: what is said of them, and the edits that take them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import SAFE, Edit, Finding, Fix
from auditlint.source.text import Span
from auditlint.suppressions.directives import DISABLE, ENABLE, IGNORE_FILE

if TYPE_CHECKING:
    from auditlint.parsing.document import Document
    from auditlint.suppressions.directives import Placed, Selector


class Hold:
    """One selector of a suppression: what it hides, and the lines it holds for."""

    __slots__ = ("codes", "placed", "ranges", "selector", "used")

    def __init__(self, placed: Placed, selector: Selector, codes: frozenset[str]) -> None:
        self.placed = placed
        self.selector = selector
        self.codes = codes
        self.ranges: list[tuple[int, int, frozenset[str]]] = []
        self.used = False


def unused_findings(document: Document, holds: list[Hold]) -> list[Finding]:
    """Report unused entries, each with a fix that takes it out.

    The fixes of all of them can be applied together.
    """
    going: dict[Span, set[Span]] = {}
    for hold in holds:
        going.setdefault(hold.placed.directive.comment, set()).add(hold.selector.span)
    fixes: dict[Span, dict[Span, Edit]] = {}
    out = []
    for hold in holds:
        comment = hold.placed.directive.comment
        if comment not in fixes:
            fixes[comment] = _edits(document.text, hold.placed, going[comment])
        edit = fixes[comment][hold.selector.span]
        whole = edit.span.start <= comment.start
        what = "the comment" if whole else hold.selector.text
        out.append(
            Finding(
                hold.selector.span,
                _message(hold),
                fix=Fix(SAFE, f"Remove {what}", (edit,)),
                data={"selector": hold.selector.text, "verb": hold.placed.directive.verb},
                code="LNT001",
            )
        )
    return out


def _message(hold: Hold) -> str:
    name = hold.selector.text
    verb = hold.placed.directive.verb
    if not hold.codes:
        return f"{name} cannot be suppressed"
    if verb == ENABLE:
        return f"{name} is enabled here, but it was not disabled before"
    if verb == IGNORE_FILE:
        return f"{name} is ignored in this file, but finds nothing in it"
    if verb == DISABLE:
        return f"{name} is disabled here, but finds nothing in the lines that follow"
    if not hold.placed.own_line:
        return f"{name} is ignored on this line, but finds nothing on it"
    return f"{name} is ignored in the next block, but finds nothing in it"


def _edits(text: str, placed: Placed, going: set[Span]) -> dict[Span, Edit]:
    """Return for each entry that goes the edit that takes it out.

    When all go, each edit removes the comment; otherwise the edits do not touch each other.
    """
    selectors = placed.directive.selectors
    if all(one.span in going for one in selectors):
        edit = _removal(text, placed)
        return dict.fromkeys(going, edit)
    last_kept = max(index for index, one in enumerate(selectors) if one.span not in going)
    edits = {}
    for index, one in enumerate(selectors):
        if one.span not in going:
            continue
        if index < last_kept:
            edits[one.span] = Edit(Span(one.span.start, selectors[index + 1].span.start), "")
        else:
            edits[one.span] = Edit(Span(selectors[index - 1].span.end, one.span.end), "")
    return edits


def _removal(text: str, placed: Placed) -> Edit:
    """The edit that removes a whole comment, and its line where nothing else is on it."""
    start, end = placed.directive.comment
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    if not placed.own_line:
        if start == 0 or text[start - 1] in "\r\n":
            # Something follows on the line: keep its indentation.
            start = placed.directive.comment.start
            following = end
            while following < len(text) and text[following] in " \t":
                following += 1
            if not text.startswith("<!--", following):
                end = following
        return Edit(Span(start, end), "")
    while end < len(text) and text[end] in " \t":
        end += 1
    after = end
    if text.startswith("\r\n", after):
        after += 2
    elif after < len(text):
        after += 1
    indented = start < placed.directive.comment.start
    if text[placed.directive.comment.start] == "#" or indented:
        return Edit(Span(start, after), "")
    # Between two lines of text the empty line stays, so that the two do not become one block.
    before = text[:start].rstrip(" \t") if start < 200 else text[start - 200 : start].rstrip(" \t")
    blank_before = not before or before.endswith(("\n\n", "\r\n\r\n", "\r\r"))
    blank_after = after >= len(text) or text[after] in "\r\n"
    return Edit(Span(start, after if blank_before or blank_after else end), "")


