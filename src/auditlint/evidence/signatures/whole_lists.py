"""Parameter lists that must be read as a whole: Go, Julia, Dart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.evidence.signatures.model import Parameter
from auditlint.evidence.signatures.pieces import LIMIT, Piece, colon, cut, folded, without
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source


def go(source: Source, start: int, end: int) -> tuple[tuple[Parameter, ...], bool]:
    """Go groups names: ``a, b int``; a list has names in all places or in none."""
    items = [cut(source, *one).code for one in source.split(start, end, False)]
    named = pattern(r"([^\W\d]\w*)\s+(?=\S)").match
    heads = [named(one) for one in items]
    words = ("chan", "func", "map", "struct", "interface")
    if not any(head is not None and head.group(1) not in words for head in heads):
        alone = [pattern(r"([^\W\d]\w*)\s*(?=\[\s*\]|\[[\w.]+\][^\]])").match(one) for one in items]
        if not any(one is not None and not source.code[start:end].strip().startswith("map") for one in alone):
            return tuple(
                Parameter("", one.removeprefix("..."), False, "variadic" if one.startswith("...") else "positional")
                for one in items
            ), True  # fmt: skip
    found: list[Parameter] = []
    for item in items[:LIMIT]:
        match = pattern(r"([^\W\d]\w*)\s*").match(item)
        if match is None:
            return tuple(found), False
        rest = folded(item[match.end() :])
        kind = "variadic" if rest.startswith("...") else "positional"
        found.append(Parameter(match.group(1), rest.removeprefix("..."), False, kind))
    return tuple(found), len(items) <= LIMIT


def julia(source: Source, start: int, end: int) -> tuple[tuple[Parameter, ...], bool]:
    code = source.code
    semicolon = -1
    at = start
    while (match := pattern(r"[(\[{;]").search(code, at, end)) is not None:
        if match.group() == ";":
            semicolon = match.start()
            break
        at = source.after_group(match.start())
        if at < 0:
            return (), False
    found: list[Parameter] = []
    sections = [(start, end if semicolon < 0 else semicolon, "positional")]
    if semicolon >= 0:
        sections.append((semicolon + 1, end, "keyword"))
    for begin, stop, kind in sections:
        for one in source.split(begin, stop, False):
            parameter = _julia_one(cut(source, *one), kind)
            if parameter is None or len(found) == LIMIT:
                return tuple(found), False
            found.append(parameter)
    return tuple(found), True


def _julia_one(piece: Piece, kind: str) -> Parameter | None:
    code = piece.code
    match = pattern(r"@(?:\w+\.)*(?:nospecialize|specialize)\b\s*(\()?").match(code)
    if match is not None:
        inner = code[match.end() : -1 if match.group(1) else None]
        piece = piece._replace(code=inner.strip())
        at = pattern(r"(?<![=!<>])=(?!=)").search(inner)
        if at is not None:
            piece = piece._replace(code=inner[: at.start()].strip(), has_default=True)
        code = piece.code
    if code.endswith("..."):
        kind = "variadic" if kind == "positional" else "keywords"
        code = code[:-3].strip()
    if code.startswith(("(", "[", "{")):
        return Parameter("", folded(code), piece.has_default, "pattern")
    match = pattern(r"((?:[^\W\d]|[^\x00-\x7f])(?:[\w!]|[^\x00-\x7f])*)?\s*(?:::\s*(.+))?\Z", re.DOTALL).match(code)
    if match is None or not code or (match.group(1) is None and match.group(2) is None):
        return None
    return Parameter(match.group(1) or "", folded(match.group(2) or ""), piece.has_default, kind)


def dart(source: Source, start: int, end: int) -> tuple[tuple[Parameter, ...], bool]:
    found: list[Parameter] = []
    for begin, stop in source.split(start, end, True):
        text = source.code[begin:stop].strip()
        if text[:1] in ("{", "["):
            opening = source.code.index(text[0], begin)
            closing = source.partner.get(opening, -1)
            if closing < 0 or closing >= stop:
                return tuple(found), False
            named = text[0] == "{"
            for one in source.split(opening + 1, closing, True):
                parameter = _dart_one(source, *one, named, True)
                if parameter is None or len(found) == LIMIT:
                    return tuple(found), False
                found.append(parameter)
            continue
        parameter = _dart_one(source, begin, stop, False, False)
        if parameter is None or len(found) == LIMIT:
            return tuple(found), False
        found.append(parameter)
    return tuple(found), True


def _dart_one(source: Source, start: int, end: int, named: bool, optional: bool) -> Parameter | None:
    piece = cut(source, start, end)
    whole = piece.code
    piece = without(piece, r"@[\w.]+\(|@[\w.]+|(?:required|covariant|final|var|const|late)\b(?=\s+\S)|\s+")
    code = piece.code
    if not piece.has_default:
        mark = colon(piece)
        if mark > 0 and named:  # an old way to write a default
            code = code[:mark].strip()
    required = pattern(r"(?<!\w)@?required\b").search(whole[: len(whole) - len(code)]) is not None
    called = pattern(r"((?:this|super)\s*\.\s*)?((?:[^\W\d]|\$)[\w$]*)\s*\??(?:<[^()]*>)?\s*\(").search(code)
    if called is not None and called.group(2) != "Function" and code.endswith((")", ")?")):
        name, before = called.group(2), code[: called.start()]
    else:
        match = pattern(r"((?:this|super)\s*\.\s*)?((?:[^\W\d]|\$)[\w$]*)\Z").search(code)
        if match is None:
            return None
        name, before = match.group(2), code[: match.start()]
    kind = "keyword" if named else "positional"
    return Parameter(name, folded(before), optional and not required, kind)
