"""The text of a team's own schema as JSON, and where in the text a JSON pointer leads."""

from __future__ import annotations

from typing import Any

from auditlint.schema.own import DEEPEST, Pointer, Problem, SchemaError, shown


class _RefusedError(ValueError):
    """What Python's parser takes and JSON does not have, or what would hide something."""


def parse(text: str) -> dict[str, Any]:
    """Return the JSON object that `text` is. Raises `SchemaError`."""
    import json

    try:
        root = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _failed(f"no JSON: {error.msg}", error.pos) from None
    except RecursionError:
        raise _failed("nested too deep") from None
    except _RefusedError as error:
        raise _failed(str(error), _refused_at(text)) from None
    except ValueError:
        raise _failed("a number that is too long") from None
    if not isinstance(root, dict):
        raise _failed("a schema must be a JSON object", 0)
    _check_depth(root)
    return root


def _failed(message: str, offset: int = -1) -> SchemaError:
    return SchemaError([Problem(message, offset=offset)])


def _refused_at(text: str) -> int:
    """Where the repeated key or the number stands that is none; -1: unknown."""
    from auditlint.config import Limits
    from auditlint.parsing.jsontext import read

    found = read(text, Limits())
    if found.problem is not None:
        return found.problem.span.start
    return min((one.span.start for one in found.duplicates), default=-1)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _RefusedError(f"the key {twice[:60]!a} stands twice in one object")
    return found


def _no_number(name: str) -> None:
    raise _RefusedError(f"{name} is no number in JSON")


def _check_depth(root: Any) -> None:
    waiting: list[tuple[Pointer, Any]] = [((), root)]
    while waiting:
        pointer, value = waiting.pop()
        if len(pointer) > DEEPEST:
            raise SchemaError([Problem(f"nested deeper than {DEEPEST} levels", pointer[:3])])
        if isinstance(value, dict):
            waiting += [((*pointer, key), one) for key, one in value.items()]
        elif isinstance(value, list):
            waiting += [((*pointer, str(index)), one) for index, one in enumerate(value)]
        elif isinstance(value, float) and value in (float("inf"), float("-inf")):
            raise SchemaError([Problem("a number that is too large", pointer)])


def place(text: str, problem: Problem) -> tuple[int, int]:
    """Return line and column of a problem; (0, 0) where that is not known."""
    from auditlint.source.text import LineIndex

    offset = problem.offset
    if offset < 0:
        offset = _offset(text, problem.pointer, problem.of_key)
    if offset < 0:
        return 0, 0
    position = LineIndex(text).position(min(offset, len(text)))
    return position.line, position.column


def _offset(text: str, pointer: Pointer, of_key: bool) -> int:
    from auditlint.config import Limits
    from auditlint.parsing.jsontext import read
    from auditlint.parsing.nodes import Entry, Mapping, Node, Sequence

    node: Node = read(text, Limits(yaml_depth=200)).root
    entry: Entry | None = None
    for part in pointer:
        entry = None
        if isinstance(node, Mapping):
            entry = node.entry(part)
            if entry is None:
                return -1
            node = entry.value
        elif isinstance(node, Sequence) and part.isdigit() and int(part) < len(node.items):
            node = node.items[int(part)]
        else:
            return -1
    if not pointer:
        return -1
    return entry.key_span.start if of_key and entry is not None else node.span.start


__all__ = ["parse", "place", "shown"]
