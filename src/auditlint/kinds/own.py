"""The documents of a team's own kind: what every kind has, held against the team's own schema.

Such a kind is given by the configuration alone, globs under ``kinds`` and a schema under
``schemas``, and makes no claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.kinds.base import LIVING, Kind, base_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping


def kind(kind_id: str) -> Kind:
    """Return the kind that a configuration calls `kind_id`."""
    return Kind(kind_id, "Document of an own kind", "own", LIVING)


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings."""
    return base_model(document).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Such a document claims nothing that rules know of."""
    return iter(())
