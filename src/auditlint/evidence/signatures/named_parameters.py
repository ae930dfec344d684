"""Parameters whose name stands first: JavaScript, Rust, Kotlin, Swift, PHP, Lua, Ruby."""

from __future__ import annotations

from auditlint.evidence.signatures.model import Parameter
from auditlint.evidence.signatures.pieces import Piece, colon, folded, without
from auditlint.reading.numbers import pattern


def script(piece: Piece) -> Parameter | None:
    piece = without(
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
    return Parameter(match.group(), folded(rest[1:]), optional, kind)


def rust(piece: Piece) -> Parameter | None:
    piece = without(piece, r"#\s*\[|\s+")
    code = piece.code
    if pattern(r"(?:&\s*(?:'\w+\s+)?)?(?:mut\s+)?self\s*(?::|\Z)").match(code):
        return Parameter("self", folded(code), False, "receiver")
    if code == "...":
        return Parameter("", kind="variadic")
    match = pattern(r"(?:mut\s+|ref\s+)*(?:r#)?([^\W\d]\w*)\s*:(?!:)").match(code)
    if match is not None:
        rest = code[match.end() :].strip()
        return Parameter(match.group(1), folded(rest), False, "variadic" if rest == "..." else "positional")
    at = colon(piece)
    if at > 0 and "$" not in code:
        inner = pattern(r"&\s*(?:mut\s+)?([^\W\d]\w*)\s*\Z").match(code[:at])
        if inner is not None:
            return Parameter(inner.group(1), folded(code[at + 1 :]))
        return Parameter("", piece.original(0, at), False, "pattern")
    return None


def kotlin(piece: Piece) -> Parameter | None:
    piece = without(
        piece,
        r"@[\w.:]+\(|@[\w.:]+|(?:vararg|noinline|crossinline|val|var|private|public|internal|protected|override|final|open)\b(?!\s*:)|\s+",
    )
    match = pattern(r"(`[^`\n]+`|[^\W\d]\w*)\s*:").match(piece.code)
    if match is None:
        return None
    lead = piece.source.code[max(0, piece.start - 300) : piece.start]
    kind = "variadic" if pattern(r"(?<=[(,\s])vararg\s+(?:\w+\s+)*\Z").search(lead.rpartition(",")[2]) else "positional"
    return Parameter(match.group(1).strip("`"), folded(piece.code[match.end() :]), piece.has_default, kind)


def swift(piece: Piece) -> Parameter | None:
    piece = without(piece, r"@\w+\(|@\w+|\s+")
    match = pattern(r"(`?[^\W\d]\w*`?)(?:\s+(`?[^\W\d]\w*`?))?\s*:").match(piece.code)
    if match is None:
        return None
    first, second = match.group(1).strip("`"), (match.group(2) or "").strip("`")
    rest = folded(piece.code[match.end() :])
    kind = "variadic" if rest.endswith("...") else "positional"
    name = second or first
    return Parameter(name, rest, piece.has_default, kind, first if second and second != first else "")


def php(piece: Piece) -> Parameter | None:
    piece = without(piece, r"#\s*\[|\s+")
    match = pattern(r"([^$]*?)(&?\s*)(\.\.\.\s*)?\$(\w+)").match(piece.code)
    if match is None:
        return None
    kind = "variadic" if match.group(3) else "positional"
    return Parameter(match.group(4), folded(match.group(1)), piece.has_default, kind)


def lua(piece: Piece) -> Parameter | None:
    if piece.code == "...":
        return Parameter("", kind="variadic")
    if not pattern(r"[^\W\d]\w*\Z").match(piece.code):
        return None
    return Parameter(piece.code)


def ruby(piece: Piece) -> Parameter | None:
    code = piece.code
    if code == "...":
        return Parameter("", kind="variadic")
    if code.startswith("(") and code.endswith(")"):
        return Parameter("", folded(code), False, "pattern")
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
