"""Shared by all tests: lint a text through the whole engine."""

from __future__ import annotations

from typing import Any

from auditlint.config import Config
from auditlint.engine import check_document, selected_codes
from auditlint.findings import Diagnostic

AUDIT = ".planning/v1.0-MILESTONE-AUDIT.md"


def outcome(text: str | bytes, path: str, explicit: bool = True, **options: Any) -> Any:
    """Check `text` as the document at `path`; `options` are fields of the configuration.

    Preview rules run unless ``preview=False`` is given.
    """
    options.setdefault("preview", True)
    config = Config(**options)
    data = text.encode() if isinstance(text, str) else text
    return check_document(path, data, len(data), config, selected_codes(config), explicit)


def lint(text: str | bytes, path: str = AUDIT, **options: Any) -> list[Diagnostic]:
    """Return the diagnostics for `text` as the document at `path`."""
    return list(outcome(text, path, **options).diagnostics)


def found(text: str | bytes, code: str, path: str = AUDIT, **options: Any) -> list[str]:
    """Return ``line:column message`` for every diagnostic of one rule."""
    return [
        f"{one.place.line}:{one.place.column} {one.message}"
        for one in lint(text, path, **options)
        if one.code == code
    ]
