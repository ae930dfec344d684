"""The schema layer: decide quickly whether a model is valid, and explain at the exact place.

`load` finds a kind's JSON Schema, `to_value` turns a model into the plain JSON that it
validates, `is_valid` decides, `explain` says what is wrong where. Rules use `check`, which does
all of that at most once per document.
"""

from __future__ import annotations

from auditlint.schema.loading import exists, load, names

__all__ = ["exists", "load", "names"]
