"""The reader of plain YAML against the real parser: the same nodes at the same places."""

from __future__ import annotations

import random
from typing import Any

import pytest

from auditlint import frontmatter, plainyaml
from auditlint.config import Limits
from auditlint.nodes import Mapping, Node, Scalar
from auditlint.text import Span

PLAIN = [
    "a: 1\n",
    "a: 1",
    "a:\nb: 2\n",
    "a:   x y  z   \n\n# comment\nb: -1\n",
    "a:\n  b:\n    c: x\n  d: y\ne: z\n",
    "a:\n- x\n- y\nb: 1\n",
    "a:\n  - x\n  - y: 1\n    z: 2\n  - q:\n      - deep\nb: 1\n",
    "a: []\nb: [x, 'y', \"z w\"]\nc: [ 1 , 2 ]\n",
    "a: \"quoted: text # no comment\"\nb: 'it, too'\nc: \"\"\n",
    "a: 2026-01-01T10:00:00Z\nb: x:y\nc: a#b\nd: <=5\ne: ~\nf: é ✓\n",
    "a: x\n\n\n",
    "a:\n  # comment\n  - x\n  # another\nb: y\n",
    "a-b.c/d: x\n1: y\n",
]
OTHER = [
    "", "\n", "- a\n", "a", "a:b", "  a: 1\n", "a: 1\na: 2\n", "a: |\n  x\n", "a: >-\n  x\n",
    "a: x\n  y\n", "a: b: c\n", "a: x # y\n", "a: &b x\n", "a: *b\n", "a: !t x\n", "a: {b: 1}\n",
    "a: [b: 1]\n", "a: [1,\n2]\n", "a: [x,]\n", 'a: "x\\n"\n', "a: 'it''s'\n", 'a: "x\n', "a:\tb\n",
    "a: `x`\n", "a: @x\n", "a: %x\n", "? a\n: b\n", "a b: c\n", "a : b\n", "<<: x\n", "-\n", "a:\n-\n",
    "a:\n  b: 1\n c: 2\n", "a: 1\n- b\n", "a: - b\n", "a: x\u2028y\n", "a: x\u00a0y\n", "a: \x07\n",
    "a: x\n--- \nb: y\n", "a: 'x' y\n", 'a: "x": y\n', "a: [x] y\n", "- a: 1\n", "a:\n  - - x\n",
]


def dump(node: Node | None) -> Any:
    if node is None:
        return None
    if isinstance(node, Scalar):
        return ("scalar", node.text, node.span, node.plain)
    if isinstance(node, Mapping):
        entries = [(one.key, one.key_span, dump(one.value)) for one in node.entries]
        return ("mapping", entries, node.span)
    return ("list", [dump(one) for one in node.items], node.span)


def agree(source: str) -> bool:
    """Whether `source` is read as plain YAML; then the real parser must say the same."""
    plain = plainyaml.read(source, 4, 64)
    if plain is None:
        return False
    text = "---\n" + source
    node, duplicates, problem, limit = frontmatter._parse(
        source, text, Span(4, len(text)), Limits()
    )
    assert (duplicates, problem, limit) == ((), None, None), source
    assert dump(plain) == dump(node), source
    return True


@pytest.mark.parametrize("source", PLAIN)
def test_reads_plain_yaml_as_the_parser_does(source: str) -> None:
    assert agree(source)


@pytest.mark.parametrize("source", OTHER)
def test_leaves_the_rest_to_the_parser(source: str) -> None:
    assert plainyaml.read(source, 0, 64) is None


def test_agrees_on_damaged_blocks() -> None:
    rolls = random.Random(7)  # noqa: S311
    pieces = [*" -:#\n\"'[],{}&*!|>%@`~?.\\\t", "  ", "- ", ": ", "\n- ", "\n  ", "é", "k: v\n"]
    read = 0
    for _ in range(20_000):
        source = rolls.choice(PLAIN)
        for _ in range(rolls.randint(1, 3)):
            start = rolls.randint(0, len(source))
            stop = min(len(source), start + rolls.choice((0, 0, 1, 2)))
            source = source[:start] + rolls.choice(pieces) + source[stop:]
        read += agree(source)
    assert read > 1_000


def test_depth_is_limited() -> None:
    source = "".join("  " * level + f"k{level}:\n" for level in range(8)) + "  " * 8 + "k: v\n"
    assert agree(source)
    assert plainyaml.read(source, 0, 5) is None


def test_a_limit_of_depth_is_the_same_for_both() -> None:
    text = "---\na:\n  b:\n    c: x\n---\n"
    for depth in range(1, 6):
        limits = Limits(yaml_depth=depth)
        front = frontmatter.read(text, limits)
        block = frontmatter.cut(text)
        assert isinstance(block, frontmatter.Block)
        source = text[block.yaml.start : block.yaml.end]
        by_parser = frontmatter._parse(source, text, block.yaml, limits)
        assert front is not None
        assert (front.limit is None) == (by_parser[3] is None)


def test_long_and_deep_blocks_end_quickly() -> None:
    for source in ("a: [" * 40_000, "- " * 30_000, "a:\n" + "  " * 20_000 + "b: c\n", "k: v\n" * 9_999):
        assert plainyaml.read(source, 0, 64) is None or True
