"""What validators do worse than in proportion: keys that no keyword speaks about, equal items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.schema.coerce import resolve
from auditlint.schema.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    IsValid = Callable[[Any, Any], bool]


def unevaluated(
    value: dict[str, Any], schema: dict[str, Any], root: Any, is_valid: IsValid
) -> list[str]:
    """Return the keys of `value` that ``unevaluatedProperties`` in `schema` is about.

    `is_valid` tells of a schema and a value whether they fit: only what fits has spoken.
    """
    left = dict.fromkeys(value)
    own = {word: one for word, one in schema.items() if word != "unevaluatedProperties"}
    for key in _evaluated(value, own, root, is_valid):
        left.pop(key, None)
    return [*left]


def _evaluated(value: dict[str, Any], schema: Any, root: Any, is_valid: IsValid) -> Iterator[str]:
    """Yield the keys that `schema`, which `value` fits, speaks about."""
    if not isinstance(schema, dict):
        return
    if "additionalProperties" in schema or "unevaluatedProperties" in schema:
        yield from value
        return
    for key in schema.get("properties", ()):
        if key in value:
            yield key
    for source in schema.get("patternProperties", ()):
        yield from (key for key in value if matches(source, key))
    for one in _together(value, schema, root, is_valid):
        if is_valid(one, value):
            yield from _evaluated(value, one, root, is_valid)


def _together(value: dict[str, Any], schema: Any, root: Any, is_valid: IsValid) -> Iterator[Any]:
    """Yield the schemas that speak about the same value as `schema` does."""
    if isinstance(schema.get("$ref"), str):
        yield resolve(root, schema["$ref"])
    for word in ("allOf", "anyOf", "oneOf"):
        yield from schema.get(word, ())
    for key, one in schema.get("dependentSchemas", {}).items():
        if key in value:
            yield one
    if "if" in schema:
        if is_valid(schema["if"], value):
            yield schema["if"]
            yield schema.get("then", True)
        else:
            yield schema.get("else", True)


def all_differ(items: list[Any]) -> bool:
    """Whether no two items are equal as JSON: 1 and 1.0 are, 1 and true are not."""
    return len({_hashable(one) for one in items}) == len(items)


def _hashable(value: Any) -> Any:
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, list):
        return ("list", *map(_hashable, value))
    if isinstance(value, dict):
        return frozenset((key, _hashable(one)) for key, one in value.items())
    return value
