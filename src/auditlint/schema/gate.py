"""The yes or no: is a value valid? Explaining a no is another module's work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_TESTS: dict[int, tuple[Any, Callable[[Any], bool]]] = {}


class RemoteReferenceError(Exception):
    """A schema refers to something that it does not hold; nothing is ever fetched."""


def _never(uri: str) -> Any:
    raise RemoteReferenceError(uri)


def is_valid(value: Any, schema: dict[str, Any]) -> bool:
    """Whether `value` is valid; `schema` is compiled once and kept."""
    kept = _TESTS.get(id(schema))
    if kept is None or kept[0] is not schema:
        kept = _TESTS[id(schema)] = (schema, _test_of(schema))
    return bool(kept[1](value))


def _test_of(schema: dict[str, Any]) -> Callable[[Any], bool]:
    from auditlint.schema.decide import UnsupportedError, compile_schema

    try:
        return compile_schema(schema)
    except UnsupportedError:
        # Importing the full validator costs more than checking ten documents without it.
        import jsonschema_rs

        validator = jsonschema_rs.Draft202012Validator(schema, retriever=_never)
        test: Callable[[Any], bool] = validator.is_valid
        return test
