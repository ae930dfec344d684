from __future__ import annotations

import pytest

from tests.helpers import found


def audit(status: str, audited: str, body: str) -> str:
    return (
        f"---\nmilestone: v1.0\naudited: {audited}\nstatus: {status}\n---\n\n"
        f"# v1.0 Milestone Audit\n\n{body}\n"
    )


@pytest.mark.parametrize(
    ("status", "audited", "body"),
    [
        ("passed", "2026-05-04", "**Status:** ✓ PASSED\n**Audited:** 2026-05-04"),
        ("tech_debt", "2026-05-04", "**Status:** TECH DEBT (all requirements met)"),
        ("tech_debt", "2026-05-04", "**Status:** passed"),
        ("passed", "2026-05-04", "**Status:** green light"),
        ("passed", "2026-05-04T23:59:00Z", "**Audited:** 2026-05-05T00:59:00+01:00"),
        ("passed", "2026-05-04", "**Audited:** 2026-05-03T23:31:00Z"),
        ("passed", "2026-05-04", "_Audited: 2026-05-04_"),
        ("passed", "2026-05-04", "`**Status:** gaps_found`"),
        ("passed", "2026-05-04", "> **Status:** gaps_found"),
        ("passed", "2026-05-04", "## Old run\n\n**Status:** gaps_found"),
    ],
)
def test_stays_silent(status: str, audited: str, body: str) -> None:
    assert found(audit(status, audited, body), "STA001") == []


@pytest.mark.parametrize(
    ("status", "audited", "body", "expected"),
    [
        (
            "passed", "2026-05-04", "**Status:** GAPS FOUND",
            ["9:13 the status is 'GAPS FOUND' here, but 'passed' in front matter"],
        ),
        (
            "gaps_found", "2026-05-04", "**Status**: ✅ PASSED",
            ["9:13 the status is '✅ PASSED' here, but 'gaps_found' in front matter"],
        ),
        (
            "passed", "2026-05-04", "**Audited:** 2026-05-03",
            ["9:14 audited 2026-05-03 here, but 2026-05-04 in front matter"],
        ),
        (
            "passed", "2026-05-04", "**Audited:** 2026-05-02T23:31:00Z",
            ["9:14 audited 2026-05-02 here, but 2026-05-04 in front matter"],
        ),
        (
            "passed", "2026-05-04", "*Audited: 2026-05-06*",
            ["9:11 audited 2026-05-06 here, but 2026-05-04 in front matter"],
        ),
    ],
)
def test_fires(status: str, audited: str, body: str, expected: list[str]) -> None:
    assert found(audit(status, audited, body), "STA001") == expected
