"""Suppressions: where a comment may stand, what it holds for, and when it says nothing."""

from __future__ import annotations

import time

import pytest

from tests.helpers import AUDIT, found, lint, outcome

#: A table whose total row is wrong: the finding is on its last line.
TABLE = "| Layer | Tests |\n|---|---|\n| Core | 120 |\n| Web | 45 |\n| **Total** | **175** |"
C = "auditlint: ignore[CNT002]"


def codes(text: str, path: str = AUDIT, **options: object) -> list[str]:
    """Return line and code of the findings about sums and suppressions."""
    return [
        f"{one.place.line}:{one.code}" for one in lint(text, path, **options)
        if one.code == "CNT002" or one.code.startswith("LNT")
    ]


HELD = {
    "before the table": f"# A\n\n<!-- {C} -->\n{TABLE}\n",
    "before the table, empty line between": f"# A\n\n<!-- {C} -->\n\n{TABLE}\n",
    "two comments stacked": f"# A\n\n<!-- {C} -->\n<!-- just a word -->\n{TABLE}\n",
    "in the last cell": f"# A\n\n{TABLE[:-2]} <!-- {C} --> |\n",
    "behind the last pipe": f"# A\n\n{TABLE} <!-- {C} -->\n",
    "in the last cell without its pipe": f"# A\n\n{TABLE[:-2]} <!-- {C} -->\n",
    "by name": f"# A\n\n<!-- auditlint: ignore[total-row] -->\n{TABLE}\n",
    "by family": f"# A\n\n<!-- auditlint: ignore[CNT] -->\n{TABLE}\n",
    "in a list of codes": f"# A\n\n<!--auditlint:ignore[ CNT002 , CNT, ] why not-->\n{TABLE}\n",
    "for the file": f"# A\n\n{TABLE}\n\n<!-- auditlint: ignore-file[CNT002] -->\n",
    "for the file, from front matter": f"---\n# auditlint: ignore-file[CNT002]\na: b\n---\n\n{TABLE}\n",
    "between disable and enable": (
        f"# A\n\n<!-- auditlint: disable[CNT002] -->\n\n{TABLE}\n\n<!-- auditlint: enable[CNT002] -->\n"
    ),
    "after a disable without end": f"<!-- auditlint: disable[CNT] -->\n\n# A\n\n{TABLE}\n",
    "enable of a family": (
        f"<!-- auditlint: disable[CNT002] -->\n\n{TABLE}\n\n<!-- auditlint: enable[CNT] -->\n"
    ),
    "enable of another rule": (
        f"<!-- auditlint: disable[CNT] -->\n<!-- auditlint: enable[CNT001] -->\n\n{TABLE}\n"
    ),
    "an item with its children": (
        f"- first\n\n  <!-- {C} -->\n- second\n\n  {TABLE.replace(chr(10), chr(10) + '  ')}\n"
    ),
    "until a day to come": f"<!-- {C} reason until=9999-12-31 -->\n\n{TABLE}\n",
    "over several lines": f"<!--\n{C}\nbecause\n-->\n{TABLE}\n",
    "in carriage returns": f"<!-- {C} -->\n\n{TABLE}\n".replace("\n", "\r\n"),
    "in lone carriage returns": f"<!-- {C} -->\n\n{TABLE}\n".replace("\n", "\r"),
}

NOT_HELD = {
    "in a fence": f"```\n<!-- {C} -->\n```\n\n{TABLE}\n",
    "in a code span": f"`<!-- auditlint: ignore-file[CNT002] -->`\n\n{TABLE}\n",
    "in a quotation": f"> <!-- auditlint: ignore-file[CNT002] -->\n\n{TABLE}\n",
    "not at the comment's start": f"<!-- see auditlint: ignore-file[CNT002] -->\n\n{TABLE}\n",
    "in prose": f"auditlint: ignore-file[CNT002]\n\n{TABLE}\n",
    "prose behind the mark": f"<!-- auditlint: reviewed by hand -->\n\n{TABLE}\n",
    "in a quoted value": f'---\na: "x # auditlint: ignore-file[CNT002]"\n---\n\n{TABLE}\n',
    "in a block value": f"---\na: |\n  # auditlint: ignore-file[CNT002]\nb: c\n---\n\n{TABLE}\n",
    "without a blank before the hash": f"---\na: b# auditlint: ignore-file[CNT002]\n---\n\n{TABLE}\n",
}


