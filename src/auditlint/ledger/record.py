"""Claims as bytes and back: how facts travel between processes and are kept in the cache.

JSON, because it is read and written in C, faster than `pickle` for named tuples, and because
nothing that it holds can run. A record is a line that lists its parts with their lengths in
bytes, ``[[name, length], ...]``, and the parts: for every type of claim the rows of fields; then,
as one character per claim, the order in which the claims of all types stand in the text; and what
is left are the offsets of the line starts, four bytes each, little-endian. So a rule that asks for
one type has only that part read. Only named tuples of `auditlint.claims` are ever made of a record.
"""

from __future__ import annotations

import json
import sys
from array import array
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint import claims as vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from auditlint.claims import Claim

_FIRST = 0x30


class Parts(NamedTuple):
    """Where the parts of a record are: of every type of claim, the order, and the line starts."""

    types: dict[str, tuple[int, int]]
    order: tuple[int, int]
    starts: int


def pack(claims: Sequence[Claim], starts: Sequence[int]) -> bytes:
    """Return a record of claims, in the order given, and of line starts."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(type(claim).__name__, []).append(claim)
    number = {name: chr(_FIRST + index) for index, name in enumerate(groups)}
    order = "".join([number[type(claim).__name__] for claim in claims]).encode("latin-1")
    encode = _encoder()
    parts = [encode(group).encode("ascii") for group in groups.values()]
    head = [[name, len(part)] for name, part in zip(groups, parts, strict=True)]
    offsets = array("I", starts)
    if sys.byteorder == "big":
        offsets.byteswap()
    return b"".join((
        encode([*head, ["", len(order)]]).encode("ascii"), b"\n", *parts, order, offsets.tobytes()
    ))


@cache
def _encoder() -> Callable[[Any], str]:
    return json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def parts_of(record: bytes) -> Parts:
    """Return where the parts of a record are."""
    at = record.index(b"\n") + 1
    types = {}
    for name, length in json.loads(str(record[:at], "ascii")):
        types[name] = (at, at + length)
        at += length
    return Parts(types, types.pop(""), at)


def rows(record: bytes, parts: Parts, name: str) -> list[Claim]:
    """Return the claims of one type."""
    place = parts.types.get(name)
    return [] if place is None else made(name, json.loads(str(record[place[0] : place[1]], "ascii")))


def order(record: bytes, parts: Parts) -> Iterator[str]:
    """Yield the name of the type of every claim, in the order of the text."""
    names = list(parts.types)
    for one in record[parts.order[0] : parts.order[1]]:
        yield names[one - _FIRST]


def line_starts(record: bytes, parts: Parts) -> Sequence[int]:
    """Return the offsets at which the document's lines begin."""
    offsets = array("I")
    offsets.frombytes(record[parts.starts :])
    if sys.byteorder == "big":
        offsets.byteswap()
    return offsets


def made(name: str, fields: list[list[Any]]) -> list[Claim]:
    """Make the claims of one type. Raises `LookupError` for what is no type of claim."""
    make, width, nested = _shape(name)
    if any(len(row) != width for row in fields):
        raise LookupError(f"{name} has {width} fields")
    if nested:
        for row in fields:
            for index, convert in nested:
                row[index] = convert(row[index])
    return list(map(make, fields))


@cache
def _shape(
    name: str,
) -> tuple[Callable[[Any], Any], int, tuple[tuple[int, Callable[[Any], Any]], ...]]:
    """Return what makes claims of a type of the list of their fields, how many these are, and how
    those of them are made that are no plain values."""
    kind = getattr(vocabulary, name, None)
    if not (
        isinstance(kind, type) and issubclass(kind, tuple) and kind.__module__.startswith(f"{vocabulary.__name__}.")
    ):
        raise LookupError(f"{name} is no type of claim")
    from typing import get_type_hints

    hints = get_type_hints(kind)
    converters = ((index, _converter(hint)) for index, hint in enumerate(hints.values()))
    nested = tuple((index, one) for index, one in converters if one is not None)
    return _maker(kind), len(hints), nested


def _maker(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a named tuple of a list: as `_make` does, without a call of Python code."""
    return partial(tuple.__new__, kind)


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    """Return what makes a value of the type `hint` of its JSON; None for plain values."""
    from typing import get_args, get_origin

    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_make"):
        return _maker(hint)
    if get_origin(hint) is not tuple:
        return None
    parts = get_args(hint)
    if parts[-1] is Ellipsis:
        each = _converter(parts[0])
        if each is None:
            return tuple
        return lambda value: tuple(map(each, value))
    several = [_converter(part) for part in parts]
    return lambda value: tuple(
        one if convert is None else convert(one)
        for one, convert in zip(value, several, strict=True)
    )
