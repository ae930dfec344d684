from __future__ import annotations

import pytest

from tests.helpers import found

PATH = "IMPLEMENTATION_PROGRESS.md"
HEAD = "# Crawler Progress\n\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("**Status**: 3/54 tasks complete (5.6%)\n", id="one digit"),
        pytest.param("3/54 tasks (5.5%)\n", id="cut, not rounded"),
        pytest.param("3/54 tasks (6%)\n", id="rounded"),
        pytest.param("about 12/16 (80%)\n", id="approximate fraction"),
        pytest.param("12/16 (~80%)\n", id="approximate percentage"),
        pytest.param("0/0 (100%)\n", id="nothing of nothing"),
        pytest.param("0/28 (100%)\n", id="none left"),
        pytest.param("80% coverage (12/12 suites)\n", id="two things"),
        pytest.param("12/16 tests in 4 suites, 20% slower\n", id="another percentage"),
        pytest.param("90/90/85/80 thresholds (90%)\n", id="no fraction"),
        pytest.param("`12/16 (80%)`\n", id="code"),
        pytest.param("80% remaining (3/15 migrated)\n", id="what is left"),
        pytest.param("75% (9/12 plans, 2/3 phases)\n", id="one of two fractions fits"),
        pytest.param("70% (3/5 chapters in outline, 2 sketched)\n", id="explained"),
        pytest.param("70% (3/5 chapters substantial)\n", id="judged"),
        pytest.param("70% (3/5 chapters, the rest half done)\n", id="partial credit"),
        pytest.param("| Phase | Tasks | Done | % |\n|---|---|---|---|\n| 1 | 8 | 2 | 25% |\n", id="table"),
        pytest.param("| Phase | Tasks | Done | % |\n|---|---|---|---|\n| 1 | 8 | ? | 9% |\n", id="unknown"),
    ],
)
def test_stays_silent(text: str) -> None:
    assert found(HEAD + text, "CNT003", PATH) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Status**: 12/16 tasks complete (80%)\n", "3:35 80% stated, but 12/16 is 75%"),
        ("Overall 80% (12/16 plans)\n", "3:9 80% stated, but 12/16 is 75%"),
        ("Overall 80% (12/16 plans are done, see below)\n", "3:9 80% stated, but 12/16 is 75%"),
        ("12/16 = 74.5% done\n", "3:9 74.5% stated, but 12/16 is 75.0%"),
        (
            "| Phase | Tasks | Done | % |\n|---|---|---|---|\n| 1 | 8 | 2 | **20%** |\n",
            "5:17 20% stated, but 2/8 is 25%",
        ),
        ("| Area | Score |\n|---|---|\n| Core | 3/4 (80%) |\n", "5:15 80% stated, but 3/4 is 75%"),
    ],
)
def test_fires(text: str, expected: str) -> None:
    assert found(HEAD + text, "CNT003", PATH) == [expected]


def test_front_matter_is_read_too() -> None:
    text = "---\nmilestone: v1\naudited: 2026-01-02\nscores:\n  phases: 4/5 (90%)\n---\n# v1 Milestone Audit\n"
    assert found(text, "CNT003") == ["5:16 90% stated, but 4/5 is 80%"]
