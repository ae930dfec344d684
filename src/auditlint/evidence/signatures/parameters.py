"""Parameter lists: from the text between the brackets to parameters, one reader per syntax.

A reader returns None for a parameter that it does not understand; the list is then not certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.signatures.model import Parameter
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditlint.evidence.signatures.brackets import Source

#: More parameters than any function has.
_LIMIT = 300
#: A longer parameter is no parameter.
_LENGTH = 4000
#: Longer texts of a type are cut.
_TYPE_LIMIT = 200


class Piece(NamedTuple):
    """One parameter's text: `code` is masked, without its default; `type` reads the original."""

    source: Source
    start: int
    code: str
    has_default: bool

    def original(self, start: int, end: int) -> str:
        """Return what stands between two offsets of `code`, with white space folded."""
        end = min(end, start + _TYPE_LIMIT)
        text = self.source.code[self.start + start : self.start + end]
        return " ".join(text.split())


Reader = "Callable[[Piece], Parameter | None]"


def read(source: Source, opening: int) -> tuple[tuple[Parameter, ...], bool]:
    """Return the parameters of the list whose bracket opens at `opening`, and whether certain."""
    closing = source.partner.get(opening, -1)
    if closing < opening:
        return (), False
    return read_range(source, opening + 1, closing)


def read_range(source: Source, start: int, end: int) -> tuple[tuple[Parameter, ...], bool]:
    """Return the parameters that stand between two offsets, and whether all are certain."""
    name = source.language.name
    if end - start > 40_000:
        return (), False
    if name == "go":
        return _go(source, start, end)
    if name == "julia":
        return _julia(source, start, end)
    if name == "dart":
        return _dart(source, start, end)
    one = _READERS[name]
    found: list[Parameter] = []
    for begin, stop in source.split(start, end, source.language.angles):
        if name in ("c", "cpp") and source.code[begin:stop].strip() == "void" and not found:
            continue
        parameter = one(_piece(source, begin, stop)) if stop - begin < _LENGTH else None
        if parameter is None or len(found) == _LIMIT:
            return tuple(found), False
        found.append(parameter)
    return tuple(found), True


def equals(source: Source, start: int, end: int) -> int:
    """Return the offset of the first ``=`` outside brackets that assigns, or -1."""
    code = source.code
    search = pattern(r"[(\[{]|(?<![=!<>+\-*/%&|^~])=(?![=>~])").search
    at = start
    while (match := search(code, at, end)) is not None:
        if match.group() == "=":
            return match.start()
        at = source.after_group(match.start())
        if at < 0:
            return -1
    return -1


def _piece(source: Source, start: int, end: int) -> Piece:
    at = equals(source, start, end)
    stop = end if at < 0 else at
    code = source.code[start:stop]
    lead = len(code) - len(code.lstrip())
    return Piece(source, start + lead, code.strip(), at >= 0)


def _without(piece: Piece, lead: str) -> Piece:
    """Take attributes, decorators and modifier words (pattern `lead`) off the front."""
    code = piece.code
    at = 0
    search = pattern(lead).match
    while (match := search(code, at)) is not None and match.end() > at:
        at = match.end()
        if code[at - 1] in "([":
            end = piece.source.after_group(piece.start + at - 1)
            if end < 0 or end - piece.start > len(code):
                return piece
            at = end - piece.start
    rest = code[at:]
    at += len(rest) - len(rest.lstrip())
    return piece._replace(start=piece.start + at, code=rest.strip())


_QUALIFIERS = frozenset(
    ("const", "volatile", "struct", "enum", "class", "union", "typename", "static", "register", "restrict",
     "constexpr", "__restrict", "__const", "final", "_Nullable", "_Nonnull", "mutable", "inline", "extern")
)  # fmt: skip
_PRIMITIVES = frozenset(
    ("void", "int", "char", "short", "long", "float", "double", "bool", "unsigned", "signed", "auto",
     "_Bool", "wchar_t", "char8_t", "char16_t", "char32_t", "__int64", "__int128")
)  # fmt: skip
_POINTER = r"\(\s*(?:[\w<>]+\s*::\s*|__?\w+\s+|[A-Z]{3,}\w*\s+)*[*&^]+\s*(?:(?:const|volatile|restrict|_Nullable|_Nonnull)\s+)*(\w*)\s*(?:\[[^\]]*\]\s*)*\)\s*[(\[]"
_OUT = re.compile(r"p?_?out(?:_\w+|[A-Z]\w*)?\Z|\w+_out\Z")
_IDENTIFIER = r"[^\W\d][\w$]*"


