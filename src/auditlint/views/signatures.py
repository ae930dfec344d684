"""The signatures of functions that a document writes in code spans: ``import_csv(table, path)``.

A signature holds names, with types or without; what holds values (``f(1, "a")``), calls or
operators is a call or another expression, and ``f()`` merely names a function: it is kept, without
parameters, where the line names a file as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import WritesSignature
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Code, Fence

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
    "gsd-plan", "gsd-quick-plan", "gsd-context", "gsd-todo", "openspec-delta", "openspec-design",
    "openspec-proposal", "openspec-tasks", "speckit-plan", "speckit-spec", "speckit-tasks",
    "speckit-checklist", "speckit-constitution",
))  # fmt: skip
#: Documents that describe what is there: the declarations in their code blocks are read as well.
_DESCRIBING = frozenset(("instructions", "gsd-codebase-map", "gsd-project", "openspec-spec"))
_LANGUAGES = frozenset((
    "python", "py", "c", "cpp", "c++", "h", "typescript", "ts", "tsx", "rust", "rs", "go", "golang", "java", "kotlin", "kt",
    "csharp", "cs", "c#", "julia", "jl", "dart", "ruby", "rb", "php", "swift", "javascript", "js",
))  # fmt: skip
_DECLARES = (
    r"(?:(?:async|export|default|pub(?:\(crate\))?|public|private|protected|internal|static|override|virtual|suspend|open|"
    r"unsafe|extern|const|abstract|final|inline)[ ]+)*(?:def|fn|func|function|fun)[ ]|(?:public|private|protected|internal|"
    r"static|virtual|abstract|[a-z_]+_t|int|void|bool|char|double|float|std::\w+)\b[^=]*\("
)
#: Longer code spans are no signatures that a person wrote.
_LONGEST = 300
#: More parameters than a document writes.
_MOST = 30
#: What may stand in front of a name: keywords, the type of what is returned.
_WORDS = r"(?:[A-Za-z_][\w:.<>\[\]]*(?:\(crate\))?[ ]*[*&]*[ ]+[*&]*){0,4}+"
#: In front of a name these make it no declaration.
_USING = frozenset((
    "return", "await", "new", "if", "while", "for", "throw", "yield", "in", "not", "import", "from", "raise", "with", "and",
    "or", "else", "assert", "case", "when", "go", "defer", "catch", "except", "typeof", "del", "echo", "use", "to", "via",
))  # fmt: skip
_NAME = r"(?P<owner>(?:[A-Za-z_$][\w$]*(?:::|\.|\#))*)(?P<name>[A-Za-z_$][\w$]*[!?]?)(?:<[\w, :'&]{1,60}>)?"
_HEAD = rf"(?P<words>{_WORDS}){_NAME}\("
_TAIL = r"[ ]*(?P<returns>(?:->|→|=>|:)[ ]*[^\s(].*|(?<=[ ])(?:[*&\[\]]*[A-Za-z][\w.\[\]*<>, ]*|\([\w.*, \[\]]*\)))?[ ]*[;:{]?"
_IDENTIFIER = r"[A-Za-z_$][\w$]*"
_TYPED = rf"({_IDENTIFIER})(?:[ ]({_IDENTIFIER}))?(\?|!)?[ ]*:(?!:)[ ]*(\S.*)"
#: How Swift names a function: ``move(from:to:)``.
_LABELS = r"(?:[A-Za-z_]\w*:)+"
#: ``const char* path``, ``ctx context.Context``: which of the two is the name depends on the language.
_TWO_WORDS = (
    r"((?:const |unsigned |final |struct |mut |required )*[A-Za-z_][\w.:]*(?:<[^<>]*(?:<[^<>]*>[^<>]*)*>|\[\])?[*&?]*)"
    r"[ ][*& ]*(?:const[ *&]+)?([A-Za-z_$][\w$.]*(?:\[[\w.*\[\]]*)?|\[[\w.*\[\]]*)"
)
_RECEIVER = r"(?:&[ ]?(?:'\w+ )?(?:mut )?|\*|mut )?(?:self|this|cls)(?:[ ]*:.*)?"
#: Words that are values, never names of parameters.
_VALUES = frozenset(
    ("true", "false", "none", "null", "nil", "undefined", "nan", "nothing", "void", "nullptr", "int", "str",
     "string", "number", "bool", "boolean", "float", "any", "object", "super", "args_", "_", "crate", "usize")
)  # fmt: skip

#: Types that are written in small letters.
_PLAIN = frozenset((
    "str", "string", "int", "float", "bool", "boolean", "number", "bytes", "list", "dict", "tuple", "set", "object", "any",
    "unknown", "array", "callable", "double", "char", "byte", "rune", "error", "u8", "u16", "u32", "u64", "u128", "usize",
    "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "complex", "long", "short", "decimal", "dynamic", "symbol",
    "bigint", "mixed", "iterable", "void", "uint", "int64", "int32", "float64", "float32", "date", "datetime", "type",
))  # fmt: skip


#: Values that are written as defaults.
_RECEIVERS = frozenset(("self", "this", "cls"))
_LITERALS = frozenset(("true", "false", "null", "nil", "undefined", "nothing"))
_NO_TYPES = _LITERALS | {"None", "True", "False", "[]", "()", "NULL"}


def signatures(document: Document, kind: str) -> Iterator[WritesSignature]:
    """Yield the signatures that a document of the kind `kind` says there are."""
    if kind in _PROPOSING or document.format != "markdown":
        return
    for code in document.markdown.codes:
        text = code.text
        if "(" in text and len(text) <= _LONGEST:
            # Most code spans with brackets only name a function; that costs no reading.
            only_named = "()" in text and text.count("(") == 1
            read = None if only_named else read_signature(text.strip())
            if read is not None:
                yield WritesSignature(*read, code.span)
            elif text.endswith("()") and _is_beside_path(document.text, code):
                name = pattern(_NAME + r"\(\)").fullmatch(text)
                if name is not None:
                    yield WritesSignature(name["name"], _owner(name["owner"]), (), False, code.span)
    if kind in _DESCRIBING:
        for fence in document.markdown.fences:
            if fence.fenced and fence.info.partition(" ")[0].casefold() in _LANGUAGES:
                yield from _in_fence(document.text, fence)


def _is_beside_path(text: str, code: Code) -> bool:
    """Whether the line of a code span names a file in another: the function's, perhaps."""
    start = text.rfind("\n", 0, code.start) + 1
    end = text.find("\n", code.end)
    line = text[max(start, code.start - 300) : min(end if end >= 0 else len(text), code.end + 300)]
    return pattern(r"`[^`\s]{0,120}/[^`\s/]{1,80}\.\w{1,8}(?::[^`\s]{1,40})?`").search(line) is not None


