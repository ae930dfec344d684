"""What is wrong with an invalid value: one defect each, at the key, value, cell or box.

Only the gate's "no" brings us here, so jsonschema may cost its 60 ms of import. Of alternatives
(``anyOf``, ``oneOf``) only the branch that was meant is explained; a wrong type hides what
else is wrong with the same value.
"""

from __future__ import annotations

from itertools import islice
from operator import is_
from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.schema import phrases
from auditlint.schema.locate import (
    FRONT_MATTER,
    Found,
    Pointer,
    first_line,
    follow,
    missing_place,
    name_of,
    value_place,
)
from auditlint.schema.patterns import matches
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.nodes import Entry, Mapping

MISSING = "SCH001"
UNKNOWN_VALUE = "SCH002"
WRONG_TYPE = "SCH003"
MALFORMED = "SCH005"
OTHER = "SCH006"

_CODES = {
    "required": MISSING,
    "dependentRequired": MISSING,
    "enum": UNKNOWN_VALUE,
    "const": UNKNOWN_VALUE,
    "type": WRONG_TYPE,
    "pattern": MALFORMED,
    "format": MALFORMED,
    "not one of": UNKNOWN_VALUE,
}


#: A document with more defects than this is no such document; the rest would only cost time.
_MOST = 200

#: Stand-ins for keywords: the schema ``false``, and what ``not`` says of values and of a key.
FORBIDDEN = "false"
_NOT_ONE_OF = "not one of"
_WITHOUT = "without"


class Defect(NamedTuple):
    """One thing that is wrong. `key` is the missing key or the name of the value's place.

    `suggestion` is the one allowed value that was probably meant, or ""; `pointer` leads to the
    value, or to the mapping that lacks the key.
    """

    code: str
    span: Span
    message: str
    pointer: Pointer
    key: str
    suggestion: str = ""


class _Leaf(NamedTuple):
    """A validation error that is no mere container of others."""

    keyword: str
    argument: Any
    pointer: Pointer
    value: Any
    schema: Any
    about_key: bool


def explain(text: str, model: Mapping, value: Any, schema: dict[str, Any]) -> list[Defect]:
    """Return all defects of `value`, the plain JSON of `model`, in the order of their places."""
    from auditlint.schema.validator import validator as validator_of

    validator = validator_of(schema)
    cut = _shortened(value) if "contains" not in repr(schema) else value
    if cut is value or validator.is_valid(cut):
        cut = value
    errors = islice(validator.iter_errors(cut), _MOST)
    leaves = [leaf for error in errors for leaf in _leaves(error)]
    defects: dict[tuple[str, Span, str], Defect] = {}
    for leaf in _one_each(leaves):
        for defect in _defects(text, model, leaf):
            defects.setdefault((defect.code, defect.span, defect.key), defect)
    return sorted(defects.values(), key=lambda one: (one.span, one.code, one.key))


def _shortened(value: Any) -> Any:
    """Return `value` with no list longer than `_MOST`; itself where none is.

    Explaining costs a thousand times what deciding does. What is wrong with a long list is
    mostly wrong with its first items; where it is not, the whole is explained.
    """
    if isinstance(value, list):
        items = [_shortened(one) for one in value[:_MOST]]
        same = len(items) == len(value) and all(map(is_, items, value))
        return value if same else items
    if isinstance(value, dict):
        entries = {key: _shortened(one) for key, one in value.items()}
        return value if all(entries[key] is one for key, one in value.items()) else entries
    return value


def _leaf(error: Any) -> _Leaf:
    keyword, argument = str(error.validator or FORBIDDEN), error.validator_value
    if keyword == "not":
        keyword, argument = _forbidding(argument)
    if keyword in ("enum", "const") and isinstance(error.instance, (list, dict)):
        listed = argument if keyword == "enum" else [argument]
        if all(isinstance(one, str) for one in listed):
            keyword, argument = "type", "string"
    return _Leaf(
        keyword,
        argument,
        tuple(error.absolute_path),
        error.instance,
        error.schema,
        "propertyNames" in error.absolute_schema_path and isinstance(error.instance, str),
    )


