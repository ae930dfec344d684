"""Is a function only there in place of one that is still to be written, or empty on purpose?"""

from __future__ import annotations

from re import MULTILINE
from typing import TYPE_CHECKING

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.signatures import Signature

#: Test doubles, examples, generated files, and what only declares.
_ELSEWHERE = (
    r"(?:^|/)(?:tests?|__tests__|specs?|mocks?|__mocks__|fixtures?|stubs?|fakes?|examples?|benche?s?|"
    r"benchmarks?|docs?|templates?|vendor|third_party|node_modules|generated|gen)(?:/|$)"
    r"|[._](?:test|spec|mock|gen|generated|pb)\.|(?:^|/)(?:test|mock|fake|stub)_|_(?:test|mock|stubs?)\."
    r"|\.pyi$|\.d\.[cm]?ts$|\.g\.dart$"
)
#: Above a function, or on a line that opens what it stands in: others write the body, or it is
#: one of several for the same name (a platform's, a version's, a fallback).
_DECLARES = (
    r"\b(?:abstract\w*|overload|protocol|interface|trait|ABC|ABCMeta|extern|declare|virtual|singledispatch|"
    r"mock\w*|fake\w*|stub\w*|dummy\w*|no-?op\w*|null\w*|base\w*|mixin\w*|TYPE_CHECKING|cfg_if)\b"
    r"|(?:Abstract|Base|Mock|Fake|Stub|Dummy|Null|Noop|NoOp|Mixin|Interface|Protocol)(?![a-z])"
    r"|#!?\[cfg|//go:build|@available|^[ \t]*(?:if|elif|else|try|except)\b"
)
#: In the body: it is still to be written...
_MISSING = (
    r"NotImplemented|\b(?:todo|unimplemented)!|\bTODO\b|\bFIXME\b|\b[Nn]ot\s+(?:yet\s+)?implemented\b|"
    r"\b[Uu]nimplemented\b|\b[Ii]mplement\s+me\b|\b[Nn]ot\s+supported\s+yet\b|\b[Pp]laceholder\b|\b[Ss]tub\b"
)
#: ...or others are to write it, or there is nothing to do.
_MEANT = (
    r"\b(?:sub-?class\w*|overrid\w+|overload\w*|deriv\w+|abstract|must\s+(?:be\s+)?implement\w*|interface|no-?op|"
    r"nothing|intentional\w*|deliberate\w*|by\s+design|on\s+purpose|optional|default|hook|ignore\w*|platforms?|"
    r"windows|linux|macos|unsupported|deprecated|removed|unreachable|never\s+called)\b"
)
_COMMENT = r"//|/\*|^\s*#|--|\"\"\"|'''"
#: So many lines above a function, and characters of a body, are looked at.
_ABOVE = 8
_LONGEST = 2_000
#: What a function stands in is looked for so many lines up.
_FAR = 4_000


def is_elsewhere(path: str) -> bool:
    """Whether what a file defines is no part of the product: tests, doubles, declarations."""
    return pattern(_ELSEWHERE, 2).search(path) is not None


def is_hollow(one: Signature, text: str) -> bool:
    """Whether a function of a file with this text does nothing, and is to do something.

    A body that says that it is missing is hollow, but for those that others are to write. One
    that is merely empty is hollow only where it is no method, which may have nothing to do, and
    no comment gives a reason.
    """
    if not (one.is_stub and one.has_body) or one.is_binding or is_elsewhere(one.path):
        return False
    begin = text.rfind("\n", 0, one.span.start) + 1
    around = (*_above(text, begin), *_around(text, begin), text[begin : one.span.start])
    if any(pattern(_DECLARES).search(line) for line in around) or _is_conditional(text, begin):
        return False
    body = _body(text, begin, one.span.end)
    if pattern(_MEANT, 2).search(body) is not None:
        return False
    if pattern(_MISSING).search(body) is not None:
        return True
    return not one.owner and pattern(_COMMENT, MULTILINE).search(body) is None


def _above(text: str, begin: int) -> Iterator[str]:
    """Yield the lines right above a function, up to an empty one: decorators, comments."""
    for _ in range(_ABOVE):
        line, begin = _line_before(text, begin)
        if not line.strip():
            return
        yield line


def _line_before(text: str, begin: int) -> tuple[str, int]:
    end = max(begin - 1, 0)
    start = text.rfind("\n", 0, end) + 1
    return text[start:end], start


def _around(text: str, begin: int) -> Iterator[str]:
    """Yield the lines that open what a function stands in, by their indentation."""
    margin = _margin(_line_at(text, begin))
    for _ in range(_FAR):
        if not margin or not begin:
            return
        line, begin = _line_before(text, begin)
        if line.strip() and _margin(line) < margin:
            margin = _margin(line)
            yield line
            # What is written above it belongs to it: an attribute, a decorator.
            yield _line_before(text, begin)[0]


def _line_at(text: str, begin: int) -> str:
    end = text.find("\n", begin)
    return text[begin : end if end >= 0 else len(text)]


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_conditional(text: str, begin: int) -> bool:
    """Whether a function stands between ``#if`` and ``#endif``, but for a file's own guard."""
    depth = 0
    lines = r"^[ \t]*#[ \t]*(?:(?P<open>if\w*)|(?P<close>endif))\b[^\n]*(?P<guard>\n[ \t]*#[ \t]*define\b)?"
    for match in pattern(lines, MULTILINE).finditer(text, 0, begin):
        if match["close"] is not None:
            depth -= 1
        elif not (match["open"] == "ifndef" and match["guard"] is not None):
            depth += 1
    return depth > 0


def _body(text: str, begin: int, end: int) -> str:
    """Return a short function's text behind its name to the end of its block, by indentation."""
    margin = _margin(_line_at(text, begin))
    stop = min(len(text), end + _LONGEST)
    at = text.find("\n", end, stop)
    while at >= 0:
        line = _line_at(text, at + 1)
        if line.strip() and _margin(line) <= margin and line.lstrip()[0] not in ")]{":
            return text[end:at]
        at = text.find("\n", at + 1, stop)
    return text[end:stop]
