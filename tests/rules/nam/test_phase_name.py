from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

CODE = "NAM003"


def roadmap(listed: str, headed: str) -> str:
    return (
        f"==> .planning/ROADMAP.md <==\n# Roadmap\n\n- [ ] **Phase 1: {listed}**\n\n"
        f"### Phase 1: {headed}\n"
    )


NAMES = ("Ledger", "Reports", "Exports", "Currencies")


def tree(*slugs: str) -> str:
    text = "==> .planning/ROADMAP.md <==\n# Roadmap\n\n" + "".join(
        f"### Phase {number}: {name}\n\n" for number, name in enumerate(NAMES, 1)
    )
    return text + "".join(
        f"==> .planning/phases/0{number}-{slug}/0{number}-01-PLAN.md <==\n# Plan\n"
        for number, slug in enumerate(slugs, 1)
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(roadmap("Ledger & entries", "LEDGER and Entries"), id="case-and-ampersand"),
        pytest.param(roadmap("Double-entry ledger", "Ledger"), id="shortened"),
        pytest.param(roadmap("Auth", "Authentication flow"), id="abbreviated"),
        pytest.param(roadmap("Verified exports", "Verification"), id="another-ending"),
        pytest.param(roadmap("CI", "Continuous integration"), id="initials"),
        pytest.param(roadmap("Code base", "Codebase"), id="written-together"),
        pytest.param(roadmap("总账", "Ledger"), id="another-script"),
        pytest.param(roadmap("A", "B"), id="no-word"),
        pytest.param(tree("ledger", "reports", "exports", "currencies"), id="folders"),
        pytest.param(tree("ledger", "reports", "search", "mobile"), id="another-milestone"),
        pytest.param(tree("search"), id="too-few-folders"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


def test_two_names_in_the_roadmap(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, roadmap("Ledger", "Currency conversion"), CODE) == [
        ".planning/ROADMAP.md:3:18 phase 1 is 'Ledger' here, but 'Currency conversion' in a heading"
    ]


def test_one_folder_with_another_name(tmp_path: Path) -> None:
    text = tree("ledger", "search", "exports", "currencies")
    assert found_in_tree(tmp_path, text, CODE) == [
        ".planning/ROADMAP.md:5:14 phase 2 is 'Reports' here, but '02-search' in the folder"
    ]