def _forbidding(schema: Any) -> tuple[str, Any]:
    """Return what ``not`` forbids in words of its own, where it is one plain thing."""
    if isinstance(schema, dict):
        said = {key: one for key, one in schema.items() if key not in ("title", "description")}
        if said.keys() == {"required"} and len(said["required"]) == 1:
            return _WITHOUT, said["required"]
        if said.keys() <= {"const", "enum", "pattern", "type"} and len(said) == 1:
            return _NOT_ONE_OF if "const" in said or "enum" in said else "not", schema
    return "not", schema


def _leaves(error: Any) -> list[_Leaf]:
    """Return the defects that an error stands for: of alternatives, those of the best branch."""
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        return [_leaf(error)]
    branches: dict[int, list[_Leaf]] = {}
    for below in error.context:
        branches.setdefault(below.schema_path[0], []).extend(_leaves(below))
    # What is merely tolerated is not what anybody is told to write.
    wanted = {
        index: leaves for index, leaves in branches.items()
        if not _is_deprecated(error.validator_value[index])
    }
    branches = wanted or branches
    here = tuple(error.absolute_path)
    meant = [
        leaves for leaves in branches.values()
        if not any(one.keyword == "type" and one.pointer == here for one in leaves)
    ]
    if not meant:
        return [_any_type(error, [one for leaves in branches.values() for one in leaves], here)]
    if all(one.pointer == here for leaves in meant for one in leaves):
        return _flat(meant)
    return min(meant, key=lambda leaves: _distance(leaves, here))


def _is_deprecated(schema: Any) -> bool:
    return isinstance(schema, dict) and schema.get("deprecated") is True


def _any_type(error: Any, leaves: list[_Leaf], here: Pointer) -> _Leaf:
    """One defect for a value whose type no branch accepts."""
    types: list[str] = []
    for one in leaves:
        if one.keyword == "type" and one.pointer == here:
            types += [one.argument] if isinstance(one.argument, str) else one.argument
    return _leaf(error)._replace(keyword="type", argument=list(dict.fromkeys(types)))


def _flat(branches: list[list[_Leaf]]) -> list[_Leaf]:
    """The defect of a value that is itself wrong in every branch of its type."""
    listed: list[Any] = []
    for leaves in branches:
        for one in leaves:
            if one.keyword in ("enum", "const"):
                listed += one.argument if one.keyword == "enum" else [one.argument]
    single = next((leaves[0] for leaves in branches if leaves[0].keyword in ("enum", "const")), None)
    other = next((leaves for leaves in branches if leaves[0].keyword not in ("enum", "const")), None)
    if single is not None:
        merged = single._replace(keyword="enum", argument=listed)
        if other is None or phrases.nearest(single.value, listed):
            return [merged]
    return other if other is not None else branches[0]


def _distance(leaves: list[_Leaf], here: Pointer) -> tuple[int, int, int]:
    """How far a branch is from what was meant: a wrong tag weighs most, then missing keys."""
    depth = len(here)
    tags = sum(
        1 for one in leaves if one.keyword == "const" and len(one.pointer) == depth + 1
    )
    missing = sum(1 for one in leaves if one.keyword == "required" and one.pointer == here)
    return tags, missing, len(leaves)


def _one_each(leaves: list[_Leaf]) -> list[_Leaf]:
    """Drop what follows from something else: one defect for a value, a wrong type before all."""
    worst: dict[tuple[Pointer, bool], int] = {}
    for one in leaves:
        key = (one.pointer, one.about_key)
        worst[key] = min(worst.get(key, 9), _weight(one))
    seen: set[tuple[Pointer, bool, Any]] = set()
    out = []
    for one in leaves:
        key = (one.pointer, one.about_key)
        if one.keyword not in ("required", "dependentRequired") or worst[key] == 0:
            if _weight(one) > worst[key] or (*key, None) in seen:
                continue
            if not one.about_key:
                seen.add((*key, None))
        out.append(one)
    return out


def _weight(leaf: _Leaf) -> int:
    if leaf.keyword == "type":
        return 0
    return 1 if leaf.keyword in ("enum", "const") else 2 if leaf.keyword == "pattern" else 3


