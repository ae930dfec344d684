from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree
from tests.traps.building import build

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


B = plan("02", "1", "src/a.py")
COMMIT = "==> commit: step <==\n"
DONE = "==> .planning/phases/01-ledger/01-0{}-SUMMARY.md <==\n# Summary\n"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(A + B, 1, id="no-history-to-run"),
        pytest.param(A + B + DONE.format(1) + DONE.format(2), 0, id="no-history-done"),
        pytest.param(A + DONE.format(1) + B, 0, id="no-history-half-done"),
        pytest.param(A + B + COMMIT + DONE.format(1) + DONE.format(2) + COMMIT, 1, id="one-round"),
        pytest.param(
            A + COMMIT + B + COMMIT + DONE.format(1) + COMMIT + DONE.format(2) + COMMIT, 1,
            id="one-round-in-two-commits",
        ),
        pytest.param(A + B + COMMIT + DONE.format(1), 1, id="a-summary-not-committed-yet"),
        pytest.param(
            A + COMMIT + DONE.format(1) + COMMIT + B + COMMIT + DONE.format(2) + COMMIT, 0,
            id="a-later-round",
        ),
        pytest.param(A + COMMIT + DONE.format(1) + B + COMMIT, 0, id="with-the-other-summary"),
        pytest.param(
            A + COMMIT + DONE.format(1) + COMMIT + DONE.format(2) + COMMIT + B + COMMIT, 0,
            id="committed-when-it-was-done",
        ),
        pytest.param(
            DONE.format(1) + DONE.format(2) + COMMIT + A + B + COMMIT, 0, id="both-committed-late"
        ),
    ],
)
def test_rounds(text: str, count: int, tmp_path: Path) -> None:
    build(tmp_path, text)
    assert len([one for one in lint_tree(tmp_path, "") if one.code == CODE]) == count


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
    build(tmp_path, text + COMMIT + SUMMARIES + COMMIT)
    (done_one,) = [one for one in lint_tree(tmp_path, "") if one.code == CODE]
    assert (open_one.severity, done_one.severity) == ("warning", "notice")
