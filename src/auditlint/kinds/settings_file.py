"""Files of settings, JSON or YAML: the model is the file itself, and it makes no claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.parsing.nodes import Mapping
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document


def model(document: Document) -> Mapping:
    """Return the file's mapping; of a file that cannot be read what could be recovered."""
    return document.meta or Mapping([], Span(0, 0))


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Yield nothing: settings state no facts about the work."""
    yield from ()
