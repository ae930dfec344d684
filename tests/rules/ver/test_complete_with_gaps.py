from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

FOLDER = ".planning/phases/01-ledger/"


def tree(
    box: str = "x", status: str = "gaps_found", more: str = "", extra: str = "", row: str = ""
) -> str:
    return (
        f"==> .planning/ROADMAP.md <==\n# Roadmap\n\n- [{box}] **Phase 1: Ledger** - Entries\n"
        f"{row}\n==> {FOLDER}01-01-PLAN.md <==\n# Plan\n"
        f"==> {FOLDER}01-01-SUMMARY.md <==\n---\ncompleted: 2026-02-01\n---\n# Summary\n"
        f"==> {FOLDER}01-VERIFICATION.md <==\n---\nverified: 2026-02-02T10:00:00Z\n"
        f"status: {status}\n{more}---\n# Report\n{extra}"
    )


GAP_PLAN = f"==> {FOLDER}01-02-PLAN.md <==\n---\ngap_closure: true\n---\n# Plan\n"
GAP_SUMMARY = f"==> {FOLDER}01-02-SUMMARY.md <==\n---\ncompleted: {{}}\n---\n# Summary\n"
AGAIN = "re_verification:\n  previous_status: gaps_found\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(tree(status="passed"), id="passed"),
        pytest.param(tree(status="human_needed"), id="a-human-is-needed"),
        pytest.param(tree(box=" "), id="not-complete"),
        pytest.param(tree(extra=GAP_PLAN + GAP_SUMMARY.format("2026-02-02")), id="gap-plan-done"),
        pytest.param(
            tree(more=AGAIN, extra=GAP_PLAN + GAP_SUMMARY.format("2026-02-04")), id="later-summary"
        ),
        pytest.param(tree(row="- [x] **Phase 2: Gap closure**\n"), id="a-phase-closes-gaps"),
        pytest.param(
            tree(extra="==> .planning/phases/01.1-fixes/01.1-01-PLAN.md <==\n# Plan\n"),
            id="an-inserted-phase",
        ),
        pytest.param(tree().replace("01-ledger", "01-printing"), id="a-folder-of-another-name"),
        pytest.param(
            tree(row="\n**Status:** passed\n").replace("# Report\n", "# Report\n\n**Status:** passed\n"),
            id="the-report-says-two-things",
        ),
        pytest.param(
            tree(row="\n### Phase 1: Ledger\n\n**Status:** In progress\n"),
            id="the-roadmap-says-two-things",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER001") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(tree(), id="gaps"),
        pytest.param(tree(extra=GAP_PLAN), id="the-gap-plan-is-not-done"),
        pytest.param(
            tree(more=AGAIN, extra=GAP_PLAN + GAP_SUMMARY.format("2026-02-02")),
            id="verified-again-and-gaps-again",
        ),
    ],
)
def test_fires(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER001") == [
        ".planning/ROADMAP.md:3:3 phase 1 is called complete, but its verification says gaps_found"
    ]
