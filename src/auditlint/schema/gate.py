"""The yes or no: is a value valid? Decided by jsonschema-rs, which is fast and explains little."""

from __future__ import annotations

from typing import Any

_VALIDATORS: dict[int, tuple[Any, Any]] = {}


class RemoteReferenceError(Exception):
    """A schema refers to something that it does not hold; nothing is ever fetched."""


def _never(uri: str) -> Any:
    raise RemoteReferenceError(uri)


def is_valid(value: Any, schema: dict[str, Any]) -> bool:
    """Whether `value` is valid; `schema` is compiled once and kept."""
    kept = _VALIDATORS.get(id(schema))
    if kept is None or kept[0] is not schema:
        import jsonschema_rs

        validator = jsonschema_rs.Draft202012Validator(schema, retriever=_never)
        kept = _VALIDATORS[id(schema)] = (schema, validator)
    return bool(kept[1].is_valid(value))
