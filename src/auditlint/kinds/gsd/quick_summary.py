"""Summary of a quick task (GSD): what was done outside of any phase (see `quick_plan`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Dated, Status
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.gsd.identity import identity, unreadable
from auditlint.kinds.gsd.summary import DATES, work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="gsd-quick-summary",
    title="Quick task summary",
    framework="gsd",
    nature=HISTORICAL,
    paths=(
        ".planning/quick/*/*-SUMMARY.md",
        ".planning/quick/*/SUMMARY.md",
        ".planning/workstreams/*/quick/*/*-SUMMARY.md",
        ".planning/workstreams/*/quick/*/SUMMARY.md",
    ),
)


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings."""
    return base_model(document).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract status, dates, deviations and the self-check."""
    for one in identity(document, DATES):
        if isinstance(one, (Status, Dated)):
            yield one
    yield from unreadable(document)
    yield from work(document)
