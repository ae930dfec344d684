"""The claims that are loaded by theme are those that type checkers see."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import auditlint.claims as claims


def seen_by_type_checkers() -> dict[str, set[str]]:
    tree = ast.parse(Path(claims.__file__).read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for one in node.body:
                if isinstance(one, ast.ImportFrom) and (one.module or "").startswith("auditlint"):
                    theme = (one.module or "").rpartition(".")[2]
                    found[theme] = {alias.name for alias in one.names}
    return found


def test_both_lists_agree() -> None:
    assert {theme: set(names) for theme, names in claims._THEMES.items()} == seen_by_type_checkers()


def test_every_claim_can_be_loaded() -> None:
    for names in claims._THEMES.values():
        for name in names:
            assert getattr(claims, name).__name__ == name


def test_what_is_no_claim_is_no_attribute() -> None:
    name = "Nonsense"
    with pytest.raises(AttributeError, match=name):
        getattr(claims, name)
