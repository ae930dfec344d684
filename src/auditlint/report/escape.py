r"""Make text from a document or a path safe to print on one line.

Escaped, as ``\n``, ``\x1b``, ``\u202e`` or ``\U000e0041``: control characters, every line
separator, bidirectional marks, overrides and isolates, other invisible format characters, tag
characters, lone surrogates and noncharacters. Printable text stays as it is, and so do the
zero-width joiner and non-joiner, without which emoji and several scripts fall apart. A backslash
stays single: the result is for reading, and machine formats do not come here.

``##[`` becomes ``##\[``: GitHub's runner takes ``##[command]`` for a workflow command anywhere
in a line of output.
"""

from __future__ import annotations

#: How many code points of a message are printed; a rule may quote a cell of any length.
MESSAGE_LIMIT = 2000

CUT = "..."

_NAMED = {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}

#: Ranges of code points, both ends inclusive. Written out, since Unicode categories differ
#: between Python versions and the output must not.
_HIDDEN = (
    (0x00, 0x1F),  # C0 controls
    (0x7F, 0x9F),  # DEL and C1 controls, NEL among them
    (0xAD, 0xAD),  # soft hyphen
    (0x061C, 0x061C),  # Arabic letter mark
    (0x180E, 0x180E),  # Mongolian vowel separator
    (0x200B, 0x200B),  # zero-width space
    (0x200E, 0x200F),  # left-to-right and right-to-left mark
    (0x2028, 0x202E),  # line and paragraph separator, embeddings and overrides
    (0x2060, 0x206F),  # word joiner, invisible operators, isolates
    (0xD800, 0xDFFF),  # surrogates
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF9, 0xFFFB),  # interlinear annotations
    (0x1D173, 0x1D17A),  # musical format characters
    (0xE0000, 0xE007F),  # tags
)


class _Table(dict[int, str]):
    """A table for `str.translate` that fills itself with what was asked for."""

    def __missing__(self, code: int) -> str:
        shown = _shown(code)
        self[code] = shown
        return shown


def _shown(code: int) -> str:
    hidden = any(low <= code <= high for low, high in _HIDDEN) or code & 0xFFFE == 0xFFFE
    if not hidden:
        return chr(code)
    if code in _NAMED:
        return _NAMED[code]
    if code <= 0xFF:
        return f"\\x{code:02x}"
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"  # the byte of a file name that is not UTF-8
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


_TABLE = _Table()


def line(text: str) -> str:
    """Return `text` as one line without anything that a terminal or a runner would obey."""
    if not text.isprintable():
        text = text.translate(_TABLE)
    if "##[" in text:
        text = text.replace("##[", "##\\[")
    return text


def message(text: str) -> str:
    """Return a finding's message as one line of bounded length."""
    if len(text) > MESSAGE_LIMIT:
        text = text[:MESSAGE_LIMIT] + CUT
    return line(text)


def path(text: str) -> str:
    r"""Return a path for the start of a line.

    No name can forge what follows: a ``: `` inside becomes ``:\x20``, so that the place is where
    the first one stands; and a name that begins with ``::`` gets ``./`` in front, or GitHub's
    runner would take the line for a workflow command.
    """
    shown = start(text)
    return shown.replace(": ", ":\\x20") if ": " in shown else shown


def start(text: str) -> str:
    """Return a whole line that begins with a path: what looks like a command is none."""
    shown = line(text)
    return "./" + shown if shown.lstrip().startswith("::") else shown


def character(char: str) -> str:
    """Return one character, escaped where it must be; a tab is escaped too."""
    return _TABLE[ord(char)]


def scalars(text: str) -> str:
    """Return `text` with lone surrogates spelled out, so that it is valid in UTF-8 and JSON."""
    if text.isascii():
        return text
    return "".join(_TABLE[ord(char)] if 0xD800 <= ord(char) <= 0xDFFF else char for char in text)