def _c(piece: Piece) -> Parameter | None:
    piece = _without(piece, r"(?:\[(?=\[))|(?:__attribute__|__declspec|alignas)\s*\(|\s+")
    code = piece.code
    if code == "...":
        return Parameter("", kind="variadic")
    if not code or code[0] in "\"'0123456789-!&*+" or '"' in code:
        return None
    pointer = pattern(_POINTER).search(code)
    if pointer is not None and pointer.start() > 0:
        name = pointer.group(1)
        return Parameter(name, piece.original(0, len(code)), piece.has_default)
    core = pattern(r"(?:\s*\[[^\[\]]*\])+\Z").sub("", code)
    core = pattern(r"\s*__attribute__\s*\(\(.*\)\)\Z", re.DOTALL).sub("", core)
    if "(" in core and not pattern(r"[<(].*[>)]\s*(?:const\b|[\s&*])*(?:\.\.\.)?\s*\w*\Z", re.DOTALL).search(core):
        return None
    match = pattern(r"(?<![\w:$])([^\W\d][\w$]*)\Z").search(core)
    kind = "variadic" if pattern(r"\.\.\.\s*(?:[^\W\d]\w*)?\Z").search(core) else "positional"
    if match is None or pattern(r"::\s*\Z").search(core, 0, match.start()):
        return Parameter("", piece.original(0, len(code)), piece.has_default, kind)
    name = match.group(1)
    before = core[: match.start()]
    if name in _QUALIFIERS or name in _PRIMITIVES or not _is_type(before):
        return Parameter("", piece.original(0, len(code)), piece.has_default, kind)
    if _is_macro_word(name) and pattern(r"[^\W\d]\w*\s*\Z").search(before) and _is_type(
        pattern(r"[^\W\d]\w*\s*\Z").sub("", before)
    ):
        return None
    if kind == "positional" and _OUT.match(name) and "*" in before + code[match.end() :]:
        kind = "out"
    return Parameter(name, piece.original(0, match.start()), piece.has_default, kind)


def _is_macro_word(word: str) -> bool:
    return len(word) > 3 and word.isupper()


def _is_type(text: str) -> bool:
    """Say whether `text` holds more than qualifiers: then what follows is a name."""
    if any(one in text for one in ">)"):
        return True
    words = pattern(r"[^\W\d][\w$]*").findall(text)
    return any(word not in _QUALIFIERS for word in words)


def _java(piece: Piece) -> Parameter | None:
    piece = _without(piece, r"@[\w.]+\s*\(|@[\w.]+|final\b|\s+")
    code = pattern(r"(?:\s*\[\s*\])+\Z").sub("", piece.code)
    match = pattern(r"([^\W\d][\w$]*)\Z").search(code)
    if match is None or not code[: match.start()].strip():
        return None
    name = match.group(1)
    before = code[: match.start()]
    kind = "variadic" if before.rstrip().endswith("...") else "positional"
    if name == "this":
        kind = "receiver"
    return Parameter(name, piece.original(0, match.start()), False, kind)


def _csharp(piece: Piece) -> Parameter | None:
    piece = _without(piece, r"\[|\s+")
    modifiers = pattern(r"(?:(?:this|ref|out|in|params|scoped|readonly)\s+)*").match(piece.code)
    words = modifiers.group().split() if modifiers is not None else []
    match = pattern(r"@?([^\W\d]\w*)\Z").search(piece.code)
    if match is None or match.start() <= len(" ".join(words)):
        return None
    kind = "positional"
    for word, other in (("this", "receiver"), ("out", "out"), ("params", "variadic")):
        if word in words:
            kind = other
    start = modifiers.end() if modifiers is not None else 0
    return Parameter(match.group(1), piece.original(start, match.start()), piece.has_default, kind)


