"""Where a cited path stands in its document, and the citations that are one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Edit, Related
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from auditlint.evidence.cited import Cited
    from auditlint.parsing.document import Document
    from auditlint.rules.base import ProjectContext

#: The ages of documents, the ones that must be true today first.
LIVING = "living"
HISTORICAL = "historical"
_AGES = (LIVING, HISTORICAL)


def age_order(one: Cited) -> int:
    """Order citations by who must be right: living documents, historical, archived ones."""
    age = one.facts.age
    return _AGES.index(age) if age in _AGES else len(_AGES)


class Hedged:
    """The hedges around citations; documents are parsed again as they are asked about."""

    __slots__ = ("_context", "_hedges")

    def __init__(self, context: ProjectContext) -> None:
        self._context = context
        self._hedges: dict[str, Callable[[int], str]] = {}

    def at(self, one: Cited) -> str:
        """Return how the text around a citation hedges; `GONE` where it cannot be read."""
        path = one.facts.path
        ask = self._hedges.get(path)
        if ask is None:
            ask = self._hedges[path] = self._asker(path)
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


def by_document(found: Iterable[Cited]) -> list[list[Cited]]:
    """Group citations of one path in one document."""
    groups: dict[tuple[str, str], list[Cited]] = {}
    for one in found:
        groups.setdefault((one.facts.path, one.path), []).append(one)
    return list(groups.values())


def edit_of(one: Cited, old: str, new: str, document: Document | None, path: str = "") -> Edit | None:
    """Return the edit that exchanges `old`, as written in a citation, for `new`.

    `path` is that of the document where it is not the finding's own. None where the text is not
    found in its place just once.
    """
    if document is None:
        return None
    start, end = one.claim.span
    text = document.text[start:end]
    at = text.rfind(old)
    if at < 0 or (one.claim.role != "link" and text.count(old) != 1):
        return None
    return Edit(Span(start + at, start + at + len(old)), new, path)
