"""The settings of one OpenSpec change, ``.openspec.yaml``: its workflow, when it was begun, its goal.

Whether the change has the deltas that its settings promise is SPC007's to say.
"""

from __future__ import annotations

from auditlint.kinds.base import LIVING, Kind
from auditlint.kinds.settings_file import claims, model

__all__ = ["KIND", "claims", "model"]

KIND = Kind(
    id="openspec-change-settings",
    title="OpenSpec change settings",
    framework="openspec",
    nature=LIVING,
    paths=("openspec/changes/*/.openspec.yaml", "openspec/changes/archive/*/.openspec.yaml"),
    format="yaml",
)
