"""The planning tool's own settings, ``.planning/config.json`` (GSD and Kata).

The model is the file itself; it makes no claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.kinds.base import LIVING, Kind
from auditlint.parsing.nodes import Mapping
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document

KIND = Kind(
    id="gsd-config",
    title="Planning settings",
    framework="gsd",
    nature=LIVING,
    paths=(".planning/config.json", ".planning/workstreams/*/config.json"),
    format="json",
)


def model(document: Document) -> Mapping:
    """Return the file's object; empty where the file is no JSON."""
    return document.meta or Mapping([], Span(0, 0))


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Yield nothing: settings state no facts about the work."""
    yield from ()
