from __future__ import annotations

import unicodedata

import pytest

from auditlint.report import escape

from .samples import HOSTILE

KEPT = [
    "plain ASCII `code` | 100 % \\d+",
    "日本語のテキスト、한국어",
    "ça va — naïve “quotes” ✅ ⚠️ 🚀",
    "👩‍💻 family 👨‍👩‍👧‍👦 flags 🇩🇪 skin 👍🏽",
    "combining e\u0301 and Persian می\u200cخواهم",
    "no-break\u00a0space and ideographic\u3000space",
    "# heading ## [link] ###[",
]

ESCAPED = [
    ("a\nb\r\nc\td", r"a\nb\r\nc\td"),
    ("\x00\x07\x1b[31m\x7f", r"\x00\x07\x1b[31m\x7f"),
    ("\x85\x9b", r"\x85\x9b"),
    ("\u2028\u2029", r"\u2028\u2029"),
    ("\u202a\u202b\u202c\u202d\u202e", r"\u202a\u202b\u202c\u202d\u202e"),
    ("\u2066\u2067\u2068\u2069", r"\u2066\u2067\u2068\u2069"),
    ("\u200e\u200f\u061c\u200b\ufeff\u00ad", r"\u200e\u200f\u061c\u200b\ufeff\xad"),
    ("\U000e0041\ufffe\U0001ffff", r"\U000e0041\ufffe\U0001ffff"),
    ("\ud800 and byte \udcff", r"\ud800 and byte \xff"),
    ("##[error]x ##[", r"##\[error]x ##\["),
]


@pytest.mark.parametrize("text", KEPT[:-1])
def test_printable_text_stays(text: str) -> None:
    assert escape.line(text) == text


@pytest.mark.parametrize(("text", "shown"), ESCAPED)
def test_what_is_obeyed_or_hidden_is_escaped(text: str, shown: str) -> None:
    assert escape.line(text) == shown
    assert escape.line(escape.line(text)) == shown


def test_no_control_or_bidirectional_character_is_left_of_all_of_unicode() -> None:
    joiners = {"\u200c", "\u200d"}
    for code in range(0x110000):
        char = chr(code)
        shown = escape.character(char)
        assert shown.isascii() or shown == char
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp"):
            assert shown != char
        if unicodedata.bidirectional(char) in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        ):
            assert shown != char
        if shown != char:
            assert not char.isprintable()
    assert {escape.character(char) for char in joiners} == joiners


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("docs/a b.md", "docs/a b.md"),
        ("::error::x.md", "./::error::x.md"),
        (" ::error::x.md", "./ ::error::x.md"),
        ("x.md:1:1: error[CNT001] y", r"x.md:1:1:\x20error[CNT001] y"),
        ("a\nb/\u202e.md", r"a\nb/\u202e.md"),
        ("\udce9.md", r"\xe9.md"),
    ],
)
def test_path(path: str, shown: str) -> None:
    assert escape.path(path) == shown


def test_message_is_cut() -> None:
    assert escape.message("x" * 2000) == "x" * 2000
    assert escape.message("x" * 10_000_000) == "x" * 2000 + "..."


def test_scalars_spells_out_nothing_but_surrogates() -> None:
    assert escape.scalars("a\x1b日\u202e\udcff\ud83d") == "a\x1b日\u202e\\xff\\ud83d"


def test_hostile_sample_is_one_printable_line() -> None:
    shown = escape.line(HOSTILE)
    assert shown.isprintable()
    assert len(shown.splitlines()) == 1
