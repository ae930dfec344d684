"""A file as the heads' readers see it: masked text, matched brackets, owners, calls."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from auditlint.evidence.signatures.masking import mask
from auditlint.evidence.signatures.model import CALL_LIMIT
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.signatures.languages import Language

_CLOSER = {")": "(", "]": "[", "}": "{"}
_ANGLES = r"[()\[\]{}<>,;=]"
_ARROWS = ("->", "=>", ">=", "<=", "==", "<<")
_NO_CALLS = frozenset(
    ("if", "for", "while", "switch", "catch", "return", "function", "fn", "func", "fun", "def",
     "elif", "elseif", "unless", "until", "when", "and", "or", "not", "in", "is", "as", "sizeof",
     "match", "foreach", "using", "lock", "guard", "where", "case", "await", "assert", "new",
     "super", "this", "self", "init", "let", "var", "const", "try", "throw", "do", "else", "end",
     "begin", "then", "local", "typeof", "array", "list", "isset", "empty", "echo", "print", "echo")
)  # fmt: skip


class Source:
    """The text of one file with its brackets.

    `partner` maps the offset of every bracket to that of its counterpart. `trouble` says that
    brackets or strings do not close: nothing in the file is certain then.
    """

    __slots__ = ("_calls", "_starts", "code", "language", "partner", "path", "text", "trouble")

    def __init__(self, path: str, text: str, language: Language) -> None:
        self.path = path
        self.text = text
        self.language = language
        self.code, trouble = mask(_with_line_feeds(text), language)
        self.partner, balanced = _match(self.code)
        self.trouble = trouble is not None or not balanced
        self._calls: list[str] = []
        self._starts: list[int] | None = None

    def after_group(self, at: int) -> int:
        """Return the offset behind the bracket group that opens at `at`, or -1 for no end."""
        end = self.partner.get(at, -1)
        return end + 1 if end > at else -1

    def after_angles(self, at: int, limit: int = 2000) -> int:
        """Return the offset behind the ``<...>`` that opens at `at`, or -1 where it is none."""
        depth = 0
        code = self.code
        search = pattern(r"[<>()\[\]{};]").search
        stop = min(len(code), at + limit)
        while (match := search(code, at, stop)) is not None:
            one = match.group()
            at = match.end()
            if one == "<":
                depth += 1
            elif one == ">":
                if code[at - 2 : at] in ("->", "=>"):
                    continue
                depth -= 1
                if depth == 0:
                    return at
            elif one in "([{":
                at = self.after_group(match.start())
                if at < 0:
                    return -1
            else:
                return -1
        return -1

    def before(self, at: int, size: int = 60) -> tuple[str, bool]:
        """Return the code right before `at`, and whether a line end lies between."""
        code = self.code
        end = at
        while end > 0 and code[max(0, end - 500) : end].isspace():
            end = max(0, end - 500)
        text = code[max(0, end - size - 500) : end].rstrip()
        start = max(0, end - size - 500) + len(text)
        return text[-size:], "\n" in code[start:at]

    def split(self, start: int, end: int, angles: bool) -> Iterator[tuple[int, int]]:
        """Yield the ranges between the commas of a list, brackets kept together."""
        code = self.code
        search = pattern(r"[(\[{<,]" if angles else r"[(\[{,]").search
        at = begin = start
        while (match := search(code, at, end)) is not None:
            one = match.group()
            at = match.end()
            if one == ",":
                yield begin, match.start()
                begin = at
            elif one == "<":
                if code[at : at + 1] in ("<", "=") or (code[at - 2 : at - 1] in ("<", " ") and code[at : at + 1] == " "):
                    continue
                behind = self.after_angles(match.start())
                if 0 < behind <= end:
                    at = behind
            else:
                behind = self.after_group(match.start())
                if not 0 < behind <= end:
                    break
                at = behind
        if code[begin:end].strip():
            yield begin, end

    def calls(self, start: int, end: int) -> tuple[str, ...]:
        """Return the names called between two offsets, each once."""
        if self._starts is None:
            self._starts = []
            tail = r"(?=\s?(?:::\s?<[^<>()\n]{0,80}>|<[^<>()\n]{0,80}>|!)?\s?\()"
            if self.language.name == "lua":
                tail = r"(?=\s?[(\"{])"
            elif self.language.name == "ruby":
                tail = r"[?!]?(?=\(|\s+[\w:\"@\[]|\s*$|\.|\))"
            for match in pattern(r"[A-Za-z_$][\w$]*+" + tail, re.MULTILINE).finditer(self.code):
                if match.group() not in _NO_CALLS:
                    self._starts.append(match.start())
                    self._calls.append(match.group())
            if self.language.name == "julia":
                self._add_foreign_calls()
        first = bisect_left(self._starts, start)
        found: dict[str, None] = {}
        for index in range(first, min(len(self._starts), first + 10 * CALL_LIMIT)):
            if self._starts[index] >= end or len(found) == CALL_LIMIT:
                break
            found[self._calls[index]] = None
        return tuple(found)

    def _add_foreign_calls(self) -> None:
        """Julia's ``ccall((:name, lib), ...)`` calls `name`."""
        found = list(zip(self._starts or [], self._calls, strict=True))
        for match in pattern(r"\bccall\(\s*\(?\s*:(\w+)").finditer(self.code):
            found.append((match.start(1), match.group(1)))
        found.sort()
        self._starts = [start for start, _ in found]
        self._calls = [name for _, name in found]


def _with_line_feeds(text: str) -> str:
    """Return `text` with every line ending in a line feed, all offsets kept."""
    if "\r" not in text:
        return text
    return text.replace("\\\r\n", " \\\n").replace("\r\n", " \n").replace("\r", "\n")


def _match(code: str) -> tuple[dict[int, int], bool]:
    """Return every bracket's counterpart, and whether all of them have one."""
    partner: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    waiting = {"(": 0, "[": 0, "{": 0}
    balanced = True
    for match in pattern(r"[()\[\]{}]").finditer(code):
        one = match.group()
        at = match.start()
        if one in waiting:
            stack.append((one, at))
            waiting[one] += 1
            continue
        opener = _CLOSER[one]
        if not stack or stack[-1][0] != opener:
            balanced = False
            if waiting[opener] == 0:
                continue
            while stack[-1][0] != opener:
                waiting[stack.pop()[0]] -= 1
        begin = stack.pop()[1]
        waiting[opener] -= 1
        partner[begin] = at
        partner[at] = begin
    return partner, balanced and not stack
