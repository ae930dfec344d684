from __future__ import annotations

import time

import pytest

from auditlint.report.source import Excerpt, Sources, cells, excerpt

WIDTHS = [
    ("abc", 3),
    ("日本", 4),
    ("한", 2),
    ("\u1112\u1161\u11ab", 2),  # the same in three letters
    ("ｆ", 2),
    ("é", 1),
    ("e\u0301", 1),
    ("✅", 2),
    ("⚠", 1),
    ("⚠\ufe0f", 2),
    ("👍🏽", 2),
    ("👩\u200d💻", 2),
    ("🇩🇪", 2),
    ("\t", 4),
    ("\x1b", 4),
    ("\u202e", 6),
    ("##[", 4),
    ("a\u00a0b", 3),
]


@pytest.mark.parametrize(("text", "width"), WIDTHS)
def test_width(text: str, width: int) -> None:
    found = cells(text)
    assert len(found) == len(text)
    assert sum(cell.width for cell in found) == width


WHOLE = [
    ("plain text", 6, 10, Excerpt("plain text", 6, 4, True)),
    ("\ta\tb", 3, 4, Excerpt("    a    b", 9, 1, True)),
    ("日本語 text", 4, 8, Excerpt("日本語 text", 7, 4, True)),
    ("日本語", 1, 2, Excerpt("日本語", 2, 2, True)),
    ("⚠️ 3/4 ✅ 2/4", 9, 12, Excerpt("⚠️ 3/4 ✅ 2/4", 10, 3, True)),
    ("e\u0301a\u0308 x", 5, 6, Excerpt("e\u0301a\u0308 x", 3, 1, True)),
    ("a\x1bb", 2, 3, Excerpt("a\\x1bb", 5, 1, True)),
    ("## ##[x] y", 9, 10, Excerpt("## ##\\[x] y", 10, 1, True)),
    ("short", 5, 5, Excerpt("short", 5, 1, True)),
    ("short", 50, 60, Excerpt("short", 5, 1, True)),
    ("", 0, 0, Excerpt("", 0, 1, True)),
    ("abc", 1, 1, Excerpt("abc", 1, 1, True)),
]


@pytest.mark.parametrize(("line", "start", "end", "shown"), WHOLE)
def test_short_lines_are_shown_whole(line: str, start: int, end: int, shown: Excerpt) -> None:
    assert excerpt(line, start, end, 40) == shown


def under(part: Excerpt) -> str:
    """Return the text above the underline, of a text in which every cell is one character."""
    return part.text[part.offset : part.offset + part.width]


@pytest.mark.parametrize("start", [0, 1, 5, 30, 50, 80, 94, 99])
def test_long_lines_are_cut_around_the_span(start: int) -> None:
    line = "".join(chr(ord("a") + at % 26) for at in range(100))
    part = excerpt(line, start, min(start + 5, 100), 40)
    assert not part.whole
    assert len(part.text) <= 40
    assert under(part) == line[start : start + 5]
    assert part.text.startswith("...") == (not part.text.startswith(line[:5]))
    assert part.text.endswith("...") == (not part.text.endswith(line[-5:]))


def test_a_span_longer_than_the_room_is_cut() -> None:
    part = excerpt("x" * 500, 100, 400, 40)
    assert part == Excerpt("..." + "x" * 34 + "...", 3, 34, False)


def test_wide_characters_are_cut_by_cells() -> None:
    part = excerpt("日" * 200, 100, 101, 40)
    assert part.width == 2
    assert sum(cell.width for cell in cells(part.text)) <= 40


def test_a_cut_does_not_begin_with_a_mark() -> None:
    part = excerpt("a\u0301" * 200, 200, 202, 40)
    assert part.text.startswith("...a")


@pytest.mark.parametrize("line", ["x" * 10_000_000, "\u0301" * 10_000_000, "\t" * 10_000_000])
def test_an_endless_line_costs_no_more_than_its_window(line: str) -> None:
    began = time.process_time()
    part = excerpt(line, 5_000_000, 5_000_004, 100)
    assert time.process_time() - began < 0.5
    assert len(part.text) < 500


def test_sources_reads_each_file_once_and_forgets_old_ones() -> None:
    asked: list[str] = []

    def read(path: str) -> str | None:
        asked.append(path)
        return None if path == "gone" else "one\r\ntwo\rthree\n"

    sources = Sources(read)
    assert [sources.line("a", number) for number in (0, 1, 2, 3, 4, 5)] == [
        None,
        "one",
        "two",
        "three",
        "",
        None,
    ]
    assert sources.line("gone", 1) is None
    assert sources.line("gone", 2) is None
    assert asked == ["a", "gone"]
    for number in range(20):
        sources.line(str(number), 1)
    sources.line("a", 1)
    assert asked.count("a") == 2
