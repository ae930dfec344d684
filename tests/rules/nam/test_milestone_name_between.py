"""NAM002 between documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

CODE = "NAM002"


def tree(state: str = "", roadmap: str = "", record: str = "") -> str:
    text = ""
    if state:
        text += f"==> .planning/STATE.md <==\n---\n{state}\n---\n# Project State\n"
    if roadmap:
        text += f"==> .planning/ROADMAP.md <==\n# Roadmap\n\n## Milestones\n\n{roadmap}\n"
    if record:
        text += f"==> .planning/MILESTONES.md <==\n# Milestones\n\n{record}\n"
    return text


DONE = "- ✅ **v1.0 Tides** - Phase 1 (shipped 2026-02-01)\n"
NOW = "- 🚧 **v1.1 Moons** - Phase 2 (in progress)"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            tree("milestone: v1.1\nmilestone_name: Moons and orbits", DONE + NOW), id="shortened"
        ),
        pytest.param(tree("milestone: v1.1\nmilestone_name: milestone", DONE + NOW), id="default"),
        pytest.param(tree("milestone: v1.0\nmilestone_name: Tides", DONE), id="between-milestones"),
        pytest.param(
            tree("milestone: v1.0", DONE + NOW + "\n- 🚧 **v1.2 Stars** (in progress)"), id="two-active"
        ),
        pytest.param(tree("milestone: 1.1", DONE + NOW), id="without-the-v"),
        pytest.param(tree("", DONE, "## v1.0 MVP (Shipped: 2026-02-01)"), id="nobody's-own-name"),
        pytest.param(tree("", DONE, "## v1 Tides (Shipped: 2026-02-01)"), id="short-version"),
        pytest.param(tree("", DONE, "## v1.0 潮汐 (Shipped: 2026-02-01)"), id="another-script"),
        pytest.param(
            tree("milestone: v1.0\nmilestone_name: Stars", DONE, "## v1.0 Moons (Shipped: 2026-02-01)"),
            id="three-names",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


def test_two_names(tmp_path: Path) -> None:
    text = tree("", DONE, "## v1.0 Currents (Shipped: 2026-02-01)")
    assert found_in_tree(tmp_path, text, CODE) == [
        ".planning/ROADMAP.md:5:7 milestone v1.0 is 'Tides' here, but 'Currents' in MILESTONES.md"
    ]


def test_the_odd_one_of_three(tmp_path: Path) -> None:
    text = tree("milestone: v1.0\nmilestone_name: Tides", DONE, "## v1.0 Moons (Shipped: 2026-02-01)")
    (one,) = found_in_tree(tmp_path, text, CODE)
    assert one.startswith(".planning/MILESTONES.md:3:9 milestone v1.0 is 'Moons' here")


def test_a_state_file_that_is_behind_is_one_finding(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, tree("milestone: v1.0", DONE + NOW), CODE) == [
        ".planning/STATE.md:2:12 the milestone is 'v1.0' here, but ROADMAP.md has shipped it and is"
        " at v1.1"
    ]
    renamed = tree("milestone: v1.0\nmilestone_name: Moons", DONE + NOW)
    (one,) = found_in_tree(tmp_path, renamed, CODE)
    assert "milestone v1.0 is 'Moons' here, but 'Tides' in ROADMAP.md" in one
