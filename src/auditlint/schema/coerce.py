"""From nodes to plain JSON, typed by what the schema asks for at each place.

YAML's implicit types are a trap (``08`` and ``10``, ``1.10``, ``12e4567``, ``no``), so a scalar
is text unless the schema at its place asks for something else. The decision, for a plain
(unquoted) scalar:

1. A text that the schema lists in an ``enum`` or ``const`` there is that text.
2. ``null``, ``~`` and nothing at all, ``true`` and ``false`` (any letter case) become the value
   where some branch allows that type, also beside free text: nobody writes them to mean text.
3. An integer without leading zero, or a plain decimal, becomes a number where some branch
   allows one and none allows any text whatever: in ``["string", "integer"]`` the text wins, so
   that identifiers stay as they were written; in an integer beside a string with a ``pattern``
   the number wins.
4. All else is text. A quoted scalar always is, and `Scalar.value` overrides everything.

What a branch allows is the union over ``$ref``, ``allOf``, ``anyOf``, ``oneOf`` and
``if``/``then``/``else``; a subschema without ``type`` says nothing about types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.parsing.nodes import Entry, Mapping, Node, Scalar
from auditlint.schema.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

Schema = Any  # a mapping, or true or false

_NULLS = frozenset(("", "~", "null"))
_BOOLEANS = {"true": True, "false": False}
_NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_BRANCHES = ("allOf", "anyOf", "oneOf")
_CONDITIONS = ("then", "else")
_OTHERS = ("additionalProperties", "unevaluatedProperties")


class Guide:
    """What the schema says about one place: which types it may have, and what lies below."""

    __slots__ = (
        "_schemas", "_types", "booleans", "closed_texts", "free_text", "items", "known", "nulls",
        "numbers", "patterns", "prefix", "rest",
    )

    def __init__(self, schemas: tuple[Schema, ...], types: _Types) -> None:
        self._types = types
        self._schemas = types.flatten(schemas)
        allowed: set[str] = set()
        self.closed_texts: set[str] = set()
        self.free_text = False
        self.known: dict[str, list[Schema]] = {}
        self.patterns: list[tuple[str, Schema]] = []
        self.rest: list[Schema] = []
        self.items: list[Schema] = []
        self.prefix: list[list[Schema]] = []
        for one in self._schemas:
            self._add(one, allowed)
        self.nulls = "null" in allowed
        self.booleans = "boolean" in allowed
        self.numbers = (
            "number" if "number" in allowed else "integer" if "integer" in allowed else ""
        )

    def _add(self, schema: dict[str, Any], allowed: set[str]) -> None:
        listed = schema.get("enum")
        if listed is None and "const" in schema:
            listed = [schema["const"]]
        declared = schema.get("type")
        own = {declared} if isinstance(declared, str) else set(declared or ())
        if not own:
            own = {_type_of(one) for one in listed or ()}
            if not own and any(word in schema for word in _NUMERIC):
                own = {"number"}
        if listed is not None:
            self.closed_texts.update(one for one in listed if isinstance(one, str))
        elif "string" in own and "pattern" not in schema:
            self.free_text = True
        allowed |= own
        for key, below in schema.get("properties", {}).items():
            self.known.setdefault(key, []).append(below)
        self.patterns += schema.get("patternProperties", {}).items()
        for word in _OTHERS:
            if isinstance(schema.get(word), dict):
                self.rest.append(schema[word])
        if isinstance(schema.get("items"), dict):
            self.items.append(schema["items"])
        for index, below in enumerate(schema.get("prefixItems", ())):
            while len(self.prefix) <= index:
                self.prefix.append([])
            self.prefix[index].append(below)

    def scalar(self, node: Scalar) -> Any:
        """Return the value of a scalar at this place."""
        if node.value is not None:
            return node.value
        text = node.text
        if not node.plain or text in self.closed_texts:
            return text
        folded = text.casefold() if len(text) <= 5 else text
        if self.nulls and folded in _NULLS:
            return None
        if self.booleans and folded in _BOOLEANS:
            return _BOOLEANS[folded]
        if self.numbers and not self.free_text:
            number = _number(text, self.numbers == "number")
            if number is not None:
                return number
        return text

    def key(self, key: str) -> Guide:
        """Return the guide for the value under `key`."""
        below = self.known.get(key)
        if below is not None:
            return self._types.guide(below)
        if self.patterns:
            matching = [schema for source, schema in self.patterns if matches(source, key)]
            if matching:
                return self._types.guide(matching)
        return self._types.guide(self.rest)

    def item(self, index: int) -> Guide:
        """Return the guide for the item at `index`."""
        if index < len(self.prefix):
            return self._types.guide(self.prefix[index])
        return self._types.guide(self.items)


def _type_of(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    return "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"


def _number(text: str, decimals: bool) -> int | float | None:
    """Read an integer without leading zero, or a plain decimal where `decimals` are allowed."""
    digits = text[1:] if text[:1] == "-" else text
    if not digits.isascii() or len(digits) > 15:
        return None
    if digits.isdigit():
        return None if digits[0] == "0" and len(digits) > 1 else int(text)
    whole, point, part = digits.partition(".")
    if decimals and point and whole.isdigit() and part.isdigit():
        return None if whole[0] == "0" and len(whole) > 1 else float(text)
    return None


class _Types:
    """Guides of one schema, made when a document first needs them and then kept."""

    __slots__ = ("_guides", "_kept", "root")

    def __init__(self, root: Schema) -> None:
        self.root = root
        self._guides: dict[tuple[int, ...], Guide] = {}
        self._kept: list[object] = []  # ids are keys, so the objects must live

    def guide(self, schemas: Iterable[Schema]) -> Guide:
        """Return the guide for a place that all of `schemas` speak about."""
        places = tuple(schemas)
        identity = tuple(map(id, places))
        found = self._guides.get(identity)
        if found is None:
            self._kept += places
            found = self._guides[identity] = Guide(places, self)
        return found

    def flatten(self, schemas: Iterable[Schema]) -> tuple[dict[str, Any], ...]:
        """Return `schemas` and all that they refer to or combine, each once."""
        out: list[dict[str, Any]] = []
        seen: set[int] = set()
        waiting = [*schemas]
        while waiting:
            schema = waiting.pop()
            if not isinstance(schema, dict) or id(schema) in seen:
                continue
            seen.add(id(schema))
            out.append(schema)
            reference = schema.get("$ref")
            if isinstance(reference, str):
                waiting.append(resolve(self.root, reference))
            for word in _BRANCHES:
                waiting += schema.get(word, ())
            waiting += [schema[word] for word in _CONDITIONS if word in schema]
            waiting += schema.get("dependentSchemas", {}).values()
        return tuple(out)


def resolve(root: Schema, reference: str) -> Schema:
    """Follow a local ``$ref`` (``#/$defs/score``); what leads nowhere is the empty schema."""
    if not reference.startswith("#"):
        return {}
    here = root
    for part in reference[1:].split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(here, dict) or part not in here:
            return {}
        here = here[part]
    return here


class Unknown(NamedTuple):
    """A key that the schema does not declare where it stands, and those that it does."""

    entry: Entry
    parent: Mapping
    known: Collection[str]


_TYPES: dict[int, _Types] = {}


def guide_of(schema: Schema) -> Guide:
    """Return the guide for the root of `schema`; kept for the life of the process."""
    types = _TYPES.get(id(schema))
    if types is None or types.root is not schema:
        types = _TYPES[id(schema)] = _Types(schema)
    return types.guide((schema,))


def to_value(node: Node, schema: Schema, unknown: Callable[[Unknown], None] | None = None) -> Any:
    """Return `node` as plain JSON, its scalars typed as `schema` asks (see the module's text).

    Of a repeated key the first counts. `unknown` is called for every key that the schema does
    not declare in a mapping whose keys it does declare.
    """
    return _value(node, guide_of(schema), unknown)


def _value(node: Node, guide: Guide, unknown: Callable[[Unknown], None] | None) -> Any:
    if isinstance(node, Scalar):
        return guide.scalar(node)
    if isinstance(node, Mapping):
        known = guide.known
        out: dict[str, Any] = {}
        for entry in node.entries:
            key = entry.key
            if key in out:
                continue
            if key not in known and known and unknown is not None:
                unknown(Unknown(entry, node, known))
            out[key] = _value(entry.value, guide.key(key), unknown)
        return out
    if not guide.prefix:
        below = guide.item(0)
        return [_value(item, below, unknown) for item in node.items]
    return [_value(item, guide.item(index), unknown) for index, item in enumerate(node.items)]
