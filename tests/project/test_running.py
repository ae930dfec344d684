"""Project rules over two processes say what they say in one, in the same order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditlint import lint, running

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process here")


def _tree(root: Path) -> None:
    (root / "src").mkdir()
    for number in range(1, 4):
        folder = root / f".planning/phases/0{number}-part"
        folder.mkdir(parents=True)
        (folder / f"0{number}-01-PLAN.md").write_text(
            f"---\nphase: 0{number}-part\nplan: 01\ndepends_on: [0{number}-09]\n---\n\n# Plan\n"
        )
        (folder / f"0{number}-01-SUMMARY.md").write_text(
            f"---\nphase: 0{number}-part\nplan: 01\n---\n\n# Phase {number} Plan 1: Part Summary\n"
        )
    (root / ".planning/ROADMAP.md").write_text(
        "# Roadmap\n\n## Phases\n\n- [ ] **Phase 1: Part**\n- [ ] **Phase 2: Part**\n\n"
        "## Phase Details\n\n### Phase 1: Part\n\nPlans:\n- [ ] 01-01: One\n\nSee [map](gone/map.md).\n"
    )


@needs_fork
def test_two_processes_find_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tree(tmp_path)
    monkeypatch.chdir(tmp_path)
    alone = lint(["."]).diagnostics
    forks = []
    monkeypatch.setattr(running, "WORTH_FORKING", 1)
    monkeypatch.setattr(
        running, "spread",
        lambda function, lanes, jobs, spread=running.spread: (
            forks.append(len(lanes)) or spread(function, lanes, jobs)
        ),
    )
    monkeypatch.setattr(running, "usable_cores", lambda: 2)
    assert lint(["."]).diagnostics == alone
    assert forks == [2]
    assert {"BOX001", "PLN001", "REF004"} <= {one.code for one in alone}


@needs_fork
def test_a_crash_in_the_other_process_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tree(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "WORTH_FORKING", 1)
    monkeypatch.setattr(running, "usable_cores", lambda: 2)
    import auditlint.rules.box.plan_box as broken

    monkeypatch.setattr(broken, "check", lambda context: 1 / 0)
    report = lint(["."])
    codes = {one.code for one in report.diagnostics}
    assert report.exit_code(exit_zero=True) == 2
    assert "LNT000" in codes
    assert "REF004" in codes
    assert "BOX001" not in codes
