"""A todo of a planning tree (GSD, Kata), as long as it is open.

Done todos are history that nobody reads again, so they are no documents of this kind.
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
    id="gsd-todo",
    title="Todo",
    framework="gsd",
    nature=LIVING,
    paths=(
        ".planning/todos/pending/*.md",
        ".planning/todos/open/*.md",
        ".planning/issues/open/*.md",
        ".planning/issues/in-progress/*.md",
    ),
)


def model(document: Document) -> Mapping:
    """Build the model: what every document has."""
    return base_model(document).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Yield nothing: what is cited is read from every document alike."""
    yield from ()
