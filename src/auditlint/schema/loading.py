"""Where the JSON Schemas lie: in the wheel, or beside ``src`` in a checkout."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from typing import Any

#: A team's own schemas: kind id, path, text; see `auditlint.config.Config.schemas`.
Own = tuple[tuple[str, str, str], ...]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@lru_cache(maxsize=1)
def folder() -> str:
    """Return the folder that holds the schemas."""
    shipped = os.path.join(_PACKAGE, "_schemas")
    if os.path.isdir(shipped):
        return shipped
    return os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "schemas")


def _path(name: str) -> str:
    return os.path.join(folder(), f"{name}.json")


@cache
def exists(name: str) -> bool:
    """Whether there is a schema called `name`."""
    return os.path.isfile(_path(name))


def names() -> list[str]:
    """Return the names of all schemas, sorted."""
    return sorted(one[:-5] for one in os.listdir(folder()) if one.endswith(".json"))


def schema_of(kind_id: str, own: Own = ()) -> dict[str, Any] | None:
    """Return the schema of a kind: a team's own, where it has one, or the built-in one."""
    for kind, _, text in own:
        if kind == kind_id:
            from auditlint.schema.own import effective

            return effective(text)
    return load(kind_id) if exists(kind_id) else None


@cache
def load(name: str) -> dict[str, Any]:
    """Return the schema called `name` (a kind id); it is shared, so do not change it.

    Raises `FileNotFoundError` when there is none.
    """
    import json

    with open(_path(name), encoding="utf-8") as stream:
        schema: dict[str, Any] = json.load(stream)
    return schema
