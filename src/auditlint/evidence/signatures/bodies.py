"""Is a body only a stand-in: empty, or nothing but the statement that it is missing?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source

#: A longer body does something.
_LIMIT = 400

_SAID = r"[\"'`][^\"'`\n]*\b(?:not\s+(?:yet\s+)?implemented|unimplemented|implement\s+me|todo|stub|not\s+supported\s+yet)\b"
_STAND_IN = (
    r"(?:"
    r"(?:todo|unimplemented)!\s*[(\[{].*[)\]}]"
    r"|TODO\s*\(.*\)"
    r"|(?:raise|throw)\s*\(?\s*(?:new\s+)?(?:[\w.:]*\bNotImplemented\w*|[\w.:]*\bUnimplemented\w*|[\w.:]*UnsupportedOperationException)\b.*"
    r"|(?:raise|throw|panic!?|error|fatalError|preconditionFailure|abort|die|bail!)\b.*(?P<said>" + _SAID + r").*"
    r"|pass|\.\.\.|nil|return|"
    r")"
)


def is_stub(source: Source, start: int, end: int) -> bool:
    """Say whether the body between two offsets (without its brackets) is a stand-in."""
    if source.code.count("\n", start, min(end, start + 3 * _LIMIT)) > 40:
        return False
    code = source.code[start : min(end, start + 20_000)]
    if len(code.strip()) > _LIMIT or end - start > 20_000:
        return False
    if not code.strip().rstrip(";").strip():
        return True
    # The words of a message count, those of a comment do not.
    visible = _without_comments(source.text[start:end], code).strip().rstrip(";").strip()
    return pattern(_STAND_IN, re.IGNORECASE | re.DOTALL).fullmatch(visible) is not None and ";" not in code.strip().rstrip(";")


def _without_comments(text: str, code: str) -> str:
    """Return `text` with what is blank in `code` outside quotes taken out."""
    shown: list[str] = []
    in_string = False
    for original, masked in zip(text, code, strict=True):
        if masked == '"':
            in_string = not in_string
            shown.append('"')
        else:
            shown.append(original if in_string else masked)
    return "".join(shown)
