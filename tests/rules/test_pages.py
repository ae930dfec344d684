"""Every rule's page has the fixed headings, and its examples do what they say."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from auditlint import registry
from tests.helpers import lint, lint_tree
from tests.traps.building import build

HEADINGS = ["What it does", "Why is this bad?", "Example", "How to fix"]
_FENCE = re.compile(r"^(`{3,}|~{3,})(\w+)[ ]+(bad|good)[ ]+path=(\S+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    code: str
    wanted: str
    path: str
    text: str


def page(code: str) -> str:
    entry = next(one for one in registry.RULES if one.rule.code == code)
    return import_module(entry.module).__doc__ or ""


_TREE = re.compile(r"^(`{3,})text[ ]+(bad|good)[ ]+tree\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

#: Examples of project rules: several files, each behind a line ``==> PATH <==``, and steps of a
#: history (see tests/traps/test_traps.py).
TREES = [
    Example(entry.rule.code, match[2], "", match[3])
    for entry in registry.RULES
    for match in _TREE.finditer(page(entry.rule.code))
]

EXAMPLES = [
    Example(entry.rule.code, match[3], match[4], match[5])
    for entry in registry.RULES
    for match in _FENCE.finditer(page(entry.rule.code))
]


@pytest.mark.parametrize("code", sorted(registry.BY_CODE))
def test_headings(code: str) -> None:
    without_examples = re.sub(
        r"^(`{3,}|~{3,}).*?^\1$", "", page(code), flags=re.MULTILINE | re.DOTALL
    )
    assert re.findall(r"^## (.*)$", without_examples, re.MULTILINE) == HEADINGS


@pytest.mark.parametrize("code", sorted(set(registry.BY_CODE) - {"LNT000", "DOC001", "DOC009"}))
def test_has_an_example_of_each(code: str) -> None:
    assert {one.wanted for one in [*EXAMPLES, *TREES] if one.code == code} == {"bad", "good"}


@pytest.mark.parametrize(
    "example", TREES, ids=[f"{one.code}-{one.wanted}-{n}" for n, one in enumerate(TREES)]
)
def test_tree(example: Example, tmp_path: Path) -> None:
    build(tmp_path, example.text)
    codes = [one.code for one in lint_tree(tmp_path, "")]
    assert (example.code in codes) == (example.wanted == "bad")


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{one.code}-{one.wanted}-{n}" for n, one in enumerate(EXAMPLES)]
)
def test_example(example: Example) -> None:
    codes = [one.code for one in lint(example.text, example.path)]
    assert (example.code in codes) == (example.wanted == "bad")
