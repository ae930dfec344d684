"""Scalars become values where the schema asks for one, and stay text elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from auditlint.config import Limits
from auditlint.parsing.frontmatter import compose
from auditlint.parsing.nodes import Mapping, Scalar
from auditlint.schema.coerce import Unknown, to_value
from auditlint.source.text import Span

NOTHING: dict[str, Any] = {}


def value_of(yaml: str, schema: Any) -> Any:
    node = compose(yaml, Span(0, len(yaml)), Limits())[0]
    assert node is not None
    return to_value(node, schema)


def of_key(source: str, below: Any) -> Any:
    return value_of(f"key: {source}\n", {"properties": {"key": below}})["key"]


@pytest.mark.parametrize(
    ("source", "schema", "wanted"),
    [
        ("7", {"type": "integer"}, 7),
        ("-7", {"type": "integer"}, -7),
        ("0", {"type": "integer"}, 0),
        ("07", {"type": "integer"}, "07"),
        ("08", {"type": "integer"}, "08"),
        ("1_000", {"type": "integer"}, "1_000"),
        ("0x10", {"type": "integer"}, "0x10"),
        ("１", {"type": "integer"}, "１"),
        ("99999999999999999999", {"type": "integer"}, "99999999999999999999"),
        ("1.10", {"type": "integer"}, "1.10"),
        ("1.10", {"type": "number"}, 1.1),
        ("12e4567", {"type": "number"}, "12e4567"),
        (".5", {"type": "number"}, ".5"),
        ("'7'", {"type": "integer"}, "7"),
        ('"true"', {"type": "boolean"}, "true"),
        ("True", {"type": "boolean"}, True),
        ("FALSE", {"type": "boolean"}, False),
        ("yes", {"type": "boolean"}, "yes"),
        ("null", {"type": "null"}, None),
        ("~", {"type": ["array", "null"]}, None),
        ("", {"type": ["array", "null"]}, None),
        ("", {"type": "array"}, ""),
        ("null", {"type": "string"}, "null"),
        ("7", {"type": "string"}, "7"),
        ("7", NOTHING, "7"),
        ("true", True, "true"),
        ("7", {"type": ["string", "integer"]}, "7"),
        ("true", {"type": ["string", "boolean"]}, True),
        ("", {"type": ["string", "null"]}, None),
        ("3", {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^x"}]}, 3),
        ("3", {"anyOf": [{"type": "integer"}, {"type": "string"}]}, "3"),
        ("all", {"anyOf": [{"type": "integer"}, {"enum": ["all", "1"]}]}, "all"),
        ("1", {"anyOf": [{"type": "integer"}, {"enum": ["all", "1"]}]}, "1"),
        ("2", {"enum": [1, 2]}, 2),
        ("2", {"const": 2}, 2),
        ("null", {"enum": [None, "x"]}, None),
        ("5", {"minimum": 3}, 5),
        ("5", {"type": "integer", "allOf": [{"minimum": 3}]}, 5),
        ("5", {"allOf": [{"$ref": "#/nowhere"}, {"type": "integer"}]}, 5),
        ("[1, a]", {"type": "array", "items": {"type": "integer"}}, [1, "a"]),
        ("[1, 2]", {"prefixItems": [{"type": "integer"}], "items": {"type": "string"}}, [1, "2"]),
        ("{x1: 2}", {"patternProperties": {"^x": {"type": "integer"}}}, {"x1": 2}),
        ("{a: 2}", {"additionalProperties": {"type": "integer"}}, {"a": 2}),
    ],
)
def test_scalars(source: str, schema: Any, wanted: Any) -> None:
    result = of_key(source, schema)
    assert result == wanted
    assert type(result) is type(wanted)


def test_references_may_go_round_in_circles() -> None:
    schema = {
        "$ref": "#/$defs/tree",
        "$defs": {"tree": {"properties": {"n": {"type": "integer"}, "below": {"$ref": "#/$defs/tree"}}}},
    }
    assert value_of("n: 1\nbelow: {n: 2, below: {n: 03}}", schema) == {
        "n": 1, "below": {"n": 2, "below": {"n": "03"}},
    }


def test_a_given_value_overrides() -> None:
    assert to_value(Scalar("x", Span(0, 1), value=False), {"type": "string"}) is False


def test_of_a_repeated_key_the_first_counts() -> None:
    assert value_of("a: 1\na: 2", {"properties": {"a": {"type": "integer"}}}) == {"a": 1}


def test_undeclared_keys_are_told() -> None:
    node = compose("a: 1\nb: {c: 1}", Span(0, 14), Limits())[0]
    told: list[Unknown] = []
    assert isinstance(node, Mapping)
    to_value(node, {"properties": {"a": {}}}, told.append)
    assert [(one.entry.key, tuple(one.known)) for one in told] == [("b", ("a",))]
