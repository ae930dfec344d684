"""Where cited paths stand in their documents, and how to write others there."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from auditlint.evidence.repository import above
from auditlint.findings import Edit, Related
from auditlint.parsing.structure import DONE
from auditlint.reading.numbers import pattern
from auditlint.rules.ruling import Ground, unclear, wrong
from auditlint.source.text import Span
from auditlint.views.hedges import GONE, MADE, Hedges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditlint.evidence import Evidence
    from auditlint.evidence.cited import Cited
    from auditlint.evidence.successors import Successor
    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

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
        self._hedges: dict[str, Hedges | None] = {}

    def line(self, one: Cited) -> str:
        """Return the line that a citation stands in, "" where the document cannot be read."""
        document = self._context.document(one.facts.path)
        return "" if document is None else line_of(document.text, one.claim.span)

    def is_done_once(self, one: Cited) -> bool:
        """Whether a citation says what a task of a change did, or shall make.

        Nobody goes back to a ticked task when what it made moves on; an open one that makes a file
        says where it shall be. Undecidable counts as so.
        """
        if not one.facts.kind.endswith("-tasks"):
            return False
        document = self._context.document(one.facts.path)
        if document is None:
            return True
        at = one.claim.span.start
        if any(box.box == DONE and box.start <= at < box.end for box in document.boxes):
            return True
        return self.hedge(one) == MADE

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
        hedges = self._of(one.facts.path)
        return GONE if hedges is None else hedges.at(one.claim.span.start)

    def word(self, one: Cited) -> str:
        """Return the word around a citation that hedges."""
        hedges = self._of(one.facts.path)
        return "" if hedges is None else hedges.word(one.claim.span.start)

    def _of(self, path: str) -> Hedges | None:
        if path not in self._hedges:
            # Citations come by document: no other is asked about again.
            document = self._context.document(path)
            self._hedges = {path: None if document is None else Hedges(document)}
        return self._hedges[path]


#: The reason for silence where the words around a citation hedge.
HEDGED = "hedged"


def excuse(reason: str, around: Around, one: Cited) -> str:
    """Return the words of a reason for silence: which word it is that hedges."""
    if reason != HEDGED:
        return reason
    return f"the words around it say more than that it is there: '{around.word(one)}'"


def absent(evidence: Evidence, path: str, silence: str = "") -> Ruling:
    """Tell what the history says of a path that is not there, and why that is no finding."""
    grounds: tuple[Ground, ...] = ()
    existed = evidence.history.existed(path)
    if existed is None:
        fate = evidence.history.doubt
    elif not existed:
        fate = "no commit ever held it"
    else:
        fate = "it was there once"
        removed = evidence.history.removed(path)
        grounds = () if removed is None else (Ground("removed", commit=removed.id),)
    if not silence:
        return wrong(f"it is not there: {fate}", *grounds)
    return unclear(f"it is not there ({fate}), but {silence}", *grounds)


def moved_to(evidence: Evidence, path: str, found: Successor) -> Ground:
    """Return where a path went, and by which commit."""
    move = evidence.history.moved(path)
    commit = move.commit.id if move is not None and move.new == found.new else ""
    return Ground("", found.new, commit=commit)


def unknown(evidence: Evidence, one: Cited) -> Ruling:
    """Tell why it is not known what a citation means."""
    ignoring = evidence.files.ignoring(one.path)
    if ignoring is None:
        return unclear(one.reason)
    path, line, rule = ignoring
    return unclear("git ignores it: it may be there or not", Ground(rule, path, line))


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
