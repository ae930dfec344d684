"""The quick decider against two full validators, keyword by keyword."""

from __future__ import annotations

from itertools import product
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from auditlint import schema
from auditlint.schema.decide import UnsupportedError, compile_schema
from auditlint.schema.gate import is_valid
from auditlint.schema.validator import validator

VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 2, 1.0, 1.5, 10**20, "", "a", "ab", "abc", "aéb", "😀", "1", [],
    [1], [1, 1.0], [1, True], [{"a": 1}, {"a": 1.0}], [1, "a"], ["a", "b", "c"], [None], {}, {"a": 1}, {"a": "x"}, {"b": None},
    {"a": "x", "b": 2}, {"a": {"a": {"a": 1}}}, {"A-1": "x"},
]
SCHEMAS: list[dict[str, Any]] = [
    {},
    *({"type": one} for one in
      ("string", "object", "array", "boolean", "null", "number", "integer")),
    {"type": ["string", "integer", "null"]},
    {"enum": ["a", "ab"]}, {"enum": ["a", 1, None]}, {"enum": [True, 0]}, {"const": 1},
    {"const": "abc"}, {"const": False},
    {"pattern": "^a"}, {"pattern": "b$"}, {"pattern": "^[A-Za-z]+-?[0-9]*$"},
    {"minLength": 2}, {"maxLength": 1}, {"minimum": 1}, {"maximum": 1.2},
    {"required": ["a"]}, {"required": ["a", "b"]}, {"minProperties": 1},
    {"propertyNames": {"pattern": "^[a-z]$"}},
    {"properties": {"a": {"type": "string"}, "b": True, "c": False}},
    {"properties": {"a": {}}, "additionalProperties": False},
    {"properties": {"a": {}}, "additionalProperties": {"type": "null"}},
    {"additionalProperties": {"type": "string"}},
    {"items": {"type": "string"}}, {"items": False}, {"minItems": 1}, {"maxItems": 1},
    {"anyOf": [{"type": "string"}, {"minimum": 2}]},
    {"allOf": [{"type": "string"}, {"minLength": 2}, {"pattern": "b"}]},
    {"oneOf": [{"type": "integer"}, {"minimum": 1}]},
    {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"type": "string"}},
    {"if": {"type": "string"}, "else": {"type": "integer"}}, {"then": False}, {"not": {"type": "string"}},
    {"if": True},
    {"not": {"type": "string"}}, {"then": False, "else": False},
    {"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"type": "integer"}},
    {"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"if": {"type": "null"}},
    {"$ref": "#/$defs/x", "$defs": {"x": {"type": "string"}}},
    {"properties": {"a": {"$ref": "#"}}, "type": ["object", "integer"]},
    {"patternProperties": {"^a": {"type": "string"}, "b": {"type": "null"}}},
    {"patternProperties": {"^a": {}}, "properties": {"b": {}}, "additionalProperties": False},
    {"maxProperties": 1}, {"exclusiveMinimum": 1}, {"exclusiveMaximum": 1},
    {"dependentRequired": {"a": ["b"]}}, {"dependentSchemas": {"b": {"required": ["a"]}}},
    {"uniqueItems": True}, {"uniqueItems": False}, {"contains": {"type": "string"}},
    {"contains": {"type": "string"}, "minContains": 0, "maxContains": 1},
    {"allOf": [{"properties": {"a": {}}}], "unevaluatedProperties": False},
    {"anyOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"required": ["b"]}],
     "unevaluatedProperties": {"type": "integer"}},
    {"if": {"properties": {"a": {"const": "x"}}, "required": ["a"]}, "then": {"properties": {"b": {}}},
     "else": {"patternProperties": {"^A": {}}}, "unevaluatedProperties": False},
    {"allOf": [{"additionalProperties": {}}], "unevaluatedProperties": False},
    {"dependentSchemas": {"a": {"properties": {"b": {}}}}, "unevaluatedProperties": False},
    {"not": {"properties": {"a": {}}, "unevaluatedProperties": False}},
    {"title": "t", "description": "d", "examples": [1], "default": 1, "auditlint:sections": [],
     "type": "string", "deprecated": True},
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=repr)
def test_agrees_with_two_validators(schema: dict[str, Any]) -> None:
    decide = compile_schema(schema)
    python = Draft202012Validator(schema)
    rust = jsonschema_rs.Draft202012Validator(schema)
    for value in VALUES:
        wanted = rust.is_valid(value)
        assert decide(value) == python.is_valid(value) == wanted, value
        assert validator(schema).is_valid(value) == wanted, value


def test_agrees_on_combinations() -> None:
    parts = [one for one in SCHEMAS if "$ref" not in str(one)]
    for one, other in product(parts, parts):
        both = {**one, **other}
        decide = compile_schema(both)
        rust = jsonschema_rs.Draft202012Validator(both)
        for value in VALUES:
            assert decide(value) == rust.is_valid(value), (both, value)


@pytest.mark.parametrize(
    "schema",
    [
        {"prefixItems": []}, {"enum": [[]]}, {"$ref": "https://example.org/x.json"},
        {"properties": {"a": {"multipleOf": 2}}}, {"const": {}}, {"test": 1},
    ],
    ids=repr,
)
def test_leaves_the_rest_to_a_full_validator(schema: dict[str, Any]) -> None:
    with pytest.raises(UnsupportedError):
        compile_schema(schema)


def test_the_gate_falls_back() -> None:
    assert is_valid([1, "x"], {"prefixItems": [{"type": "integer"}, {"type": "string"}]})
    assert not is_valid([1, 1], {"prefixItems": [{"type": "integer"}, {"type": "string"}]})


@pytest.mark.parametrize("name", schema.names())
def test_decides_every_built_in_schema(name: str) -> None:
    compile_schema(schema.load(name))
