from __future__ import annotations

import pytest

from tests.helpers import found

HEAD = "# v1.0 Milestone Audit\n\n"
DEBT = (
    "## Tech Debt\n\n| Item | Severity |\n|---|---|\n| a | Info |\n| b | Info |\n"
    "| c | Deferred |\n\n**Total: 3 items across 1 phase ({})**\n"
)


@pytest.mark.parametrize(
    "body",
    [
        "Tests: 146/146 passing (47 unit + 99 integration)\n",
        "Tests: ~150 passing (47 unit + 99 integration)\n",
        "Phase 19 executed (43 tests + 12 documents)\n",
        "140/146 passing (47 unit + 99 integration)\n",
        "Tests: 16/16 (3 for locks + 1 new guard)\n",
        "Between 3 and 5 of them (1 + 2)\n",
        "`150 (1 + 2)`\n",
        "16 tests covering reading (4+2+1), writing (2)\n",
        "16 tests: reading (4), writing (2+1)\n",
        "3 files rewritten (400+50+198 chars)\n",
        "threats_open 0 (10 mitigate + 3 accept)\n",
        "No whole here (1 + 2)\n",
        DEBT.format("2 Info, 1 Deferred"),
        DEBT.format("1 Info, 1 Unheard-of"),
    ],
)
def test_stays_silent(body: str) -> None:
    assert found(HEAD + body, "CNT005") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Tests: 150/150 passing (47 unit + 99 integration)\n",
            ["3:25 47 unit + 99 integration is 146, but 150 is stated as the whole"],
        ),
        (
            "Tests: 16/16 (3 existing + 1 new)\n",
            ["3:15 3 existing + 1 new is 4, but 16 is stated as the whole"],
        ),
        (
            "We have 650 chars (400+50+198 chars)\n",
            ["3:20 400+50+198 chars is 648, but 650 is stated as the whole"],
        ),
        (
            DEBT.format("1 Info, 2 Deferred"),
            ["11:34 1 Info, 2 Deferred stated, but the rows are 2 Info, 1 Deferred"],
        ),
    ],
)
def test_fires(body: str, expected: list[str]) -> None:
    assert found(HEAD + body, "CNT005") == expected
