from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree

LIST = ".planning/REQUIREMENTS.md"


def requirements(*rows: str, path: str = LIST) -> str:
    """A list with rows of ``id phase status``, a box ticked where the status is Complete."""
    parts = [row.split(" ", 2) for row in rows]
    boxes = "".join(
        f"- [{'x' if status == 'Complete' else ' '}] **{one}**: Text\n" for one, _, status in parts
    )
    table = "".join(f"| {one} | Phase {phase} | {status} |\n" for one, phase, status in parts)
    return (
        f"==> {path} <==\n# Requirements: Harbour v1.0\n\n## v1 Requirements\n\n{boxes}\n"
        f"## Traceability\n\n| Requirement | Phase | Status |\n|---|---|---|\n{table}"
    )


def report(phase: int, *rows: str, text: str = "", folder: str = "name") -> str:
    listed = "".join(f"| {row} | SATISFIED |\n" for row in rows)
    table = f"| Requirement | Description | Status |\n|---|---|---|\n{listed}" if rows else ""
    return (
        f"==> .planning/phases/0{phase}-{folder}/0{phase}-VERIFICATION.md <==\n"
        f"# Phase {phase}: Name Verification Report\n\n{text}\n\n## Requirements Coverage\n\n{table}"
    )


BOTH = requirements("TIDE-01 1 Complete", "TIDE-02 1 Complete")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BOTH + report(1, "TIDE-01 | a", "TIDE-02 | b"), id="verified"),
        pytest.param(BOTH + report(1, "TIDE-01..02 | both"), id="range"),
        pytest.param(BOTH + report(1, "TIDE-01 | a", text="TIDE-02 is met."), id="in-prose"),
        pytest.param(
            BOTH + report(1, "TIDE-01 | a") + report(2, "TIDE-02 | b"), id="in-another-phase"
        ),
        pytest.param(BOTH + report(1), id="reports-judge-none"),
        pytest.param(BOTH + report(1, "OTHER-01 | a"), id="reports-judge-another-register"),
        pytest.param(BOTH + report(1, "TIDE-01 | a", "the table | b"), id="a-row-without-an-id"),
        pytest.param(BOTH, id="no-report"),
        pytest.param(
            requirements("TIDE-01 1 Complete", "TIDE-02 1 Pending") + report(1, "TIDE-01 | a"),
            id="open",
        ),
        pytest.param(
            requirements("TIDE-01 1 Complete", "TIDE-02 1 Complete (by hand)")
            + report(1, "TIDE-01 | a"), id="with-a-reserve",
        ),
        pytest.param(
            requirements("TIDE-01 1 Complete", "TIDE-02 3 Complete") + report(1, "TIDE-01 | a"),
            id="its-phase-has-no-folder",
        ),
        pytest.param(
            BOTH + report(1, "TIDE-01 | a") + report(1, "TIDE-01 | a", folder="again"),
            id="two-folders",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REQ005") == []


def test_one(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, BOTH + report(1, "TIDE-01 | a"), "REQ005") == [
        f"{LIST}:13:23 TIDE-02 is complete, but no verification names it; phase 1's judges others"
    ]


def test_several_of_a_phase_are_one_finding(tmp_path: Path) -> None:
    text = requirements(
        "TIDE-01 1 Complete", "TIDE-02 1 Complete", "TIDE-03 1 Complete", "TIDE-04 2 Complete",
        "TIDE-05 2 Complete",
    ) + report(1, "TIDE-01 | a") + report(2, "TIDE-04 | d")
    assert found_in_tree(tmp_path, text, "REQ005") == [
        f"{LIST}:16:23 2 requirements (TIDE-02, TIDE-03) are complete, but no verification names"
        " them; phase 1's judges others",
        f"{LIST}:19:23 TIDE-05 is complete, but no verification names it; phase 2's judges others",
    ]
    found = next(one for one in lint_tree(tmp_path, text) if one.code == "REQ005")
    assert [one.place.path.rpartition("/")[2] for one in found.related] == [
        "01-VERIFICATION.md", "REQUIREMENTS.md"
    ]
