from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree


def tree(verified: str, done: str = "1 2 3 4", boxes: str = "xxxx", between: str = "") -> str:
    """A roadmap of four phases; `verified` and `done` say which have which document."""
    text = "==> .planning/ROADMAP.md <==\n# Roadmap\n\n"
    for number, box in enumerate(boxes, 1):
        text += between if number == 4 else ""
        text += f"- [{box}] **Phase {number}: Name** - Text\n"
    for number in done.split():
        text += f"==> .planning/phases/0{number}-name/0{number}-01-SUMMARY.md <==\n# Summary\n"
    for number in verified.split():
        text += f"==> .planning/phases/0{number}-name/0{number}-VERIFICATION.md <==\n# Report\n"
    return text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(tree("1 2 3 4"), id="all-verified"),
        pytest.param(tree("1 2"), id="no-convention"),
        pytest.param(tree("1 2", done="1 2 4"), id="too-few"),
        pytest.param(tree("1 2 3", boxes="xxx "), id="not-complete"),
        pytest.param(tree("1 2 3", done="1 2 3"), id="the-folder-is-gone"),
        pytest.param(tree("1 2 3", between="\n## v2.0 Reports\n\n"), id="another-milestone"),
        pytest.param(
            tree("1 2 3")
            + "==> .planning/milestones/v1.0-ROADMAP.md <==\n# Roadmap\n\n### Phase 1: Name\n\n"
            "### Phase 2: Name\n\n### Phase 3: Name\n",
            id="an-archived-milestone-has-the-others",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER004") == []


def test_fires(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, tree("1 2 3"), "VER004") == [
        ".planning/ROADMAP.md:6:3 phase 4 is complete without a verification; 3 of the "
        "milestone's 4 complete phases have one"
    ]
