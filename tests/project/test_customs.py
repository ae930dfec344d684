"""SCH007: what the documents of one kind lack alike in one tree is their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = "## Why\n\nPaper is dear, and people ask for less of it.\n\n## What Changes\n\n- Sheets\n"
OWN = "## Motivation\n\nPaper is dear, and people ask for less of it.\n\n## What Changes\n\n- Sheets\n"


@pytest.mark.parametrize(
    ("proposals", "lacking"),
    [
        ([WHOLE, OWN], [2]),
        ([WHOLE, WHOLE, OWN], [3]),
        ([WHOLE, OWN, OWN], []),
        ([OWN, OWN], []),
        ([OWN], [1]),
    ],
)
def test_a_way_of_the_tree(proposals: list[str], lacking: list[int], tmp_path: Path) -> None:
    text = "".join(
        f"==> openspec/changes/change-{number}/proposal.md <==\n{one}"
        for number, one in enumerate(proposals, 1)
    )
    assert found_in_tree(tmp_path, text, "SCH007", preview=True) == [
        f'openspec/changes/change-{number}/proposal.md:1:4 the document lacks a section "Why"'
        for number in lacking
    ]
