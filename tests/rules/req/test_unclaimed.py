from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree
from tests.rules.req.test_unverified import LIST, requirements

FOLDER = ".planning/phases/01-name"


def document(kind: str, number: int, *ids: str, extra: str = "", folder: str = FOLDER) -> str:
    key = {"PLAN": "requirements", "SUMMARY": "requirements-completed"}[kind]
    listed = f"{key}: [{', '.join(ids)}]\n" if ids else ""
    return (
        f"==> {folder}/01-0{number}-{kind}.md <==\n---\nphase: 01-name\nplan: 0{number}\n"
        f"{listed}{extra}---\n\n"
    )


def plan(number: int, *ids: str, extra: str = "") -> str:
    return document("PLAN", number, *ids, extra=extra)


def summary(number: int, *ids: str, extra: str = "", folder: str = FOLDER) -> str:
    return document("SUMMARY", number, *ids, extra=extra, folder=folder)


BOTH = requirements("TIDE-01 1 Complete", "TIDE-02 1 Complete")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BOTH + summary(1, "TIDE-01") + summary(2, "TIDE-02"), id="claimed"),
        pytest.param(BOTH + summary(1) + summary(2), id="summaries-claim-none"),
        pytest.param(BOTH + summary(1, "TIDE-01") + summary(2) + summary(3), id="no-convention"),
        pytest.param(BOTH + summary(1, "TIDE-01", extra="note: a: b\n"), id="no-yaml"),
        pytest.param(
            BOTH + summary(1, "TIDE-01")
            + summary(2, "TIDE-02", folder=".planning/phases/02-other"), id="another-phase",
        ),
        pytest.param(
            BOTH + summary(1, "TIDE-01") + summary(2, extra="provides: [TIDE-02 by hand]\n")
            + summary(3, "TIDE-01"), id="named-by-another-key",
        ),
        pytest.param(BOTH + summary(1, "PORT-07"), id="ids-of-another-list"),
        pytest.param(
            BOTH + summary(1, "TIDE-01") + summary(2) + "This meets TIDE-02 by hand.\n"
            + summary(3, "TIDE-01"), id="told-in-the-text-of-a-summary-without-a-list",
        ),
        pytest.param(
            BOTH + summary(1, "TIDE-01") + summary(3, "TIDE-01") + summary(2)
            + "**Requirements covered:** TIDE-01..03\n", id="told-as-a-range",
        ),
        pytest.param(
            requirements("TIDE-01 1 Complete", "TIDE-02 1 Pending") + summary(1, "TIDE-01"),
            id="open",
        ),
        pytest.param(plan(1, "TIDE-01", "TIDE-02") + summary(1, "TIDE-01"), id="claims-less"),
        pytest.param(plan(1) + summary(1, "TIDE-01"), id="the-plan-says-nothing"),
        pytest.param(
            plan(1, "TIDE-02", extra="note: a: b\n") + summary(1, "TIDE-01"), id="plan-no-yaml"
        ),
        pytest.param(
            plan(1, "TIDE-02") + summary(1, "TIDE-01")
            + f"==> {FOLDER}/01-01-again-PLAN.md <==\n# Plan\n", id="two-plans-of-one-number",
        ),
        pytest.param(plan(1, "TIDE-01..03") + summary(1, "TIDE-02"), id="range"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REQ006") == []


def test_no_summary_claims_it(tmp_path: Path) -> None:
    text = BOTH + plan(1, "TIDE-01") + summary(1, "TIDE-01")
    assert found_in_tree(tmp_path, text, "REQ006") == [
        f"{LIST}:13:23 TIDE-02 is complete, but no summary claims it; those of phase 1 claim others"
    ]


def test_several_of_a_phase_are_one_finding_that_names_the_silent_summary(tmp_path: Path) -> None:
    text = requirements(
        "TIDE-01 1 Complete", "TIDE-02 1 Complete", "TIDE-03 1 Complete", "TIDE-04 1 Complete"
    ) + "".join((
        plan(1, "TIDE-01"), summary(1, "TIDE-01"), plan(2, "TIDE-02"), summary(2, "TIDE-02"),
        plan(3, "TIDE-03", "TIDE-04"), summary(3),
    ))
    assert found_in_tree(tmp_path, text, "REQ006") == [
        f"{LIST}:16:23 2 requirements (TIDE-03, TIDE-04) are complete, but no summary claims them;"
        " those of phase 1 claim others"
    ]
    (found,) = (one for one in lint_tree(tmp_path, text) if one.code == "REQ006")
    assert [(one.place.path.rpartition("/")[2], one.message) for one in found.related] == [
        ("01-03-SUMMARY.md", "its plan sets out to meet TIDE-03, TIDE-04"),
        ("01-01-SUMMARY.md", "what this summary claims"),
        ("01-02-SUMMARY.md", "what this summary claims"),
        ("REQUIREMENTS.md", "nor TIDE-04"),
    ]


def test_a_claim_out_of_turn(tmp_path: Path) -> None:
    text = plan(1, "TIDE-01") + summary(1, "TIDE-01", "TIDE-03", "TIDE-02")
    assert found_in_tree(tmp_path, text, "REQ006") == [
        f"{FOLDER}/01-01-SUMMARY.md:4:35 the summary claims TIDE-03, TIDE-02, which plan 01-01 did"
        " not set out to meet"
    ]


def test_a_mention_beside_a_list_of_others_is_no_claim(tmp_path: Path) -> None:
    text = BOTH + summary(1, "TIDE-01") + "TIDE-02 comes later.\n"
    assert len(found_in_tree(tmp_path, text, "REQ006")) == 1
