"""Decide quickly: the usual keywords of JSON Schema, as functions.

A schema becomes one function that says yes or no. It costs less than importing a validator when
one document is checked, and little when a thousand are. A schema with any other keyword is left
to a full validator (`UnsupportedError`); a test holds the two against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.schema.coerce import resolve
from auditlint.schema.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Callable

    Test = Callable[[Any], bool]

_ANNOTATIONS = frozenset(
    ("$comment", "$defs", "$id", "$schema", "contentEncoding", "contentMediaType", "contentSchema",
     "default", "definitions", "deprecated", "description", "examples", "format", "maxContains",
     "minContains", "readOnly", "title", "writeOnly")
)


class UnsupportedError(Exception):
    """A schema that this module cannot decide; the message is the keyword."""


def compile_schema(schema: Any) -> Test:
    """Return the function that tells whether a value is valid.

    Raises `UnsupportedError` for a keyword, or a form of one, that is not understood here.
    """
    return _Compiler(schema).test(schema)


def _yes(value: Any) -> bool:
    return True


def _no(value: Any) -> bool:
    return False


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_TYPES: dict[str, Test] = {
    "string": lambda value: isinstance(value, str),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": _is_number,
    "integer": lambda value: _is_number(value) and value == value // 1,
}


def _same(one: Any, other: Any) -> bool:
    """Whether two scalars are equal as JSON: true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


