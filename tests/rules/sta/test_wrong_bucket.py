from __future__ import annotations

import pytest

from tests.helpers import found, lint

PATH = "docs/MAIL_REVIEW.md"


def review(advice: str, severities: tuple[str, ...], status: str = "") -> str:
    entries = "".join(
        f"### MAIL-{n}: Case {n}\n**Severity**: {level}\n**Problem**: It bounces.\n{status}\n"
        for n, level in enumerate(severities, 1)
    )
    return f"# Mail Review\n\n## Issues by severity\n\n{entries}## Recommendations\n\n{advice}\n"


@pytest.mark.parametrize(
    "advice",
    [
        pytest.param("### Immediate\n1. Fix MAIL-1: now\n2. Fix MAIL-2: now", id="first bucket"),
        pytest.param("### Performance Work (M9)\n1. Fix MAIL-1: x\n2. Fix MAIL-2: y", id="unknown"),
        pytest.param(
            "### Immediate\n1. Fix MAIL-1: x\n2. MAIL-2: y\n### Later, Low\n3. MAIL-1: again",
            id="most urgent counts",
        ),
        pytest.param(
            "### Immediate\n1. MAIL-1: a\n2. MAIL-2: b\n### Next Sprint\n3. Tests: after MAIL-1",
            id="named behind the colon",
        ),
    ],
)
def test_stays_silent(advice: str) -> None:
    assert found(review(advice, ("Critical", "Critical")), "STA007", PATH) == []


def test_critical_in_the_next_sprint_is_a_warning() -> None:
    text = review("### Next Sprint\n1. Fix MAIL-1: now\n2. MAIL-2: b", ("Critical", "High"))
    assert found(text, "STA007", PATH) == [
        "16:8 MAIL-1 is critical, but scheduled under 'Next Sprint'"
    ]
    assert [one.severity for one in lint(text, PATH) if one.code == "STA007"] == ["warning"]


def test_a_settled_issue_is_left_alone() -> None:
    text = review("### Next Sprint\n1. MAIL-1: a\n2. MAIL-2: b", ("Critical",) * 2, "**Status**: Fixed\n")
    assert found(text, "STA007", PATH) == []


def test_left_out_of_the_recommendations() -> None:
    text = review("1. MAIL-1: a\n2. MAIL-2: b", ("High", "High", "High", "Low"))
    assert found(text, "STA007", PATH) == [
        "13:5 MAIL-3 has no recommendation, but 2 of the 3 high issues have one"
    ]
    assert [one.severity for one in lint(text, PATH) if one.code == "STA007"] == ["notice"]


def test_half_of_a_severity_is_no_convention() -> None:
    assert found(review("1. MAIL-1: a", ("High", "High")), "STA007", PATH) == []


def test_left_out_of_the_checklist() -> None:
    text = review("None.\n\n## Checklist\n\n- [ ] a (MAIL-1)\n- [ ] b (MAIL-2)", ("Low",) * 3)
    assert found(text, "STA007", PATH) == [
        "13:5 MAIL-3 stands in no checklist, but 2 of the 3 open issues do"
    ]
