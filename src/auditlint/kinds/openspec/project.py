"""OpenSpec project context, ``openspec/project.md``: what is true of every change.

Newer versions of OpenSpec keep it in ``openspec/config.yaml`` (`auditlint.kinds.openspec.config`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.kinds.base import LIVING, Kind, base_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="openspec-project",
    title="OpenSpec project context",
    framework="openspec",
    nature=LIVING,
    paths=("openspec/project.md",),
)


def model(document: Document) -> Mapping:
    """Build the model: what every document has."""
    return base_model(document).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Yield nothing: what is cited is read from every document alike."""
    yield from ()
