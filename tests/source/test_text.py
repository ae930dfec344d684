from __future__ import annotations

import pytest

from auditlint.source.text import LineIndex, Position, Span, UndecodableError, decode


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode(b"\xef\xbb\xbf# T") == "# T"


@pytest.mark.parametrize(
    ("data", "offset", "reason"),
    [
        (b"ab\xffc", 2, "byte 0xff is not UTF-8"),
        ("é".encode() + b"\xc3(", 1, "byte 0xc3 is not UTF-8"),
        (b"\xff\xfe#\x00", 0, "the text is UTF-16, not UTF-8"),
        (b"ab\x00c", 2, "a NUL byte: this is no text"),
        (b"\xed\xa0\x80", 0, "byte 0xed is not UTF-8"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, offset: int, reason: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    assert (caught.value.offset, caught.value.reason) == (offset, reason)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("a", [0]),
        ("a\nb", [0, 2]),
        ("a\r\nb\r\n", [0, 3, 6]),
        ("a\rb\rc", [0, 2, 4]),
        ("a\r\n\rb\n\r\n", [0, 3, 4, 6, 8]),
        ("\r\r\n\n", [0, 1, 3, 4]),
        # What str.splitlines takes for line ends besides is text.
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", [0]),
    ],
)
def test_line_starts(text: str, starts: list[int]) -> None:
    assert LineIndex(text).starts == starts


def test_positions_count_code_points() -> None:
    lines = LineIndex("ab\n😀é\u0301x\r\n漢字")
    assert lines.position(0) == Position(1, 1)
    assert lines.position(3) == Position(2, 1)
    assert lines.position(6) == Position(2, 4)
    assert lines.position(10) == Position(3, 2)
    assert lines.position(999) == Position(3, 3)
    assert lines.position(-5) == Position(1, 1)
    assert lines.offset(3, 2) == 10


def test_a_lines_span_leaves_its_end_out() -> None:
    lines = LineIndex("ab\r\ncd\n")
    assert [lines.line_span(number) for number in (1, 2, 3)] == [
        Span(0, 2), Span(4, 6), Span(7, 7),
    ]
    assert lines.count == 2
