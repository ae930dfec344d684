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


def beside(state: str = "", title: str = "") -> str:
    text = tree("ledger", "reports", "exports", "currencies")
    if state:
        text += f"==> .planning/STATE.md <==\n# Project State\n\n## Current Position\n\nPhase: {state}\n"
    if title:
        text += f"==> .planning/phases/02-reports/02-VERIFICATION.md <==\n# {title}\n"
    return text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(beside("2 of 4 (reports and totals)"), id="state"),
        pytest.param(beside("2 of 4 (complete)"), id="a-status-is-no-name"),
        pytest.param(beside("7 of 9 (Tides)"), id="an-unknown-phase"),
        pytest.param(
            beside("2 of 4 (Tides)") + "==> .planning/phases/02-tides/02-01-PLAN.md <==\n# Plan\n",
            id="a-folder-of-another-milestone",
        ),
        pytest.param(beside(title="Phase 2: Reports Verification Report"), id="title"),
        pytest.param(beside(title="Phase 2: Gap Closure Verification Report"), id="of-the-report"),
        pytest.param(beside(title="Phase 3: Exports Verification Report"), id="another-phase"),
    ],
)
def test_other_documents_that_agree(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


def test_state_file_and_verification_with_another_name(tmp_path: Path) -> None:
    text = beside("2 of 4 (Tides)", "Phase 2: Moons Verification Report")
    assert found_in_tree(tmp_path, text, CODE) == [
        ".planning/STATE.md:5:16 phase 2 is 'Tides' here, but 'Reports' in ROADMAP.md",
        ".planning/phases/02-reports/02-VERIFICATION.md:1:3 phase 2 is 'Moons' here, but 'Reports'"
        " in ROADMAP.md",
    ]


@pytest.mark.parametrize("heading", ["Phase 1 Requirements", "Phase 1 (2 defects)"])
def test_a_heading_without_a_colon_tells_of_a_section(heading: str, tmp_path: Path) -> None:
    text = roadmap("Ledger", "Ledger") + f"\n### {heading}\n\nText.\n"
    assert found_in_tree(tmp_path, text, CODE) == []


def test_a_report_whose_title_says_which_round_it_is(tmp_path: Path) -> None:
    text = beside(title="Phase 2 - Third Grading (Re-Verification)")
    assert found_in_tree(tmp_path, text, CODE) == []
