from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree


def plans(*names: str) -> str:
    return "".join(
        f"==> .planning/phases/01-ledger/01-{name}-PLAN.md <==\n# Plan\n" for name in names
    )


def roadmap(*lines: str) -> str:
    return "==> .planning/ROADMAP.md <==\n# Roadmap\n\n" + "".join(
        f"{line}\n\nText.\n\n" for line in lines
    )


def phases(*numbers: str) -> list[str]:
    return [f"### Phase {number}: Name of {number}" for number in numbers]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(plans("01", "02", "03"), id="in-order"),
        pytest.param(plans("01", "02a", "02b", "03"), id="letters"),
        pytest.param(plans("10", "20", "30"), id="tens"),
        pytest.param(plans("03", "05"), id="does-not-begin-at-one"),
        pytest.param(plans("01", "03", "fixes"), id="a-plan-without-a-number"),
        pytest.param(
            roadmap("### Phase 1: Ledger", "- [ ] 01-02-PLAN.md - Later") + plans("01", "03"),
            id="listed-and-not-written",
        ),
        pytest.param(
            plans("01", "03") + "==> .planning/phases/01-ledger/01-02-SUMMARY.md <==\n# Summary\n",
            id="the-summary-is-there",
        ),
        pytest.param(roadmap(*phases("1", "2", "2.1", "3", "999.1")), id="decimals-and-backlog"),
        pytest.param(roadmap(*phases("1", "2", "3", "9")), id="a-leap"),
        pytest.param(roadmap(*phases("1", "2", "3", "1", "2")), id="begins-anew"),
        pytest.param(
            roadmap(*phases("1", "2", "3"), "## v2.0 Reports", *phases("5", "6")),
            id="another-milestone",
        ),
        pytest.param(
            roadmap(*phases("1", "2", "3", "5"), "- [x] **Phase 4: Done**"), id="named-elsewhere"
        ),
        pytest.param(roadmap(*phases("1", "3")), id="too-few"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "PLN004") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            plans("01", "03"),
            "phases/01-ledger/01-03-PLAN.md:1:1 phase 1 has no plan 2, but plan 3", id="plan-gap",
        ),
        pytest.param(
            plans("01", "02", "02-slug"),
            "phases/01-ledger/01-02-slug-PLAN.md:1:1 phase 1 has 2 files for plan 2",
            id="plan-repeat",
        ),
        pytest.param(
            roadmap(*phases("1", "2", "4", "5")),
            "ROADMAP.md:11:11 phase 4 follows phase 2: there is no phase 3", id="phase-gap",
        ),
        pytest.param(
            roadmap(*phases("1", "2", "3"), "### Phase 3: Another", *phases("4")),
            "ROADMAP.md:15:11 phase 3 is defined twice, by two names", id="phase-repeat",
        ),
    ],
)
def test_fires(text: str, wanted: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "PLN004") == [f".planning/{wanted}"]
