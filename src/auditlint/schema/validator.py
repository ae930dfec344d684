"""The full validator, jsonschema's, with what could take very long done otherwise.

It names every error; `auditlint.schema.decide` only says yes or no. To import it costs 60 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, ValidationError, validators
from referencing import Registry

from auditlint.schema.evaluated import all_differ, unevaluated
from auditlint.schema.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Iterator


def validator(schema: dict[str, Any]) -> Any:
    """Return a validator for `schema`. It fetches nothing: its registry has no way to."""
    made = _extended(_CLASS, {"unevaluatedProperties": _unevaluated_properties(schema)})
    return made(schema, registry=Registry())


def _pattern(validator: Any, source: str, value: Any, schema: Any) -> Iterator[ValidationError]:
    if isinstance(value, str) and not matches(source, value):
        yield ValidationError(f"{value!r} does not match")


def _descend(validator: Any, value: Any, below: Any, key: str) -> Iterator[ValidationError]:
    if below is False:
        # jsonschema leaves out where that is.
        nothing: Any = None
        yield ValidationError(
            "not allowed", validator=nothing, instance=value, schema=below, path=(key,)
        )
    else:
        yield from validator.descend(value, below, path=key)


def _properties(
    validator: Any, known: dict[str, Any], value: Any, schema: Any
) -> Iterator[ValidationError]:
    if isinstance(value, dict):
        for key, below in known.items():
            if key in value:
                yield from _descend(validator, value[key], below, key)


def _pattern_properties(
    validator: Any, sources: dict[str, Any], value: Any, schema: Any
) -> Iterator[ValidationError]:
    if isinstance(value, dict):
        for source, below in sources.items():
            for key, one in value.items():
                if matches(source, key):
                    yield from _descend(validator, one, below, key)


def _additional_properties(
    validator: Any, below: Any, value: Any, schema: Any
) -> Iterator[ValidationError]:
    if not isinstance(value, dict):
        return
    known = schema.get("properties", {})
    sources = schema.get("patternProperties", ())
    extra = [
        key for key in value
        if key not in known and not any(matches(source, key) for source in sources)
    ]
    if isinstance(below, dict):
        for key in extra:
            yield from validator.descend(value[key], below, path=key)
    elif below is False and extra:
        yield ValidationError("there are keys that are not allowed")


def _unique_items(
    validator: Any, wanted: bool, value: Any, schema: Any
) -> Iterator[ValidationError]:
    if wanted and isinstance(value, list) and not all_differ(value):
        yield ValidationError("items are equal")


def _unevaluated_properties(root: dict[str, Any]) -> Any:
    def check(
        validator: Any, below: Any, value: Any, schema: Any
    ) -> Iterator[ValidationError]:
        def is_valid(one: Any, instance: Any) -> bool:
            return bool(validator.evolve(schema=one).is_valid(instance))

        if isinstance(value, dict):
            for key in unevaluated(value, schema, root, is_valid):
                yield from _descend(validator, value[key], below, key)

    return check


_extended: Any = validators.extend

_CLASS = _extended(
    Draft202012Validator,
    {
        "additionalProperties": _additional_properties,
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "properties": _properties,
        "uniqueItems": _unique_items,
    },
)
