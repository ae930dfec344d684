"""The parts of a document that a tool writes and keeps, between comments that say so.

``<!-- BEGIN: AGENTS -->`` ... ``<!-- END: AGENTS -->`` and ``<!-- TOOL:START -->`` ...
``<!-- TOOL:END -->``: what stands there is the tool's text, with its examples, and no statement of
the document's authors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.reading.numbers import pattern
from auditlint.reading.ranges import Ranges

if TYPE_CHECKING:
    from auditlint.parsing.document import Document

_MARK = r"^[ \t]*<!--[ \t]*(?:(BEGIN|START|END)\b[ :_-]*([\w.: -]{0,80}?)|([\w.: -]{1,80}?)[ :_-]+(BEGIN|START|END))[ \t]*-->"


def generated(document: Document) -> Ranges:
    """Return the ranges of a document between the comments of a tool, found once."""
    kept: Ranges | None = document.memo.get(__name__)
    if kept is None:
        kept = document.memo[__name__] = Ranges(_ranges(document))
    return kept


def _ranges(document: Document) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begun: dict[str, int] = {}
    # By lines: what a tool writes may hold a fence that never closes, and hides the end from Markdown.
    text = document.text
    for match in pattern(_MARK, re.MULTILINE).finditer(text) if "<!--" in text else ():
        name = (match[2] or match[3] or "").strip(" :_-").casefold()
        if (match[1] or match[4]) != "END":
            begun.setdefault(name, match.end())
        elif name in begun:
            found.append((begun.pop(name), match.start()))
    return sorted(found)