def _script(piece: Piece) -> Parameter | None:
    piece = _without(
        piece,
        r"@[\w.$]+\s*\(|@[\w.$]+|(?:public|private|protected|readonly|override)\b(?=\s+[\w${\[])|\s+",
    )
    code = piece.code
    if not code:
        return None
    kind = "positional"
    at = 0
    if code.startswith("..."):
        kind = "variadic"
        at = 3 + len(code[3:]) - len(code[3:].lstrip())
    if code[at : at + 1] in ("{", "["):
        end = piece.source.after_group(piece.start + at) - piece.start
        if end <= 0:
            return None
        if kind == "positional":
            kind = "pattern"
        optional = piece.has_default or code[end:].lstrip().startswith("?")
        return Parameter("", piece.original(at, end), optional, kind)
    match = pattern(r"[^\W\d]?[\w$#]*").match(code, at)
    if match is None or not match.group():
        return None
    rest = code[match.end() :].lstrip()
    optional = piece.has_default
    if rest.startswith("?"):
        optional = True
        rest = rest[1:].lstrip()
    if rest and not rest.startswith(":"):
        return None
    if match.group() == "this":
        kind = "receiver"
    return Parameter(match.group(), _folded(rest[1:]), optional, kind)


def _folded(text: str) -> str:
    return " ".join(text[:_TYPE_LIMIT].split())


def _rust(piece: Piece) -> Parameter | None:
    piece = _without(piece, r"#\s*\[|\s+")
    code = piece.code
    if pattern(r"(?:&\s*(?:'\w+\s+)?)?(?:mut\s+)?self\s*(?::|\Z)").match(code):
        return Parameter("self", _folded(code), False, "receiver")
    if code == "...":
        return Parameter("", kind="variadic")
    match = pattern(r"(?:mut\s+|ref\s+)*(?:r#)?([^\W\d]\w*)\s*:(?!:)").match(code)
    if match is not None:
        rest = code[match.end() :].strip()
        return Parameter(match.group(1), _folded(rest), False, "variadic" if rest == "..." else "positional")
    at = _colon(piece)
    if at > 0 and "$" not in code:
        inner = pattern(r"&\s*(?:mut\s+)?([^\W\d]\w*)\s*\Z").match(code[:at])
        if inner is not None:
            return Parameter(inner.group(1), _folded(code[at + 1 :]))
        return Parameter("", piece.original(0, at), False, "pattern")
    return None


def _colon(piece: Piece) -> int:
    """Return the offset in the piece's code of the first ``:`` outside brackets, or -1."""
    at = 0
    search = pattern(r"[(\[{]|(?<!:):(?!:)").search
    while (match := search(piece.code, at)) is not None:
        if match.group() == ":":
            return match.start()
        at = piece.source.after_group(piece.start + match.start()) - piece.start
        if at <= 0:
            return -1
    return -1


def _kotlin(piece: Piece) -> Parameter | None:
    piece = _without(
        piece,
        r"@[\w.:]+\(|@[\w.:]+|(?:vararg|noinline|crossinline|val|var|private|public|internal|protected|override|final|open)\b(?!\s*:)|\s+",
    )
    match = pattern(r"(`[^`\n]+`|[^\W\d]\w*)\s*:").match(piece.code)
    if match is None:
        return None
    lead = piece.source.code[max(0, piece.start - 300) : piece.start]
    kind = "variadic" if pattern(r"(?<=[(,\s])vararg\s+(?:\w+\s+)*\Z").search(lead.rpartition(",")[2]) else "positional"
    return Parameter(match.group(1).strip("`"), _folded(piece.code[match.end() :]), piece.has_default, kind)


def _swift(piece: Piece) -> Parameter | None:
    piece = _without(piece, r"@\w+\(|@\w+|\s+")
    match = pattern(r"(`?[^\W\d]\w*`?)(?:\s+(`?[^\W\d]\w*`?))?\s*:").match(piece.code)
    if match is None:
        return None
    first, second = match.group(1).strip("`"), (match.group(2) or "").strip("`")
    rest = _folded(piece.code[match.end() :])
    kind = "variadic" if rest.endswith("...") else "positional"
    name = second or first
    return Parameter(name, rest, piece.has_default, kind, first if second and second != first else "")


