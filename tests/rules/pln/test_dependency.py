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
        ({"a": ["b", "d"], "b": ["c"], "c": ["b"], "d": ["a"]}, [["b", "c"], ["a", "d"]]),
        ({"a": ["b"], "b": ["c", "a"], "c": ["d"], "d": ["b", "a"]}, [["b", "c", "d"]]),
    ],
)
def test_cycles(edges: dict[str, list[str]], expected: list[list[str]]) -> None:
    assert cycles(edges) == expected


def test_a_very_long_chain() -> None:
    edges = {str(n): [str(n + 1)] for n in range(50_000)}
    assert cycles(edges) == []
    edges["50000"] = ["0"]
    assert [len(one) for one in cycles(edges)] == [50_001]


def phases(*numbers: str, **after: str) -> str:
    """A roadmap of phases 1 to N; ``p3="Phase 5"`` is what phase 3 depends on."""
    return "==> .planning/ROADMAP.md <==\n# Roadmap\n\n" + "".join(
        f"### Phase {number}: Name {number}\n\n**Depends on**: {after.get('p' + number, 'Nothing')}\n\n"
        for number in numbers
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(phases("1", "2", "3", p3="Phase 1, Phase 2"), id="earlier-ones"),
        pytest.param(phases("4", "5", "6", p4="Phase 3"), id="of-the-milestone-before"),
        pytest.param(phases("1", "2", "6", p6="Phase 4"), id="a-gap-that-others-may-fill"),
        pytest.param(phases("1", "2", "4", "5", p5="Phase 4, Phase 3.1"), id="a-decimal-beside-a-gap"),
        pytest.param(phases("1", "3", "2", p2="Phase 3"), id="listed-in-that-order"),
        pytest.param(phases("1", "2.3", "2.25", p1="Nothing"), id="decimals"),
        pytest.param(
            phases("1", "2", "3", p2="Phase 3") + "- [x] **Phase 3: Name 3**\n", id="it-was-done-first"
        ),
        pytest.param(phases("1", "2", "3", p2="Phase 3 (optional)"), id="no-condition"),
        pytest.param(phases("1", "2", "3", p1="Phase 45 (v1.0 shipped)"), id="of-another-milestone"),
        pytest.param(phases("1", "2", "3", p3="Phase 999"), id="the-backlog"),
        pytest.param(phases("1", "2", "3", p2="Phase 1 or Phase 3"), id="a-choice"),
        pytest.param(
            phases("1", "2") + plan("1", "01", "07-01").replace("/phases/", "/milestones/v1.0-phases/"),
            id="an-archived-plan-of-a-phase-that-is-gone",
        ),
        pytest.param(phases("1", "2") + plan("1", "01") + plan("1", "02", "01-ledger"), id="its-own-slug"),
        pytest.param(
            phases("1", "2", "3") + plan("1", "02") + plan("1", "03", "02-reports"),
            id="a-slug-that-may-be-a-plan-of-this-phase",
        ),
        pytest.param(phases("1", "2") + plan("2", "01", "phase-1"), id="an-earlier-phase"),
    ],
)
def test_phases_stay_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            phases("1", "2", "3", p3="Phase 9"),
            ["ROADMAP.md:13:17 phase 3 depends on phase 9, which does not exist"], id="no-phase",
        ),
        pytest.param(
            phases("1", "2", "3", p3="Phase 1.1"),
            ["ROADMAP.md:13:17 phase 3 depends on phase 1.1, which does not exist"],
            id="no-decimal-phase",
        ),
        pytest.param(
            phases("1", "2", "3", p2="Phase 3"),
            ["ROADMAP.md:9:17 phase 2 depends on phase 3, a later phase"], id="later",
        ),
        pytest.param(
            phases("1", "2", "3", p1="Phase 3", p3="Phase 1"),
            ["ROADMAP.md:5:17 these phases depend on each other in a cycle: 1 -> 3 -> 1"],
            id="a-cycle-is-one-finding",
        ),
        pytest.param(
            phases("1", "2") + plan("1", "01", "07-01"),
            ["phases/01-ledger/01-01-PLAN.md:6:5 plan 01-01 depends on 07-01, but there is no "
             "phase 7"],
            id="a-plan-of-no-phase",
        ),
        pytest.param(
            phases("1", "2") + plan("1", "01", "phase-7"),
            ["phases/01-ledger/01-01-PLAN.md:6:5 plan 01-01 depends on phase 7, which does not "
             "exist"],
            id="a-plan-needs-no-phase",
        ),
        pytest.param(
            phases("1", "2") + plan("1", "01", "Phase 1"),
            ["phases/01-ledger/01-01-PLAN.md:6:5 plan 01-01 depends on phase 1, which it is part of"],
            id="a-plan-needs-its-own-phase",
        ),
        pytest.param(
            phases("1", "2") + plan("1", "01", "02-reports") + plan("2", "01"),
            ["phases/01-ledger/01-01-PLAN.md:6:5 plan 01-01 depends on phase 2, a later phase"],
            id="a-plan-needs-a-later-phase",
        ),
        pytest.param(
            plan("1", "01", "02-01") + plan("2", "01", "01-01"),
            ["phases/01-ledger/01-01-PLAN.md:6:5 these plans depend on each other in a cycle: "
             "01-01 -> 02-01 -> 01-01"],
            id="a-cycle-through-a-later-phase",
        ),
    ],
)
def test_phases_fire(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == [f".planning/{one}" for one in expected]


def test_a_long_cycle_is_cut(tmp_path: Path) -> None:
    text = "".join(plan("1", f"{n:02}", f"01-{n % 40 + 1:02}") for n in range(1, 41))
    [found] = found_in_tree(tmp_path, text, CODE)
    assert found.endswith("01-10 -> 01-11 -> ... (40 plans in all) -> 01-01")


def test_a_dense_knot_is_told_of_once() -> None:
    edges = {str(n): [str(n + 1), *(str(m) for m in range(max(0, n - 200), n))] for n in range(3_000)}
    edges["1500"].append("0")
    edges["2999"] += [str(n) for n in range(2_000)]
    assert len(cycles(edges)) == 1
