"""The yes or no: is a value valid? Explaining a no is another module's work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_TESTS: dict[int, tuple[Any, Callable[[Any], bool]]] = {}


def is_valid(value: Any, schema: dict[str, Any]) -> bool:
    """Whether `value` is valid; `schema` is compiled once and kept.

    Nothing is ever fetched: a reference to something that the schema does not hold raises.
    """
    kept = _TESTS.get(id(schema))
    if kept is None or kept[0] is not schema:
        kept = _TESTS[id(schema)] = (schema, _test_of(schema))
    return bool(kept[1](value))


def _test_of(schema: dict[str, Any]) -> Callable[[Any], bool]:
    from auditlint.schema.decide import UnsupportedError, compile_schema

    try:
        return compile_schema(schema)
    except UnsupportedError:
        from auditlint.schema.validator import validator

        test: Callable[[Any], bool] = validator(schema).is_valid
        return test