@pytest.mark.parametrize("text", HELD.values(), ids=HELD)
def test_suppressed(text: str) -> None:
    assert codes(text) == []
    assert [one.code for one in outcome(text, AUDIT).suppressed] == ["CNT002"]


@pytest.mark.parametrize("text", NOT_HELD.values(), ids=NOT_HELD)
def test_not_suppressed(text: str) -> None:
    assert [one.partition(":")[2] for one in codes(text)] == ["CNT002"]
    assert outcome(text, AUDIT).suppressed == ()


OTHERS = {
    "the wrong block": (f"# A\n\n<!-- {C} -->\nA line.\n\n{TABLE}\n", ["3:LNT001", "10:CNT002"]),
    "the wrong line": (f"# A <!-- {C} -->\n\n{TABLE}\n", ["1:LNT001", "7:CNT002"]),
    "disabled and enabled before": (
        f"<!-- auditlint: disable[CNT002] -->\n\nA line.\n\n<!-- auditlint: enable[CNT002] -->\n{TABLE}\n",
        ["1:LNT001", "10:CNT002"],
    ),
    "enabled without need": (f"<!-- auditlint: enable[CNT002] -->\n{TABLE}\n",
                             ["1:LNT001", "6:CNT002"]),
    "another code": (f"<!-- auditlint: ignore[CNT001] -->\n{TABLE}\n", ["1:LNT001", "6:CNT002"]),
    "lower case": (f"<!-- auditlint: ignore[cnt002] -->\n{TABLE}\n", ["1:LNT002", "6:CNT002"]),
    "a prefix": (f"<!-- auditlint: ignore[CNT0] -->\n{TABLE}\n", ["1:LNT002", "6:CNT002"]),
    "no brackets": (f"<!-- auditlint: ignore -->\n{TABLE}\n", ["1:LNT002", "6:CNT002"]),
    "no brackets, a code": (f"<!-- auditlint: ignore CNT002 -->\n{TABLE}\n",
                            ["1:LNT002", "6:CNT002"]),
    "empty brackets": (f"<!-- auditlint: ignore[ ] -->\n{TABLE}\n", ["1:LNT002", "6:CNT002"]),
    "open brackets": (f"<!-- auditlint: ignore[CNT002 -->\n{TABLE}\n", ["1:LNT002", "6:CNT002"]),
    "a misspelt verb": (f"<!-- auditlint: ignroe[CNT002] -->\n{TABLE}\n",
                        ["1:LNT002", "6:CNT002"]),
    "past its date": (f"<!-- {C} until=2020-02-29 -->\n{TABLE}\n", ["1:LNT003", "6:CNT002"]),
    "no date": (f"<!-- {C} until=2021-02-29 -->\n{TABLE}\n", ["1:LNT003", "6:CNT002"]),
    "past its date, with an end": (
        (f"<!-- auditlint: disable[CNT002] until=2020-01-01 -->\n{TABLE}\n\n"
        "<!-- auditlint: enable[CNT002] -->\n"),
        ["1:LNT003", "6:CNT002"],
    ),
    "the crash report": (f"<!-- auditlint: ignore-file[LNT000] -->\n\n{TABLE}\n",
                         ["1:LNT001", "7:CNT002"]),
    "one too many": (f"<!-- auditlint: ignore[CNT002, CNT001] -->\n{TABLE}\n", ["1:LNT001"]),
    "unused and known to be": (f"# A <!-- auditlint: ignore[CNT002, LNT001] -->\n\n{TABLE}\n",
                               ["7:CNT002"]),
    "unused in its block and known to be": (
        f"<!-- auditlint: ignore[CNT001, LNT001] -->\n{TABLE}\n", ["6:CNT002"]),
    "an unknown name, known to be": (
        f"<!-- auditlint: ignore[CNT999, unknown-rule] -->\n{TABLE}\n", ["6:CNT002"]),
    "unused about unused": (f"<!-- auditlint: ignore-file[LNT001] -->\n\n{TABLE}\n",
                            ["1:LNT001", "7:CNT002"]),
}


