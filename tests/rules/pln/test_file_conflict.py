from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree

CODE = "PLN003"


def plan(number: str, wave: str, files: str, after: str = "", more: str = "") -> str:
    return (
        f"==> .planning/phases/01-ledger/01-{number}-PLAN.md <==\n---\nphase: 01-ledger\n"
        f"plan: {number}\nwave: {wave}\ndepends_on: [{after}]\nfiles_modified: [{files}]\n{more}"
        "---\n\n# Plan\n"
    )


A = plan("01", "1", "src/a.py")
SUMMARIES = (
    "==> .planning/phases/01-ledger/01-01-SUMMARY.md <==\n# Summary\n"
    "==> .planning/phases/01-ledger/01-02-SUMMARY.md <==\n# Summary\n"
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(A + plan("02", "1", "src/b.py"), id="other-files"),
        pytest.param(A + plan("02", "2", "src/a.py"), id="other-waves"),
        pytest.param(A + plan("02", "1", "src/a.py", "01-01"), id="one-depends-on-the-other"),
        pytest.param(
            A + plan("02", "2", "src/b.py", "01-01") + plan("03", "1", "src/a.py", "01-02"),
            id="through-another",
        ),
        pytest.param(A + plan("02", "1", "src/a.py", more="gap_closure: true\n"), id="gap-closure"),
        pytest.param(
            A + plan("02", "1", "src/a.py", more='coupling_justified: ["01-01: one line each"]\n'),
            id="declared",
        ),
        pytest.param(
            plan("01", "1", '"src/*.py", src/, .planning/STATE.md, "all of src"')
            + plan("02", "1", '"src/*.py", src/, .planning/STATE.md, "all of src"'),
            id="no-file-of-their-own",
        ),
        pytest.param(plan("01", "1", "src/a.py, src/a.py"), id="twice-in-one-plan"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


def test_one_finding_for_a_plan(tmp_path: Path) -> None:
    text = plan("01", "1", "src/a.py, src/b.py") + plan("02", "1", "src/c.py, ./src/a.py, src/b.py")
    assert found_in_tree(tmp_path, text, CODE) == [
        ".planning/phases/01-ledger/01-02-PLAN.md:6:28 plan 01-01 of the same wave 1 modifies "
        "src/a.py too (and 1 more file), and neither plan depends on the other"
    ]


def test_level(tmp_path: Path) -> None:
    text = A + plan("02", "1", "src/a.py")
    (open_one,) = [one for one in lint_tree(tmp_path, text) if one.code == CODE]
    (done_one,) = [one for one in lint_tree(tmp_path, text + SUMMARIES) if one.code == CODE]
    assert (open_one.severity, done_one.severity) == ("warning", "notice")
