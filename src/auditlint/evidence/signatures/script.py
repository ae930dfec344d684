"""Functions of JavaScript and TypeScript: declarations, methods, functions given a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.evidence.signatures.build import Found
from auditlint.evidence.signatures.model import Parameter
from auditlint.evidence.signatures.owners import Owners
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source
    from auditlint.evidence.signatures.model import Signature
    from auditlint.evidence.signatures.owners import Region

_WORD = r"[^\W\d][\w$]*|\$[\w$]*"
_EVENTS = (
    r"(?P<bracket>[()\[\]{}])"
    rf"|(?<![\w$.])function\b\s*\*?\s*(?P<declared>{_WORD})?\s*(?=[(<])"
    rf"|(?<![\w$.])(?:const|let|var)\s+(?P<typed>{_WORD})\s*!?\s*:"
    rf"|(?P<path>(?<![\w$.])(?:[\w$]+\s?\.\s?){{0,6}})(?P<assigned>#?(?:{_WORD}))\s*(?:(?P<note>[?!]?\s*:\s*[\w$.<>|& \t\[\]\",]{{0,200}}?)?(?<![=!<>+\-*/%&|^?])=(?![=>])|(?P<colon>:))\s*(?=(?:async\b\s*)?(?:function\b|\(|<|(?:{_WORD})\s*=>))"
    rf"|(?P<method>(?<![\w$.#])#?(?:{_WORD}))\s*\??\s*(?=[(<])"
)
_NOT_METHODS = frozenset(
    ("if", "for", "while", "switch", "catch", "function", "with", "return", "typeof", "await", "super",
     "import", "new", "in", "of", "else", "do", "void", "yield", "throw", "case", "delete", "instanceof")
)  # fmt: skip
_BEFORE_METHOD = r"(?:[{};,*)]|(?<![\w$.])(?:async|static|get|set|public|private|protected|readonly|abstract|override|declare|accessor))\s*\Z"


def read(source: Source) -> list[Signature]:
    """Return the functions of a file in the order of the text."""
    found = Found(source)
    owners = Owners(source)
    braces: list[str] = []
    bodies = {region.start: region.kind for region in owners.all}
    code = source.code
    event = pattern(_EVENTS)
    at = 0
    while (match := event.search(code, at)) is not None and not found.is_full:
        at = match.end()
        group = match.lastgroup
        if group == "bracket":
            _bracket(source, match, braces, bodies)
        elif match.group("typed"):
            at = _typed(found, match)
        elif match.group("assigned"):
            kind = braces[-1] if braces else "block"
            if match.group("colon"):
                if kind == "object" and not match.group("path") and source.before(match.start())[0][-1:] in "{,":
                    _assigned(found, owners, match, kind)
                elif kind == "class":
                    at = _typed(found, match, "assigned", _owner(owners, match.start("assigned")))
                    continue
            elif kind in ("block", "class"):
                _assigned(found, owners, match, kind)
            at = max(match.end("assigned"), match.end())
            nested = pattern(r"(?:async\b\s*)?function\b\s*\*?\s*[\w$]*\s*").match(code, at)
            if nested is not None:
                at = nested.end()
        elif match.group("method"):
            _method(found, owners, match, braces[-1] if braces else "block")
        elif match.group("declared"):
            _declared(found, match)
    return found.in_order()


def _bracket(source: Source, match: re.Match[str], stack: list[str], bodies: dict[int, str]) -> None:
    one = match.group()
    if one in ")]}":
        if stack:
            stack.pop()
        return
    if one != "{":
        stack.append(one)
        return
    place = match.start()
    if place in bodies:
        stack.append(bodies[place])
        return
    stack.append(_brace_kind(source, place, stack[-1] if stack else "block"))


def _brace_kind(source: Source, place: int, outer: str) -> str:
    """Say what a brace opens: an object, a type or a block."""
    before, _ = source.before(place, 200)
    typed = source.language.name == "typescript"
    if outer in ("interface", "type"):
        return "type"
    if typed and "type" in before and pattern(r"\btype\s+[\w$]+\s*(?:<[^;{}]*>)?\s*=\s*(?:[\w\s.<>|&\[\]]*[|&])?\Z").search(before):
        return "type"
    if before.endswith("=>"):
        return "block"
    if outer == "object" and before.endswith("{"):
        return "object"
    if typed and pattern(r"[=(,:]\s*<[\w$.]+>\Z").search(before):
        return "object"
    if pattern(r"(?:[=(,\[?]|\|\||&&|\?\?|(?<![\w$.])(?:return|default|yield|await))\Z").search(before):
        return "type" if typed and before.endswith("<") else "object"
    if before.endswith(":"):
        if outer == "object":
            return "object"
        if typed and (outer in ("(", "class") or pattern(r"\b(?:const|let|var)\s+[\w$]+\s*[!?]?:\Z").search(before)):
            return "type"
        if outer in ("(", "["):
            return "object"
        label = r"(?:\bcase\b[^;{}]*|\bdefault\s*|(?:[;{}]|\A)\s*[\w$]+\s*):\Z"
        return "block" if pattern(label).search(before) else "object"
    if typed and pattern(r"(?:[<|&]|\b(?:as|extends|satisfies|keyof))\Z").search(before):
        return "type"
    return "block"


def _owner(owners: Owners, offset: int) -> str:
    region: Region | None = owners.at(offset)
    return region.owner if region is not None else ""


def _declared(found: Found, match: re.Match[str]) -> None:
    source = found.source
    opening = _parameters_at(source, match.end())
    if opening < 0:
        return
    end = source.after_group(opening)
    if end > 0:
        found.add(Span(*match.span("declared")), "", opening, _body(source, end))


def _parameters_at(source: Source, at: int) -> int:
    """Return the opening bracket of the parameters at `at`, type parameters passed over."""
    code = source.code
    if code[at : at + 1] == "<":
        at = source.after_angles(at)
        while 0 < at < len(code) and code[at].isspace():
            at += 1
    return at if at > 0 and code[at : at + 1] == "(" else -1


def _method(found: Found, owners: Owners, match: re.Match[str], kind: str) -> None:
    """``name(...) {`` directly in a class, an interface or an object."""
    name = match.group("method")
    if kind not in ("class", "interface", "object") or name == "function" or (name == "new" and kind == "interface"):
        return
    source = found.source
    code = source.code
    start = match.start("method")
    before, line_start = source.before(start)
    is_marked = pattern(_BEFORE_METHOD).search(before) is not None
    if not is_marked and not (line_start and kind != "object" and not pattern(r"[=+\-/%&|?:.(<]\s*\Z").search(before)):
        return
    opening = _parameters_at(source, match.end())
    end = source.after_group(opening) if opening >= 0 else -1
    if end < 0:
        return
    behind = pattern(r"\s*(.?)").match(code, end)
    mark = behind.group(1) if behind is not None else ""
    typed = source.language.name == "typescript"
    body = None
    if mark == "{":
        body = _inside(source, behind.start(1) if behind is not None else end)
    elif mark == ":" and typed:
        body = _body(source, end)
    if body is None and not (typed and kind in ("class", "interface") and (mark in ":;}," or "\n" in code[end : behind.start(1) if behind else end])):
        return
    found.add(Span(*match.span("method")), _owner(owners, start) if kind != "object" else "", opening, body)


def _inside(source: Source, brace: int) -> tuple[int, int] | None:
    end = source.after_group(brace)
    return (brace + 1, end - 1) if end > 0 else None


def _body(source: Source, at: int) -> tuple[int, int] | None:
    """Return the inside of the body behind a parameter list and its return type, or None."""
    code = source.code
    search = pattern(r"[{(\[;},\n<]|=>").search
    begin = at
    limit = min(len(code), at + 5000)
    while (match := search(code, at, limit)) is not None:
        mark, place = match.group(), match.start()
        before = code[begin:place].rstrip()[-12:]
        if mark == "{":
            if not before or pattern(r"(?:[:|&<,]|=>|\b(?:is|extends|keyof))\Z").search(before) is None:
                return _inside(source, place)
            at = source.after_group(place)
        elif mark in "([":
            at = source.after_group(place)
        elif mark == "<":
            behind = source.after_angles(place)
            at = behind if behind > 0 else match.end()
        elif mark == "\n":
            rest = pattern(r"\s*([{|&:]|=>)?").match(code, place)
            if (rest is None or rest.group(1) is None) and before and before[-1] not in ":|&,<=>":
                return None
            at = match.end()
        elif mark == "=>":
            at = match.end()
        else:
            return None
        if at < 0:
            return None
    return None


def _assigned(found: Found, owners: Owners, match: re.Match[str], kind: str) -> None:
    """``name = function (...) {``, ``name: (a) => ...``, ``exports.name = async a => ...``."""
    source = found.source
    code = source.code
    name = match.group("assigned")
    if kind == "block" and name != "of" and (name in _NOT_METHODS or name in ("any", "default")):
        return
    if pattern(r"\btype\s+\Z").search(code[max(0, match.start() - 20) : match.start("assigned")]):
        return
    path = [one.strip() for one in match.group("path").split(".") if one.strip()]
    path = [one for one in path if one not in ("exports", "module", "prototype", "this", "window", "globalThis", "self")]
    owner = ".".join(path) or (_owner(owners, match.start("assigned")) if kind == "class" else "")
    _value(found, Span(*match.span("assigned")), owner, match.end())


def _typed(found: Found, match: re.Match[str], group: str = "typed", owner: str = "") -> int:
    """``const name: (a: A) => B = (a) => ...``: the type stands between name and value.

    Returns where the value begins, or the end of the match where there is none.
    """
    source = found.source
    code = source.code
    at = match.end()
    search = pattern(r"[({\[<;\n]|=>|=|\b(?:const|let|var|function|class|export)\b").search
    limit = min(len(code), at + 1000)
    while (one := search(code, at, limit)) is not None:
        mark = one.group()
        at = one.end()
        if mark == "=":
            blanks = pattern(r"\s*").match(code, at)
            at = blanks.end() if blanks is not None else at
            _value(found, Span(*match.span(group)), owner, at)
            return at
        if mark == ";" or mark.isalpha():
            break
        if mark == "\n":
            if pattern(r"\s*(?:[|&]|=(?!=))").match(code, at) is None and source.before(at)[0][-1:] not in "|&:<,>(=":
                break
            continue
        if mark == "<":
            at = source.after_angles(one.start())
        elif mark != "=>":
            at = source.after_group(one.start())
        if at < 0:
            break
    return match.end()


def _value(found: Found, place: Span, owner: str, at: int) -> None:
    """The function that stands at `at`, if there is one, under the name at `place`."""
    source = found.source
    code = source.code
    head = pattern(rf"(?:async\b\s*)?(?:(?P<function>function\b\s*\*?\s*(?:{_WORD})?\s*)|(?P<single>{_WORD})\s*=>)?").match(code, at)
    if head is None:
        return
    if head.group("single"):
        if head.group("single") in ("function", "async"):
            return
        found.add_read(place, owner, (Parameter(head.group("single")),), _arrow_body(source, head.end()))
        return
    opening = _parameters_at(source, head.end())
    end = source.after_group(opening) if opening >= 0 else -1
    if end < 0:
        return
    if head.group("function"):
        body = _body(source, end)
        if body is None or pattern(r"\s*\(").match(code, body[1] + 1) is None:  # called at once
            found.add(place, owner, opening, body)
        return
    arrow = _arrow(source, end)
    if arrow > 0:
        found.add(place, owner, opening, _arrow_body(source, arrow))


def _arrow(source: Source, at: int) -> int:
    """Return the offset behind the ``=>`` that follows a parameter list, or -1."""
    code = source.code
    match = pattern(r"\s*(?:(=>)|(:))").match(code, at)
    if match is None:
        return -1
    if match.group(1):
        return match.end()
    at = match.end()
    search = pattern(r"[{(\[;}<,)\]]|=>|=").search
    limit = min(len(code), at + 2000)
    while (one := search(code, at, limit)) is not None:
        mark = one.group()
        if mark == "=>":
            return one.end()
        if mark in "([{":
            at = source.after_group(one.start())
            if mark == "(" and at > 0:
                inner = pattern(r"\s*=>").match(code, at)
                if inner is not None and not code[match.end() : one.start()].strip() and pattern(r"\s*[\w$.<>\[\]|\s]+=>").match(code, inner.end()):
                    at = inner.end()
        elif mark == "<":
            at = source.after_angles(one.start())
        else:
            return -1
        if at < 0:
            return -1
    return -1


def _arrow_body(source: Source, at: int) -> tuple[int, int]:
    """Return the range of the body behind ``=>``: a block or an expression."""
    code = source.code
    brace = pattern(r"\s*\{").match(code, at)
    if brace is not None:
        inside = _inside(source, brace.end() - 1)
        if inside is not None:
            return inside
    search = pattern(r"[;,)\]}\n(\[{]").search
    begin = at
    while (match := search(code, at)) is not None:
        mark = match.group()
        if mark in "([{":
            behind = source.after_group(match.start())
            if behind < 0:
                return begin, match.start()
            at = behind
        elif mark == "\n" and not code[begin : match.start()].strip():
            at = match.end()
            if at - begin > 1000:
                return begin, at
        else:
            return begin, match.start()
    return begin, len(code)
