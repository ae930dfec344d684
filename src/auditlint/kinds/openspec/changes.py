"""What the documents of an OpenSpec change say of the change as a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import HEADING, PATH, Belongs, Subject
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document

CHANGE = "change"

_LEAD = r"(?:(?:change|(?:change )?proposal|implementation tasks|tasks|design|task list)[ ]*(?:proposal)?[ ]*[:–—-][ ]*)?"
#: A title that is a change's id: at least two words joined by dashes, all in lower case.
_ID = r"[*_`\"']{0,3}([a-z0-9]+(?:-[a-z0-9]+)+)[*_`\"']{0,3}"


def change_of(path: str) -> str:
    """Return the id of the change that `path` is of, without the date of its archiving, or ""."""
    folders = path.split("/")[:-1]
    for index, folder in enumerate(folders):
        if folder == "changes" and index and folders[index - 1] == "openspec":
            rest = folders[index + 1 :]
            if rest and rest[0] == "archive":
                rest = rest[1:]
            return pattern(r"\d{4}-\d{2}-\d{2}-").sub("", rest[0], 1) if rest else ""
    return ""


def title_claims(document: Document) -> Iterator[Claim]:
    """Yield which change a document says it is of, where its title is a change's id."""
    title = document.title
    folder = change_of(document.path)
    if title is None or title.level != 1 or not folder:
        return
    match = pattern(_LEAD + _ID, re.IGNORECASE).fullmatch(title.title.strip())
    if match is None or match[1] != match[1].lower():
        return
    at = document.text.find(match[1], title.title_span.start, title.title_span.end)
    if at >= 0:
        yield Belongs(Subject(CHANGE, folder), folder, Span(0, 0), PATH)
        yield Belongs(Subject(CHANGE, match[1]), match[1], Span(at, at + len(match[1])), HEADING)
