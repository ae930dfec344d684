"""The signatures of functions that a document writes in code spans: ``import_csv(table, path)``.

A signature holds names, with types or without; what holds values (``f(1, "a")``), calls or
operators is a call or another expression, and ``f()`` merely names a function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import WritesSignature
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document

#: What a parameter is, as a document writes it. (`OPEN` stands for an ellipsis.)
REQUIRED = "required"
OPTIONAL = "optional"
VARIADIC = "variadic"
KEYWORDS = "keywords"
RECEIVER = "receiver"
OPEN = "open"

Parameters = tuple[tuple[str, str, str], ...]

#: Documents that say what is to be made: nothing of theirs need be there.
_PROPOSING = frozenset((
    "gsd-plan", "gsd-context", "gsd-todo", "openspec-delta", "openspec-design",
    "openspec-proposal", "openspec-tasks", "speckit-plan", "speckit-spec", "speckit-tasks",
    "speckit-checklist", "speckit-constitution",
))  # fmt: skip
#: Longer code spans are no signatures that a person wrote.
_LONGEST = 300
#: More parameters than a document writes.
_MOST = 30
_WORDS = r"(?:(?:async|fn|def|func|function|fun|pub(?:\(crate\))?|static|public|private|override|suspend|export|const|unsafe|extern)[ ]+)*+"
_NAME = r"(?P<owner>(?:[A-Za-z_$][\w$]*(?:::|\.|\#))*)(?P<name>[A-Za-z_$][\w$]*[!?]?)(?:<[\w, :'&]{1,60}>)?"
_HEAD = rf"(?P<words>{_WORDS}){_NAME}\("
_TAIL = r"[ ]*(?P<returns>(?:->|→|=>|:)[ ]*[^\s(].*|[*&\[\]]*[A-Za-z][\w.\[\]*<>, ]*|\([\w.*, \[\]]*\))?[ ]*[;:{]?"
_IDENTIFIER = r"[A-Za-z_$][\w$]*"
_TYPED = rf"({_IDENTIFIER})(\?|!)?[ ]*:[ ]*(\S.*)"
#: ``const char* path``, ``ctx context.Context``: which of the two is the name depends on the language.
_TWO_WORDS = r"((?:const |unsigned |final |struct |mut |required )*[A-Za-z_][\w.:]*(?:<.*>|\[\])?[ ]*[*&]*(?: const)?[ ]*[*&]*\??)[ *&]+([A-Za-z_$*\[][\w$.*\[\]]*(?:<.*>)?)"
_RECEIVER = r"(?:&[ ]?(?:'\w+ )?(?:mut )?|\*|mut )?(?:self|this|cls)(?:[ ]*:.*)?"
#: Words that are values, never names of parameters.
_VALUES = frozenset(
    ("true", "false", "none", "null", "nil", "undefined", "nan", "nothing", "void", "nullptr", "int", "str",
     "string", "number", "bool", "boolean", "float", "any", "object", "super", "args_", "_", "crate", "usize")
)  # fmt: skip


def signatures(document: Document, kind: str) -> Iterator[WritesSignature]:
    """Yield the signatures that a document of the kind `kind` says there are."""
    if kind in _PROPOSING or document.format != "markdown":
        return
    for code in document.markdown.codes:
        text = code.text
        if "(" in text and len(text) <= _LONGEST:
            read = read_signature(text.strip())
            if read is not None:
                name, owner, parameters, is_declared = read
                yield WritesSignature(name, owner, parameters, is_declared, code.span)


def read_signature(text: str) -> tuple[str, str, Parameters, bool] | None:
    """Read a signature: name, qualifier, parameters, and whether it is surely a declaration.

    None for what is none. A declaration has a keyword, a return type, or a type.
    """
    head = pattern(_HEAD).match(text)
    if head is None:
        return None
    close = _closing(text, head.end() - 1)
    if close < 0:
        return None
    tail = pattern(_TAIL).fullmatch(text, close + 1)
    inside = text[head.end() : close]
    if tail is None or not inside.strip():
        return None
    found: list[tuple[str, str, str]] = []
    by_name = False
    for piece in _split(inside):
        if piece == "/":
            continue
        if piece == "*":
            by_name = True
            continue
        one = _parameter(piece, bool(found))
        if one is None or len(found) == _MOST:
            return None
        if one[2] == VARIADIC and one[0].startswith("**"):
            one = (one[0][2:], one[1], KEYWORDS)
        found.append(one)
    if all(one[2] in (RECEIVER, OPEN) for one in found):
        return None
    owner = head["owner"].replace("::", ".").replace("#", ".").rstrip(".")
    is_declared = bool(head["words"] or tail["returns"] or by_name) or any(one[1] for one in found)
    return head["name"], owner, tuple(found), is_declared


def _parameter(piece: str, follows: bool) -> tuple[str, str, str] | None:
    """Read one parameter: name, type, what it is."""
    if piece in ("...", "…") or piece.endswith(("…", " ...")):
        return "", "", OPEN
    if not follows and pattern(_RECEIVER).fullmatch(piece):
        return "self", "", RECEIVER
    variadic = pattern(rf"(?:\*\*?|\.\.\.)({_IDENTIFIER})(?:[ ]*:.*)?|({_IDENTIFIER})\.\.\.").fullmatch(piece)
    if variadic is not None:
        name = variadic[1] or variadic[2]
        return ("**" if piece.startswith("**") else "") + name, "", VARIADIC
    optional = piece.startswith("[") and piece.endswith("]")
    if optional:
        piece = piece[1:-1].strip(" ,")
    value = _default(piece)
    if value >= 0:
        piece = piece[:value].rstrip()
        optional = True
    elif piece.endswith("?"):
        piece = piece[:-1]
        optional = True
    kind = OPTIONAL if optional else REQUIRED
    if pattern(_IDENTIFIER).fullmatch(piece):
        if piece.casefold() in _VALUES or piece[0].isupper():
            return None
        return piece, "", kind
    typed = pattern(_TYPED).fullmatch(piece)
    if typed is not None:
        if typed[3][0] in "\"'`0123456789-{":
            return None  # A keyword argument, an object.
        return typed[1], typed[3], OPTIONAL if typed[2] == "?" else kind
    words = pattern(_TWO_WORDS).fullmatch(piece)
    if words is not None:
        return words[2], words[1], kind
    return None


def _default(piece: str) -> int:
    """Return where the ``=`` of a default value stands, or -1."""
    found = pattern(r"(?<![=!<>])=(?![=>])").search(piece)
    return found.start() if found is not None else -1


def _closing(text: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(text)):
        if text[at] in "([{":
            depth += 1
        elif text[at] in ")]}":
            depth -= 1
            if depth == 0:
                return at
    return -1


def _split(inside: str) -> list[str]:
    """Split at the commas outside brackets; ``->`` closes nothing."""
    pieces: list[str] = []
    depth = start = 0
    for at, letter in enumerate(inside):
        if letter in "([{<":
            depth += 1
        elif letter in ")]}" or (letter == ">" and inside[at - 1 : at] not in ("-", "=")):
            depth -= 1
        elif letter == "," and depth <= 0:
            pieces.append(inside[start:at].strip())
            start = at + 1
    last = inside[start:].strip()
    return [*pieces, last] if last else pieces
