"""The source columns of an audit's matrix (the second half of REQ007)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree
from tests.rules.req.test_unclaimed import summary
from tests.rules.req.test_unverified import report, requirements

AUDIT = ".planning/v1.0-MILESTONE-AUDIT.md"
HEADER = (
    "| REQ-ID | VERIFICATION.md | SUMMARY Frontmatter | REQUIREMENTS.md | Final Status |\n"
    "|---|---|---|---|---|\n"
)


def audit(*rows: str, header: str = HEADER) -> str:
    listed = "".join(f"| {row} |\n" for row in rows)
    return f"==> {AUDIT} <==\n# v1.0 Milestone Audit\n\n## Requirements Coverage\n\n{header}{listed}"


def both(first: str = "Complete", second: str = "Complete") -> str:
    return requirements(f"TIDE-01 1 {first}", f"TIDE-02 1 {second}")


FINE = "TIDE-01 | SATISFIED | listed (01-01) | [x] Complete | satisfied"
SUMMARIES = summary(1, "TIDE-01") + summary(2, "TIDE-02")


def second(cells: str) -> str:
    return audit(FINE, f"TIDE-02 | {cells}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(both() + SUMMARIES + second("passed | 01-02 | [x] | satisfied"), id="right"),
        pytest.param(
            both() + SUMMARIES + second("missing | missing | [ ] Pending | partial"), id="mended"
        ),
        pytest.param(both() + summary(1, "TIDE-01") + second("- | 01-02 | [x] | satisfied"),
                     id="no-such-summary"),
        pytest.param(both() + summary(1, "TIDE-01") + summary(2)
                     + second("- | listed (01-02) | [x] | satisfied"), id="a-summary-of-none"),
        pytest.param(both() + SUMMARIES + audit("TIDE-01..02 | - | 01-01 | [x] | satisfied"),
                     id="several-in-a-row"),
        pytest.param(both() + SUMMARIES + second("- | 01-01/02 | [x] | satisfied"), id="shorthand"),
        pytest.param(both() + SUMMARIES + second("- | missing (01-01) | [x] | partial"),
                     id="not-in-that-one"),
        pytest.param(both() + report(1, "TIDE-01 | a") + second("passed | - | [x] | satisfied"),
                     id="no-verdict"),
        pytest.param(
            both() + report(1, "TIDE-01 | a").replace("SATISFIED |", "SATISFIED |\n| TIDE-02 | b | FAILED |")
            + second("passed (override) | - | [x] | satisfied"), id="overridden",
        ),
        pytest.param(both(second="Pending") + second("passed | - | [x] | unsatisfied").replace(
            AUDIT, ".planning/v2.0-MILESTONE-AUDIT.md").replace("v1.0", "v2.0").replace(
            "| TIDE-01", "| PORT-01"), id="another-milestone"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REQ007") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            both(second="Pending") + second("missing | - | [x] Complete | partial"),
            "8:27 '[x] Complete' here, but for TIDE-02 the box is not ticked",
        ),
        (
            both(second="Pending") + second("missing | - | Complete | partial"),
            "8:27 'Complete' here, but for TIDE-02 the row says 'Pending'",
        ),
        (
            both() + SUMMARIES + second("passed | listed (01-01) | [x] | satisfied"),
            "8:22 'listed (01-01)' here, but for TIDE-02 the summary of 01-01 lists others",
        ),
        (
            both() + report(1, "TIDE-01 | a").replace(
                "SATISFIED |", "SATISFIED |\n| TIDE-02 | b | ✗ BLOCKED |"
            ).replace("BLOCKED", "FAILED") + second("4/4 passed | - | [x] | satisfied"),
            "8:13 '4/4 passed' here, but for TIDE-02 the verification says '✗ FAILED'",
        ),
    ],
)
def test_fires(text: str, expected: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "REQ007") == [f"{AUDIT}:{expected}"]


def test_an_open_requirement_called_satisfied_is_told_once(tmp_path: Path) -> None:
    text = both(second="Pending") + second("passed | - | [x] | satisfied")
    (found,) = found_in_tree(tmp_path, text, "REQ007")
    assert found.startswith(".planning/REQUIREMENTS.md:")


def test_a_column_that_was_never_read_is_one_finding(tmp_path: Path) -> None:
    ids = [f"TIDE-0{number}" for number in range(1, 6)]
    text = requirements(*(f"{one} 1 {'Complete' if n < 2 else 'Pending'}" for n, one in enumerate(ids)))
    text += audit(*(f"{one} | missing | - | [x] | partial" for one in ids[2:]),
                  *(f"{one} | passed | - | [x] | satisfied" for one in ids[:2]))
    (found,) = found_in_tree(tmp_path, text, "REQ007")
    assert found.endswith("; so for 3 requirements (TIDE-03, TIDE-04, TIDE-05)")


@pytest.mark.parametrize(
    ("status", "count"), [("resolved", 0), ("closed", 0), ("failed", 1), ("partial", 1)]
)
def test_a_closed_gap_is_newer_than_the_row_that_found_it(
    status: str, count: int, tmp_path: Path
) -> None:
    front = (
        "---\nphase: 01-name\nstatus: passed\ngaps:\n"
        f"  - truth: Tides by hour (TIDE-02)\n    status: {status}\n---\n\n"
    )
    found = report(1, "TIDE-01 | a").replace(
        "SATISFIED |", "SATISFIED |\n| TIDE-02 | b | PARTIAL |"
    ).replace(" <==\n", " <==\n" + front, 1)
    text = both() + found + second("passed | - | [x] | satisfied")
    assert len(found_in_tree(tmp_path, text, "REQ007")) == count
