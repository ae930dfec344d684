"""Heads of languages whose blocks end with a word: Lua, Ruby, Julia."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.evidence.signatures import parameters
from auditlint.evidence.signatures.build import Found
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source
    from auditlint.evidence.signatures.model import Signature


def read(source: Source) -> list[Signature]:
    """Return the functions of a file in the order of the text."""
    found = Found(source)
    {"lua": _lua, "ruby": _ruby, "julia": _julia}[source.language.name](found)
    found.signatures.sort(key=lambda one: one.span)
    return found.signatures


_LUA = r"""(?<![\w.:])function\b\s*(?:([\w.]+(?::\w+)?)\s*)?(?=\()"""
_LUA_TARGET = r"""(?:([\w.]+)|\[\s*"(\s*)"\s*\])\s*=\s*\Z"""


def _lua(found: Found) -> None:
    source = found.source
    code = source.code
    ends = _lua_ends(code)
    tables = _Tables(source)
    for match in pattern(_LUA).finditer(code):
        end = source.after_group(match.end())
        if end < 0:
            continue
        whole, start = match.group(1), match.start(1)
        owner = ""
        if whole is None:
            line = code[max(0, match.start() - 200) : match.start()]
            target = pattern(_LUA_TARGET).search(line)
            if target is None:
                continue
            group = 1 if target.group(1) else 2
            start = match.start() - len(line) + target.start(group)
            whole = source.text[start : start + len(target.group(group))]
            owner = tables.owner(match.start())
        path, _, name = whole.replace(":", ".").rpartition(".")
        if not pattern(r"\w+\Z").match(name):
            continue
        owner = ".".join(one for one in (owner, path) if one)
        at = start + len(whole) - len(name)
        found.add(Span(at, at + len(name)), owner, match.end(), (end, ends.get(match.start(), end)))


def _lua_ends(code: str) -> dict[int, int]:
    """Return, for every block's first word, the offset of the ``end`` that closes it."""
    ends: dict[int, int] = {}
    stack: list[int] = []
    for match in pattern(r"(?<![\w.:])(?:(function|if|do|repeat)|(end|until))\b").finditer(code):
        if match.group(1):
            stack.append(match.start())
        elif stack:
            ends[stack.pop()] = match.start()
    return ends


class _Tables:
    """Which table constructor a place stands in directly, for offsets in rising order."""

    def __init__(self, source: Source) -> None:
        self._heads = [
            (match.end() - 1, source.partner.get(match.end() - 1, -1), match.group(1))
            for match in pattern(r"(?<![\w.])([A-Za-z_][\w.]*)\s*=\s*\{").finditer(source.code)
        ]
        self._next = 0
        self._open: list[tuple[int, int, str]] = []

    def owner(self, offset: int) -> str:
        while self._next < len(self._heads) and self._heads[self._next][0] < offset:
            self._open.append(self._heads[self._next])
            self._next += 1
        while self._open and self._open[-1][1] < offset:
            self._open.pop()
        return self._open[-1][2] if self._open else ""


_RUBY_DEF = r"(?<![\w.:@$])def\s+(?:(self|@{0,2}[A-Za-z_]\w*)\s*\.\s*)?([^\W\d]\w*[?!=]?(?![=>~])|[^\W\d]\w*=(?=[\s(])|\[\]=?|[*/%+~!<>=&|^`-]{1,3}@?)"
_RUBY_OWNER = r"^([ \t]*)(?:class|module)\s+([A-Z][\w:]*)([^\n]*)|^([ \t]*)end\b"


def _ruby(found: Found) -> None:
    source = found.source
    code = source.code
    marks = list(pattern(_RUBY_OWNER, re.MULTILINE).finditer(code))
    stack: list[tuple[int, str]] = []
    index = 0
    for match in pattern(_RUBY_DEF).finditer(code):
        while index < len(marks) and marks[index].start() < match.start():
            _ruby_owner(stack, marks[index])
            index += 1
        name = match.group(2)
        start, stop = match.span(2)
        at = stop
        owner = ".".join(one.replace("::", ".") for _, one in stack)
        if match.group(1) not in (None, "self"):
            owner = match.group(1)
        spaces = pattern(r"[ \t]*").match(code, at)
        behind = spaces.end() if spaces is not None else at
        if code[behind : behind + 1] == "(":
            end = source.after_group(behind)
            if end < 0:
                continue
            given, certain = parameters.read(source, behind)
        else:
            end = _ruby_line(source, behind)
            if code[behind : behind + 1] == "=":
                end = behind
            given, certain = parameters.read_range(source, behind, end)
        body = (end, _ruby_end(code, match.start(), end))
        found.add_read(Span(start, stop), owner, given, body, certain, name)


def _ruby_owner(stack: list[tuple[int, str]], mark: re.Match[str]) -> None:
    """Classes nest as they are indented: Ruby's ``end`` has too many openers to count."""
    if mark.group(2):
        indent = len(mark.group(1).expandtabs(8))
        while stack and stack[-1][0] >= indent:
            stack.pop()
        if not pattern(r";\s*end\s*\Z").search(mark.group(3)):
            stack.append((indent, mark.group(2)))
        return
    indent = len(mark.group(4).expandtabs(8))
    while stack and stack[-1][0] >= indent:
        stack.pop()


def _ruby_line(source: Source, at: int) -> int:
    """Return the end of a parameter list without brackets: a line that may go on behind a comma."""
    code = source.code
    begin = at
    search = pattern(r"[\n;(\[{]").search
    while (match := search(code, at)) is not None:
        if match.group() in "([{":
            at = source.after_group(match.start())
            if at < 0:
                return match.start()
            continue
        if match.group() == "\n" and code[begin : match.start()].rstrip().endswith(",") and match.start() - begin < 2000:
            at = match.end()
            continue
        return match.start()
    return len(code)


def _ruby_end(code: str, start: int, end: int) -> int:
    """Return where the body ends: at the ``end`` that is indented like its ``def``."""
    line = code.rfind("\n", 0, start) + 1
    indent = pattern(r"[ \t]*").match(code, line)
    lead = re.escape(indent.group() if indent is not None else "")
    stop = pattern(r"\n" + lead + r"end\b" if len(lead) < 80 else r"\bend\b").search(code, end)
    one_line = pattern(r"[^\n]*\bend\b").match(code, end)
    if one_line is not None:
        return one_line.end() - 3
    if pattern(r"\s*=(?!=)").match(code, end):
        newline = code.find("\n", end)
        return newline if newline >= 0 else len(code)
    return stop.start() if stop is not None else len(code)


_JULIA_NAME = r"(?:[A-Za-z_\u0080-\U0010ffff][\w!\u0080-\U0010ffff]*)"
_JULIA_PATH = rf"(?:{_JULIA_NAME}\.){{0,8}}(?:{_JULIA_NAME}|:\([^\s()]{{1,6}}\)|:[^\s\w()]{{1,4}}|[+\-*/\\<>=≤≥∈÷%^&|!~∘⊻×⋅]{{1,3}}(?=\())"
_JULIA_LONG = rf"(?<![\w.:@!])(?:function|macro)\s+({_JULIA_PATH})\s*(?=[({{])"
_JULIA_SHORT = rf"^[ \t]*(?:(?:\w+\.){{0,3}}@[\w.]+[ \t]+){{0,4}}({_JULIA_PATH})(?=[({{])"


def _julia(found: Found) -> None:
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
