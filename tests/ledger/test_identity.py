"""Which phase and plan a file belongs to, over every layout and form of name that occurs."""

from __future__ import annotations

import pytest

from auditlint.claims import Boxed, Named, Status, Subject
from auditlint.ledger import Facts, Ledger, Phase, Statement, Workspace
from auditlint.reading.ids import phase_id
from auditlint.source.text import Span

HERE = Span(0, 0)
KINDS = {
    "PLAN": "gsd-plan", "SUMMARY": "gsd-summary", "VERIFICATION": "gsd-verification",
    "ROADMAP": "gsd-roadmap",
}


def facts(path: str, *claims: object) -> Facts:
    name = path.rpartition("/")[2]
    kind = next(
        (kind for word, kind in reversed(KINDS.items()) if word in name.removesuffix(".md")), ""
    )
    return Facts(path, kind, "living", claims)


def tree(*paths: str, root: str = ".planning") -> Workspace:
    [workspace] = Ledger(facts(f"{root}/{path}") for path in paths).workspaces
    return workspace


def phase(workspace: Workspace, number: str, scope: str = "") -> Phase:
    found = workspace.phase(scope, phase_id(number))
    assert found is not None
    return found


LAYOUTS = [
    pytest.param("phases/{}", "", id="flat"),
    pytest.param("phases/pending/{}", "", id="pending"),
    pytest.param("phases/active/{}", "", id="active"),
    pytest.param("phases/completed/{}", "", id="completed"),
    pytest.param("phases/archive/{}", "", id="archive"),
    pytest.param("milestones/v1.0-phases/{}", "v1.0", id="archived-milestone"),
    pytest.param("milestones/v1.0/phases/{}", "v1.0", id="milestone-with-phases"),
]
#: A plan's file, its summary's, and the phase and plan that both are of.
FORMS = [
    ("07-parser/07-02-PLAN.md", "07-parser/07-02-SUMMARY.md", "7", "2"),
    ("07-parser/07-02-PLAN.md", "07-parser/07-02-PLAN-SUMMARY.md", "7", "2"),
    ("07-parser/02-PLAN.md", "07-parser/02-SUMMARY.md", "7", "2"),
    ("07-parser/02-PLAN.md", "07-parser/02-PLAN-SUMMARY.md", "7", "2"),
    ("53-tides/53-04-harbour-walls-PLAN.md", "53-tides/53-04-SUMMARY.md", "53", "4"),
    ("53-tides/53-04-PLAN.md", "53-tides/53-04-harbour-walls-SUMMARY.md", "53", "4"),
    ("46-tides/46-001-PLAN.md", "46-tides/46-001-SUMMARY.md", "46", "1"),
    ("30-tides/30-01c-PLAN.md", "30-tides/30-01c-SUMMARY.md", "30", "1C"),
    ("02.1-hotfix/02.1-01-PLAN.md", "02.1-hotfix/02.1-01-SUMMARY.md", "2.1", "1"),
    ("64.1.2-hotfix/64.1.2-03-PLAN.md", "64.1.2-hotfix/64.1.2-03-SUMMARY.md", "64.1.2", "3"),
    ("12A-extra/12A-01-PLAN.md", "12A-extra/12A-01-SUMMARY.md", "12A", "1"),
    ("CK-01-start/CK-01-02-PLAN.md", "CK-01-start/CK-01-02-SUMMARY.md", "1", "2"),
    ("428-tides/428-11-PLAN.md", "428-tides/428-11-SUMMARY.md", "428", "11"),
    ("07-parser/plans/PLAN-01-walls.md", "07-parser/plans/SUMMARY-01-walls.md", "7", "1"),
    ("999.6-ideas/999.6-01-PLAN.md", "999.6-ideas/999.6-01-SUMMARY.md", "999.6", "1"),
]


@pytest.mark.parametrize(("layout", "scope"), LAYOUTS)
@pytest.mark.parametrize(("plan", "summary", "number", "own"), FORMS)
def test_a_plan_and_its_summary_are_one(
    plan: str, summary: str, number: str, own: str, layout: str, scope: str
) -> None:
    workspace = tree(layout.format(plan), layout.format(summary))
    here = phase(workspace, number, scope)
    found = [
        (one.id, one.document is not None, one.summary is not None) for one in here.plans
    ]
    assert found == [(own, True, True)]
    assert not here.has_phase_summary
    assert not here.has_unnumbered_plans