class _Compiler:
    """Turns the schemas below one root into functions; each only once, since they may recur."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._tests: dict[int, Test | None] = {}

    def test(self, schema: Any) -> Test:
        if isinstance(schema, bool):
            return _yes if schema else _no
        identity = id(schema)
        if identity in self._tests:
            # A schema inside itself: its function is there by the time it is called.
            return self._tests[identity] or (lambda value: self._call(identity, value))
        self._tests[identity] = None
        parts = [
            self._keyword(word, schema) for word in schema
            if word not in _ANNOTATIONS and not word.startswith("auditlint:")
        ]
        tests = tuple(part for part in parts if part is not _yes)
        made = self._tests[identity] = _all(tests)
        return made

    def _call(self, identity: int, value: Any) -> bool:
        test = self._tests[identity]
        return test is None or test(value)

    def _keyword(self, word: str, schema: dict[str, Any]) -> Test:
        make = getattr(self, "_" + word.lower().replace("$", "local_"), None)
        if make is None or word not in _KEYWORDS:
            raise UnsupportedError(word)
        made: Test = make(schema[word], schema)
        return made

    def _local_ref(self, reference: Any, schema: dict[str, Any]) -> Test:
        if not isinstance(reference, str) or not reference.startswith("#"):
            raise UnsupportedError("$ref")
        return self.test(resolve(self._root, reference))

    def _type(self, wanted: Any, schema: dict[str, Any]) -> Test:
        if isinstance(wanted, str):
            return _TYPES[wanted]
        tests = tuple(_TYPES[one] for one in wanted)
        return lambda value: any(test(value) for test in tests)

    def _enum(self, allowed: list[Any], schema: dict[str, Any]) -> Test:
        if any(isinstance(one, (list, dict)) for one in allowed):
            raise UnsupportedError("enum")
        if all(isinstance(one, str) for one in allowed):
            texts = frozenset(allowed)
            return lambda value: isinstance(value, str) and value in texts
        return lambda value: any(_same(value, one) for one in allowed)

    def _const(self, wanted: Any, schema: dict[str, Any]) -> Test:
        return self._enum([wanted], schema)

    def _pattern(self, source: str, schema: dict[str, Any]) -> Test:
        return lambda value: not isinstance(value, str) or matches(source, value)

    def _minlength(self, least: int, schema: dict[str, Any]) -> Test:
        return lambda value: not isinstance(value, str) or len(value) >= least

    def _maxlength(self, most: int, schema: dict[str, Any]) -> Test:
        return lambda value: not isinstance(value, str) or len(value) <= most

    def _minimum(self, least: float, schema: dict[str, Any]) -> Test:
        return lambda value: not _is_number(value) or value >= least

    def _maximum(self, most: float, schema: dict[str, Any]) -> Test:
        return lambda value: not _is_number(value) or value <= most

    def _exclusiveminimum(self, least: float, schema: dict[str, Any]) -> Test:
        return lambda value: not _is_number(value) or value > least

    def _exclusivemaximum(self, most: float, schema: dict[str, Any]) -> Test:
        return lambda value: not _is_number(value) or value < most

    def _required(self, keys: list[str], schema: dict[str, Any]) -> Test:
        return lambda value: not isinstance(value, dict) or all(key in value for key in keys)

    def _minproperties(self, least: int, schema: dict[str, Any]) -> Test:
        return lambda value: not isinstance(value, dict) or len(value) >= least

    def _maxproperties(self, most: int, schema: dict[str, Any]) -> Test:
        return lambda value: not isinstance(value, dict) or len(value) <= most

    def _dependentrequired(self, needed: dict[str, list[str]], schema: dict[str, Any]) -> Test:
        return lambda value: not isinstance(value, dict) or all(
            key not in value or all(one in value for one in keys) for key, keys in needed.items()
        )

    def _dependentschemas(self, needed: dict[str, Any], schema: dict[str, Any]) -> Test:
        tests = {key: self.test(below) for key, below in needed.items()}
        return lambda value: not isinstance(value, dict) or all(
            key not in value or test(value) for key, test in tests.items()
        )

    def _propertynames(self, below: Any, schema: dict[str, Any]) -> Test:
        test = self.test(below)
        return lambda value: not isinstance(value, dict) or all(map(test, value))

    def _properties(self, known: dict[str, Any], schema: dict[str, Any]) -> Test:
        tests = {key: test for key, below in known.items() if (test := self.test(below)) is not _yes}

        def check(value: Any) -> bool:
            if isinstance(value, dict):
                for key, one in value.items():
                    test = tests.get(key)
                    if test is not None and not test(one):
                        return False
            return True

        return check

    def _additionalproperties(self, below: Any, schema: dict[str, Any]) -> Test:
        known = frozenset(schema.get("properties", ()))
        sources = tuple(schema.get("patternProperties", ()))
        test = self.test(below)
        if test is _yes:
            return _yes
        return lambda value: not isinstance(value, dict) or all(
            key in known or any(matches(source, key) for source in sources) or test(one)
            for key, one in value.items()
        )

    def _patternproperties(self, below: dict[str, Any], schema: dict[str, Any]) -> Test:
        tests = [(source, self.test(one)) for source, one in below.items()]
        return lambda value: not isinstance(value, dict) or all(
            test(one) for source, test in tests for key, one in value.items()
            if matches(source, key)
        )

    def _unevaluatedproperties(self, below: Any, schema: dict[str, Any]) -> Test:
        from auditlint.schema.evaluated import unevaluated

        test = self.test(below)

        def is_valid(one: Any, value: Any) -> bool:
            return self.test(one)(value)

        return lambda value: not isinstance(value, dict) or all(
            test(value[key]) for key in unevaluated(value, schema, self._root, is_valid)
        )

    def _items(self, below: Any, schema: dict[str, Any]) -> Test:
        test = self.test(below)
        return lambda value: not isinstance(value, list) or all(map(test, value))

    def _minitems(self, least: int, schema: dict[str, Any]) -> Test:
        return lambda value: not isinstance(value, list) or len(value) >= least

    def _maxitems(self, most: int, schema: dict[str, Any]) -> Test:
        return lambda value: not isinstance(value, list) or len(value) <= most

    def _uniqueitems(self, wanted: bool, schema: dict[str, Any]) -> Test:
        from auditlint.schema.evaluated import all_differ

        return lambda value: not wanted or not isinstance(value, list) or all_differ(value)

    def _contains(self, below: Any, schema: dict[str, Any]) -> Test:
        test = self.test(below)
        least = schema.get("minContains", 1)
        most = schema.get("maxContains")

        def check(value: Any) -> bool:
            if not isinstance(value, list):
                return True
            number = sum(1 for one in value if test(one))
            return number >= least and (most is None or number <= most)

        return check

    def _anyof(self, branches: list[Any], schema: dict[str, Any]) -> Test:
        tests = tuple(map(self.test, branches))
        return lambda value: any(test(value) for test in tests)

    def _allof(self, branches: list[Any], schema: dict[str, Any]) -> Test:
        return _all(tuple(map(self.test, branches)))

    def _if(self, condition: Any, schema: dict[str, Any]) -> Test:
        test = self.test(condition)
        then = self.test(schema.get("then", True))
        otherwise = self.test(schema.get("else", True))
        return lambda value: then(value) if test(value) else otherwise(value)

    def _then(self, below: Any, schema: dict[str, Any]) -> Test:
        return _yes  # part of "if", and without one it says nothing

    _else = _then

    def _not(self, below: Any, schema: dict[str, Any]) -> Test:
        test = self.test(below)
        return lambda value: not test(value)

    def _oneof(self, branches: list[Any], schema: dict[str, Any]) -> Test:
        tests = tuple(map(self.test, branches))
        return lambda value: sum(1 for test in tests if test(value)) == 1


_KEYWORDS = frozenset(
    ("$ref", "additionalProperties", "allOf", "anyOf", "const", "contains", "dependentRequired",
     "dependentSchemas", "else", "enum", "exclusiveMaximum", "exclusiveMinimum", "if", "items",
     "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties",
     "minimum", "not", "oneOf", "pattern", "patternProperties", "properties", "propertyNames",
     "required", "then", "type", "unevaluatedProperties", "uniqueItems")
)


def _all(tests: tuple[Test, ...]) -> Test:
    if not tests:
        return _yes
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda value: first(value) and second(value)
    return lambda value: all(test(value) for test in tests)
