"""What must hold for every rule at once: line ends, byte order marks and blank lines change nothing.

The documents are the bad examples of all rule pages, so a new rule is covered when it has one.
"""

from __future__ import annotations

import pytest

from tests.helpers import lint
from tests.rules.test_pages import EXAMPLES, Example

#: DOC005's marks must stand at the start of a line, DOC001 is about bytes: all others move freely.
BAD = [one for one in EXAMPLES if one.wanted == "bad"]
IDS = [f"{one.code}-{number}" for number, one in enumerate(BAD)]


def places(text: str | bytes, path: str) -> list[tuple[str, int, int, int, int]]:
    return [
        (one.code, one.place.line, one.place.column, one.place.end_line, one.place.end_column)
        for one in lint(text, path)
    ]


@pytest.mark.parametrize("example", BAD, ids=IDS)
def test_windows_line_ends_change_nothing(example: Example) -> None:
    windows = example.text.replace("\n", "\r\n")
    assert places(windows, example.path) == places(example.text, example.path)


@pytest.mark.parametrize("example", BAD, ids=IDS)
def test_lone_carriage_returns_change_nothing(example: Example) -> None:
    classic = example.text.replace("\n", "\r")
    assert places(classic, example.path) == places(example.text, example.path)


@pytest.mark.parametrize("example", BAD, ids=IDS)
def test_a_byte_order_mark_changes_nothing(example: Example) -> None:
    marked = b"\xef\xbb\xbf" + example.text.encode()
    assert places(marked, example.path) == places(example.text, example.path)


@pytest.mark.parametrize("example", BAD, ids=IDS)
def test_no_final_line_end_changes_nothing_but_ends(example: Example) -> None:
    if example.path.endswith(".md"):
        bare = [one[:3] for one in places(example.text.rstrip("\n"), example.path)]
        assert bare == [one[:3] for one in places(example.text, example.path)]


@pytest.mark.parametrize(
    "example", [one for one in BAD if one.text.startswith("# ")], ids=lambda one: one.code
)
def test_fingerprints_do_not_depend_on_lines(example: Example) -> None:
    """Blank lines in front of a body without front matter move every place and no fingerprint."""
    text = example.text
    moved = lint("\n\n" + text, example.path)
    assert sorted(one.fingerprint for one in moved) == sorted(
        one.fingerprint for one in lint(text, example.path)
    )


@pytest.mark.parametrize("example", BAD, ids=IDS)
def test_every_place_is_inside_the_document(example: Example) -> None:
    lines = example.text.split("\n")
    for one in lint(example.text, example.path):
        for place in (one.place, *(related.place for related in one.related)):
            if place.path != example.path:
                continue
            assert 1 <= place.line <= place.end_line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
            assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1
            assert (place.line, place.column) <= (place.end_line, place.end_column)


@pytest.mark.parametrize("example", BAD, ids=IDS)
def test_archived_documents_give_notices_one_per_rule(example: Example) -> None:
    path = f"archive/{example.path}"
    found = lint(example.text, path)
    codes = [one.code for one in found if not one.code.startswith("LNT")]
    assert len(codes) == len(set(codes))
    assert {one.severity for one in found if not one.code.startswith("LNT")} <= {"notice"}