def _defects(text: str, model: Mapping, leaf: _Leaf) -> Iterator[Defect]:
    found = follow(model, leaf.pointer)
    if found is None:
        return
    if leaf.about_key:
        key = str(leaf.value)
        entry = found.node.entry(key) if hasattr(found.node, "entry") else None
        if entry is not None:
            place = first_line(text, entry.key_span)
            yield Defect(OTHER, place, phrases.bad_key(key), (*leaf.pointer, key), key)
        return
    if leaf.keyword == "required":
        yield from _missing(text, leaf, found)
    elif leaf.keyword == "dependentRequired":
        yield from _dependent(text, leaf, found)
    elif leaf.keyword == "additionalProperties":
        yield from _forbidden(text, leaf, found)
    elif leaf.keyword == FORBIDDEN and leaf.pointer and isinstance(leaf.pointer[-1], str):
        yield _no_such_key(text, leaf.pointer, found.entry)
    elif leaf.keyword == _WITHOUT:
        key = leaf.argument[0]
        entry = found.node.entry(key) if hasattr(found.node, "entry") else None
        if entry is not None:
            yield _no_such_key(text, (*leaf.pointer, key), entry)
    else:
        name = name_of(leaf.pointer)
        suggestion = ""
        if leaf.keyword in ("enum", "const"):
            listed = leaf.argument if leaf.keyword == "enum" else [leaf.argument]
            suggestion = phrases.nearest(leaf.value, listed)
            message = phrases.unknown_value(name, leaf.value, listed, suggestion)
        elif leaf.keyword == "type":
            message = phrases.wrong_type(name, leaf.value, leaf.argument)
        elif leaf.keyword in ("pattern", "format"):
            message = phrases.malformed(name, leaf.value, leaf.schema)
        elif leaf.keyword == _NOT_ONE_OF:
            message = phrases.forbidden_value(name, leaf.value)
        else:
            message = phrases.other(name, leaf.keyword, leaf.argument, leaf.value)
        code = _CODES.get(leaf.keyword, OTHER)
        yield Defect(code, value_place(text, found), message, leaf.pointer, name, suggestion)


def _missing(text: str, leaf: _Leaf, found: Found) -> Iterator[Defect]:
    """One defect for every required key that is absent (jsonschema reports them one by one)."""
    # The error does not name its key but in its message, so all absent keys are found here;
    # equal defects are merged by the caller.
    for key in leaf.argument:
        if key not in leaf.value:
            place = missing_place(text, leaf.pointer, found)
            message = phrases.missing(key, leaf.pointer)
            yield Defect(MISSING, place, message, leaf.pointer, key)


def _dependent(text: str, leaf: _Leaf, found: Found) -> Iterator[Defect]:
    for present, keys in leaf.argument.items():
        entry = found.node.entry(present) if hasattr(found.node, "entry") else None
        if present in leaf.value and entry is not None:
            for key in keys:
                if key not in leaf.value:
                    place = first_line(text, entry.key_span)
                    message = phrases.missing_beside(key, present)
                    yield Defect(MISSING, place, message, leaf.pointer, key)


def _forbidden(text: str, leaf: _Leaf, found: Found) -> Iterator[Defect]:
    known = leaf.schema.get("properties", {}) if isinstance(leaf.schema, dict) else {}
    patterns = leaf.schema.get("patternProperties", {}) if isinstance(leaf.schema, dict) else {}
    for entry in getattr(found.node, "entries", ()):
        if entry.key in known or any(matches(one, entry.key) for one in patterns):
            continue
        yield _no_such_key(text, (*leaf.pointer, entry.key), entry)


def _no_such_key(text: str, pointer: Pointer, entry: Entry | None) -> Defect:
    """A key that must not be there; of what the document itself has, its place is the value's."""
    key = str(pointer[-1])
    place = first_line(text, entry.key_span) if entry is not None else Span(0, 0)
    return Defect(OTHER, place, phrases.forbidden_key(key), pointer, key)


__all__ = ["FRONT_MATTER", "Defect", "explain"]
