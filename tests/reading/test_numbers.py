from __future__ import annotations

import time

import pytest

from auditlint.reading.ids import PhaseId, expand, phase_id, phase_of_slug
from auditlint.reading.numbers import effort, fractions, integer, leading_fraction


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("1,849", 1849), ("1 849", 1849), ("007", 7), ("1.5", None), ("~3", None),
     ("", None), ("1,84", None), ("9" * 30, None), ("１２", None)],
)
def test_integer(text: str, value: int | None) -> None:
    assert integer(text) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("23/23", [(23, 23)]),
        ("3/54 tasks complete (5.6%)", [(3, 54)]),
        ("**Total: 31/31 requirements satisfied**", [(31, 31)]),
        ("### Security Hardening (7/7)", [(7, 7)]),
        ("16/16 connections (19 total including sub-connections)", [(16, 16)]),
        ("1,200/1,300", [(1200, 1300)]),
        ("2026/05/04", []),
        ("1/2/2026", []),
        ("src/12/13", []),
        ("v1/2", []),
        ("0/?", []),
        ("0/TBD", []),
        ("10.5/11", []),
        ("5/6%", []),
    ],
)
def test_fractions(text: str, found: list[tuple[int, int]]) -> None:
    assert [(one.done, one.total) for one in fractions(text)] == found


@pytest.mark.parametrize("text", ["~5/6", "about 5/6", "5/6+", "up to 5/6"])
def test_approximate_fractions(text: str) -> None:
    found = list(fractions(text))
    assert not found or found[0].approximate


def test_a_leading_fraction_may_wear_marks() -> None:
    found = leading_fraction("**10/10** (completed phases)")
    assert found is not None
    assert (found.done, found.total, found.span) == (10, 10, (2, 7))
    assert leading_fraction("Score 10/10") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-3 days", (2, 3, "d")),
        ("2 – 3 days", (2, 3, "d")),
        ("4 hours", (4, 4, "h")),
        ("0.5d", (0.5, 0.5, "d")),
        ("6-7d", (6, 7, "d")),
        ("1h 30m", (90, 90, "min")),
        ("30m", (30, 30, "min")),
        ("1 week", (1, 1, "w")),
        ("4h-2d", None),
        ("2.22s", None),
        ("soon", None),
    ],
)
def test_effort(text: str, expected: tuple[float, float, str] | None) -> None:
    found = effort(text)
    assert (None if found is None else (found.low, found.high, found.unit)) == expected


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("HUB-01..03", "HUB-01 HUB-02 HUB-03"),
        ("EXEC-01–03", "EXEC-01 EXEC-02 EXEC-03"),
        ("DISP-01 through DISP-03", "DISP-01 DISP-02 DISP-03"),
        ("S2-01 to S2-03", "S2-01 S2-02 S2-03"),
        ("PROF-01 → PROF-03", "PROF-01 PROF-02 PROF-03"),
        ("A-01/02/03", "A-01 A-02 A-03"),
        ("A-01, 03, 04", "A-01 A-03 A-04"),
        ("A-01, B-02 and C-03", "A-01 B-02 C-03"),
        ("FOO-BAR-07", "FOO-BAR-07"),
        ("UTF-8, SCRAM-SHA-256, HTTP-200, UTC-05 and RFC-6902", ""),
        ("TLS-01..03 and HTTP-12, GPT-4 aside", "TLS-01 TLS-02 TLS-03 HTTP-12"),
        ("T-01-02", ""),
        ("316 after A-07 → 319 after B-02", "A-07 B-02"),
        ("A-07 → 09", "A-07 A-08 A-09"),
        ("2026-05-04", ""),
        ("A-01..99999", "A-01"),
        ("A-03..01", "A-03"),
    ],
)
def test_id_shorthand(text: str, ids: str) -> None:
    assert " ".join(one.id for one in expand(text)) == ids


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("07", PhaseId(7, "", ())),
        ("2.1", PhaseId(2, "", (1,))),
        ("02.1", PhaseId(2, "", (1,))),
        ("12A", PhaseId(12, "A", ())),
        ("CK-01", PhaseId(1, "", ())),
        ("64.1.2", PhaseId(64, "", (1, 2))),
        ("one", None),
        ("", None),
    ],
)
def test_phase_id(token: str, expected: PhaseId | None) -> None:
    assert phase_id(token) == expected


def test_phases_are_ordered_as_the_framework_orders_them() -> None:
    tokens = ["13", "12A.1", "12", "12A", "2.10", "2.9"]
    assert sorted(tokens, key=phase_id) == ["2.9", "2.10", "12", "12A", "12A.1", "13"]  # type: ignore[arg-type, return-value]


def test_phase_of_slug() -> None:
    assert phase_of_slug("07-test-parity") == PhaseId(7, "", ())
    assert phase_of_slug("CK-01-slug") == PhaseId(1, "", ())
    assert phase_of_slug("notes") is None


@pytest.mark.parametrize("text", ["1/" * 50_000, "A-1" * 50_000, "A-01, " * 30_000, "~" * 99_999])
def test_readers_are_linear(text: str) -> None:
    start = time.process_time()
    list(fractions(text))
    list(expand(text))
    effort(text)
    assert time.process_time() - start < 5
