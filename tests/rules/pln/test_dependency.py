from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.ledger.schedule import cycles
from tests.helpers import found_in_tree

CODE = "PLN001"
FOLDERS = {"1": "01-ledger", "2": "02-reports", "10": "10-exports"}


def plan(phase: str, number: str, *after: str, folder: str = "", name: str = "") -> str:
    """A plan of a phase, with its dependencies one to a line: the first stands in line 6."""
    folder = folder or FOLDERS[phase]
    name = name or f"{phase.zfill(2)}-{number}-PLAN.md"
    listed = "".join(f'  - "{one}"\n' for one in after)
    return (
        f"==> .planning/phases/{folder}/{name} <==\n---\nphase: {folder}\nplan: {number}\n"
        f"wave: 1\ndepends_on:\n{listed}---\n\n# Plan\n"
    )


SUMMARY = "==> .planning/phases/01-ledger/01-07-SUMMARY.md <==\n# Summary\n"
LISTED = """==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

- [ ] 01-07-PLAN.md - Close the books
"""
REORDERED = """==> .planning/ROADMAP.md <==
# Roadmap

### Phase 2: Reports

### Phase 1: Ledger
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(plan("1", "01") + plan("1", "02", "01-01", "01"), id="resolved"),
        pytest.param(plan("1", "01") + plan("1", "02", "07-01"), id="a-phase-without-folder"),
        pytest.param(plan("1", "01") + plan("1", "02", "01-07") + SUMMARY, id="only-its-summary"),
        pytest.param(
            plan("1", "01") + plan("1", "02", "01-09") + SUMMARY, id="plans-were-cleared-away"
        ),
        pytest.param(LISTED + plan("1", "01") + plan("1", "02", "01-07"), id="the-roadmap-has-it"),
        pytest.param(
            plan("1", "01", name="01-gap-PLAN.md") + plan("1", "02", "01-07"), id="unnumbered-plan"
        ),
        pytest.param(plan("1", "01a") + plan("1", "02", "01-01"), id="a-plan-that-was-split"),
        pytest.param(plan("10", "01", "9"), id="a-bare-number-may-be-a-phase"),
        pytest.param(plan("1", "01", "the ledger", "TBD", "all"), id="prose"),
        pytest.param(
            REORDERED + plan("1", "01", "02-01") + plan("2", "01"), id="the-roadmap-moved-it"
        ),
        pytest.param(
            plan("1", "01") + plan("1", "02", "01-07")
            + "==> .planning/phases/01-other/01-01-PLAN.md <==\n# Plan\n",
            id="two-folders-for-one-phase",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            plan("1", "01", "01-01"),
            ["01-ledger/01-01-PLAN.md:6:5 plan 01-01 depends on itself"],
            id="itself",
        ),
        pytest.param(
            plan("1", "01") + plan("1", "02", "01-07"),
            ["01-ledger/01-02-PLAN.md:6:5 plan 01-02 depends on 01-07, which does not exist: "
             "the phase has 01-01, 01-02"],
            id="no-plan",
        ),
        pytest.param(
            plan("1", "01", "02-01") + plan("2", "01"),
            ["01-ledger/01-01-PLAN.md:6:5 plan 01-01 depends on 02-01, a plan of a later phase"],
            id="a-later-phase",
        ),
        pytest.param(
            plan("1", "01", "01-03") + plan("1", "02", "01-01") + plan("1", "03", "01-02"),
            ["01-ledger/01-01-PLAN.md:6:5 these plans depend on each other in a cycle: "
             "01-01 -> 01-03 -> 01-02 -> 01-01"],
            id="a-cycle",
        ),
    ],
)
def test_fires(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == [f".planning/phases/{one}" for one in expected]


def test_phases_of_a_roadmap(tmp_path: Path) -> None:
    text = """==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

**Depends on**: Phase 2

### Phase 2: Reports

**Depends on**: Phase 1 (entries), Phase 2
"""
    assert found_in_tree(tmp_path, text, CODE) == [
        ".planning/ROADMAP.md:5:17 these phases depend on each other in a cycle: 1 -> 2 -> 1",
        ".planning/ROADMAP.md:9:36 phase 2 depends on itself",
    ]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({}, []),
        ({"a": ["b"], "b": []}, []),
        ({"a": ["a"]}, []),
        ({"a": ["b", "c"], "b": ["c"], "c": []}, []),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
        ({"x": ["a"], "a": ["b"], "b": ["c"], "c": ["a"]}, [["a", "b", "c"]]),
    ],
)
def test_cycles(edges: dict[str, list[str]], expected: list[list[str]]) -> None:
    assert cycles(edges) == expected


def test_a_very_long_chain() -> None:
    edges = {str(n): [str(n + 1)] for n in range(50_000)}
    assert cycles(edges) == []
    edges["50000"] = ["0"]
    assert [len(one) for one in cycles(edges)] == [50_001]
