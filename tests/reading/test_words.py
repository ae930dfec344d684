from __future__ import annotations

import pytest

from auditlint.reading import words


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("✓ Satisfied", words.DONE),
        ("**satisfied**", words.DONE),
        ("SATISFIED (update checkbox)", words.DONE),
        ("Complete*", words.DONE),
        ("✅ COMPLETE (with issues)", words.DONE),
        ("COMPLETE ‚úÖ", words.DONE),
        ("✅", words.DONE),
        ("In Progress", words.ACTIVE),
        ("in_progress", words.ACTIVE),
        ("⚠️ PARTIAL (performance)", words.ACTIVE),
        ("🚧", words.ACTIVE),
        ("Not started", words.OPEN),
        ("not yet verified", words.OPEN),
        ("Pending (user)", words.OPEN),
        ("⏳", words.OPEN),
        ("gaps_found*", words.FAILED),
        ("✗ FAILED", words.FAILED),
        ("Not implemented", words.FAILED),
        ("Deferred to v2", words.HELD),
        ("Out of scope", words.HELD),
        ("n/a", words.UNKNOWN),
        ("Mechanism delivered; blind gate FAILED", words.UNKNOWN),
        ("human_needed", words.UNKNOWN),
        ("tech_debt", words.UNKNOWN),
        ("Passed/Failed", words.UNKNOWN),
        ("complete or blocked", words.UNKNOWN),
        ("planning complete", words.UNKNOWN),
        ("MVP Functionality Complete", words.UNKNOWN),
        ("完了", words.UNKNOWN),
        ("", words.UNKNOWN),
    ],
)
def test_state(text: str, state: str) -> None:
    assert words.state(text) == state


def test_a_tail_is_kept() -> None:
    assert words.read("Satisfied (partial, accepted)").tail == "(partial, accepted)"


@pytest.mark.parametrize(
    ("one", "other", "inside", "expected"),
    [
        (words.DONE, words.OPEN, False, True),
        (words.OPEN, words.DONE, False, True),
        (words.DONE, words.ACTIVE, False, True),
        (words.DONE, words.FAILED, False, True),
        (words.DONE, words.DONE, False, False),
        (words.DONE, words.HELD, False, False),
        (words.DONE, words.UNKNOWN, False, False),
        (words.ACTIVE, words.OPEN, False, False),
        (words.ACTIVE, words.OPEN, True, True),
        (words.HELD, words.OPEN, True, False),
    ],
)
def test_contradict(one: str, other: str, inside: bool, expected: bool) -> None:
    assert words.contradict(one, other, active_against_open=inside) is expected
