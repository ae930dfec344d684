from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

CODE = "STA006"


def roadmap(first: str, depends: str = "Phase 1", status: str = "Not started") -> str:
    return f"""==> .planning/ROADMAP.md <==
# Roadmap

- [{first}] **Phase 1: Ledger**
- [x] **Phase 2: Reports**

### Phase 1: Ledger

**Status**: {status}

### Phase 2: Reports

**Depends on**: {depends}
"""


def file(path: str, text: str = "# Text\n") -> str:
    return f"==> .planning/phases/{path} <==\n{text}"


def plan(number: str, after: str = "") -> str:
    return file(
        f"01-ledger/01-{number}-PLAN.md",
        f"---\nphase: 01-ledger\nplan: {number}\ndepends_on: [{after}]\n---\n\n# Plan\n",
    )


DONE = file("01-ledger/01-02-SUMMARY.md", "# Summary\n")
PLANS = plan("01") + plan("02", "01-01")
BOX = "==> .planning/ROADMAP.md <==\n# Roadmap\n\n### Phase 1: Ledger\n\n- [x] 01-01-PLAN.md - A\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(roadmap("x", status="Complete"), id="both-done"),
        pytest.param(roadmap("x"), id="the-dependency-is-called-done-and-not"),
        pytest.param(roadmap(" ", status="Deferred"), id="deferred"),
        pytest.param(roadmap(" ", status="Partial - rest moved to backlog"), id="rest-put-off"),
        pytest.param(roadmap(" ", "Nothing"), id="no-dependency"),
        pytest.param(roadmap(" ", "Phase 1 (optional)"), id="optional"),
        pytest.param(roadmap(" ", "Phase 1 or Phase 3"), id="one-of-two"),
        pytest.param(roadmap(" ", "the ledger of phase 1"), id="prose"),
        pytest.param(
            roadmap(" ") + file("01-ledger/01-01-PLAN.md") + file("01-ledger/01-01-SUMMARY.md"),
            id="the-folder-says-done",
        ),
        pytest.param(roadmap(" ").replace("**Status**: Not started\n", ""), id="one-mark-alone"),
        pytest.param(PLANS, id="nothing-done"),
        pytest.param(PLANS + DONE + file("01-ledger/01-01-SUMMARY.md"), id="both-plans-done"),
        pytest.param(PLANS + DONE + BOX, id="its-box-is-ticked"),
        pytest.param(PLANS + DONE + file("01-ledger/01-SUMMARY.md"), id="a-summary-of-the-phase"),
        pytest.param(
            PLANS + file("01-ledger/01-02-SUMMARY.md", "---\nstatus: blocked\n---\n# Summary\n"),
            id="blocked",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roadmap(" "),
            "ROADMAP.md:12:17 phase 2 is complete, but depends on phase 1, which is not complete",
            id="two-statements",
        ),
        pytest.param(
            roadmap(" ", "Phases 1 and 5", "In progress"),
            "ROADMAP.md:12:17 phase 2 is complete, but depends on phase 1, which is ",
            id="in-progress",
        ),
        pytest.param(
            roadmap(" ").replace("**Status**: Not started\n", "") + file("01-ledger/01-01-PLAN.md"),
            "ROADMAP.md:11:17 phase 2 is complete, but depends on phase 1, which is not complete",
            id="a-plan-without-summary",
        ),
        pytest.param(
            PLANS + DONE,
            "phases/01-ledger/01-02-PLAN.md:4:14 plan 01-02 is done, but depends on 01-01, which "
            "has no summary",
            id="plan",
        ),
    ],
)
def test_fires(text: str, expected: str, tmp_path: Path) -> None:
    found = found_in_tree(tmp_path, text, CODE)
    assert len(found) == 1
    assert found[0].startswith(f".planning/{expected}")
