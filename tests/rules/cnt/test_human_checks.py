"""CNT012 between documents: the checks that a verification asks a person for, and their tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".planning/phases/04-export"
REPORT = f"""==> {FOLDER}/04-VERIFICATION.md <==
---
phase: 04-export
status: human_needed
human_verification:
  - test: Open the export in a spreadsheet
    expected: The columns are aligned
  - test: Disconnect the network cable
    expected: A message says so
---

# Phase 4: Verification Report

"""
TESTS = f"==> {FOLDER}/04-HUMAN-UAT.md <==\n# Checks\n\n## Tests\n\n"
OPEN = "### 1. Open the export in a spreadsheet\nresult: passed\n\n"
CABLE = "### 2. Disconnect the cable\nresult: [pending]\n\n"
BOTH = "### 1. Export to a spreadsheet, then disconnect the network cable\nresult: passed\n\n"


@pytest.mark.parametrize("tests", [OPEN + CABLE, BOTH, OPEN + CABLE + "### 3. More\nresult: ok\n"])
def test_silent(tests: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, REPORT + TESTS + tests, "CNT012") == []


def test_another_report_may_ask_for_it(tmp_path: Path) -> None:
    text = REPORT + REPORT.replace("04-VERIF", "04-01-VERIF") + TESTS + OPEN
    assert found_in_tree(tmp_path, text, "CNT012") == []


def test_fires(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, REPORT + TESTS + OPEN, "CNT012") == [
        f"{FOLDER}/04-HUMAN-UAT.md:5:5 1 test here, but 04-VERIFICATION.md asks a person for "
        "2 checks"
    ]
