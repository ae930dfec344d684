"""Agreement: statements on one aspect, grouped by what they say."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.reading import words
from auditlint.why.statements import MENTION, NAME, NUMBER, PHASE, SEVERITY, STATE, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

AGREE = "agree"
DISAGREE = "disagree"
#: Said once, or nothing in it can be compared.
ALONE = ""


class Value(NamedTuple):
    """What some statements say alike."""

    value: str
    statements: list[Said]


class Aspect(NamedTuple):
    """One side of a subject: the values that are given for it, the most frequent first."""

    name: str
    values: list[Value]
    verdict: str


def aspects(statements: Iterable[Said]) -> list[Aspect]:
    """Group statements: state first, what is only mentioned last."""
    found: dict[str, list[Said]] = {}
    for one in sorted(statements, key=_order):
        found.setdefault(one.aspect, []).append(one)
    ranked = sorted(found, key=lambda name: (_RANK.get(name, 4), name))
    return [Aspect(name, _values(found[name]), _verdict(name, found[name])) for name in ranked]


_RANK = {STATE: 0, PHASE: 1, SEVERITY: 2, NAME: 3, MENTION: 9}


def _order(one: Said) -> tuple[str, int]:
    return one.facts.path, one.span.start if one.span is not None else -1


def _values(statements: list[Said]) -> list[Value]:
    groups: dict[str, list[Said]] = {}
    for one in statements:
        groups.setdefault(one.value, []).append(one)
    return [Value(*one) for one in sorted(groups.items(), key=lambda one: -len(one[1]))]


def _verdict(aspect: str, statements: list[Said]) -> str:
    compared = [one for one in statements if one.key is not None]
    if aspect == MENTION or len(compared) < 2:
        return ALONE
    if aspect == PHASE:
        sets: dict[str, set[str]] = {}
        for one in compared:
            sets.setdefault(one.facts.path, set()).add(one.key)
        differ = any(not left & right for left, right in _pairs(sets.values()))
    else:
        keys = list(dict.fromkeys(one.key for one in compared))
        differ = any(_differ(aspect, left, right) for left, right in _pairs(keys))
    return DISAGREE if differ else AGREE


#: From so many different values on, not every pair is looked at.
_MANY = 200


def _pairs(values: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    return combinations(list(values)[:_MANY], 2)


def _differ(aspect: str, left: Any, right: Any) -> bool:
    if aspect == STATE:
        return words.contradict(left, right)
    if aspect == NAME:
        from auditlint.reading.names import alike

        return not alike(left, right)
    if aspect == SEVERITY:
        return bool(left[0] == right[0] and left[1] != right[1])
    if aspect.startswith(NUMBER):
        return any(
            one is not None and other is not None and one != other
            for one, other in zip(left, right, strict=True)
        )
    return False
