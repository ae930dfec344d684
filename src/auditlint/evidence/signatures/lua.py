"""Lua: functions by name, and functions put into tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.signatures.build import Found
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source
    from auditlint.evidence.signatures.model import Signature

_LUA = r"""(?<![\w.:])function\b\s*(?:([\w.]+(?::\w+)?)\s*)?(?=\()"""
_LUA_TARGET = r"""(?:([\w.]+)|\[\s*"(\s*)"\s*\])\s*=\s*\Z"""


def read(source: Source) -> list[Signature]:
    """Return the functions of a file in the order of the text."""
    found = Found(source)
    _collect(found)
    return found.in_order()


def _collect(found: Found) -> None:
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
