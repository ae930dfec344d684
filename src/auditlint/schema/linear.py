"""Regular expressions that cannot blow up: searched by all ways at once, without going back.

Python's own matcher tries one way after the other, which for ``(a+)+$`` takes twice as long for
each further letter. Here a pattern becomes a machine of few states, and every character of the
text is looked at once in all states that are possible. What such a machine cannot do is refused:
back-references, looking around, atomic groups, flags.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Test = Callable[[str], bool]

#: A longer pattern, or one of more states once its ``{n,m}`` are written out, is refused.
LONGEST = 1_000
MOST_STATES = 256
#: So many pairs of a character and a state are looked at. What is longer is not decided, and
#: what is not decided fits.
MOST_STEPS = 2_000_000

_MOST_KEPT = 4_096
_MOST_PARTS = 4_096
_CHAR, _SPLIT, _AT, _MATCH = range(4)


class UnsafePatternError(ValueError):
    """A pattern that is none, or that is refused; the message says why."""


class Linear:
    """A compiled pattern: `search` takes time in proportion to the text, whatever it is."""

    __slots__ = ("_begin", "_kept", "_limit", "_states")

    def __init__(self, states: list[tuple[Any, ...]], begin: int) -> None:
        self._states = states
        self._begin = begin
        self._limit = MOST_STEPS // len(states)
        self._kept: dict[tuple[frozenset[int], int, str], tuple[bool, frozenset[int]]] = {}

    def search(self, text: str) -> bool:
        """Whether the pattern matches anywhere in `text`."""
        if len(text) > self._limit:
            return True
        here = frozenset((self._begin,))
        kept = self._kept
        last = len(text) - 1
        around = 1  # at the beginning: 1; behind a letter, digit or underscore: 2
        for index, char in enumerate(text):
            key = (here, around + 4 if index == last and char == "\n" else around, char)
            step = kept.get(key)
            if step is None:
                if len(kept) >= _MOST_KEPT:
                    kept.clear()
                step = kept[key] = self._step(*key)
            matched, here = step
            if matched:
                return True
            around = 2 if char.isalnum() or char == "_" else 0
        return self._step(here, around + 4, "")[0]

    def _step(
        self, here: frozenset[int], around: int, char: str
    ) -> tuple[bool, frozenset[int]]:
        """Follow what needs no character, then `char`: whether it matched, the states behind."""
        behind = {self._begin}
        seen = set(here)
        waiting = [*here]
        while waiting:
            state = self._states[waiting.pop()]
            if state[0] == _MATCH:
                return True, frozenset()
            if state[0] == _CHAR:
                if char and state[1](char):
                    behind.add(state[2])
                continue
            if state[0] == _AT and not state[1](around, char):
                continue
            for one in state[2:]:
                if one not in seen:
                    seen.add(one)
                    waiting.append(one)
        return False, frozenset(behind)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


_CATEGORIES: dict[str, Test] = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": _is_word,
}
_PLACES: dict[str, Callable[[int, str], bool]] = {
    "AT_BEGINNING": lambda around, char: bool(around & 1),
    "AT_BEGINNING_STRING": lambda around, char: bool(around & 1),
    "AT_END": lambda around, char: bool(around & 4),
    "AT_END_STRING": lambda around, char: not char,
    "AT_BOUNDARY": lambda around, char: bool(around & 2) != (char != "" and _is_word(char)),
    "AT_NON_BOUNDARY": lambda around, char: bool(around & 2) == (char != "" and _is_word(char)),
}
_REFUSED = {
    "GROUPREF": "a back-reference",
    "GROUPREF_IGNORE": "a back-reference",
    "GROUPREF_EXISTS": "a condition",
    "ASSERT": "looking ahead or behind",
    "ASSERT_NOT": "looking ahead or behind",
    "ATOMIC_GROUP": "an atomic group",
    "POSSESSIVE_REPEAT": "a possessive quantifier",
}


class _Builder:
    """Builds the states from the end of the pattern to its beginning."""

    def __init__(self, ignore_case: bool) -> None:
        self.states: list[tuple[Any, ...]] = [(_MATCH,)]
        self._ignore_case = ignore_case
        self._parts = 0

    def _add(self, *state: Any) -> int:
        if len(self.states) >= MOST_STATES:
            raise UnsafePatternError(
                f"it has more than {MOST_STATES} states once its repetitions are written out"
            )
        self.states.append(state)
        return len(self.states) - 1

    def sequence(self, parts: Iterable[Any], behind: int) -> int:
        """Return the first state of `parts` followed by the state `behind`."""
        for operation, argument in reversed([*parts]):
            behind = self._part(str(operation), argument, behind)
        return behind

    def _part(self, operation: str, argument: Any, behind: int) -> int:
        self._parts += 1
        if self._parts > _MOST_PARTS:  # Repetitions of nothing need no states.
            raise UnsafePatternError("its repetitions are nested too deep")
        if operation in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            return self._add(_CHAR, self._char(operation, argument), behind)
        if operation == "AT":
            return self._add(_AT, _PLACES[str(argument)], behind)
        if operation == "BRANCH":
            firsts = [self.sequence(one, behind) for one in argument[1]]
            return self._add(_SPLIT, None, *firsts)
        if operation == "SUBPATTERN":
            _, added, removed, inner = argument
            if added or removed:
                raise UnsafePatternError("flags inside a pattern are not supported")
            return self.sequence(inner, behind)
        if operation in ("MAX_REPEAT", "MIN_REPEAT"):
            return self._repeat(argument, behind)
        what = _REFUSED.get(operation, operation.lower())
        raise UnsafePatternError(f"{what} is not supported, since it can take very long")

    def _repeat(self, argument: Any, behind: int) -> int:
        least, most, inner = argument
        if least > MOST_STATES or MOST_STATES < most < _unbounded():
            raise UnsafePatternError(f"a repetition of more than {MOST_STATES} times")
        if most >= _unbounded():
            loop = self._add(_SPLIT, None, behind)
            self.states[loop] = (_SPLIT, None, self.sequence(inner, loop), behind)
            behind = loop
        else:
            end = behind
            for _ in range(most - least):
                behind = self._add(_SPLIT, None, self.sequence(inner, behind), end)
        for _ in range(least):
            behind = self.sequence(inner, behind)
        return behind

    def _char(self, operation: str, argument: Any) -> Test:
        if operation == "ANY":
            return lambda char: char != "\n"
        if operation == "NOT_LITERAL":
            return self._one_of([("NEGATE", None), ("LITERAL", argument)])
        return self._one_of([("LITERAL", argument)] if operation == "LITERAL" else argument)

    def _one_of(self, items: Iterable[Any]) -> Test:
        tests: list[Test] = []
        wanted = True
        for operation, argument in items:
            name = str(operation)
            if name == "NEGATE":
                wanted = False
            elif name == "LITERAL":
                tests.append(chr(argument).__eq__)
            elif name == "RANGE":
                tests.append(_range(chr(argument[0]), chr(argument[1])))
            else:
                tests.append(_category(str(argument)))

        def holds(char: str) -> bool:
            return any(test(char) for test in tests) == wanted

        def folded(char: str) -> bool:
            variants = {char, char.lower(), char.upper()}
            return any(test(one) for one in variants for test in tests) == wanted

        return folded if self._ignore_case else holds


def _range(first: str, last: str) -> Test:
    return lambda char: first <= char <= last


def _category(name: str) -> Test:
    if "_NOT_" in name:
        test = _CATEGORIES[name.replace("_NOT_", "_")]
        return lambda char: not test(char)
    return _CATEGORIES[name]


def _unbounded() -> int:
    from re import _constants  # type: ignore[attr-defined]

    return int(_constants.MAXREPEAT)


@lru_cache(maxsize=1024)
def compiled(source: str, ignore_case: bool = False) -> Linear:
    """Return the machine for `source`, in Python's syntax.

    Raises `UnsafePatternError` for what is no pattern and for what is not supported.
    """
    if len(source) > LONGEST:
        raise UnsafePatternError(f"it is longer than {LONGEST:,} characters")
    import re
    import warnings
    from re import _parser  # type: ignore[attr-defined]

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = _parser.parse(source)
        if parsed.state.flags & ~int(re.UNICODE):
            raise UnsafePatternError("flags inside a pattern are not supported")
        builder = _Builder(ignore_case)
        begin = builder.sequence(parsed, 0)
    except re.error as error:
        raise UnsafePatternError(f"it is no regular expression: {error}") from None
    except (RecursionError, OverflowError):
        raise UnsafePatternError("it is nested too deep") from None
    return Linear(builder.states, begin)
