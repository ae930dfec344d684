"""Julia: long and short definitions, and macros."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.evidence.signatures.build import Found
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source
    from auditlint.evidence.signatures.model import Signature

_JULIA_NAME = r"(?:[A-Za-z_\u0080-\U0010ffff][\w!\u0080-\U0010ffff]*)"
_JULIA_PATH = rf"(?:{_JULIA_NAME}\.){{0,8}}(?:{_JULIA_NAME}|:\([^\s()]{{1,6}}\)|:[^\s\w()]{{1,4}}|[+\-*/\\<>=≤≥∈÷%^&|!~∘⊻×⋅]{{1,3}}(?=\())"
_JULIA_LONG = rf"(?<![\w.:@!])(?:function|macro)\s+({_JULIA_PATH})\s*(?=[({{])"
_JULIA_SHORT = rf"^[ \t]*(?:(?:\w+\.){{0,3}}@[\w.]+[ \t]+){{0,4}}({_JULIA_PATH})(?=[({{])"


def read(source: Source) -> list[Signature]:
    """Return the functions of a file in the order of the text."""
    found = Found(source)
    _collect(found)
    return found.in_order()


def _collect(found: Found) -> None:
    source = found.source
    code = source.code
    ends = _julia_ends(source)
    for match in pattern(_JULIA_LONG).finditer(code):
        opening, end = _julia_head(source, match.end())
        if end < 0:
            continue
        keyword = pattern(r"(?:function|macro)").match(code, match.start())
        first = keyword.start() if keyword is not None else match.start()
        _julia_add(found, match, opening, (_julia_suffix(source, end), ends.get(first, end)))
    depth = _Depth(source)
    for match in pattern(_JULIA_SHORT, re.MULTILINE).finditer(code):
        if match.group(1) in ("if", "while", "for", "elseif", "return", "let", "do", "struct", "function", "macro"):
            continue
        if depth.is_inside(match.start(1)):
            continue
        opening, end = _julia_head(source, match.end())
        if end < 0:
            continue
        stop = _julia_suffix(source, end)
        if pattern(r"\s*=(?![=>])").match(code, stop) and code[end:stop].count("\n") <= 3:
            begin = code.index("=", stop) + 1
            _julia_add(found, match, opening, (begin, _julia_line(source, begin)))


def _julia_head(source: Source, at: int) -> tuple[int, int]:
    """Return the parameter list's opening bracket and the offset behind it; -1 for none."""
    code = source.code
    if code[at : at + 1] == "{":  # a constructor's type parameters
        at = source.after_group(at)
        if at < 0 or code[at : at + 1] != "(":
            return -1, -1
    return at, source.after_group(at)


def _julia_suffix(source: Source, at: int) -> int:
    """Return the offset behind a return type and ``where`` clauses."""
    code = source.code
    part = pattern(r"[ \t]*(?:::[ \t]*|\bwhere[ \t]*\n?[ \t]*)(?:(typeof)|(?:[\w.!]|[^\x00-\x7f])*(?:[ \t]*[<>]:[ \t]*(?:[\w.]|[^\x00-\x7f])+)?)|[ \t]*\n[ \t]*(?=where\b)")
    group = pattern(r"[ \t]*[<>]:[ \t]*(?:[\w.]|[^\x00-\x7f])+|[({]")
    while (match := part.match(code, at)) is not None and match.end() > at:
        at = match.end()
        while (one := group.match(code, at)) is not None:
            at = source.after_group(one.start()) if one.group() in "({" else one.end()
            if at < 0:
                return one.start()
    return at


def _julia_add(found: Found, match: re.Match[str], opening: int, body: tuple[int, int]) -> None:
    whole = match.group(1)
    path, name = whole, whole
    found_name = pattern(r"(?:(.*?)\.)?(?::\(?)?([^.:()]+|[^\w\s()]+)\)?\Z").match(whole)
    if found_name is None:
        return
    path, name = found_name.group(1) or "", found_name.group(2)
    start = match.start(1) + found_name.start(2)
    found.add(Span(start, start + len(name)), path, opening, body if body[1] >= body[0] else None)


def _julia_line(source: Source, at: int) -> int:
    """Return the end of a short definition's expression."""
    code = source.code
    search = pattern(r"[\n(\[{]|\bbegin\b").search
    begin = at
    while (match := search(code, at)) is not None:
        if match.group() == "\n":
            if not code[begin : match.start()].strip() or code[max(begin, match.start() - 200) : match.start()].rstrip(" \t")[-1:] in ("=", "+", "*", "&", "|", "?", ":", ","):
                at = match.end()
                begin = at if not code[begin : match.start()].strip() else begin
                if at - begin > 5000:
                    return at
                continue
            return match.start()
        if match.group() == "begin":
            at = match.end()
            continue
        at = source.after_group(match.start())
        if at < 0:
            return match.start()
    return len(code)


def _julia_ends(source: Source) -> dict[int, int]:
    """Return, for every block's first word, the offset of its ``end``; indexes are no blocks."""
    ends: dict[int, int] = {}
    stack: list[int] = []
    depth = _Depth(source)
    words = r"(?<![\w.:@!])(?:(function|macro|if|for|while|let|begin|do|try|quote|struct|module|baremodule|(?:abstract|primitive)\s+type)|(end))(?![\w!])"
    for match in pattern(words).finditer(source.code):
        if depth.is_inside(match.start(), "["):
            continue
        if match.group(1):
            if match.group(1) in ("for", "if") and depth.is_inside(match.start(), "("):
                continue
            stack.append(match.start())
        elif stack:
            ends[stack.pop()] = match.start()
    return ends


class _Depth:
    """Whether a place stands directly in brackets, for offsets in rising order."""

    def __init__(self, source: Source) -> None:
        self._marks = sorted(source.partner)
        self._partner = source.partner
        self._code = source.code
        self._next = 0
        self._open: list[int] = []

    def is_inside(self, offset: int, only: str = "([{") -> bool:
        while self._next < len(self._marks) and self._marks[self._next] < offset:
            mark = self._marks[self._next]
            self._next += 1
            if self._partner[mark] > mark:
                self._open.append(mark)
            elif self._open:
                self._open.pop()
        return bool(self._open) and self._code[self._open[-1]] in only
