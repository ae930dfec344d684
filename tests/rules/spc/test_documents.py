"""The rules that one specification or delta decides."""

from __future__ import annotations

import pytest

from tests.helpers import found, lint

DELTA = "openspec/changes/add-tides/specs/tides/spec.md"
MAIN = "openspec/specs/tides/spec.md"
HEAD = "# Tides Specification\n\n## Purpose\nTide tables for every harbour of the coast, for a year.\n\n"
BLOCK = (
    "### Requirement: {}\nThe table SHALL be kept.\n\n#### Scenario: {}\n- **WHEN** it is asked\n"
    "- **THEN** it is there\n\n"
)
ONE = BLOCK.format("Keep", "One")
TWO = BLOCK.format("Show", "Two")


@pytest.mark.parametrize("path", [DELTA, MAIN])
@pytest.mark.parametrize("code", ["SPC001", "SPC002", "SPC006", "SPC007"])
def test_a_good_document_is_silent(code: str, path: str) -> None:
    head = HEAD + "## Requirements\n\n" if path == MAIN else "## ADDED Requirements\n\n"
    assert found(head + ONE + TWO, code, path) == []


def test_stated_twice() -> None:
    assert found("## ADDED Requirements\n\n" + ONE + ONE, "SPC001", DELTA) == [
        "10:18 'Keep' is added a second time"
    ]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("MODIFIED", "REMOVED", "'Keep' is removed here, but modified in the same delta"),
        ("ADDED", "MODIFIED", "'Keep' is modified here, but added in the same delta"),
        ("ADDED", "REMOVED", "'Keep' is removed here, but added in the same delta"),
    ],
)
def test_sections_that_exclude_each_other(first: str, second: str, message: str) -> None:
    text = f"## {first} Requirements\n\n{ONE}## {second} Requirements\n\n{ONE}"
    assert found(text, "SPC001", DELTA) == [f"12:18 {message}"]


def test_renamed_and_removed() -> None:
    text = (
        "## RENAMED Requirements\n\n- FROM: `### Requirement: Keep`\n- TO: `### Requirement: Hold`\n"
        "\n## REMOVED Requirements\n\n- `### Requirement: Keep`\n"
    )
    assert found(text, "SPC001", DELTA) == [
        "8:21 'Keep' is removed here, but renamed in the same delta"
    ]


def test_quoted_requirements_are_none() -> None:
    text = "## ADDED Requirements\n\n" + ONE + "```markdown\n" + ONE + "```\n"
    assert found(text, "SPC001", DELTA) == []


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("### Requirement: Keep\nThe table SHALL be kept.\n",
         "3:18 requirement 'Keep' has no scenario"),
        ("### Requirement: Keep\n\n#### Scenario: One\n- **THEN** it is there\n",
         "3:18 requirement 'Keep' has no text"),
        ("### Requirement: Keep\n", "3:18 requirement 'Keep' has no text and no scenario"),
    ],
)
def test_without_text_or_scenario(block: str, message: str) -> None:
    assert found("## ADDED Requirements\n\n" + block, "SPC002", DELTA) == [message]


def test_removed_requirements_need_neither() -> None:
    assert found("## REMOVED Requirements\n\n### Requirement: Keep\n", "SPC002", DELTA) == []


@pytest.mark.parametrize(
    ("name", "statement", "where"),
    [
        ("Keep", "The table is kept.", ""),
        ("Keep", "The table shall be kept.", ""),
        ("It MUST keep", "The table is kept.", " in its text, only in its heading"),
    ],
)
def test_no_normative_word_is_a_notice(name: str, statement: str, where: str) -> None:
    text = (
        f"## ADDED Requirements\n\n### Requirement: {name}\n{statement}\n\n#### Scenario: One\n"
        "- **THEN** it SHALL be there\n"
    )
    (one,) = [each for each in lint(text, DELTA) if each.code == "SPC006"]
    assert one.severity == "notice"
    assert one.message == f"requirement {name!r} says neither SHALL nor MUST{where}"


@pytest.mark.parametrize(
    ("text", "path", "messages"),
    [
        (HEAD + ONE, MAIN, ["1:3 the specification has no section 'Requirements'"]),
        ("# Tides\n\n## Requirements\n\n" + ONE, MAIN,
         ["1:3 the specification has no section 'Purpose'"]),
        (HEAD + "## ADDED Requirements\n\n" + ONE, MAIN,
         ["6:4 'ADDED Requirements' is a heading of a change's delta, not of a main specification"]),
        (HEAD + "## Requirements\n\n" + ONE + "## Notes\n\n" + TWO, MAIN,
         ["17:18 requirement 'Show' stands outside the section \"Requirements\""]),
        ("# Tides\n\n" + ONE, DELTA,
         ["1:3 the delta has no section that says what it adds, modifies, removes or renames"]),
        ("## ADDED Requirements\n\nNone yet.\n\n## MODIFIED Requirements\n\nNone.\n", DELTA,
         ["1:4 'ADDED Requirements' names no requirement"]),
        ("## RENAMED Requirements\n\n- FROM: `### Requirement: Keep`\n", DELTA,
         ["3:27 the renaming of 'Keep' lacks the new name"]),
        ("## RENAMED Requirements\n\n- TO: `### Requirement: Keep`\n", DELTA,
         ["3:25 the renaming to 'Keep' lacks the old name"]),
        ("# Tides\n\n## Purpose\nTables.\n\n## Requirements\n\nNone.\n", MAIN,
         ["3:4 the purpose has only 7 characters; tools ask for 50",
          "6:4 the section 'Requirements' holds no requirement"]),
        ("# Tides\n\n## Purpose\n\n## Requirements\n\n" + ONE, MAIN,
         ["3:4 the section 'Purpose' is empty"]),
        ("## ADDED Requirements\n\n" + ONE + "## Notes\n\n" + TWO, DELTA,
         ["12:18 requirement 'Show' stands outside the delta's sections, so no tool reads it"]),
    ],
)
def test_structure(text: str, path: str, messages: list[str]) -> None:
    assert found(text, "SPC007", path) == messages


def test_a_scenario_of_a_heading_alone_is_none() -> None:
    text = "## ADDED Requirements\n\n### Requirement: Keep\nIt SHALL be kept.\n\n#### Scenario: One\n"
    assert found(text, "SPC002", DELTA) == [
        "3:18 requirement 'Keep' has no scenario that says anything"
    ]
    assert found(text + "- **WHEN** asked\n", "SPC002", DELTA) == []
