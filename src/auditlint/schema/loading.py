"""Where the JSON Schemas lie: in the wheel, or beside ``src`` in a checkout."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from typing import Any

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


@cache
def load(name: str) -> dict[str, Any]:
    """Return the schema called `name` (a kind id); it is shared, so do not change it.

    Raises `FileNotFoundError` when there is none.
    """
    import json

    with open(_path(name), encoding="utf-8") as stream:
        schema: dict[str, Any] = json.load(stream)
    return schema
