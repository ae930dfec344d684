"""SCH001 to SCH007 through the whole engine, on the milestone audit's schema."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.helpers import found, lint

GOOD = """---
milestone: v1.0
audited: 2026-01-31T10:00:00Z
status: tech_debt
scores:
  requirements: 12/12
  phases: 3/3
gaps:
  requirements: []
tech_debt:
  - phase: 02-storage
    items:
      - "Nobody calls sync"
---
# v1.0 Milestone Audit
"""


def told(text: str, **options: object) -> list[str]:
    options.setdefault("select", ("SCH",))
    options.setdefault("preview", False)
    return [
        f"{one.place.line}:{one.place.column} {one.severity} {one.code} {one.message}"
        for one in lint(text, **options)
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("tech_debt\n", "passed\n"),
        ("tech_debt\n", "complete\n"),
        ("tech_debt\n", "PASSED\n"),
        ("tech_debt\n", "passed_with_notes\n"),
        ("12/12", "10/12 (completed phases)"),
        ("12/12", '"12/12"'),
        ("12/12", "95%"),
        ("2026-01-31T10:00:00Z", "2026-01-31"),
        ("gaps:\n  requirements: []\n", "gaps: []\n"),
        ("gaps:\n  requirements: []\n", "gaps:\n"),
        ("gaps:\n  requirements: []\n", "my_own_key: {a: [1, 2]}\n"),
        ("[]", "\n    - a sentence\n    - id: A-1\n      status: partial"),
        ("gaps:\n", "gap:\n"),  # too short to tell a slip from a word
        ("---\n# v1.0", "nyquist:\n  compliant_phases: 3\n  missing_phases: [1, 02-x]\n---\n# v1.0"),
    ],
)
def test_what_occurs_is_accepted(old: str, new: str) -> None:
    assert told(GOOD.replace(old, new, 1) if old else GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("status: tech_debt\n", "", ["1:1 error SCH001 the front matter has no 'status'"]),
        ("status: tech_debt\n", "staus: tech_debt\n",
         ["4:1 error SCH004 unknown key 'staus'; did you mean 'status'?"]),
        ("tech_debt:\n", "tech-debt:\n", [
            "10:1 warning SCH004 unknown key 'tech-debt'; did you mean 'tech_debt'?"]),
        ("status: tech_debt", "status: techdebt", [
            ("4:9 error SCH002 'techdebt' is not allowed for 'status': expected passed, gaps_found or "
            "tech_debt; did you mean 'tech_debt'?")]),
        ("status: tech_debt", "status:", [
            ("4:1 error SCH002 an empty value is not allowed for 'status': expected passed, gaps_found "
            "or tech_debt")]),
        ("status: tech_debt", "status: [passed]", [
            "4:1 error SCH003 'status' must be text, but is a list"]),
        ("12/12", "many", [
            ("6:17 error SCH005 'many' is malformed for 'scores.requirements'; expected something like "
            "23/23 or 10/12 (completed phases)")]),
        ("2026-01-31T10:00:00Z", "January", [
            ("3:10 error SCH005 'January' is malformed for 'audited'; expected something like 2026-01-31 "
            "or 2026-01-31T14:05:00Z")]),
        ("scores:\n  requirements: 12/12\n  phases: 3/3\n", "scores: {}\n", [
            "5:1 error SCH006 'scores' must not be empty"]),
        ("scores:\n  requirements: 12/12\n  phases: 3/3\n", "scores: 12/12\n", [
            "5:9 error SCH003 'scores' must be a mapping, but is the text '12/12'"]),
        ("[]", "\n    - id: A-1\n      status: orphand", [
            ("11:15 error SCH002 'orphand' is not allowed for 'gaps.requirements.status': expected "
            "unsatisfied, partial or orphaned; did you mean 'orphaned'?")]),
    ],
)
def test_what_is_wrong_is_told_once(old: str, new: str, wanted: list[str]) -> None:
    assert told(GOOD.replace(old, new, 1)) == wanted


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("status: tech_debt", "status: techdebt", "status: tech_debt"),
        ("status: tech_debt", 'status: "techdebt"', 'status: "tech_debt"'),
        ("tech_debt:\n", "tech_det:\n", "tech_debt:"),
    ],
)
def test_fixes(old: str, new: str, line: str) -> None:
    text = GOOD.replace(old, new, 1)
    (diagnostic,) = lint(text, select=("SCH",), preview=False)
    assert diagnostic.fix is not None
    (edit,) = diagnostic.fix.edits
    source = text.split("\n")[edit.place.line - 1]
    assert source[: edit.place.column - 1] + edit.text + source[edit.place.end_column - 1 :] == line


def test_a_document_without_front_matter_is_none_of_their_business() -> None:
    assert told("# v1.0 Milestone Audit\n") == []


def test_line_ends_do_not_move_places() -> None:
    text = GOOD.replace("12/12", "many")
    for end in ("\r\n", "\r"):
        assert told(text.replace("\n", end)) == told(text)


def test_a_valid_document_imports_no_explanation() -> None:
    code = (
        "import sys\n"
        "from tests.helpers import found, lint\n"
        "from tests.rules.sch.test_schema_rules import GOOD\n"
        "lint(GOOD, preview=False)\n"
        "assert 'jsonschema_rs' not in sys.modules\n"
        "loaded = [one for one in sys.modules if one == 'jsonschema' or one.startswith("
        "('jsonschema.', 'referencing', 'auditlint.rules.sch.', 'auditlint.schema.explain'))]\n"
        "assert not loaded, loaded\n"
    )
    code = code.replace("from tests.rules.sch.test_schema_rules import GOOD\n", f"GOOD = {GOOD!r}\n")
    subprocess.run([sys.executable, "-c", code], check=True)


FLOWS = "# v1.0 Milestone Audit\n\n## Phases and Requirements\n\n"


def flows(number: int, *bare: int, silent: int = 0) -> str:
    parts = [FLOWS]
    for index in range(1, number + 1):
        parts.append(f"### Flow {index}: name\n\n")
        if index != silent:
            parts.append(f"**Steps:** {index}\n")
            parts.append("" if index in bare else "**Result:** works\n")
        parts.append("\n")
    return "".join(parts)


@pytest.mark.parametrize(
    "text", [flows(6), flows(5, 2), flows(6, 1, 2, 3), flows(8, silent=3), FLOWS],
)
def test_no_convention_no_finding(text: str) -> None:
    assert told(text, preview=True, select=("SCH007",)) == []


def test_the_deviating_section() -> None:
    assert told(flows(6, 3), preview=True, select=("SCH007",)) == [
        "15:5 notice SCH007 'Flow 3: name' lacks 'Result', which 5 of 6 such sections have"
    ]


def test_headings_in_another_script_may_say_the_same() -> None:
    text = "# Аудит\n\n## Требования\n\n## Results\n"
    assert told(text, preview=True, select=("SCH007",)) == []


def test_a_part_that_the_kind_has() -> None:
    assert [one[:30] for one in told("# v1.0 Milestone Audit\n", preview=True, select=("SCH007",))] == [
        "1:3 notice SCH007 the document", "1:3 notice SCH007 the document",
    ]


@pytest.mark.parametrize(("key", "count"), [("Locations", 0), ("Locaton", 1)])
def test_a_plural_in_the_body_is_no_misspelling(key: str, count: int) -> None:
    entries = "".join(
        f"### PUMP-{n}: It leaks\n**Severity**: High\n**{key}**: `src/pump.c`\n\n" for n in (1, 2)
    )
    found_ones = found(f"# Pump Review\n\n## High\n\n{entries}", "SCH004", "docs/PUMP_REVIEW.md")
    assert len(found_ones) == 2 * count
