"""Diagnostics as JSON and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.findings import (
    Diagnostic,
    Place,
    PlacedEdit,
    PlacedFix,
    RelatedPlace,
    Suppression,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def diagnostics(rows: Iterable[Any]) -> tuple[Diagnostic, ...]:
    """Make the diagnostics of their JSON, which is that of their fields."""
    return tuple(map(_diagnostic, rows))


def _diagnostic(row: Any) -> Diagnostic:
    one = Diagnostic._make(row)
    return one._replace(
        place=Place._make(one.place),
        related=tuple(RelatedPlace(Place._make(place), said) for place, said in one.related),
        fix=None if one.fix is None else _fix(one.fix),
        suppression=None if one.suppression is None else Suppression._make(one.suppression),
    )


def _fix(row: Any) -> PlacedFix:
    applicability, message, edits = row
    return PlacedFix(
        applicability, message,
        tuple(PlacedEdit(Place._make(place), text) for place, text in edits),
    )
