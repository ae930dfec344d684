from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree

REPORT = ".planning/phases/07-tides/07-VERIFICATION.md"
TRUTHS = (
    "Visitors see the tide table of their harbour",
    "Harbour masters correct a wrong tide by hand",
    "Tides are computed for every day of a year",
    "Storm warnings reach every subscribed captain",
)
ROWS = (
    "Visitors see the tide table | page test",
    "A wrong tide is corrected by harbour masters | form test",
    "Tides for a year are computed daily | unit test",
)


def tree(
    rows: tuple[str, ...] = ROWS, front: str = "", plan: str = "", status: str = "passed",
    truths: tuple[str, ...] = TRUTHS, summary: bool = True, criteria: tuple[str, ...] = (),
) -> str:
    folder = "==> .planning/phases/07-tides/07"
    listed = "".join(f'    - "{one}"\n' for one in truths)
    text = f"{folder}-01-PLAN.md <==\n---\nphase: 07-tides\nplan: 01\n{plan}"
    text += f"must_haves:\n  truths:\n{listed}---\n\n" if truths else "---\n\n"
    text += f"{folder}-01-SUMMARY.md <==\n# Summary\n\n" if summary else ""
    text += f"{folder}-VERIFICATION.md <==\n---\nphase: 07-tides\nstatus: {status}\n{front}---\n\n"
    text += "# Phase 7: Tides Verification Report\n\n| # | Truth | Evidence | Status |\n|---|---|---|---|\n"
    text += "".join(f"| {n} | {row} | VERIFIED |\n" for n, row in enumerate(rows, 1))
    if criteria:
        text += "\n==> .planning/ROADMAP.md <==\n# Roadmap\n\n### Phase 7: Tides\n\n"
        text += "**Success Criteria** (what must be TRUE):\n\n"
        text += "".join(f"  {n}. {one}\n" for n, one in enumerate(criteria, 1))
        text += "\n**Plans**: 1 plan\n"
    return text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(tree((*ROWS, "Captains get storm warnings | radio test")), id="covered"),
        pytest.param(tree((*ROWS, "Radio | storm warnings reach captains")), id="by-evidence"),
        pytest.param(tree(ROWS[:1]), id="another-list"),
        pytest.param(tree(front="re_verification: true\n"), id="made-again"),
        pytest.param(tree(plan="gap_closure: true\n"), id="closes-gaps"),
        pytest.param(tree(summary=False), id="not-carried-out"),
        pytest.param(tree(status="gaps_found"), id="not-passed"),
        pytest.param(tree(()), id="no-rows"),
        pytest.param(tree(truths=(*TRUTHS[:3], "Storm works")), id="too-short-to-tell"),
        pytest.param(tree(truths=()), id="no-truths"),
        pytest.param(tree(truths=(), criteria=TRUTHS[:3]), id="criteria-covered"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER011") == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (tree(), ".planning/phases/07-tides/07-01-PLAN.md:9"),
        (tree(truths=(), criteria=TRUTHS), ".planning/ROADMAP.md:10"),
    ],
)
def test_fires(text: str, path: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER011") == [
        f"{REPORT}:8:1 no row covers 'Storm warnings reach every subscribed captain'"
    ]
    (found,) = (one for one in lint_tree(tmp_path, text) if one.code == "VER011")
    assert [f"{one.place.path}:{one.place.line}" for one in found.related] == [path]
