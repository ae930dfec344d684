"""Findings of the schema rules: place, words, one for each defect."""

from __future__ import annotations

from typing import Any

import pytest

from auditlint.config import Limits
from auditlint.parsing.frontmatter import compose
from auditlint.parsing.nodes import Mapping
from auditlint.schema.coerce import to_value
from auditlint.schema.explain import explain
from auditlint.schema.gate import is_valid
from auditlint.source.text import LineIndex, Span


def told(yaml: str, schema: Any) -> list[str]:
    node = compose(yaml, Span(0, len(yaml)), Limits())[0]
    assert isinstance(node, Mapping)
    value = to_value(node, schema)
    lines = LineIndex(yaml)
    defects = explain(yaml, node, value, schema)
    assert is_valid(value, schema) == (not defects)
    return [
        f"{lines.position(one.span.start).line}:{lines.position(one.span.start).column} "
        f"{one.code} {one.message}"
        for one in defects
    ]


def key(schema: Any) -> Any:
    return {"type": "object", "properties": {"key": schema}}


@pytest.mark.parametrize(
    ("yaml", "schema", "wanted"),
    [
        pytest.param(
            "key: x", key({"type": "array"}), ["1:6 SCH003 'key' must be a list, but is the text 'x'"],
            id="type",
        ),
        pytest.param(
            "key:\n", key({"type": "array"}), ["1:1 SCH003 'key' must be a list, but is empty"],
            id="an empty value is told at its key",
        ),
        pytest.param(
            "key: [x]", key({"type": "string", "enum": ["x"]}),
            ["1:1 SCH003 'key' must be text, but is a list"], id="a wrong type hides the rest",
        ),
        pytest.param(
            "key: abc", key({"type": "string", "pattern": "^[0-9]", "enum": ["1"], "minLength": 5}),
            ["1:6 SCH002 'abc' is not allowed for 'key': expected 1"], id="one for each value",
        ),
        pytest.param(
            "key:\n  - a: 1\n  - b: 2\n", key({"items": {"required": ["a", "c"]}}),
            [
                "2:5 SCH001 an entry of 'key' has no 'c'",
                "3:5 SCH001 an entry of 'key' has no 'a'",
                "3:5 SCH001 an entry of 'key' has no 'c'",
            ],
            id="one for each missing key",
        ),
        pytest.param(
            "key: passd", key({"anyOf": [{"enum": ["passed", "failed"]}, {"pattern": "^[A-Z]"}]}),
            [("1:6 SCH002 'passd' is not allowed for 'key': expected passed or failed; "
             "did you mean 'passed'?")],
            id="a near word decides between branches",
        ),
        pytest.param(
            "key: 3 of 4", key({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[0-9]+/",
                                                            "examples": ["3/4"]}]}),
            ["1:6 SCH005 '3 of 4' is malformed for 'key'; expected something like 3/4"],
            id="the branch of the value's type",
        ),
        pytest.param(
            "key: {a: 1}", key({"oneOf": [{"type": "string"}, {"type": "array"}]}),
            ["1:1 SCH003 'key' must be text or a list, but is a mapping"], id="no branch has the type",
        ),
        pytest.param(
            "key: {type: b, size: x}",
            key({"oneOf": [
                {"properties": {"type": {"const": "a"}, "size": {"type": "array"}}, "required": ["id"]},
                {"properties": {"type": {"const": "b"}, "size": {"type": "integer"}}},
            ]}),
            ["1:22 SCH003 'size' must be a whole number, but is the text 'x'"],
            id="the branch that a tag names",
        ),
        pytest.param(
            "key: x", key({"oneOf": [{"type": "string"}, {"pattern": "x"}]}),
            ["1:6 SCH006 'key' fits more than one of the allowed forms"], id="too many branches",
        ),
        pytest.param(
            "key: x", key({"anyOf": [{"enum": ["passed"]}, {"deprecated": True, "pattern": "^P"}]}),
            ["1:6 SCH002 'x' is not allowed for 'key': expected passed"],
            id="nobody is told to write what is deprecated",
        ),
        pytest.param(
            "key: {a: 1, b: 2}", key({"properties": {"a": {}}, "additionalProperties": False}),
            ["1:13 SCH006 the key 'b' is not allowed here"], id="a key too many",
        ),
        pytest.param(
            "key: {A: 1}", key({"propertyNames": {"pattern": "^[a-z]"}}),
            ["1:7 SCH006 the key 'A' is not of the form that keys have here"], id="a bad key",
        ),
        pytest.param(
            "key: []", key({"minItems": 1}), ["1:1 SCH006 'key' must not be empty"], id="empty list",
        ),
        pytest.param(
            "key: {a: 1}", key({"dependentRequired": {"a": ["b"]}}),
            ["1:7 SCH001 'a' asks for 'b' beside it, which is missing"], id="dependent",
        ),
        pytest.param(
            "key: |\n  one\n  two\n", key({"pattern": "^x"}), ["1:6 SCH005 'one two' is malformed for 'key'"],
            id="a text of many lines",
        ),
    ],
)
def test_explanations(yaml: str, schema: Any, wanted: list[str]) -> None:
    # Names in these fragments stand without the "front_matter" that a model has.
    shown = [one.replace("'key.size'", "'size'") for one in told(yaml, schema)]
    assert shown == wanted


def test_nothing_is_ever_fetched() -> None:
    from referencing.exceptions import Unresolvable

    with pytest.raises(Unresolvable):
        is_valid({}, {"$ref": "https://localhost:1/schema.json"})


def test_long_lists_cost_little_and_lose_nothing() -> None:
    schema = key({"type": "array", "items": {"type": "integer"}})
    many = "key:\n" + "  - x\n" * 3000
    assert len(told(many, schema)) == 200
    late = "key:\n" + "  - 1\n" * 3000 + "  - x\n"
    assert told(late, schema) == [
        "3002:5 SCH003 an entry of 'key' must be a whole number, but is the text 'x'"
    ]
