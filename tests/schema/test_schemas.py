"""Every schema in ``schemas/`` is well made, and both validators agree about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from auditlint import registry, schema
from auditlint.parsing.nodes import Mapping
from auditlint.schema.explain import explain
from auditlint.schema.gate import is_valid
from tests.schema.instances import instances, node_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = schema.names()
KIND_NAMES = [name for name in NAMES if name in registry.KIND_BY_ID]
_NUMBER = 400


def _subschemas(value: Any, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
        for key, below in value.items():
            if key not in ("enum", "const", "examples", "default", "required"):
                yield from _subschemas(below, f"{path}/{key}")
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _subschemas(below, f"{path}/{index}")


def _properties(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for path, one in _subschemas(document):
        if path.endswith("/properties"):
            continue
        for key, below in one.get("properties", {}).items() if isinstance(
            one.get("properties"), dict
        ) else ():
            yield f"{path}/properties/{key}", below


@pytest.mark.parametrize("name", NAMES)
def test_is_a_schema_with_an_identity(name: str) -> None:
    document = schema.load(name)
    Draft202012Validator.check_schema(document)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["$id"] == f"urn:auditlint:schema:{name}:1"


@pytest.mark.parametrize("name", KIND_NAMES)
def test_says_what_everything_means(name: str) -> None:
    document = schema.load(name)
    places = [("#", document), *_properties(document)]
    silent = [
        path for path, one in places
        if isinstance(one, dict) and not (one.get("title") and one.get("description"))
    ]
    assert silent == []


@pytest.mark.parametrize("name", NAMES)
def test_uses_nothing_on_which_validators_differ(name: str) -> None:
    wrong = []
    for path, one in _subschemas(schema.load(name)):
        if path.endswith(("/properties", "/$defs")):
            continue
        if "format" in one:
            wrong.append(f"{path}: format")
        source = one.get("pattern")
        sources = [source] if isinstance(source, str) else []
        if isinstance(one.get("patternProperties"), dict):
            sources += one["patternProperties"]
        for each in sources:
            wrong += [f"{path}: {mark} in a pattern" for mark in ("\\d", "\\w", "\\s") if mark in each]
        reference = one.get("$ref", "#")
        if isinstance(reference, str) and not reference.startswith("#"):
            wrong.append(f"{path}: a reference to another file")
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_gate_and_explanation_agree(name: str) -> None:
    document = schema.load(name)
    validator = Draft202012Validator(document, registry=Registry())
    seen = {True: 0, False: 0}
    for value in instances(document, _NUMBER):
        fast = is_valid(value, document)
        assert fast == validator.is_valid(value), value
        seen[fast] += 1
        node = node_of(value)
        if isinstance(node, Mapping):
            assert bool(explain("", node, value, document)) == (not fast), value
    assert seen[False] > _NUMBER // 20
    if name in KIND_NAMES:
        assert seen[True] > _NUMBER // 20
