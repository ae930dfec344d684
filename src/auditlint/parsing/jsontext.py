"""A JSON file as nodes with places.

Whether the text is JSON, and what is wrong where, the standard library's parser says. The
nodes come from the YAML composer (`auditlint.parsing.frontmatter`), which keeps places and repeated
keys: JSON is YAML but for tabs, which only ever stand between its tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.parsing.frontmatter import Block, FrontMatter, compose
from auditlint.parsing.nodes import Mapping, Sequence
from auditlint.parsing.problem import Problem
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.config import Limits


class _NoNumberError(Exception):
    """``NaN`` or ``Infinity``, which Python's parser would take."""


def _no_number(name: str) -> None:
    raise _NoNumberError(name)


def read(text: str, limits: Limits) -> FrontMatter:
    """Return a JSON text in the shape of front matter that is the whole file.

    `root` is empty where the text is no JSON object; `problem` or `limit` then says why.
    """
    import json

    whole = Span(0, len(text))
    block = Block(whole, len(text))
    empty = Mapping([], Span(0, min(1, len(text))))
    try:
        # Numbers stay text: only whether this is JSON is asked here.
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = Span(error.pos, min(error.pos + 1, len(text)))
        return FrontMatter(block, empty, problem=_problem(error.msg, place, text))
    except RecursionError:
        limit = Problem(Span(0, min(1, len(text))), "JSON nested too deep to be read")
        return FrontMatter(block, empty, limit=limit)
    except _NoNumberError as error:
        at = max(text.find(str(error)), 0)
        problem = Problem(Span(at, at + len(str(error))), f"{error} is no number in JSON")
        return FrontMatter(block, empty, problem=problem)
    source = text.replace("\t", " ")
    if "\\u" in source:
        # Halves of surrogate pairs, which YAML's escapes do not have; no place moves.
        source = pattern(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}").sub("??????", source)
    node, duplicates, _, limit_reached = compose(source, whole, limits)
    if limit_reached is not None:
        cause = limit_reached.cause.replace("YAML", "JSON")
        return FrontMatter(block, empty, limit=Problem(limit_reached.span, cause))
    if node is None:
        # JSON that the composer cannot read (a key of a thousand letters): valid, but unplaced.
        return FrontMatter(block, empty)
    if not isinstance(node, Mapping):
        what = "a list" if isinstance(node, Sequence) else "a single value"
        problem = Problem(node.span, f"it must be an object, this is {what}")
        return FrontMatter(block, empty, problem=problem)
    return FrontMatter(block, node, duplicates)


def _problem(message: str, place: Span, text: str) -> Problem:
    """Say the parser's complaint in words, with the cause where it is plain."""
    here = text[place.start : place.start + 2]
    before = text[: place.start].rstrip()
    if here.startswith(("//", "/*")) or here[:1] == "#":
        return Problem(place, "JSON has no comments", "remove it")
    if here[:1] in ("}", "]") and before.endswith(","):
        # Newer Pythons point at the comma, older ones at the bracket behind it.
        place = Span(len(before) - 1, len(before))
        return Problem(place, "a comma stands before the closing bracket", "remove the comma")
    if message.startswith("Illegal trailing comma"):
        return Problem(place, "a comma stands before the closing bracket", "remove the comma")
    if here[:1] == "'":
        return Problem(place, "a text in single quotes", "use double quotes")
    if message.startswith("Expecting ',' delimiter"):
        return Problem(place, "a comma or a closing bracket is missing before this")
    return Problem(place, message[:1].lower() + message[1:])
