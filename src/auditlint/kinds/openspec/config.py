"""OpenSpec settings, ``openspec/config.yaml``: the workflow, the project's context, its rules."""

from __future__ import annotations

from auditlint.kinds.base import LIVING, Kind
from auditlint.kinds.settings_file import claims, model

__all__ = ["KIND", "claims", "model"]

KIND = Kind(
    id="openspec-config",
    title="OpenSpec settings",
    framework="openspec",
    nature=LIVING,
    paths=("openspec/config.yaml", "openspec/config.yml"),
    format="yaml",
)
