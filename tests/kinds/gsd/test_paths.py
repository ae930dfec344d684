from __future__ import annotations

import pytest

from auditlint.kinds.gsd.paths import plan_id, read


@pytest.mark.parametrize(
    ("path", "phase", "plan"),
    [
        ("07-parser/07-02-PLAN.md", "7", "2"),
        ("02.1-hotfix/02.1-01-SUMMARY.md", "2.1", "1"),
        ("12A-extra/12A-VERIFICATION.md", "12A", ""),
        ("CK-01-start/CK-01-02-PLAN.md", "1", "2"),
        ("53-tides/53-04-harbour-walls-PLAN.md", "53", "4"),
        ("46-tides/46-001-PLAN.md", "46", "1"),
        ("30-tides/30-01c-SUMMARY.md", "30", "1C"),
        ("07-parser/02-PLAN.md", "7", "2"),
        ("428-tides/428-PLAN.md", "428", ""),
        ("03-tides/02-PLAN-SUMMARY.md", "3", "2"),
        ("06-tides/06-gap-fixes-PLAN.md", "6", ""),
        ("07-tides/07-GAP-01-PLAN.md", "7", ""),
        ("07-tides/plans/PLAN-01-walls.md", "7", "1"),
        ("completed/07-tides/PLAN.md", "7", ""),
        ("active/07-tides/07-UAT.md", "7", ""),
        ("07-tides/07-HUMAN-UAT.md", "7", ""),
        ("07-tides/07-tides-VERIFICATION.md", "7", ""),
    ],
)
@pytest.mark.parametrize("root", ["phases", "milestones/v1.0-phases", "workstreams/a/phases"])
def test_reads(root: str, path: str, phase: str, plan: str) -> None:
    place = read(f".planning/{root}/{path}")
    assert (str(place.phase), place.plan) == (phase, plan)


@pytest.mark.parametrize(
    "path",
    [
        ".planning/phases/01-tides/02-VERIFICATION.md",
        ".planning/research/SUMMARY.md",
        ".planning/quick/260418-jsd-walls/260418-jsd-PLAN.md",
        "07-02-PLAN.md",
        "PLAN.md",
        "",
    ],
)
def test_says_nothing_where_the_path_does_not(path: str) -> None:
    assert read(path).phase is None


@pytest.mark.parametrize(("token", "plan"), [("01", "1"), ("1c", "1C"), ("gap", ""), ("1.2", "")])
def test_normalises_plan_numbers(token: str, plan: str) -> None:
    assert plan_id(token) == plan
