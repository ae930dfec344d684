from __future__ import annotations

import pytest

from tests.helpers import found

PATH = ".planning/REQUIREMENTS.md"
HEAD = (
    "# Requirements\n\n## v1 Requirements\n\n- [ ] **A-01**: a\n- [ ] **A-02**: b\n\n"
    "## v2 Requirements\n\n- **A-03**: c\n\n## Traceability\n\n"
    "| Requirement | Phase | Status |\n|--|--|--|\n| A-01 | Phase 1 | Pending |\n"
    "| A-02 | TBD | Pending |\n\n**Coverage:**\n"
)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("- v1 requirements: 2 total\n- Mapped to phases: 1\n- Unmapped: 1\n", id="right"),
        pytest.param("- Total requirements: 3\n", id="later ones too"),
        pytest.param("- v1 requirements: ~9 total\n", id="approximate"),
        pytest.param("- v1 requirements: 9/10\n", id="fraction"),
        pytest.param("- Unmapped: 4 (tracked by hand)\n", id="its own way to count"),
        pytest.param("- Mapped to phases: 5\n- Mapped to phases: 6\n", id="two blocks"),
        pytest.param("```\n- v1 requirements: 9 total\n```\n", id="quoted"),
    ],
)
def test_stays_silent(block: str) -> None:
    assert found(HEAD + block, "CNT009", PATH) == []


def test_each_wrong_number() -> None:
    block = "- v1 requirements: 7 total\n- Mapped to phases: 2 ✓\n- Unmapped: 0 ✓\n"
    assert found(HEAD + block, "CNT009", PATH) == [
        "20:20 7 total stated, but there are 2 requirements listed and 3 requirements listed in all",
        "21:21 2 mapped stated, but there are 1 rows with a phase",
        "22:13 0 unmapped stated, but there are 1 listed requirements without a phase",
    ]


def test_a_row_that_cannot_be_read_leaves_it_undecided() -> None:
    text = HEAD.replace("| A-02 | TBD", "| see below | TBD")
    assert found(text + "- v1 requirements: 7 total\n", "CNT009", PATH) == []
