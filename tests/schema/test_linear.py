"""Patterns searched without going back: the same answers as `re`, in time that grows evenly."""

from __future__ import annotations

import random
import re
import time

import pytest

from auditlint.schema.linear import MOST_STATES, UnsafePatternError, compiled

_ATOMS = (
    "a", "b", ".", "[ab]", "[^a]", r"\d", r"\w", r"\s", "1", "-", r"\b", "^", "$", r"\Z", "\\n",
    r"\D", "[a-c1]", "[^\\s-]", "é", "A",
)
_REPEATS = ("*", "+", "?", "{2}", "{1,3}", "{0,2}", "*?", "{2,}")


def drawn(random_: random.Random, depth: int) -> str:
    chance = random_.random()
    if depth == 0 or chance < 0.35:
        return random_.choice(_ATOMS)
    if chance < 0.6:
        return drawn(random_, depth - 1) + drawn(random_, depth - 1)
    if chance < 0.75:
        return f"(?:{drawn(random_, depth - 1)}|{drawn(random_, depth - 1)})"
    return f"(?:{drawn(random_, depth - 1)}){random_.choice(_REPEATS)}"


@pytest.mark.parametrize("ignore_case", [False, True])
def test_agrees_with_re(ignore_case: bool) -> None:
    random_ = random.Random(5)  # noqa: S311 - reproducible, no secret
    for _ in range(1500):
        source = drawn(random_, 3)
        theirs = re.compile(source, re.IGNORECASE if ignore_case else 0)
        ours = compiled(source, ignore_case)
        for _ in range(5):
            text = "".join(random_.choice("ab1- \nAé_") for _ in range(random_.randrange(7)))
            assert ours.search(text) == bool(theirs.search(text)), (source, text)


@pytest.mark.parametrize(
    ("source", "letter"),
    [
        ("(a+)+$", "a"), ("([a-zA-Z]+)*$", "a"), ("(a|aa)+$", "a"), ("(a|a?)+$", "a"),
        ("(.*a){12}$", "a"), ("^(a?){30}a{30}$", "a"), ("(x+x+)+y", "x"), (r"(\w+\s?)*$", "a"),
        ("^(([a-z])+.)+[A-Z]([a-z])+$", "a"), ("a*a*a*a*a*b", "a"), (r"\s+$", " "), ("(.*)*x", "a"),
    ],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(source: str, letter: str) -> None:
    ours = compiled(source)

    def cost(length: int) -> float:
        text = letter * length + "!"
        best = 1e9
        for _ in range(3):
            start = time.perf_counter()
            ours.search(text)
            best = min(best, time.perf_counter() - start)
        return best

    cost(100)
    assert cost(8_000) < 10 * cost(2_000) + 0.01


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (r"(a)\1", "a back-reference"), (r"(?P<x>a)(?P=x)", "a back-reference"),
        ("(?=a)", "looking ahead"), ("(?<!a)b", "looking ahead or behind"), ("(?>a+)b", "atomic"),
        ("a++b", "possessive"), ("(?i)a", "flags"), ("(?i:a)", "flags"), ("(a)?(?(1)b|c)", "condition"),
        ("(", "no regular expression"), ("a{2}{3}", "no regular expression"), ("[z-a]", "no regular"),
        ("(a{200}){200}", "states"), ("a{100000}", "more than"), ("a" * 1001, "longer than"),
        ("((((){200}){200}){200}){200}", "too deep"),
    ],
)  # fmt: skip
def test_what_is_refused(source: str, said: str) -> None:
    start = time.perf_counter()
    with pytest.raises(UnsafePatternError, match=re.escape(said)):
        compiled(source)
    assert time.perf_counter() - start < 1


def test_what_is_too_long_fits() -> None:
    ours = compiled(f"^(?:b|a){{{MOST_STATES // 4}}}$")
    assert not ours.search("a" * 1000)
    assert ours.search("a" * 100_000)