def _in_fence(text: str, fence: Fence) -> Iterator[WritesSignature]:
    """Read the lines of a code block that declare a function and nothing else."""
    start = text.find("\n", fence.start) + 1
    while 0 < start < fence.end:
        end = text.find("\n", start, fence.end)
        end = end if end >= 0 else fence.end
        line = text[start:end].strip()
        if len(line) <= _LONGEST and line.endswith((")", ":", ";", "{", "...")) and "(" in line:
            read = read_signature(line.removesuffix("...").rstrip())
            if read is not None and read[3] and pattern(_DECLARES).match(line) is not None:
                at = text.index(line, start)
                yield WritesSignature(*read, Span(at, at + len(line)))
        start = end + 1


def read_signature(text: str) -> tuple[str, str, Parameters, bool] | None:
    """Read a signature: name, qualifier, parameters, and whether it is surely a declaration.

    None for what is none. A declaration has a keyword, a return type, or a type.
    """
    text = " ".join(text.split())
    head = pattern(_HEAD).match(text)
    if head is None:
        return None
    words = head["words"].split()
    if not _USING.isdisjoint(words):
        return None
    close = _closing(text, head.end() - 1)
    if close < 0:
        return None
    tail = pattern(_TAIL).fullmatch(text, close + 1)
    inside = text[head.end() : close]
    if tail is None or not inside.strip():
        return None
    if pattern(_LABELS).fullmatch(inside):
        labels = tuple((one, "", REQUIRED) for one in inside.split(":")[:-1])
        return head["name"], _owner(head["owner"]), labels, True
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
    if not words and all(one[2] == OPTIONAL and not one[1] for one in found) and "=" in inside:
        return None  # Arguments by name.
    is_declared = bool(words or tail["returns"] or by_name) or any(one[1] for one in found)
    return head["name"], _owner(head["owner"]), tuple(found), is_declared


def _owner(text: str) -> str:
    return text.replace("::", ".").replace("#", ".").rstrip(".")


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
        if ":" not in piece[:value] and _is_value(piece[value + 1 :].strip()):
            return None  # An argument by name.
        piece = piece[:value].rstrip()
        optional = True
    elif piece.endswith("?"):
        piece = piece[:-1]
        optional = True
    kind = OPTIONAL if optional else REQUIRED
    if pattern(_IDENTIFIER).fullmatch(piece):
        if piece.casefold() in _VALUES or piece[0].isupper() or piece.endswith("_t"):
            return None
        return piece, "", kind
    typed = pattern(_TYPED).fullmatch(piece)
    if typed is not None:
        label, name, mark, given = typed.groups()
        if given[0] in "\"'`0123456789-{." or given in _NO_TYPES or _is_value(given):
            return None  # An argument by name, an object.
        return name or label, given, OPTIONAL if mark == "?" else kind
    words = pattern(_TWO_WORDS).fullmatch(piece)
    if words is not None:
        return words[2], words[1], kind
    return None


def _is_value(text: str) -> bool:
    """Whether what stands behind a colon is a variable or literal rather than a type."""
    if pattern(r"(?:\(\)|\w+) ?=> ?.*\w\(|.*\w\([^)]*\)").match(text) is not None:
        return True  # A function, a call.
    head = pattern(r"\w+").match(text)
    if head is None or not head[0].lstrip("_")[:1].islower() or head[0] in _LITERALS:
        return False
    if head[0] in _PLAIN or head[0].endswith("_t"):
        return False
    rest = text[head.end() :]
    return not rest or (rest[0] == "[" and rest != "[]") or (rest[0] == "." and head[0] in _RECEIVERS)


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
