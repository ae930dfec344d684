"""The sentences of schema findings."""

from __future__ import annotations

from typing import Any

_TYPES = {
    "string": "text", "integer": "a whole number", "number": "a number",
    "boolean": "true or false", "array": "a list", "object": "a mapping", "null": "empty",
}


def join(words: list[str]) -> str:
    """Join alternatives: ``a, b or c``."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def quoted(value: Any) -> str:
    """Return a value as it is shown in a message: short, in single quotes, on one line."""
    text = value if isinstance(value, str) else _plain(value)
    text = " ".join(text.split())
    return f"'{text[:57]}...'" if len(text) > 60 else f"'{text}'"


def short(text: str) -> str:
    """Return what a schema says as it is shown in a message: short, on one line."""
    text = " ".join(text.split()) if len(text) <= 1_000 else " ".join(text[:1_000].split())
    return text if len(text) <= 80 else text[:77] + "..."


def _plain(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def is_a(value: Any) -> str:
    """Say what `value` is."""
    if value is None or value == "":
        return "empty"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else quoted(value)


def of(name: str) -> str:
    """Name the subject of a sentence; a name that ends in ``[]`` is an entry of a list."""
    if name.endswith("[]"):
        return f"an entry of '{name[:-2]}'"
    return f"'{name}'" if name else "the document"


def missing(key: str, pointer: tuple[str | int, ...]) -> str:
    """A required key is absent from the mapping at `pointer`."""
    from auditlint.schema.locate import FRONT_MATTER, name_of

    if not pointer:
        if key == FRONT_MATTER:
            return "there is no front matter"
        return f"the document has no {key.replace('_', ' ')}"
    name = name_of(pointer)
    if not name:
        return f"the front matter has no '{key}'"
    return f"{of(name)} has no '{key}'"


def missing_beside(key: str, present: str) -> str:
    """A key that another one asks for is absent."""
    return f"'{present}' asks for '{key}' beside it, which is missing"


def unknown_value(name: str, value: Any, listed: list[Any], suggestion: str) -> str:
    """A value is none of those allowed."""
    shown = [short(_plain(one) if not isinstance(one, str) else one) for one in listed]
    words = join(shown) if len(shown) <= 8 else ", ".join(shown[:7]) + ", ..."
    where = f" for {of(name)}" if name else ""
    what = quoted(value) if not isinstance(value, (dict, list)) else is_a(value)
    if value in (None, ""):
        what = "an empty value"
    hint = f"; did you mean '{suggestion}'?" if suggestion else ""
    return f"{what} is not allowed{where}: expected {words}{hint}"


def forbidden_value(name: str, value: Any) -> str:
    """A value is among those that the schema forbids."""
    where = f" for {of(name)}" if name else ""
    return f"{quoted(value)} is not allowed{where}"


def wrong_type(name: str, value: Any, expected: Any) -> str:
    """A value has the wrong type."""
    types = [expected] if isinstance(expected, str) else list(expected)
    words = join([_TYPES.get(one, one) for one in types if one != "null"] or ["empty"])
    return f"{of(name)} must be {words}, but is {is_a(value)}"


def malformed(name: str, value: Any, schema: Any) -> str:
    """A text does not have the form that its place asks for; the schema's examples show it."""
    examples = schema.get("examples", ()) if isinstance(schema, dict) else ()
    shown = [short(_plain_text(one)) for one in examples[:3]]
    hint = f"; expected something like {join(shown)}" if shown else ""
    what = quoted(value) if value != "" else "an empty value"
    where = f" for {of(name)}" if name else ""
    return f"{what} is malformed{where}{hint}"


def _plain_text(value: Any) -> str:
    return value if isinstance(value, str) else _plain(value)


def bad_key(key: str) -> str:
    """A key is not allowed by the pattern for keys."""
    return f"the key {quoted(key)} is not of the form that keys have here"


def forbidden_key(key: str) -> str:
    """A key is not among those that a closed mapping may have."""
    return f"the key {quoted(key)} is not allowed here"


def other(name: str, keyword: str, argument: Any, value: Any) -> str:
    """Any other keyword, in words where they are known."""
    what = of(name)
    if keyword == "minItems":
        wanted = "be empty" if argument == 1 else f"have fewer than {argument} entries"
        return f"{what} must not {wanted}"
    if keyword == "items":
        return f"{what} has more entries than are allowed"
    if keyword == "maxItems":
        return f"{what} has {len(value)} entries, more than {argument}"
    if keyword == "minLength":
        return f"{what} must not be empty" if argument == 1 else f"{what} is too short"
    if keyword == "maxLength":
        return f"{what} is longer than {argument} characters"
    if keyword in ("minimum", "exclusiveMinimum"):
        return f"{what} is {quoted(value)}, less than allowed ({argument})"
    if keyword in ("maximum", "exclusiveMaximum"):
        return f"{what} is {quoted(value)}, more than allowed ({argument})"
    if keyword == "uniqueItems":
        return f"{what} lists a value twice"
    if keyword == "contains":
        title = argument.get("title") if isinstance(argument, dict) else None
        wanted = f": {short(title)}" if isinstance(title, str) else " of the form that one must have"
        return f"{what} lacks an entry{wanted}"
    if keyword == "maxContains":
        return f"{what} has more than {argument} entries of a kind that fewer may be"
    if keyword == "multipleOf":
        return f"{what} is {quoted(value)}, no multiple of {argument}"
    if keyword == "maxProperties":
        return f"{what} has {len(value)} keys, more than {argument}"
    if keyword == "not":
        return f"{what} has a form that is not allowed"
    if keyword == "false":
        return f"{what} must not be there"
    if keyword == "minProperties":
        return f"{what} must not be empty" if argument == 1 else f"{what} has too few keys"
    if keyword == "oneOf":
        return f"{what} fits more than one of the allowed forms"
    return f"{what} violates {keyword!r} of the schema"


def nearest(value: Any, listed: list[Any]) -> str:
    """Return the one allowed text that `value` was probably meant to be, or ""."""
    if not isinstance(value, str) or not 0 < len(value) <= 100:
        return ""
    texts = [one for one in listed if isinstance(one, str)]
    folded = {_fold(one): one for one in texts}
    if _fold(value) in folded:
        return folded[_fold(value)]
    from difflib import get_close_matches

    near = get_close_matches(_fold(value), folded, 2, 0.75)
    return folded[near[0]] if len(near) == 1 else ""


def _fold(text: str) -> str:
    return text.strip().casefold().replace("-", "_").replace(" ", "_")
