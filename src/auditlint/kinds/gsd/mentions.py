"""Requirement ids that a document merely names, in whatever place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Listed
from auditlint.reading.ids import expand

if TYPE_CHECKING:
    from collections.abc import Iterator


def mentioned(text: str) -> Iterator[Listed]:
    """Yield every requirement id in `text`, which begins the document, at its first place.

    To be named is not yet to be claimed or judged, but what is named was not overlooked.
    """
    if "-" not in text:
        return
    seen: set[str] = set()
    for one in expand(text):
        if one.id not in seen:
            seen.add(one.id)
            yield Listed(one.id, one.span)
