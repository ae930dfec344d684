"""The anchors of Markdown documents, as GitHub makes them of headings."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.parsing.document import Document
    from auditlint.rules.base import ProjectContext

#: Anchors that name no heading: lines, the top of the page, text fragments.
_NO_HEADING = r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|top|:~:.*|"
_SELECTOR = "\ufe0f"


class DocumentAnchors:
    """The anchors of one document."""

    __slots__ = ("_by_letters", "_named")

    def __init__(self, titles: Iterable[str], named: Iterable[str]) -> None:
        self._named = set(named)
        self._by_letters: dict[str, set[str]] = {}
        counts: dict[str, int] = {}
        for title in titles:
            slug = slug_of(title)
            number = counts.get(slug, 0)
            counts[slug] = number + 1
            one = f"{slug}-{number}" if number else slug
            self._named.add(one)
            self._by_letters.setdefault(_letters(one), set()).add(one)

    def has(self, anchor: str) -> bool:
        """Whether `anchor`, as written behind the ``#``, leads somewhere."""
        if pattern(_NO_HEADING).fullmatch(anchor) is not None:
            return True
        wanted = unquote(anchor).removeprefix("user-content-")
        return wanted.replace(_SELECTOR, "").lower() in self._named or wanted in self._named

    def nearest(self, anchor: str) -> str:
        """Return the only anchor of the same letters and digits, "" where there is none."""
        found = self._by_letters.get(_letters(unquote(anchor)), set())
        return next(iter(found)) if len(found) == 1 else ""


class Anchors:
    """The anchors of the documents that links lead to, each read once."""

    __slots__ = ("_context", "_known")

    def __init__(self, context: ProjectContext) -> None:
        self._context = context
        self._known: dict[str, DocumentAnchors | None] = {}

    def of(self, path: str) -> DocumentAnchors | None:
        """Return the anchors of the document at `path`; None where it cannot be read."""
        if path not in self._known:
            document = self._document(path)
            self._known[path] = None if document is None else _read(document)
        return self._known[path]

    def _document(self, path: str) -> Document | None:
        document = self._context.document(path)
        if document is not None:
            return document
        from auditlint.parsing.document import Document

        text = self._context.evidence.contents.text(path)
        return None if text is None else Document(path, text, self._context.config.limits)


def _read(document: Document) -> DocumentAnchors | None:
    text = document.text
    if "\n{:toc}" in text or pattern(r"(?i)<h[1-6]\b").search(text) is not None:
        return None  # Its anchors are made of more than Markdown's headings.
    named = [
        one[1] for one in
        pattern(r"""(?i)\b(?:id|name)\s{0,3}=\s{0,3}["']?([^"'\s>]{1,200})""").finditer(text)
    ]
    # Headings inside lists and quotations have anchors as well, and so have those by attribute.
    named += [one[1] for one in pattern(r"\{#([\w-]{1,200})\}").finditer(text)]
    named += [
        slug_of(one[1]) for one in pattern(r"(?m)^[ >*+\-\t]{1,12}#{1,6} (.{1,300})$").finditer(text)
    ]
    return DocumentAnchors([one.title for one in document.sections], named)


def slug_of(title: str) -> str:
    """Return what GitHub makes of a heading: small letters, digits, ``_`` and ``-``, where each
    space becomes a hyphen and everything else is left out."""
    kept = []
    for letter in title.strip().lower():
        if letter in " -":
            kept.append("-")
        elif letter.isascii():
            if letter.isalnum() or letter == "_":
                kept.append(letter)
        elif letter != _SELECTOR and _is_word(letter):
            kept.append(letter)
    return "".join(kept)


def _is_word(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category[0] in "LM" or category in ("Nd", "Nl", "Pc")


def _letters(slug: str) -> str:
    return "".join(letter for letter in slug.lower() if letter.isalnum())
