"""Instances for differential tests: drawn from a schema, right and wrong, by a fixed seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from auditlint.parsing.nodes import Entry, Mapping, Node, Scalar, Sequence
from auditlint.schema.coerce import resolve
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 3, 1.5, 10**20, "", "x", "12/12", "passed", "2026-01-31", "a\nb", "é１",
    [], [None], ["x"], {}, {"x": "y"}, [{"id": "A-1"}], "\u0661/\u0662", "12/12\n",
)


def draw(schema: Any, root: Any, random_: random.Random, depth: int = 0) -> Any:
    """Draw a value that fits `schema` more often than not."""
    if not isinstance(schema, dict) or depth > 6:
        return random_.choice(_ODD)
    if "$ref" in schema:
        return draw(resolve(root, schema["$ref"]), root, random_, depth)
    for word in ("anyOf", "oneOf", "allOf"):
        if word in schema and "properties" not in schema:
            return draw(random_.choice(schema[word]), root, random_, depth)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return random_.choice(schema["enum"])
    types = schema.get("type", random_.choice(("string", "object", "array")))
    chosen = types if isinstance(types, str) else random_.choice(types)
    if chosen == "object":
        required = schema.get("required", ())
        out = {
            key: draw(below, root, random_, depth + 1)
            for key, below in schema.get("properties", {}).items()
            if key in required or random_.random() < 0.4
        }
        if random_.random() < 0.2:
            out["unheard_of"] = random_.choice(_ODD)
        return out
    if chosen == "array":
        return [
            draw(schema.get("items", {"type": "string"}), root, random_, depth + 1)
            for _ in range(random_.randrange(3))
        ]
    if chosen == "string":
        return random_.choice(schema.get("examples", ("x", "some text", "A-01")))
    return {
        "integer": random_.randrange(9), "number": random_.choice((2, 2.5)),
        "boolean": random_.random() < 0.5, "null": None,
    }[chosen]


def mutated(value: Any, random_: random.Random) -> Any:
    """Change one thing somewhere in `value`."""
    if isinstance(value, dict) and value and random_.random() < 0.85:
        key = random_.choice(sorted(value))
        kind = random_.random()
        if kind < 0.25:
            return {other: one for other, one in value.items() if other != key}
        if kind < 0.35:
            return {(key + "s" if other == key else other): one for other, one in value.items()}
        return {**value, key: mutated(value[key], random_)}
    if isinstance(value, list) and value and random_.random() < 0.85:
        index = random_.randrange(len(value))
        return [*value[:index], mutated(value[index], random_), *value[index + 1 :]]
    return random_.choice(_ODD)


def instances(schema: Any, number: int) -> Iterator[Any]:
    """Yield `number` instances of `schema`: drawn, and drawn then changed once to three times."""
    random_ = random.Random(f"{schema.get('$id')}")  # noqa: S311 - reproducible, no secret
    for index in range(number):
        value = draw(schema, schema, random_)
        for _ in range(index % 4):
            value = mutated(value, random_)
        yield value


def node_of(value: Any) -> Node:
    """Return nodes for plain JSON; every place is the start of the text."""
    nowhere = Span(0, 0)
    if isinstance(value, dict):
        return Mapping([Entry(key, nowhere, node_of(one)) for key, one in value.items()], nowhere)
    if isinstance(value, list):
        return Sequence([node_of(one) for one in value], nowhere)
    if isinstance(value, str):
        return Scalar(value, nowhere)
    if value is None:
        return Scalar("", nowhere, plain=True)
    return Scalar(str(value), nowhere, value=value)
