from __future__ import annotations

import re
from textwrap import dedent

from auditlint.findings import PlacedFix, RelatedPlace
from auditlint.report import render

from .runner import commands
from .samples import (
    AUDIT,
    HOSTILE,
    diagnostic,
    notice,
    options,
    place,
    report,
    rich,
    warning,
)


def frame(*diagnostics: object, text: str | None = None, **fields: object) -> str:
    """Return the `full` output; `text` is what every path reads as."""
    if text is not None:
        fields["read"] = lambda path: text
    return render("full", report(*diagnostics), options(**fields))  # type: ignore[arg-type]


def test_everything_about_a_finding() -> None:
    assert frame(rich()) == dedent(
        """\
        error[CNT005] 2 Info stated, but 3 rows are Info
         --> .planning/v2.0-MILESTONE-AUDIT.md:3:16
          |
        3 | Debt: 5 items (2 Info, 3 Deferred)
          |                ^^^^^^
        ...
        7 | | D-1 | Info  |
          |         ---- this row is Info
          |
         --> .planning/ROADMAP.md:2:3
          |
        2 | - Info: 3
          |   ---- the plan says 3
          |
          = help: write "3 Info" (unsafe fix)
          = rule: breakdown; to read it: auditlint rule CNT005
        """
    )


def test_blocks_are_separated_by_an_empty_line() -> None:
    assert frame(rich(), warning()).count("\n\n") == 1
    assert not frame(rich(), warning()).endswith("\n\n")


def test_notices_only_on_request() -> None:
    assert frame(notice()) == ""
    assert frame(notice(), notices=True).startswith("notice[STA007] a small thing\n")


def lines_of(one: object, text: str, **fields: object) -> list[str]:
    """Return the lines between the arrow and the closing bar."""
    return frame(one, text=text, **fields).splitlines()[3:-2]


def test_related_places_on_the_same_line_share_it() -> None:
    one = diagnostic(
        where=place(1, 5, 8),
        related=(RelatedPlace(place(1, 1, 4), "first"), RelatedPlace(place(2, 1, 2), "second")),
    )
    assert lines_of(one, "one two\nthree\n") == [
        "1 | one two",
        "  | --- first",
        "  |     ^^^",
        "2 | three",
        "  | - second",
    ]


def test_related_places_on_the_same_long_line_are_cut_out_one_by_one() -> None:
    one = diagnostic(where=place(1, 1, 4), related=(RelatedPlace(place(1, 901, 904), "far away"),))
    shown = lines_of(one, "abc" + "x" * 897 + "def" + "x" * 100, width=60)
    assert [line[:4] for line in shown] == ["1 | ", "  | ", "1 | ", "  | "]
    assert all(len(line) <= 80 for line in shown)
    assert shown[1] == "  | ^^^"
    assert shown[2][shown[3].index("-") :].startswith("def")


def test_an_endless_line_is_never_printed() -> None:
    one = diagnostic(where=place(1, 5_000_001, 5_000_004))
    assert len(frame(one, text="x" * 10_000_000)) < 1000


def test_a_span_over_several_lines() -> None:
    assert lines_of(diagnostic(where=place(1, 3, 2, end_line=3)), "one\ntwo\nthree\n") == [
        "1 | one",
        "  |   ^ (to line 3)",
    ]
    assert lines_of(diagnostic(where=place(1, 1, 1, end_line=2)), "one\ntwo\n") == [
        "1 | one",
        "  | ^^^",
    ]


def test_line_numbers_are_aligned() -> None:
    one = diagnostic(where=place(9, 1, 2), related=(RelatedPlace(place(10, 1, 2), "next"),))
    assert frame(one, text="x\n" * 10).splitlines()[1:7] == [
        f"  --> {AUDIT}:9:1",
        "   |",
        " 9 | x",
        "   | ^",
        "10 | x",
        "   | - next",
    ]


def test_places_that_cannot_be_read_are_still_named() -> None:
    one = diagnostic(
        where=place(99, 1, 2),
        related=(
            RelatedPlace(place(4, 1, 1, "gone.md"), "this file"),
            RelatedPlace(place(7, 1, 1, "gone.md"), "this one too"),
        ),
    )
    assert frame(one).splitlines() == [
        "error[CNT005] 2 Info stated, but 3 rows are Info",
        f"  --> {AUDIT}:99:1",
        "  --> gone.md:4:1",
        "   = this file",
        "   = line 7: this one too",
        "   = rule: breakdown; to read it: auditlint rule CNT005",
    ]


def test_many_related_places_are_counted() -> None:
    places = tuple(RelatedPlace(place(number, 1, 2), "row") for number in range(1, 21))
    shown = frame(diagnostic(related=places), text="x\n" * 30)
    assert shown.count("- row") == 8
    assert "= and: 12 more places\n" in shown


def test_safe_fix() -> None:
    one = diagnostic(fix=PlacedFix("safe", "tick the box", ()))
    assert "= help: tick the box (safe fix)\n" in frame(one)


def test_colours_change_nothing_but_codes() -> None:
    plain = frame(rich(), warning(), notice(), notices=True)
    coloured = frame(rich(), warning(), notice(), notices=True, color=True)
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_links_only_where_wanted() -> None:
    assert "\x1b" not in frame(rich())
    one = diagnostic(where=place(3, 1, 2, "a b\u202e%.md"))
    shown = frame(one, links="/repo")
    target = "\x1b]8;;file:///repo/a%20b%E2%80%AE%25.md#L3\x1b\\"
    assert f"{target}a b\\u202e%.md:3:1\x1b]8;;\x1b\\" in shown
    assert "file:///repo/caf%E9" in frame(
        diagnostic(where=place(1, 1, 2, "caf\udce9")), links="/repo"
    )
    assert "file:///repo/x" in frame(diagnostic(where=place(1, 1, 2, "x\ud800")), links="/repo")


def test_hostile_text_stays_where_it_belongs() -> None:
    one = diagnostic(
        HOSTILE,
        where=place(1, 1, 2, "\x1b[2J\n::error::x.md"),
        related=(RelatedPlace(place(1, 1, 2, "\x1b[2J\n::error::x.md"), HOSTILE),),
        fix=PlacedFix("safe", HOSTILE, ()),
    )
    for text in (None, HOSTILE, "::error::x", "##[error]x"):
        shown = frame(one, text=text)
        assert all(line.isprintable() for line in shown.split("\n"))
        assert commands(shown) == []
