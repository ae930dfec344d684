"""The folders of features, in all the forms that occur, and what they are compared as."""

from __future__ import annotations

import pytest

from auditlint.kinds.speckit.paths import feature_folder, feature_of, identity
from auditlint.ledger.scopes import feature_tree, tree_of
from auditlint.source.pathpatterns import segment_matches


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("specs/004-tides/spec.md", "specs/004-tides"),
        ("specs/4-tides/checklists/a.md", "specs/4-tides"),
        ("apps/web/specs/0004-tides/contracts/api.md", "apps/web/specs/0004-tides"),
        (".specify/specs/20260319-141530-tides/plan.md", ".specify/specs/20260319-141530-tides"),
        ("specs/specs/004-tides/spec.md", "specs/specs/004-tides"),
        ("specs/2026-03-19-tides/spec.md", ""),
        ("specs/tides/spec.md", ""),
        ("specs/004-tides.md", ""),
        ("004-tides/spec.md", ""),
    ],
)
def test_folder(path: str, folder: str) -> None:
    assert feature_folder(path) == feature_tree(path) == tree_of(path) == folder
    assert feature_of(path) == folder.rpartition("/")[2]


@pytest.mark.parametrize(
    ("path", "tree"),
    [
        ("openspec/changes/add-tides/specs/4-tides/spec.md", "openspec"),
        ("a/openspec/specs/4-tides/spec.md", "a/openspec"),
        (".planning/specs/4-tides/spec.md", ".planning"),
        ("specs/4-tides/.planning/STATE.md", "specs/4-tides/.planning"),
    ],
)
def test_of_another_framework(path: str, tree: str) -> None:
    assert (tree_of(path), feature_tree(path)) == (tree, "")


def test_openspec_inside_a_feature() -> None:
    assert tree_of("specs/4-tides/openspec/notes.md") == "specs/4-tides"


def test_numbers_compare_without_leading_zeros() -> None:
    assert identity("004-Tides") == identity("4-tides") == identity("0004-tides")
    assert len({identity(one) for one in ("4-tides", "40-tides", "4-winds", "000-tides")}) == 4
    assert identity("20260319-141530-tides") == "20260319-141530-tides"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1-a", True), ("0001-a", True), ("2026-3-a", True), ("2026-0319-a", True),
        ("2026-03-191-a", True), ("2026-03-19-a", False), ("2026-03-19", False), ("-a", False),
        ("a-1", False), ("1", False), ("\u0661-a", False),
    ],
)
def test_a_number_that_begins_no_date(name: str, expected: bool) -> None:
    assert segment_matches("#+-*", name) == expected
