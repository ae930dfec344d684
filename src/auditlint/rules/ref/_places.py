"""Where cited paths stand in their documents, and how to write others there."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from auditlint.evidence.repository import above
from auditlint.findings import Edit, Related
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from auditlint.evidence import Evidence
    from auditlint.evidence.cited import Cited
    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext

#: The ages of documents, the ones that must be true today first.
LIVING = "living"
HISTORICAL = "historical"
_AGES = (LIVING, HISTORICAL)
#: What the summary of collapsed history says.
_SHIPPED = r"\b(?:shipped|completed?|done|released|archived|closed)\b|✅|☑|✔"
#: So many characters on either side of a place are looked at.
_NEAR = 1000


#: Lists of what was shipped are written on, but what they cite is of its own time.
_HISTORIES = ("gsd-milestones",)


def is_living(facts: Facts) -> bool:
    """Whether what a document cites must be there today."""
    return facts.age == LIVING and facts.kind not in _HISTORIES


def cause_of(evidence: Evidence, path: str) -> str:
    """Return the first folder of a missing path that is not there, else the path itself."""
    cause = path
    for folder in above(path):
        if evidence.files.exists(folder) is not False:
            break
        cause = folder
    return cause


def line_of(text: str, span: Span) -> str:
    """Return the line around a place; of an endless one what is near."""
    start = max(text.rfind("\n", max(0, span.start - _NEAR), span.start) + 1, span.start - _NEAR)
    end = text.find("\n", span.end, span.end + _NEAR)
    return text[start : end if end >= 0 else span.end + _NEAR]


def age_order(one: Cited) -> int:
    """Order citations by who must be right: living documents, historical, archived ones."""
    age = one.facts.age
    if age == LIVING:
        return 0 if is_living(one.facts) else 1
    return _AGES.index(age) if age in _AGES else len(_AGES)


class Around:
    """The text around citations; a document is parsed again when it is first asked about."""

    __slots__ = ("_context", "_hedges")

    def __init__(self, context: ProjectContext) -> None:
        self._context = context
        self._hedges: dict[str, Callable[[int], str]] = {}

    def line(self, one: Cited) -> str:
        """Return the line that a citation stands in, "" where the document cannot be read."""
        document = self._context.document(one.facts.path)
        return "" if document is None else line_of(document.text, one.claim.span)

    def is_shipped(self, one: Cited) -> bool:
        """Whether a citation stands in the `<details>` of what was shipped."""
        document = self._context.document(one.facts.path)
        start = one.claim.span.start
        return document is not None and any(
            element.name.lower() == "details" and element.start <= start < element.end
            and pattern(_SHIPPED, 2).search(document.text[element.start : element.start + _NEAR].partition("</summary>")[0])
            is not None
            for element in document.markdown.elements
        )

    def hedge(self, one: Cited) -> str:
        """Return how the text around a citation hedges; `GONE` where it cannot be read."""
        path = one.facts.path
        ask = self._hedges.get(path)
        if ask is None:
            # Citations come by document: no other is asked about again.
            self._hedges = {path: self._asker(path)}
            ask = self._hedges[path]
        return ask(one.claim.span.start)

    def _asker(self, path: str) -> Callable[[int], str]:
        from auditlint.views.hedges import GONE, Hedges

        document = self._context.document(path)
        return (lambda _: GONE) if document is None else Hedges(document).at


def related(others: Sequence[Cited], first: Cited, message: str) -> tuple[Related, ...]:
    """Return the places of the other citations of one cause."""
    return tuple(
        Related(one.claim.span, message, "" if one.facts is first.facts else one.facts.path)
        for one in others
    )


def told(places: Sequence[Cited]) -> str:
    """Say how many places cite the same, "" for one: "3 places in 2 documents"."""
    documents = {one.facts.path for one in places}
    within = f" in {len(documents)} documents" if len(documents) > 1 else ""
    return f"{len(places)} places{within}" if len(places) > 1 else ""


def edits(context: ProjectContext, wanted: Iterable[tuple[Cited, str]]) -> tuple[Edit, ...]:
    """Return the edits that write other paths of the tree where some are cited.

    The first citation's document is the finding's own. What cannot be found in its place, as in
    links by reference, is left out.
    """
    found: list[Edit] = []
    own = ""
    for one, new in wanted:
        own = own or one.facts.path
        edit = _edit(context, one, new)
        if edit is not None:
            found.append(edit if one.facts.path == own else edit._replace(path=one.facts.path))
    return tuple(found)


def _edit(context: ProjectContext, one: Cited, new: str) -> Edit | None:
    document = context.document(one.facts.path)
    if document is None:
        return None
    old = one.claim.path
    if one.is_link:
        old = old.partition("#")[0]
        if "%" in old or "?" in old:
            return None
        folder = one.facts.path.rpartition("/")[0]
        new = posixpath.relpath(new, folder or ".")
    if old.endswith("/"):
        new += "/"
    start, end = one.claim.span
    text = document.text[start:end]
    at = text.rfind(old)
    if at < 0 or (text.count(old) != 1 and not one.is_link) or " " in new:
        return None
    return Edit(Span(start + at, start + at + len(old)), new)
