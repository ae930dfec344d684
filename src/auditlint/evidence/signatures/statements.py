"""Heads that only their shape tells: C, C++, Java, C#, Dart.

Files and the bodies of namespaces and classes are walked statement by statement; the bodies of
functions are passed over. A statement is a function where a name, a bracket group and nothing
but a known ending stand in it outside of an initial value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.signatures.build import Found
from auditlint.evidence.signatures.heads import Head, container, lead_end, read_head
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source
    from auditlint.evidence.signatures.model import Signature

#: A statement with more bracket groups than this before its body is a table or a hostile file.
_GROUPS = 12


class Scope(NamedTuple):
    """A range of statements: from `start` to `end`; `owner` is the class around it."""

    start: int
    end: int
    owner: str
    kind: str


class _Statement:
    """What is known of the statement being walked."""

    __slots__ = ("assigned", "groups", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.groups: list[tuple[int, int]] = []
        self.assigned = -1


def read(source: Source) -> list[Signature]:
    """Return the functions of a file in the order of the text."""
    found = Found(source)
    waiting = [Scope(0, len(source.code), "", "file")]
    while waiting and not found.is_full:
        waiting.extend(_walk(found, waiting.pop()))
    if source.language.name in ("c", "cpp"):
        from auditlint.evidence.signatures.bindings import read as read_bindings

        read_bindings(found)
    return found.in_order()


def _walk(found: Found, scope: Scope) -> list[Scope]:
    """Add the functions that stand directly in `scope`; return the scopes inside it."""
    source = found.source
    code = source.code
    inner: list[Scope] = []
    search = pattern(r"[;{(\[}]|=>|(?<![=!<>+\-*/%&|^])=(?![=>])").search
    at = _enumerators_end(source, scope) if scope.kind == "enum" else scope.start
    statement = _Statement(lead_end(source, at, scope.end))
    at = statement.start
    while (match := search(code, at, scope.end)) is not None:
        mark, place = match.group(), match.start()
        at = match.end()
        if mark in "([":
            behind = source.after_group(place)
            if not 0 < behind <= scope.end:
                break
            if mark == "(" and statement.assigned < 0 and len(statement.groups) < _GROUPS:
                statement.groups.append((place, behind))
            at = behind
        elif mark == "=":
            if statement.assigned < 0 and not pattern(r"\boperator\s*(?:\[\s*\])?\Z").search(
                code, max(statement.start, place - 20), place
            ):
                statement.assigned = place
        elif mark == "=>":
            at = _arrow(found, scope, statement, place)
            statement = _Statement(lead_end(source, at, scope.end))
            at = statement.start
        elif mark == "{":
            behind = source.after_group(place)
            if not 0 < behind <= scope.end:
                break
            at = behind
            if not _is_value(source, statement, place, behind):
                inner.extend(_block(found, scope, statement, place, behind))
                statement = _Statement(lead_end(source, at, scope.end))
                at = statement.start
        else:
            if mark == ";":
                _end(found, scope, statement, place)
            statement = _Statement(lead_end(source, at, scope.end))
            at = statement.start
    return inner


def _enumerators_end(source: Source, scope: Scope) -> int:
    """Return where the members behind an enumeration's values begin."""
    at = scope.start
    search = pattern(r"[;{(\[]").search
    while (match := search(source.code, at, scope.end)) is not None:
        if match.group() == ";":
            return match.end()
        at = source.after_group(match.start())
        if at < 0:
            break
    return scope.end


def _is_value(source: Source, statement: _Statement, place: int, behind: int) -> bool:
    """Say whether the braces at `place` are part of the statement and not its body."""
    code = source.code
    name = source.language.name
    before = code[max(statement.start, place - 80) : place].rstrip()
    if statement.assigned >= 0:
        if name != "dart" or not _after_initialisers(source, statement):
            return True
        return pattern(r"(?:[=:?,>|&+(]|\bconst)\Z").search(before) is not None
    if not statement.groups:
        if name != "cpp" or container(source, code[statement.start : place]) is not None:
            return False
        return pattern(r"\s*[;,]").match(code, behind) is not None and before[-1:].isalnum()
    if name == "cpp" and _after_initialisers(source, statement):
        return pattern(r"[\w>]\Z").search(before) is not None and pattern(r"\s*(?:[,{]|\.\.\.)").match(
            code, behind
        ) is not None
    return name == "dart" and pattern(r"[=:?,|&+(]\Z").search(before) is not None


def _after_initialisers(source: Source, statement: _Statement) -> bool:
    """Say whether a ``:`` follows the parameter list: a constructor's initialisers."""
    return any(
        pattern(r"\s*(?:noexcept\s*(?:\([^()]*\))?\s*)?:(?!:)").match(source.code, end) is not None
        for _, end in statement.groups[:3]
    )


def _arrow(found: Found, scope: Scope, statement: _Statement, place: int) -> int:
    """A body behind ``=>``; returns where its statement ends."""
    source = found.source
    end = _semicolon(source, place + 2, scope.end)
    if statement.assigned < 0 or _after_initialisers(source, statement):
        head = read_head(source, scope, statement.start, place, statement.groups, True)
        if head is not None:
            _add(found, head, (place + 2, end))
    return end + 1


def _semicolon(source: Source, at: int, limit: int) -> int:
    search = pattern(r"[;{(\[}]").search
    while (match := search(source.code, at, limit)) is not None:
        if match.group() in ";}":
            return match.start()
        at = source.after_group(match.start())
        if at < 0:
            break
    return limit


def _block(
    found: Found, scope: Scope, statement: _Statement, place: int, behind: int
) -> list[Scope]:
    """A statement that ends in braces: a scope of its own, a function, or neither."""
    source = found.source
    header = source.code[max(statement.start, place - 4000) : place]
    outer = container(source, header)
    if outer is not None and (outer.is_sure or not statement.groups or not _head_fits(source, scope, statement, place)):
        owner = ".".join(one for one in (scope.owner, outer.owner) if one) if scope.owner.count(".") < 8 else scope.owner
        return [Scope(place + 1, behind - 1, owner, outer.kind)]
    head = read_head(source, scope, statement.start, place, statement.groups, True)
    if head is not None:
        _add(found, head, (place + 1, behind - 1))
    return []


def _head_fits(source: Source, scope: Scope, statement: _Statement, place: int) -> bool:
    head = read_head(source, scope, statement.start, place, statement.groups, True)
    return head is not None and head.is_complete


def _end(found: Found, scope: Scope, statement: _Statement, place: int) -> None:
    """A statement that ends with a semicolon: maybe a declaration."""
    source = found.source
    groups = statement.groups
    if not groups or groups[-1:] == []:
        return
    head = read_head(source, scope, statement.start, place, groups, False)
    if head is not None:
        _add(found, head, None)


def _add(found: Found, head: Head, body: tuple[int, int] | None) -> None:
    found.add(head.name, head.owner, head.opening, body, (), head.is_complete, head.text)