def _php(piece: Piece) -> Parameter | None:
    piece = _without(piece, r"#\s*\[|\s+")
    match = pattern(r"([^$]*?)(&?\s*)(\.\.\.\s*)?\$(\w+)").match(piece.code)
    if match is None:
        return None
    kind = "variadic" if match.group(3) else "positional"
    return Parameter(match.group(4), _folded(match.group(1)), piece.has_default, kind)


def _lua(piece: Piece) -> Parameter | None:
    if piece.code == "...":
        return Parameter("", kind="variadic")
    if not pattern(_IDENTIFIER + r"\Z").match(piece.code):
        return None
    return Parameter(piece.code)


def _ruby(piece: Piece) -> Parameter | None:
    code = piece.code
    if code == "...":
        return Parameter("", kind="variadic")
    if code.startswith("(") and code.endswith(")"):
        return Parameter("", _folded(code), False, "pattern")
    match = pattern(r"(\*\*|\*|&)?\s*([^\W\d]\w*)?(:(?!:))?").match(code)
    if match is None or not code:
        return None
    name = match.group(2) or ""
    mark = match.group(1)
    if mark:
        kind = {"*": "variadic", "**": "keywords", "&": "block"}[mark]
        return Parameter(name, "", False, kind) if not code[match.end() :].strip() else None
    if match.group(3):
        return Parameter(name, "", bool(code[match.end() :].strip()) or piece.has_default, "keyword")
    return Parameter(name, "", piece.has_default) if name and match.end() == len(code) else None


def _go(source: Source, start: int, end: int) -> tuple[tuple[Parameter, ...], bool]:
    """Go groups names: ``a, b int``; a list has names in all places or in none."""
    items = [_piece(source, *one).code for one in source.split(start, end, False)]
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
    for item in items[:_LIMIT]:
        match = pattern(r"([^\W\d]\w*)\s*").match(item)
        if match is None:
            return tuple(found), False
        rest = _folded(item[match.end() :])
        kind = "variadic" if rest.startswith("...") else "positional"
        found.append(Parameter(match.group(1), rest.removeprefix("..."), False, kind))
    return tuple(found), len(items) <= _LIMIT


def _julia(source: Source, start: int, end: int) -> tuple[tuple[Parameter, ...], bool]:
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
            parameter = _julia_one(_piece(source, *one), kind)
            if parameter is None or len(found) == _LIMIT:
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
        return Parameter("", _folded(code), piece.has_default, "pattern")
    match = pattern(r"((?:[^\W\d]|[^\x00-\x7f])(?:[\w!]|[^\x00-\x7f])*)?\s*(?:::\s*(.+))?\Z", re.DOTALL).match(code)
    if match is None or not code or (match.group(1) is None and match.group(2) is None):
        return None
    return Parameter(match.group(1) or "", _folded(match.group(2) or ""), piece.has_default, kind)


def _dart(source: Source, start: int, end: int) -> tuple[tuple[Parameter, ...], bool]:
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
                if parameter is None or len(found) == _LIMIT:
                    return tuple(found), False
                found.append(parameter)
            continue
        parameter = _dart_one(source, begin, stop, False, False)
        if parameter is None or len(found) == _LIMIT:
            return tuple(found), False
        found.append(parameter)
    return tuple(found), True


def _dart_one(source: Source, start: int, end: int, named: bool, optional: bool) -> Parameter | None:
    piece = _piece(source, start, end)
    whole = piece.code
    piece = _without(piece, r"@[\w.]+\(|@[\w.]+|(?:required|covariant|final|var|const|late)\b(?=\s+\S)|\s+")
    code = piece.code
    if not piece.has_default:
        colon = _colon(piece)
        if colon > 0 and named:  # an old way to write a default
            code = code[:colon].strip()
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
    return Parameter(name, _folded(before), optional and not required, kind)


_READERS: dict[str, Callable[[Piece], Parameter | None]] = {
    "c": _c, "cpp": _c, "java": _java, "csharp": _csharp, "javascript": _script, "typescript": _script,
    "rust": _rust, "kotlin": _kotlin, "swift": _swift, "php": _php, "lua": _lua, "ruby": _ruby,
}  # fmt: skip