@pytest.mark.parametrize(("layout", "scope"), LAYOUTS)
@pytest.mark.parametrize(
    ("folder", "plan", "summary", "number"),
    [
        ("06-tides", "06-gap-fixes-PLAN.md", "06-gap-fixes-SUMMARY.md", "6"),
        ("07-tides", "07-GAP-01-PLAN.md", "07-GAP-01-SUMMARY.md", "7"),
        ("428-tides", "428-PLAN.md", "428-SUMMARY.md", "428"),
        ("07-tides", "PLAN.md", "SUMMARY.md", "7"),
    ],
)
def test_a_plan_without_a_number_is_none_of_the_list(
    folder: str, plan: str, summary: str, number: str, layout: str, scope: str
) -> None:
    workspace = tree(
        layout.format(f"{folder}/{plan}"), layout.format(f"{folder}/{summary}")
    )
    here = phase(workspace, number, scope)
    assert here.plans == []
    assert here.has_unnumbered_plans
    assert here.has_phase_summary


@pytest.mark.parametrize(
    "path",
    [
        "quick/260418-jsd-walls/260418-jsd-PLAN.md",
        "research/SUMMARY.md",
        "phases/01-tides/02-VERIFICATION.md",
        "phases/notes-PLAN.md",
        "PLAN.md",
    ],
)
def test_what_is_of_no_phase(path: str) -> None:
    assert tree(path).phases == {}


@pytest.mark.parametrize("state", ["pending", "active", "completed"])
def test_the_folder_of_a_state_is_part_of_one_milestone(state: str) -> None:
    workspace = tree(
        "phases/completed/01-tides/01-01-PLAN.md", f"phases/{state}/02-walls/02-01-PLAN.md"
    )
    assert sorted(str(identity) for _, identity in workspace.phases) == ["1", "2"]
    assert all(scope == "" for scope, _ in workspace.phases)


def test_a_phase_that_was_moved_but_left_files_behind_is_undecidable() -> None:
    roadmap = facts(".planning/ROADMAP.md", Named(Subject("phase", "1"), "Tides", HERE, "line"))
    [workspace] = Ledger(
        [
            roadmap,
            facts(".planning/phases/active/01-tides/01-01-PLAN.md"),
            facts(".planning/phases/completed/01-tides/01-01-SUMMARY.md"),
        ]
    ).workspaces
    assert phase(workspace, "1").folders == {
        ".planning/phases/active/01-tides", ".planning/phases/completed/01-tides"
    }
    assert workspace.phase_of(Statement(roadmap, None), "1") is None


@pytest.mark.parametrize("state", ["", "pending/", "active/", "completed/"])
def test_a_roadmap_finds_its_plan_in_any_state(state: str) -> None:
    box = Boxed(Subject("plan", "01-02"), "open", HERE, HERE)
    roadmap = facts(
        ".planning/ROADMAP.md", box, Named(Subject("phase", "1"), "Tides", HERE, "line"),
        Status(Subject("phase", "1"), "active", "In progress", HERE, "row"),
    )
    [workspace] = Ledger(
        [roadmap, facts(f".planning/phases/{state}01-tides/01-02-walls-PLAN.md")]
    ).workspaces
    found = workspace.plan_of(Statement(roadmap, box))
    assert found is not None
    assert (str(found[0].id), found[1].id) == ("1", "2")


def test_workstreams_and_milestones_keep_their_phases_apart() -> None:
    ledger = Ledger(
        facts(f"{folder}/01-tides/01-01-PLAN.md")
        for folder in (
            ".planning/phases", ".planning/milestones/v1.0-phases",
            ".planning/milestones/v2.0-phases", ".planning/workstreams/quay/phases",
            "boats/.planning/phases",
        )
    )
    assert {
        one.root: sorted(scope for scope, _ in one.phases) for one in ledger.workspaces
    } == {
        ".planning": ["", "v1.0", "v2.0"],
        ".planning/workstreams/quay": [""],
        "boats/.planning": [""],
    }


def test_numbers_are_compared_without_padding() -> None:
    workspace = tree("phases/007-tides/007-01-PLAN.md", "phases/02.10-walls/02.10-01-PLAN.md")
    assert phase(workspace, "7").plans[0].id == "1"
    assert workspace.phase("", phase_id("2.1")) is None
    assert phase(workspace, "2.10").plans[0].id == "1"
