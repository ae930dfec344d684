from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree

CODE = "NAM005"


def audit(path: str, text: str = "Nothing is open.", audited: str = "2026-05-04") -> str:
    return (
        f"==> .planning/{path} <==\n---\nmilestone: v1.0\naudited: {audited}\nstatus: passed\n---\n"
        f"\n# v1.0 Milestone Audit\n\n{text}\n"
    )


ACTIVE = "v1.0-MILESTONE-AUDIT.md"
ARCHIVED = "milestones/v1.0-MILESTONE-AUDIT.md"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(audit(ACTIVE), id="only-active"),
        pytest.param(audit(ACTIVE) + audit(ARCHIVED), id="the-same"),
        pytest.param(audit(ACTIVE) + audit(ARCHIVED, "Nothing  is\nopen.\n\n"), id="white-space"),
        pytest.param(
            audit(ACTIVE, "See [it](phases/a.md)") + audit(ARCHIVED, "See [it](../phases/a.md)"),
            id="links-that-moved-along",
        ),
        pytest.param(
            audit(ACTIVE) + audit("milestones/v2.0-MILESTONE-AUDIT.md", "Other"), id="another"
        ),
        pytest.param(
            audit(ACTIVE) + audit("workstreams/api/milestones/v1.0-MILESTONE-AUDIT.md", "Other"),
            id="another-workstream",
        ),
        pytest.param(
            audit("phases/01-ledger/v1.0-MILESTONE-AUDIT.md") + audit(ARCHIVED, "Other"),
            id="not-active",
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


def test_the_texts_differ(tmp_path: Path) -> None:
    text = audit(ACTIVE) + audit(ARCHIVED, "One flow is open.")
    assert found_in_tree(tmp_path, text, CODE) == [
        f".planning/{ACTIVE}:1:1 this audit is archived too, and the two copies differ"
    ]


def test_the_dates_and_a_doubled_name(tmp_path: Path) -> None:
    text = audit(ACTIVE) + audit(
        "milestones/v1.0-v1.0-MILESTONE-AUDIT.md", audited="2026-05-09T10:00:00Z"
    )
    assert found_in_tree(tmp_path, text, CODE) == [
        f".planning/{ACTIVE}:1:1 this audit is archived too, and the two copies differ, audited "
        "2026-05-04 here and 2026-05-09 there"
    ]
