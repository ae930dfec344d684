from __future__ import annotations

import pytest

from tests.helpers import found, lint

PATH = "IMPLEMENTATION_PROGRESS.md"


def doc(heading: str, body: str = "- [x] a\n- [ ] b\n", title: str = "# Sync Progress") -> str:
    return f"{title}\n\n{heading}\n\n{body}"


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        pytest.param("## Phase 1: Send - COMPLETE", "- [x] a\n", id="all ticked"),
        pytest.param("## Phase 1: Send - PARTIAL", "- [ ] a\n", id="partial"),
        pytest.param("## Complete the sender", "- [ ] a\n", id="a verb"),
        pytest.param("## Criteria (M4 Complete)", "- [ ] a\n", id="condition in brackets"),
        pytest.param("## ✅ Send", "- [ ] a\n", id="decoration"),
        pytest.param("## Phase 1 Complete:", "- [ ] a\n- [ ] b\n", id="what it takes"),
        pytest.param("## Send - COMPLETE", "- [ ] a (deferred to v2)\n", id="deferred"),
        pytest.param("## Send - COMPLETE", "- [ ] ~~a~~\n", id="struck out"),
        pytest.param("## Send - COMPLETE", "- [~] a\n", id="neither open nor done"),
        pytest.param("## Send - COMPLETE", "### Next steps\n\n- [ ] a\n", id="later work"),
        pytest.param("## Send - COMPLETE", "### Retry - PENDING\n\n- [ ] a\n", id="open part"),
        pytest.param("## Send - COMPLETE", "```\n- [ ] a\n```\n", id="fence"),
        pytest.param("## Send - COMPLETE", "> - [ ] a\n", id="quotation"),
        pytest.param("## Send", "**Status**: Ready for review\n\n- [ ] a\n", id="unknown"),
        pytest.param("## Send", "- [ ] a\n\n**Status**: Complete\n", id="below the boxes"),
        pytest.param("## Send", "**Status**: Complete, needs a drawing\n\n- [ ] a\n", id="needs"),
        pytest.param("## Send", "**Status**: Complete, 2 drawings exist but NOT cited\n\n- [ ] a\n",
                     id="but"),
        pytest.param("## Send - COMPLETE (except the log)", "- [ ] a\n", id="except"),
        pytest.param("## Send - COMPLETE", "- [x] a\n\n**Drawing Gaps**:\n\n- [ ] b\n  - [ ] c\n",
                     id="gaps by label"),
        pytest.param("## Send - COMPLETE", "The next steps are:\n- [ ] b\n", id="next by sentence"),
        pytest.param("## Send - COMPLETE", "- [ ] None\n", id="none"),
        pytest.param("## Send - COMPLETE", "- [ ] N/A\n", id="not applicable"),
        pytest.param("## Send - COMPLETE", "- [ ] Retry (if needed)\n", id="if needed"),
    ],
)
def test_stays_silent(heading: str, body: str) -> None:
    assert found(doc(heading, body), "BOX004", PATH) == []


def test_the_document_is_no_section() -> None:
    text = "# Sync Progress - COMPLETE\n\n**Status**: Complete\n\n- [ ] a\n"
    assert found(text, "BOX004", PATH) == []


@pytest.mark.parametrize(
    ("heading", "body", "expected"),
    [
        (
            "## Send - ✅ COMPLETE (with issues)", "- [x] a\n- [ ] b\n",
            "3:13 'Send - ✅ COMPLETE (with issues)' calls itself 'COMPLETE', but holds an open box",
        ),
        (
            "### Send [DONE]", "- [ ] a\n- [ ] b\n",
            "3:11 'Send [DONE]' calls itself 'DONE', but holds 2 open boxes",
        ),
        (
            "## Send", "**Status**: Complete\n\n- [ ] a\n",
            "5:13 'Send' calls itself 'Complete', but holds an open box",
        ),
        (
            "## Send", "**Status**: Complete, 3 commits\n\n**Tasks**:\n- [ ] None of them twice\n",
            "5:13 'Send' calls itself 'Complete, 3 commits', but holds an open box",
        ),
        (
            "## Send - COMPLETE", "**Gaps**:\n- [x] a\n\nThe rest was done in spring.\n\n- [ ] b\n",
            "3:11 'Send - COMPLETE' calls itself 'COMPLETE', but holds an open box",
        ),
        (
            "## Phase 1: Send - COMPLETE", "### Retry - COMPLETE\n\n- [ ] a\n",
            "5:13 'Retry - COMPLETE' calls itself 'COMPLETE', but holds an open box",
        ),
    ],
)
def test_fires(heading: str, body: str, expected: str) -> None:
    assert found(doc(heading, body), "BOX004", PATH) == [expected]


def test_the_boxes_are_related() -> None:
    (one,) = [one for one in lint(doc("## Send - DONE"), PATH) if one.code == "BOX004"]
    assert [(other.place.line, other.place.column) for other in one.related] == [(6, 3)]
