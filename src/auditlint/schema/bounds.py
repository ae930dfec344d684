"""How much work a schema can make: no circles, and no more than so many schemas once unfolded.

A schema that is referred to twice is looked at twice, and what it refers to four times: forty
lines can stand for a trillion. Without circles the whole is finite and can be counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.schema.coerce import resolve
from auditlint.schema.keywords import DEFINITIONS, SECTIONS, below

if TYPE_CHECKING:
    from auditlint.schema.own import Pointer, Problem

#: So many schemas may be passed for one document, and so many in a row.
MOST = 5_000
DEEPEST = 64
#: ``unevaluatedProperties`` asks what was passed before it once more: so many in a row.
MOST_CLOSED = 3


class _Weight(NamedTuple):
    """What a schema and all below it come to: their number, the longest way, and how closed."""

    size: int
    depth: int
    closed: int


def check_bounds(root: dict[str, Any], places: dict[Pointer, Any]) -> list[Problem]:
    """Return what is wrong with how the schemas below `root` refer to each other.

    `places` are the file's own schemas; problems are told at one of them.
    """
    from auditlint.schema.own import Problem

    pointers = {id(one): pointer for pointer, one in places.items() if isinstance(one, dict)}
    pointers[id(root)] = ()
    weight = _weigh(root)
    if not isinstance(weight, _Weight):
        pointer = pointers.get(id(weight), ())
        return [Problem("the reference leads back to where it stands", (*pointer, "$ref"))]
    problems = []
    if weight.size > MOST:
        problems.append(Problem(
            f"its references unfold to more than {MOST:,} schemas", of_key=True))
    if weight.depth > DEEPEST:
        problems.append(Problem(f"its references make it deeper than {DEEPEST} schemas"))
    if weight.closed > MOST_CLOSED:
        problems.append(Problem(
            f"more than {MOST_CLOSED} unevaluatedProperties lie inside each other"))
    at_the_top = {id(one) for one in together(root)}
    problems += [
        Problem(f"{SECTIONS} holds for a whole document: it may stand at the top and in what allOf"
                " and $ref add there", (*pointer, SECTIONS), True)
        for pointer, one in places.items()
        if isinstance(one, dict) and SECTIONS in one and id(one) not in at_the_top and pointer
    ]
    return problems


def together(root: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the schemas that hold for the whole value: `root`, and what it adds."""
    out: list[dict[str, Any]] = []
    waiting: list[Any] = [root]
    while waiting:
        schema = waiting.pop()
        if isinstance(schema, dict) and not any(one is schema for one in out):
            out.append(schema)
            if isinstance(schema.get("$ref"), str):
                waiting.append(resolve(root, schema["$ref"]))
            waiting += reversed(schema.get("allOf", ()))
    return out


def _weigh(root: dict[str, Any]) -> _Weight | dict[str, Any]:
    """Return the weight of `root`, or the schema whose reference closes a circle."""
    weights: dict[int, _Weight] = {}
    entered: set[int] = set()
    waiting: list[tuple[dict[str, Any], bool]] = [(root, False)]
    while waiting:
        schema, done = waiting.pop()
        if id(schema) in weights:
            continue
        parts = _parts(root, schema)
        if done:
            entered.discard(id(schema))
            found = [weights[id(one)] for one in parts]
            weights[id(schema)] = _Weight(
                min(1 + sum(one.size for one in found), MOST + 1),
                1 + max((one.depth for one in found), default=0),
                ("unevaluatedProperties" in schema) + max((one.closed for one in found), default=0),
            )
            continue
        entered.add(id(schema))
        waiting.append((schema, True))
        for one in parts:
            if id(one) in entered:
                # Only a reference can lead up again.
                return schema
            waiting.append((one, False))
    return weights[id(root)]


def _parts(root: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schemas that are passed when `schema` is."""
    found = [one for word, _, one in below(schema) if word not in DEFINITIONS]
    reference = schema.get("$ref")
    if isinstance(reference, str):
        found.append(resolve(root, reference))
    return [one for one in found if isinstance(one, dict)]
