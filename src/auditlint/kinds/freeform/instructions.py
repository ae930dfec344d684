"""What agents are told about a repository: ``CLAUDE.md``, ``AGENTS.md`` and their like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.kinds.base import LIVING, Kind, base_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="instructions",
    title="Agent instructions",
    framework="freeform",
    nature=LIVING,
    paths=("CLAUDE.md", "AGENTS.md", "GEMINI.md", ".github/copilot-instructions.md"),
)


def model(document: Document) -> Mapping:
    """Build the model: what every document has."""
    return base_model(document).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Yield nothing: what is cited is read from every document alike."""
    yield from ()
