"""The project's own description, ``.planning/PROJECT.md`` (GSD and Kata): living."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.kinds.base import LIVING, Kind, base_model
from auditlint.kinds.gsd.project_milestones import milestone_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="gsd-project",
    title="Project",
    framework="gsd",
    nature=LIVING,
    paths=(".planning/PROJECT.md", ".planning/workstreams/*/PROJECT.md"),
)


def model(document: Document) -> Mapping:
    """Build the model: what every document has."""
    return base_model(document).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract the milestones that are called current or shipped."""
    yield from milestone_claims(document)
