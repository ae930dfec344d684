"""Parameters whose type stands before the name: C, C++, Java, C#."""

from __future__ import annotations

import re

from auditlint.evidence.signatures.model import Parameter
from auditlint.evidence.signatures.pieces import Piece, without
from auditlint.reading.numbers import pattern

_QUALIFIERS = frozenset(
    ("const", "volatile", "struct", "enum", "class", "union", "typename", "static", "register", "restrict",
     "constexpr", "__restrict", "__const", "final", "_Nullable", "_Nonnull", "mutable", "inline", "extern")
)  # fmt: skip
_ONLY_CPP = frozenset(("class", "typename", "mutable", "constexpr", "final"))
_PRIMITIVES = frozenset(
    ("void", "int", "char", "short", "long", "float", "double", "bool", "unsigned", "signed", "auto",
     "_Bool", "wchar_t", "char8_t", "char16_t", "char32_t", "__int64", "__int128")
)  # fmt: skip
_POINTER = r"\(\s*(?:[\w<>]+\s*::\s*|__?\w+\s+|[A-Z]{3,}\w*\s+)*[*&^]+\s*(?:(?:const|volatile|restrict|_Nullable|_Nonnull)\s+)*(\w*)\s*(?:\[[^\]]*\]\s*)*\)\s*[(\[]"
_OUT = re.compile(r"p?_?out(?:_\w+|[A-Z]\w*)?\Z|\w+_out\Z")


def c_like(piece: Piece) -> Parameter | None:
    piece = without(piece, r"(?:\[(?=\[))|(?:__attribute__|__declspec|alignas)\s*\(|\s+")
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
    is_qualifier = name in _QUALIFIERS and not (name in _ONLY_CPP and piece.source.language.name == "c")
    if is_qualifier or name in _PRIMITIVES or not _is_type(before):
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


def java(piece: Piece) -> Parameter | None:
    piece = without(piece, r"@[\w.]+\s*\(|@[\w.]+|final\b|\s+")
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


def csharp(piece: Piece) -> Parameter | None:
    piece = without(piece, r"\[|\s+")
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
