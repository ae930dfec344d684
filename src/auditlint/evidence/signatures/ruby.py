"""Ruby: methods, with their classes and modules by indentation."""

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

_RUBY_DEF = r"(?<![\w.:@$])def\s+(?:(self|@{0,2}[A-Za-z_]\w*)\s*\.\s*)?([^\W\d]\w*[?!=]?(?![=>~])|[^\W\d]\w*=(?=[\s(])|\[\]=?|[*/%+~!<>=&|^`-]{1,3}@?)"
_RUBY_OWNER = r"^([ \t]*)(?:class|module)\s+([A-Z][\w:]*)([^\n]*)|^([ \t]*)end\b"


def read(source: Source) -> list[Signature]:
    """Return the functions of a file in the order of the text."""
    found = Found(source)
    _collect(found)
    return found.in_order()


def _collect(found: Found) -> None:
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
