"""Plan of a quick task (GSD): small work outside of any phase, ``quick/005-fix-dates/005-PLAN.md``.

It is written as a phase's plan is, but what it calls its phase is no phase of the roadmap
(``quick``, ``quick-5``, the folder's name), its requirements are its own, and its plan number is
the task's or none. So it says nothing about phases, plans and requirements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.kinds.base import HISTORICAL, Kind
from auditlint.kinds.gsd import plan
from auditlint.kinds.gsd.identity import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="gsd-quick-plan",
    title="Quick task plan",
    framework="gsd",
    nature=HISTORICAL,
    paths=(
        ".planning/quick/*/*-PLAN.md",
        ".planning/quick/*/PLAN.md",
        ".planning/workstreams/*/quick/*/*-PLAN.md",
        ".planning/workstreams/*/quick/*/PLAN.md",
    ),
)


def model(document: Document) -> Mapping:
    """Build the model, which is that of a phase's plan."""
    return plan.model(document)


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract the files that the task changes."""
    yield from unreadable(document)
    meta = document.meta
    if meta is not None:
        yield from plan.modified(meta)
