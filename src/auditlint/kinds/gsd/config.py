"""The planning tool's own settings, ``.planning/config.json`` (GSD and Kata)."""

from __future__ import annotations

from auditlint.kinds.base import LIVING, Kind
from auditlint.kinds.settings_file import claims, model

__all__ = ["KIND", "claims", "model"]

KIND = Kind(
    id="gsd-config",
    title="Planning settings",
    framework="gsd",
    nature=LIVING,
    paths=(".planning/config.json", ".planning/workstreams/*/config.json"),
    format="json",
)
