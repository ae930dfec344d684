"""DOC003, DOC004, DOC009: what is said about front matter that cannot be read."""

from __future__ import annotations

import pytest

from auditlint.config import Limits
from auditlint.parsing.frontmatter import read
from tests.helpers import found, lint

TAIL = "\nmilestone: v1.0\naudited: 2026-01-31\nstatus: passed\nscores: {requirements: 3/3}\n---\n# v1.0 Audit\n"


def fixed(text: str, code: str) -> str:
    """Apply the fix of the only finding of `code`."""
    (diagnostic,) = [one for one in lint(text) if one.code == code]
    assert diagnostic.fix is not None
    lines = text.split("\n")
    for edit in sorted(diagnostic.fix.edits, key=lambda one: one.place, reverse=True):
        assert edit.place.line == edit.place.end_line
        line = lines[edit.place.line - 1]
        lines[edit.place.line - 1] = (
            line[: edit.place.column - 1] + edit.text + line[edit.place.end_column - 1 :]
        )
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("yaml", "wanted"),
    [
        ("a: one: two", 'a: "one: two"'),
        ("a: `x`\nb: @y", 'a: "`x`"\nb: "@y"'),
        ('a: "x" and "y"', "a: '\"x\" and \"y\"'"),
        ("a: [@x/y, z]", 'a: ["@x/y", z]'),
        ("a:\n  - f: 'x' is not", "a:\n  - f: \"'x' is not\""),
        ('a: "\\d"', "a: '\\d'"),
        ('a: "\\.push\\(it\'s"', "a: '\\.push\\(it''s'"),
    ],
)
def test_the_fix_quotes_what_breaks(yaml: str, wanted: str) -> None:
    text = f"---\n{yaml}{TAIL}"
    result = fixed(text, "DOC003")
    assert result == f"---\n{wanted}{TAIL}"
    front = read(result, Limits())
    assert front is not None
    assert front.valid


@pytest.mark.parametrize("yaml", ["a: true\n  b: 1", "a: [x", "a: 1\n\tb: 2", 'a: "open'])
def test_no_fix_where_quotes_do_not_help(yaml: str) -> None:
    (diagnostic,) = [one for one in lint(f"---\n{yaml}{TAIL}") if one.code == "DOC003"]
    assert diagnostic.fix is None


def test_broken_front_matter_gives_no_schema_finding() -> None:
    text = f"---\na: one: two\nstatus: nonsense{TAIL}"
    assert [one.code for one in lint(text, select=("DOC", "SCH"), preview=False)] == ["DOC003"]


def test_place_and_words() -> None:
    assert found(f"---\na: one: two{TAIL}", "DOC003") == [
        ("2:7 front matter is not YAML: a colon and a space inside an unquoted value; "
        "put the whole value in quotes")
    ]


def test_an_open_fence() -> None:
    assert found("---\nmilestone: v1.0\nstatus: passed\n# Audit\n", "DOC003") == [
        "1:1 front matter is not YAML: the front matter never closes; add a line --- after it"
    ]


def test_duplicates() -> None:
    assert found(f"---\nx: {{a: 1, a: 2}}\nstatus: passed{TAIL}", "DOC004") == [
        "2:11 the key 'a' stands here twice",
        "6:1 the key 'status' stands here twice",
    ]


def test_a_limit() -> None:
    assert found("---\na: " + "[" * 70 + f"{TAIL}", "DOC009") == [
        "2:67 YAML nested deeper than 64 levels; the front matter was not read"
    ]
    assert found(f"---\na: [[[]]]{TAIL}", "DOC009", limits=Limits(yaml_depth=3)) == [
        "2:6 YAML nested deeper than 3 levels; the front matter was not read"
    ]


def test_a_table_beyond_the_limit() -> None:
    table = "# v1.0 Milestone Audit\n\n| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 30
    assert found(table, "DOC009", limits=Limits(table_rows=20)) == [
        "3:1 a table of 30 rows, more than the limit of 20; the document was not checked"
    ]
    assert found(table, "DOC009") == []


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"# Audit\n\xff", "2:1 byte 0xff is not UTF-8; the file was not checked"),
        (b"# \x00", "1:3 a NUL byte: this is no text; the file was not checked"),
        ("# x".encode("utf-16"), "1:1 the text is UTF-16, not UTF-8; the file was not checked"),
        (b"\xef\xbb\xbf# x\n\x97", "2:1 byte 0x97 is not UTF-8; the file was not checked"),
    ],
)
def test_undecodable(data: bytes, wanted: str) -> None:
    assert found(data, "DOC001") == [wanted]


def test_a_byte_order_mark_is_welcome() -> None:
    assert found(b"\xef\xbb\xbf# x\n", "DOC001") == []


@pytest.mark.parametrize("refused", ["\ufffe", "\x01"])
def test_a_character_that_yaml_does_not_allow(refused: str) -> None:
    assert found(f"---\na: é\nb: x{refused}y{TAIL}", "DOC003") == [
        "3:5 front matter is not YAML: a character that YAML does not allow"
    ]
