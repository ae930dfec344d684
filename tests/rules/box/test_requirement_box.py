from __future__ import annotations

import pytest

from tests.helpers import found

PATH = ".planning/REQUIREMENTS.md"
HEAD = "# Requirements\n\n## v1 Requirements\n\n"
TABLE = "\n## Traceability\n\n| Requirement | Phase | Status |\n|--|--|--|\n"


@pytest.mark.parametrize(
    ("boxes", "rows"),
    [
        pytest.param("- [x] **A-01**: a\n", "| A-01 | Phase 1 | Complete |\n", id="both done"),
        pytest.param("- [ ] **A-01**: a\n", "| A-01 | Phase 1 | Pending |\n", id="both open"),
        pytest.param("- [ ] **A-01**: a\n", "| A-01 | Phase 1 | In Progress |\n", id="in work"),
        pytest.param("- [x] **A-01**: a\n", "| A-01 | Phase 1 | Deferred |\n", id="held"),
        pytest.param("- [x] **A-01**: a\n", "| A-01 | Phase 1 | Moved along |\n", id="unknown"),
        pytest.param("- [ ] **A-01**: a\n", "| A-01 | Phase 1 | Complete* |\n", id="footnote"),
        pytest.param("- [ ] **A-01**: a\n", "| ~~A-01~~ | Phase 1 | Complete |\n", id="struck"),
        pytest.param("- [~] **A-01**: a\n", "| A-01 | Phase 1 | Complete |\n", id="other box"),
        pytest.param("- **A-01**: a\n", "| A-01 | Phase 1 | Complete |\n", id="no box"),
        pytest.param(
            "- [x] **A-01**: a\n", "| A-01 | Phase 1 | Partial (bug, fixed in v1.2) |\n", id="fixed"
        ),
        pytest.param(
            "- [x] **A-01**: a\n",
            "| A-01 | Phase 1 | Complete |\n| A-01 | Phase 2 | Pending |\n", id="two rows differ",
        ),
    ],
)
def test_stays_silent(boxes: str, rows: str) -> None:
    assert found(HEAD + boxes + TABLE + rows, "BOX003", PATH) == []


def test_a_ticked_box_with_a_pending_row() -> None:
    text = HEAD + "- [x] **A-01**: a\n- [x] **A-02**: b\n" + TABLE
    text += "| A-01 | Phase 1 | Pending |\n| A-02 | Phase 1 | Complete |\n"
    assert found(text, "BOX003", PATH) == ["12:20 A-01 is 'Pending' here, but its box is ticked"]


def test_an_open_box_with_a_complete_row() -> None:
    text = HEAD + "- [ ] **A-01**: a\n- [X] **A-02**: b\n" + TABLE
    text += "| A-01..02 | Phase 1 | ✅ Complete |\n"
    assert found(text, "BOX003", PATH) == [
        "5:3 the box of A-01 is open, but its row says '✅ Complete'"
    ]


def test_a_table_that_was_never_filled_in_is_one_finding() -> None:
    boxes = "".join(f"- [x] **A-0{n}**: a\n" for n in range(1, 5))
    rows = "".join(f"| A-0{n} | Phase 1 | Pending |\n" for n in range(1, 5))
    (only,) = found(HEAD + boxes + TABLE + rows, "BOX003", PATH)
    assert only.startswith("14:20 4 requirements are ticked, but no row of the table is done")


def test_a_list_that_was_never_ticked_is_one_finding() -> None:
    boxes = "".join(f"- [ ] **A-0{n}**: a\n" for n in range(1, 5))
    rows = "".join(f"| A-0{n} | Phase 1 | Complete |\n" for n in range(1, 5))
    assert found(HEAD + boxes + TABLE + rows, "BOX003", PATH) == [
        "5:3 4 requirements are done by their rows, but no box of the list is ticked"
    ]