@pytest.mark.parametrize(("text", "expected"), OTHERS.values(), ids=OTHERS)
def test_findings_about_suppressions(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_places_and_messages_are_exact() -> None:
    text = (
        "# A\n\n<!-- auditlint: ignore[CNT001, total-rwo] until=2020-01-31, really -->\n"
        "A paragraph.\n\nText <!-- auditlint: ignore[ total-row ] -->\n\n<!-- auditlint: ignore -->\n"
    )
    assert found(text, "LNT001") == [
        "6:30 total-row is ignored on this line, but finds nothing on it"
    ]
    assert found(text, "LNT002") == [
        '3:32 "total-rwo" names no rule, so nothing is suppressed; did you mean "total-row"?',
        "8:17 ignore names no rule; write ignore[CODE]",
    ]
    assert found(text, "LNT003") == [
        "3:43 the suppression of CNT001, total-rwo ended on 2020-01-31"
    ]
    one = next(one for one in lint(text) if one.code == "LNT003")
    assert one.place.end_column == one.place.column + len("until=2020-01-31")


def test_a_rule_that_did_not_run_leaves_nothing_unused() -> None:
    text = f"<!-- {C} -->\n\nA paragraph.\n"
    assert codes(text) == ["1:LNT001"]
    assert codes(text, ignore=("CNT002",)) == []
    assert codes(text, select=("DOC", "LNT")) == []
    assert codes(text, select=("CNT",)) == []
    # Of a family, every rule must have run.
    family = "<!-- auditlint: ignore[DOC] -->\n\nA paragraph.\n"
    assert codes(family) == ["1:LNT001"]
    assert codes(family, ignore=("DOC002",)) == []


def test_a_document_that_cannot_be_read_leaves_nothing_unused() -> None:
    assert codes('---\na: "b\n---\n\n<!-- auditlint: ignore[SCH001] -->\nText\n') == []


def test_the_reason_and_line_are_kept() -> None:
    text = f"<!-- {C}  counted\ntwice until=9999-01-01 -->\n\n{TABLE}\n"
    (one,) = outcome(text, AUDIT).suppressed
    assert one.suppression is not None
    assert one.suppression.reason == "counted twice"
    assert one.suppression.line == 1


def test_the_nearest_suppression_gets_the_credit_and_all_count_as_used() -> None:
    text = (
        f"<!-- auditlint: ignore-file[CNT002] file -->\n\n<!-- auditlint: disable[CNT] part -->\n\n"
        f"<!-- {C} block -->\n{TABLE} <!-- {C} line -->\n"
    )
    (one,) = outcome(text, AUDIT).suppressed
    assert one.suppression is not None
    assert one.suppression.reason == "line"
    assert codes(text) == []


def test_until_holds_through_its_day_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"<!-- {C} until=2026-03-01 -->\n{TABLE}\n"
    # 2026-03-01 23:59:59 UTC, and one second later.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409599")
    assert codes(text) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")
    assert codes(text) == ["1:LNT003", "6:CNT002"]


def fixed(text: str) -> str:
    """Apply the fixes of all unused suppressions."""
    from auditlint.source.text import LineIndex

    lines = LineIndex(text)
    edits = {
        (lines.offset(edit.place.line, edit.place.column),
         lines.offset(edit.place.end_line, edit.place.end_column), edit.text)
        for one in lint(text) if one.code == "LNT001" and one.fix is not None
        for edit in one.fix.edits
    }
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


FIXES = [
    ("A line. <!-- auditlint: ignore[CNT002] -->\n", "A line.\n"),
    ("A\n\n<!-- auditlint: ignore[CNT002] -->\nB\n", "A\n\nB\n"),
    ("A\n<!-- auditlint: ignore[CNT002] -->\nB\n", "A\n\nB\n"),
    ("A\r\n\r\n<!-- auditlint: ignore[CNT002] -->\r\nB\r\n", "A\r\n\r\nB\r\n"),
    ("<!-- auditlint: ignore[CNT002] -->", ""),
    ("- a\n  <!-- auditlint: ignore[CNT002] -->\n- b\n", "- a\n- b\n"),
    ("<!-- auditlint: ignore[CNT002] --> A\n", "A\n"),
    ("| a |\n|---|\n| b <!-- auditlint: ignore[CNT002] --> |\n", "| a |\n|---|\n| b |\n"),
    ("| a |\n|---|\n| b | <!-- auditlint: ignore[CNT002] -->\n", "| a |\n|---|\n| b |\n"),
    ("A <!-- auditlint: ignore[CNT002, CNT001] -->\n", "A\n"),
    ("---\n# auditlint: ignore[CNT002]\na: b\n---\n", "---\na: b\n---\n"),
    ("---\na: b  # auditlint: ignore[CNT002] x\n---\n", "---\na: b\n---\n"),
    (f"<!-- auditlint: ignore[CNT001, CNT002, CNT005] -->\n{TABLE}\n",
     f"<!-- auditlint: ignore[CNT002] -->\n{TABLE}\n"),
    (f"<!-- auditlint: ignore[CNT002, CNT001, CNT005] -->\n{TABLE}\n",
     f"<!-- auditlint: ignore[CNT002] -->\n{TABLE}\n"),
    (f"<!-- auditlint: ignore[CNT001,CNT005,CNT002] -->\n{TABLE}\n",
     f"<!-- auditlint: ignore[CNT002] -->\n{TABLE}\n"),
]


@pytest.mark.parametrize(("text", "expected"), FIXES)
def test_fixes(text: str, expected: str) -> None:
    assert fixed(text) == expected


FRONT = """---
milestone: v1.0
status: odd # auditlint: ignore[SCH002]
# auditlint: ignore[SCH] the whole entry
gaps:
  requirements:
    - id: X

  more: 3
# auditlint: ignore[DOC004]
milestone: v1.0
---
"""


def test_front_matter_entries() -> None:
    from auditlint.config import Limits
    from auditlint.parsing.document import Document
    from auditlint.suppressions.directiveplaces import read

    document = Document("a.md", FRONT, Limits())
    placed = [(one.first, one.last) for one in read(document, "markdown")]
    assert placed == [(3, 3), (4, 9), (10, 11)]
    broken = Document("a.md", FRONT.replace("status: odd", "status: `odd"), Limits())
    assert [(one.first, one.last) for one in read(broken, "markdown")] == placed
    carriage = Document("a.md", FRONT.replace("\n", "\r\n"), Limits())
    assert [(one.first, one.last) for one in read(carriage, "markdown")] == placed


def test_formats_without_markdown() -> None:
    from auditlint.config import Limits
    from auditlint.parsing.document import Document
    from auditlint.suppressions.directiveplaces import read

    yaml = "a:\n  - b # auditlint: ignore[SCH]\n# auditlint: ignore[SCH]\n- c\n"
    document = Document("a.yaml", yaml, Limits())
    assert [(one.first, one.last) for one in read(document, "yaml")] == [(2, 2), (3, 4)]
    document = Document("a.json", '{"a": "<!-- auditlint: ignore[SCH] -->"}', Limits())
    assert read(document, "json") == []


@pytest.mark.parametrize(
    "text",
    [
        "<!-- auditlint: ignore[CNT002] -->\n" * 20_000 + TABLE,
        "<!-- auditlint: disable[CNT] -->\n\n" * 20_000 + TABLE,
        "a <!-- auditlint: ignore[CNT002] -->" * 20_000,
        "<!-- auditlint: ignore[" + "x," * 100_000 + "] -->",
        "".join(f"<!-- auditlint: ignore[x{n}] -->\n\n" for n in range(10_000)),
        "---\n" + "# auditlint: ignore[CNT]\n" * 20_000 + "a: b\n---\n",
        "---\na: " + "# auditlint:" * 50_000 + "\n---\n",
        "---\na: '" + "# auditlint:" * 50_000 + "\n---\n",
        "<!-- auditlint: ignore[CNT002" + "\n- [ ] a" * 20_000,
        "<!-- auditlint:" * 50_000,
        "| a |\n|---|\n" + "| b | <!-- auditlint: ignore[CNT002] -->\n" * 15_000,
    ],
)
def test_hostile_documents_are_quick(text: str) -> None:
    start = time.process_time()
    lint(text, select=("CNT002", "LNT"))
    assert time.process_time() - start < 5.0
