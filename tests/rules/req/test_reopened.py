"""REQ007 where git tells which of list and audit is the newer word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import lint_tree
from tests.traps.building import build

LIST = ".planning/REQUIREMENTS.md"
COMMIT = "==> commit: step <==\n"
AUDIT = (
    "==> .planning/v1.0-MILESTONE-AUDIT.md <==\n---\nmilestone: v1.0\naudited: 2026-03-01\n"
    "status: passed\n---\n\n# v1.0 Milestone Audit Report\n\n## Requirements Coverage\n\n"
    "| Requirement | Description | Phase | Status |\n|---|---|---|---|\n"
    "| TIDE-01 | Table | 7 | Satisfied |\n| TIDE-02 | By hour | 7 | Satisfied |\n"
)


def listed(box: str, status: str) -> str:
    return (
        f"==> {LIST} <==\n# Requirements\n\n- [{box}] **TIDE-01**: Table\n- [x] **TIDE-02**: By hour\n\n"
        "## Traceability\n\n| Requirement | Phase | Status |\n|---|---|---|\n"
        f"| TIDE-01 | Phase 7 | {status} |\n| TIDE-02 | Phase 7 | Complete |\n"
    )


DONE, OPEN = listed("x", "Complete"), listed(" ", "Pending")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(OPEN + AUDIT, 1, id="no-history"),
        pytest.param(OPEN + AUDIT + COMMIT, 1, id="never-kept"),
        pytest.param(OPEN + COMMIT + AUDIT + COMMIT, 1, id="behind"),
        pytest.param(DONE + COMMIT + AUDIT + COMMIT + OPEN + COMMIT, 0, id="reopened"),
        pytest.param(DONE + COMMIT + OPEN + COMMIT + AUDIT + COMMIT, 1, id="reopened-before"),
    ],
)
def test_history_decides(text: str, count: int, tmp_path: Path) -> None:
    build(tmp_path, text)
    assert len([one for one in lint_tree(tmp_path, "") if one.code == "REQ007"]) == count
