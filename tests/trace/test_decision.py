"""The three-source table, row by row, and what it leaves undecided."""

from __future__ import annotations

import pytest

from auditlint.trace import matrix
from auditlint.trace.decision import (
    BROKEN,
    DISAGREE,
    GAPS,
    GONE,
    HUMAN,
    MISSING,
    NO_PHASE,
    NOT_KEPT,
    ORPHAN,
    PARTLY,
    PASSED,
    UNCLEAR,
    WHICH_PHASE,
    Sources,
    decide,
)


@pytest.mark.parametrize(
    ("verification", "listed", "ticked", "status"),
    [
        (PASSED, True, True, matrix.SATISFIED),
        (PASSED, True, None, matrix.SATISFIED),
        (PASSED, True, False, matrix.UPDATE_CHECKBOX),
        (PASSED, False, True, matrix.PARTIAL),
        (PASSED, False, False, matrix.PARTIAL),
        (PASSED, None, True, matrix.SATISFIED),
        (PASSED, None, False, matrix.UPDATE_CHECKBOX),
        (GAPS, True, True, matrix.UNSATISFIED),
        (GAPS, False, False, matrix.UNSATISFIED),
        (MISSING, True, True, matrix.PARTIAL),
        (MISSING, True, False, matrix.PARTIAL),
        (MISSING, False, True, matrix.UNSATISFIED),
        (MISSING, None, False, matrix.UNSATISFIED),
        (MISSING, None, True, matrix.UNDECIDED),
        (GONE, None, False, matrix.UNDECIDED),
        (GONE, True, True, matrix.UNDECIDED),
        (NOT_KEPT, True, True, matrix.UNDECIDED),
        (NOT_KEPT, True, False, matrix.UNDECIDED),
        (NOT_KEPT, None, True, matrix.UNDECIDED),
        (NOT_KEPT, False, False, matrix.UNSATISFIED),
        (PARTLY, True, True, matrix.PARTIAL),
        (ORPHAN, True, True, matrix.ORPHANED),
        (HUMAN, True, True, matrix.UNDECIDED),
        (UNCLEAR, True, True, matrix.UNDECIDED),
        (DISAGREE, True, True, matrix.UNDECIDED),
        (BROKEN, True, True, matrix.UNDECIDED),
        (NO_PHASE, None, False, matrix.UNSATISFIED),
        (NO_PHASE, None, True, matrix.UNDECIDED),
        (NO_PHASE, None, None, matrix.UNDECIDED),
        (NO_PHASE, True, True, matrix.PARTIAL),
        (WHICH_PHASE, True, False, matrix.UNDECIDED),
        (WHICH_PHASE, None, False, matrix.UNSATISFIED),
    ],
)
def test_final_status(
    verification: str, listed: bool | None, ticked: bool | None, status: str
) -> None:
    found, reason = decide(Sources(verification, listed, 2, ticked, phase="3", raw="why"))
    assert found == status
    assert reason


def test_without_any_summary_nothing_completed_it() -> None:
    assert decide(Sources(MISSING, None, 0, True, phase="3")) == (
        matrix.UNSATISFIED,
        "phase 3 has no verification report, and no summary lists it as completed",
    )


def test_what_the_list_sets_aside_is_deferred_whatever_else_is_said() -> None:
    status, reason = decide(Sources(GAPS, False, 1, False, held="Deferred to v2"))
    assert status == matrix.DEFERRED
    assert reason.endswith("Deferred to v2")


def test_a_status_is_not_called_a_box() -> None:
    one = Sources(PASSED, True, 1, False, boxed=False)
    assert decide(one) == (
        matrix.UPDATE_CHECKBOX,
        "verification passed, a summary completed it; its list calls it open",
    )


def test_a_phase_verdict_is_told_apart() -> None:
    _, reason = decide(Sources(PASSED, True, 1, True, by_phase=True, phase="4"))
    assert reason.startswith("phase 4 passed verification, whose report does not name it")
