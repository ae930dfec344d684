"""OpenSpec settings, ``openspec/config.yaml``: the workflow, the project's context, its rules.

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
    id="openspec-config",
    title="OpenSpec settings",
    framework="openspec",
    nature=LIVING,
    paths=("openspec/config.yaml", "openspec/config.yml"),
    format="yaml",
)


def model(document: Document) -> Mapping:
    """Return the file's mapping; of a file that is no YAML what could be recovered."""
    return document.meta or Mapping([], Span(0, 0))


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Yield nothing: settings state no facts about the work."""
    yield from ()
