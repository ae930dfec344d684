"""Hostile sources: no crash, and the time grows with the size and nothing else."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from auditlint.evidence import signatures
from auditlint.evidence.signatures.languages import LANGUAGES

pytestmark = pytest.mark.growth

SAMPLES = Path(__file__).parent / "samples"

PIECES = (
    "(", "{", "[", "<", ")", "}", "]", '"', "'", "`", "/", "/*", "//", "#", "\\", "${", "#{", "$(", "\\(", "<<A\n",
    "f(", "f(a)", "f(a) ", "f(a){", "a.", "a, ", "a=", "a:", "=>", "->", "...", "template<", "class A ", "def f(",
    "fn f(", "fun f(", "func f(", "function f(", "function ", "fun ", "const a: ", "@a(", "#if A\n", "#else\n",
    "R\"(", "r#\"", '"""', "--[[", "#=", "%w(", "=begin\n", "<?php ", "?>", "operator", "f<a, ", "\n", "\r", " \n",
    "impl A {", "case a:", "const ", "__attribute__((", "A(a) ", "\t", "f = function(", "if ", "end\n", "é", "\u2028",
    "x :: ", "where {", "~", "a b ", "public: ", "namespace a {", "@eval ", "def a.b ", "[a]", "$a", "1'0", "namespace ",
)  # fmt: skip


def spent(path: str, data: bytes) -> float:
    started = time.process_time()
    signatures.read(path, data)
    return time.process_time() - started


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
def test_repeated_pieces(language) -> None:
    """A piece repeated to 30 kB costs about 0.1 s; what is quadratic costs many times that."""
    path = f"a{language.suffixes[-1]}"
    lead = "<?php " if language.name == "php" else ""
    for piece in PIECES:
        for line in (piece, piece + "\n"):
            text = lead + line * (30_000 // len(line.encode()))
            if "\n" not in line:
                text = "\n".join(text[at : at + 4000] for at in range(0, len(text), 4000))
            assert spent(path, text.encode()) < 1.5, repr(line)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
def test_random_pieces(language) -> None:
    source = random.Random(language.name)  # noqa: S311
    path = f"a{language.suffixes[0]}"
    sample = (SAMPLES / f"{language.name}.txt").read_text(encoding="utf-8")
    for _ in range(60):
        text = "".join(source.choices(PIECES, k=400))
        at = source.randrange(len(sample))
        for one in (text, sample[:at], sample[at:], sample[:at] + source.choice(PIECES) + sample[at:]):
            for found in signatures.read(path, one.encode()):
                assert 0 <= found.span.start <= found.span.end <= len(one)
                assert signatures.show(found)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
def test_deep_nesting(language) -> None:
    path = f"a{language.suffixes[0]}"
    for opening, closing in (("(", ")"), ("{", "}"), ("class A {", "}"), ("f(a = (", "))"), ('"${', '}"')):
        deep = (opening + "\n") * 5000 + (closing + "\n") * 5000
        assert spent(path, deep.encode()) < 2.0
