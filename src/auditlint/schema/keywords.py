"""What the keywords of JSON Schema (draft 2020-12) may hold, as its metaschema has it.

A table of its own costs a run nothing; the full metaschema would cost as much as checking fifty
documents. A test holds the two against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: What every document of the kind must hold; see `auditlint.schema`.
SECTIONS = "auditlint:sections"

TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")

#: Keywords that hold one schema, a list of schemas, a mapping of schemas.
ONE = frozenset(
    ("additionalProperties", "contains", "contentSchema", "else", "if", "items", "not",
     "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties")
)
LISTS = frozenset(("allOf", "anyOf", "oneOf", "prefixItems"))
MAPPINGS = frozenset(
    ("$defs", "definitions", "dependentSchemas", "patternProperties", "properties")
)
#: Those whose schemas speak about the same value, not about a part of it.
SAME_VALUE = frozenset(
    ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas")
)
#: Those that apply to nothing where they stand.
DEFINITIONS = frozenset(("$defs", "definitions", "contentSchema"))

#: What auditlint does not support, and what to write instead.
UNSUPPORTED = {
    "$anchor": "refer by a JSON pointer: #/$defs/NAME",
    "$dynamicAnchor": "refer by a JSON pointer: #/$defs/NAME",
    "$dynamicRef": "use $ref",
    "$recursiveAnchor": "refer by a JSON pointer: #/$defs/NAME",
    "$recursiveRef": "use $ref",
    "dependencies": "use dependentRequired or dependentSchemas",
    "$vocabulary": "the file is a schema, no metaschema",
    "unevaluatedItems": "list what is allowed and close it with items",
}


def _text(value: Any) -> str:
    return "" if isinstance(value, str) else "a string"


def _texts(value: Any) -> str:
    good = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return "" if good and len(set(value)) == len(value) else "a list of different strings"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _number(value: Any) -> str:
    return "" if _is_number(value) else "a number"


def _positive(value: Any) -> str:
    return "" if _is_number(value) and value > 0 else "a number above 0"


def _count(value: Any) -> str:
    good = _is_number(value) and value == int(value) and value >= 0
    return "" if good else "a whole number, 0 or more"


def _switch(value: Any) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _list(value: Any) -> str:
    return "" if isinstance(value, list) else "a list"


def _type(value: Any) -> str:
    listed = value if isinstance(value, list) else [value]
    good = listed and all(isinstance(one, str) and one in TYPES for one in listed)
    if good and len(set(listed)) == len(listed):
        return ""
    return f"one or several of {', '.join(TYPES)}"


def _dependencies(value: Any) -> str:
    good = isinstance(value, dict) and not any(_texts(one) for one in value.values())
    return "" if good else "a mapping of keys to lists of different strings"


def _sections(value: Any) -> str:
    good = isinstance(value, list) and all(_is_section(one) for one in value)
    return "" if good else (
        "a list of mappings, each with a title and one of heading, field and table, all strings"
    )


def _is_section(value: Any) -> bool:
    return (
        isinstance(value, dict) and isinstance(value.get("title"), str)
        and sum(isinstance(value.get(one), str) for one in ("heading", "field", "table")) == 1
        and set(value) <= {"title", "heading", "field", "table"}
    )


def _any(value: Any) -> str:
    return ""


#: Keyword -> test of its value: what it must be, or "" where it is.
FORMS: dict[str, Callable[[Any], str]] = {
    "$schema": lambda value: "" if value in (DIALECT, DIALECT + "#") else f'"{DIALECT}"',
    **dict.fromkeys(
        ("$comment", "$id", "$ref", "contentEncoding", "contentMediaType", "description", "format",
         "pattern", "title"), _text,
    ),
    **dict.fromkeys(("required",), _texts),
    **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum"), _number),
    "multipleOf": _positive,
    **dict.fromkeys(
        ("maxContains", "maxItems", "maxLength", "maxProperties", "minContains", "minItems",
         "minLength", "minProperties"), _count,
    ),
    **dict.fromkeys(("deprecated", "readOnly", "uniqueItems", "writeOnly"), _switch),
    **dict.fromkeys(("enum", "examples"), _list),
    "type": _type,
    "dependentRequired": _dependencies,
    SECTIONS: _sections,
    **dict.fromkeys(("const", "default"), _any),
}

KNOWN = frozenset(FORMS) | ONE | LISTS | MAPPINGS | frozenset(UNSUPPORTED)


def below(schema: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """Yield (keyword, pointer from `schema`, subschema) of every schema directly inside `schema`.

    Keywords must have their form.
    """
    for word, value in schema.items():
        if word in ONE:
            yield word, (word,), value
        elif word in LISTS:
            for index, one in enumerate(value):
                yield word, (word, str(index)), one
        elif word in MAPPINGS:
            for key, one in value.items():
                yield word, (word, key), one
