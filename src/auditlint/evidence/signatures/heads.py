"""One statement of a C-like language: is it a function, a scope, or neither?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source
    from auditlint.evidence.signatures.statements import Scope


class Container(NamedTuple):
    """A statement that opens a scope; `is_sure` where nothing else can begin so."""

    kind: str
    owner: str
    is_sure: bool


class Head(NamedTuple):
    """A function's head: its name's place, its owner, where its parameters open."""

    name: Span
    text: str
    owner: str
    opening: int
    is_complete: bool


_NAMESPACE = r"\bnamespace\b[^()=;]*\Z"
_CLASS = {
    "c": r"(?<![\w.])(struct|class|union|enum)\b",
    "cpp": r"(?<![\w.<,])(?<!<\s)(?<!,\s)(struct|class|union|enum)\b",
    "java": r"(?<![\w.])(class|interface|enum|record|@interface)\s+\w",
    "csharp": r"(?<![\w.])(class|interface|struct|enum|record)\s+[\w@]",
    "dart": r"(?<![\w.])(class|mixin|extension|enum)\b",
}


def lead_end(source: Source, at: int, limit: int) -> int:
    """Return where a statement begins behind blanks, labels, attributes and template heads."""
    code = source.code
    name = source.language.name
    if name in ("c", "cpp"):
        lead = pattern(r"\s+|\[(?=\[)|(template)\s*(?=<)|(?:public|private|protected|signals|Q_SIGNALS)\s*(?:\w+\s*)?:(?!:)|requires\s*(\()")
    elif name == "csharp":
        lead = pattern(r"\s+|\[")
    else:
        lead = pattern(r"\s+|@(?!interface\b)[\w.]+\s*?(?:(\()|(<)|)")
    while (match := lead.match(code, at, limit)) is not None and match.end() > at:
        end = match.end()
        if code[end - 1] in "([":
            end = source.after_group(end - 1)
        elif match.lastindex and code[end - 1] == "<":
            end = source.after_angles(end - 1)
            if code[end : end + 1] == "(":
                end = source.after_group(end)
        elif match.group().startswith("template"):
            end = _template_end(source, end)
        if not at < end <= limit:
            return at
        at = end
    return at


def _template_end(source: Source, at: int) -> int:
    """Return the offset behind ``<...>``; comparisons in it stand in brackets."""
    return source.after_angles(at, 20_000)


def container(source: Source, header: str) -> Container | None:
    """Return the scope that a statement's text opens, or None for no scope."""
    name = source.language.name
    if name in ("c", "cpp", "csharp") and pattern(_NAMESPACE).search(header):
        return Container("namespace", "", True)
    if name in ("c", "cpp") and pattern(r'\bextern\s*"[^"]*"\s*\Z').search(header):
        return Container("namespace", "", True)
    if name == "csharp" and pattern(r"\)\s*\Z").search(header) and not pattern(r"\b(?:class|record|struct)\b").search(header):
        return None
    match = pattern(_CLASS[name]).search(header)
    if match is None:
        return None
    kind = match.group(1)
    if name == "dart" and kind == "extension" and pattern(r"extension\s+type\b").match(header, match.start()):
        pass
    rest = header[match.end() - (0 if name not in ("java", "csharp") else 1) :]
    owner = _class_name(rest, name)
    if name == "dart" and (owner is None or (header[: match.start()].strip().split() and not pattern(r"(?:(?:abstract|sealed|base|final|interface|mixin|macro|augment)\s*)*\Z").match(header[: match.start()].strip() + " "))):
        return None
    return Container("enum" if kind == "enum" else "class", owner or "", name in ("java", "csharp", "dart"))


def _class_name(rest: str, language: str) -> str | None:
    if language in ("java", "csharp"):
        match = pattern(r"(?:(?:class|struct)\s+)?@?(\w+)").match(rest)
        return match.group(1) if match is not None else None
    if language == "dart":
        match = pattern(r"\s+(?:class\s+|type\s+(?:const\s+)?)?(?!on\b)([\w$]+)").match(rest)
        if match is not None:
            return match.group(1)
        match = pattern(r"\s*(?:<[^{]*>)?\s*on\s+([\w.]+)").match(rest)
        return match.group(1) if match is not None else None
    rest = pattern(r"\b(?:alignas|__attribute__|__declspec|[A-Z_][A-Z0-9_]*)\s*\((?:[^()]|\([^()]*\)|\(\([^()]*\)\))*\)").sub(" ", rest)
    head = pattern(r"(?<!:):(?!:)|\bfinal\b").split(rest, maxsplit=1)[0]
    for _ in range(3):
        head = pattern(r"<[^<>{};]*>").sub(" ", head)
    head = pattern(r"<[^{};]*\Z", re.DOTALL).sub("", head)
    words = pattern(r"[^\W\d]\w*(?:\s*::\s*\w+)*").findall(head)
    words = [word for word in words if word not in ("class", "struct")]
    return words[-1].replace("::", ".").replace(" ", "") if words else ""


_ATTRIBUTES = frozenset(
    ("__attribute__", "__declspec", "alignas", "decltype", "noexcept", "requires", "throw", "explicit",
     "__asm__", "asm", "__asm", "typeof", "__typeof__", "_Alignas", "sizeof", "static_assert", "_Static_assert",
     "if", "for", "while", "switch", "return", "catch", "else", "do", "new", "delete", "defined", "this", "base",
     "super", "Function", "using", "typedef", "assert", "case", "co_return", "sizeof", "lock", "foreach", "nameof")
)  # fmt: skip
_NAME = {
    "c": r"(~\s*)?(?<![\w$])([^\W\d][\w$]*)\s*\Z",
    "cpp": r"(?:(~\s*)?(?<![\w$])([^\W\d][\w$]*)|(?<!\w)(operator\s*(?:\(\s*\)|\[\s*\]|(?:new|delete)(?:\s*\[\s*\])?|[^\w\s(]{1,3}|\"\s*\"\s*\w+|[\w:<>,\s*&]+)))\s*\Z",
    "java": r"(?<![\w$])([^\W\d][\w$]*)\s*\Z",
    "csharp": r"(?:(~\s*)?(?<![\w$])@?([^\W\d]\w*)|(?<!\w)(operator\s*(?:checked\s*)?(?:[^\w\s(]{1,3}|true|false|[\w.<>\[\],?\s]+)))\s*\Z",
    "dart": r"(?:(?<![\w$])((?:[^\W\d]|\$)[\w$]*)|(?<!\w)(operator\s*(?:\[\]=?|[^\w\s(]{1,3})))\s*\Z",
}
_SUFFIX = {
    "java": r"\s*(?:\[\s*\]\s*)*(?:throws\s+[\w.,\s@$]+)?(?:default\s+[\s\S]*)?\Z",
    "csharp": r"\s*(?::\s*(?:base|this)\s*\([\s\S]*\)\s*)?(?:where\s[\s\S]*)?\Z",
    "dart": r"\s*(?:(?:async|sync)\s*\*?\s*|native\b[^;{]*|:[\s\S]*|=(?!=)[\s\S]*)?\Z",
}
_RESERVED = frozenset(
    ("if", "for", "while", "switch", "return", "catch", "else", "do", "new", "this", "base", "super",
     "Function", "using", "assert", "case", "lock", "foreach", "nameof")
)  # fmt: skip
_AFTER_LIST = frozenset(
    ("const", "volatile", "override", "final", "mutable", "try", "noexcept", "throw", "asm", "restrict")
)


def _suffix_fits(source: Source, at: int, end: int) -> bool:
    """Say whether the text from `at` to `end` may stand between a parameter list and a body."""
    code = source.code
    language = source.language.name
    if language not in ("c", "cpp"):
        return pattern(_SUFFIX[language]).match(code, at, end) is not None
    token = pattern(r"\s*(?:([^\W\d]\w*)\s*(\()?|(&&?|\[)|(->|(?<!:):(?!:))|(=\s*(?:0|default|delete\s*(?:\([^()]*\))?)\s*\Z)|(\Z))")
    while (match := token.match(code, at, end)) is not None:
        word, group, mark, rest, value, over = match.groups()
        if over is not None or value:
            return True
        if rest:
            return language == "cpp"
        at = match.end()
        if word:
            if word == "requires":
                return True
            if not (
                word in _AFTER_LIST or word.startswith("__") or word.upper() == word
                or any(one in word for one in ("noexcept", "attribute", "nonnull", "warn"))
            ):  # fmt: skip
                return False
        if group or mark == "[":
            at = source.after_group(match.end() - 1)
            if not 0 < at <= end:
                return False
    return False


_NO_HEAD = r"(?:typedef|using|friend\s+class|return|throw|delegate|event|goto|import|export|part|package)\b"


def read_head(
    source: Source, scope: Scope, start: int, end: int, groups: list[tuple[int, int]], has_body: bool
) -> Head | None:
    """Return the function whose head is the text from `start` to `end`, or None for none."""
    code = source.code
    if end - start > 20_000 or pattern(_NO_HEAD).match(code, start):
        return None
    for index, (first, behind) in enumerate(groups):
        opening = first
        if not _suffix_fits(source, behind, end):
            inner = _in_brackets(source, groups, index, end)
            if inner is not None:
                opening = groups[index + 1][0]
            name = inner
        else:
            name = _name(source, start, opening)
        head = _head(source, scope, start, name, opening, has_body) if name is not None else None
        if head is not None:
            return head
    return None


def _in_brackets(source: Source, groups: list[tuple[int, int]], index: int, end: int) -> tuple[Span, str] | None:
    """``int (name)(int a)``: a name in brackets, so that no macro takes it."""
    if index + 1 >= len(groups) or source.language.name not in ("c", "cpp"):
        return None
    opening, behind = groups[index]
    if source.code[behind : groups[index + 1][0]].strip():
        return None
    inner = pattern(r"\s*([^\W\d]\w*)\s*\Z").match(source.code, opening + 1, behind - 1)
    if inner is None or not _suffix_fits(source, groups[index + 1][1], end):
        return None
    return Span(*inner.span(1)), inner.group(1)


def _name(source: Source, start: int, opening: int) -> tuple[Span, str] | None:
    """Return the name that stands right before a bracket, type arguments passed over."""
    code = source.code
    language = source.language.name
    at = opening
    low = max(start, opening - 300)
    text = code[low:at]
    if language != "c" and text.rstrip().endswith(">") and not pattern(r"\boperator\b").search(text[-120:]):
        cut = _angle_start(text.rstrip())
        if cut < 0:
            return None
        text = text[:cut]
    match = pattern(_NAME[language]).search(text)
    if match is None:
        return None
    group = match.lastindex or 0
    begin, stop = match.span(group)
    word = match.group(group)
    if word.startswith("operator") and word != "operator" and not word[8:9].isalnum() and word[8:9] != "_":
        shown = "operator" + " ".join(word[8:].split())
        if shown[8:9] != " " and " " in shown and not shown[8:].strip()[:1].isalpha():
            shown = shown.replace(" ", "")
        return Span(low + begin, low + begin + len(word.rstrip())), shown
    if word in (_ATTRIBUTES if language in ("c", "cpp") else _RESERVED if language != "java" else _RESERVED - {"using", "lock", "foreach", "nameof", "Function", "base"}) or (text[:begin].rstrip().endswith("@") and language in ("java", "dart")):
        return None
    if language == "cpp" and word == "operator":  # operator()(...)
        return None
    if language in ("c", "cpp", "csharp") and match.group(1):
        begin = match.start(1)
        word = "~" + word
    return Span(low + begin, low + stop), word


def _angle_start(text: str) -> int:
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        if text[index] == ">" and text[index - 1 : index] not in ("-", "="):
            depth += 1
        elif text[index] == "<":
            depth -= 1
            if depth == 0:
                return index
    return -1


def _head(
    source: Source, scope: Scope, start: int, name: tuple[Span, str], opening: int, has_body: bool
) -> Head | None:
    code = source.code
    language = source.language.name
    span, text = name
    before = code[start : span.start].rstrip()
    if before.endswith("(") and opening > span.end and code[span.end : opening].strip() == ")":
        before = before[:-1].rstrip()  # a name in brackets
    owner = scope.owner
    last = owner.rpartition(".")[2]
    bare = text.lstrip("~")
    complete = True
    if language in ("c", "cpp"):
        qualifier = pattern(r"((?:[^\W\d]\w*\s*(?:<[^;{}()]*>)?\s*::\s*)+)\Z").search(before[-400:])
        if before.endswith("::") and qualifier is not None:
            parts = pattern(r"[^\W\d]\w*(?=\s*(?:<[^;{}()]*>)?\s*::)").findall(pattern(r"<[^;{}()]*>").sub("", qualifier.group(1)))
            owner = ".".join(parts) or owner
            last = parts[-1] if parts else last
            before = before[: len(before) - len(qualifier.group(1))].rstrip()
        is_maker = bare == last or text.startswith(("operator", "~"))
        words = pattern(r"[^\W\d]\w*").findall(before)
        typed = [w for w in words if w not in ("static", "inline", "extern", "virtual", "explicit", "constexpr", "friend", "const")]
        if before[-1:] in ("=", ",", "(", "?", "+", "-", "/", "%", "|", "!", "<", ".") and not text.startswith("operator"):
            return None
        if not typed and not is_maker:
            if not has_body:
                return None
            complete = False  # a macro that makes a function, or a type left out
        if code[opening + 1 : opening + 2] in ("*", "&", "^") and not is_maker:
            return None
        if has_body and _is_macro(text) and not (typed and _PLAIN.match(before)):
            complete = False
        return Head(span, text, owner, opening, complete)
    if language == "java" and pattern(r"\b(?:new|return|record|class|interface|enum)\b\s*(?:<[^()]*>)?\s*\Z").search(before):
        return None
    if language == "csharp" and pattern(r"\b(?:new|return|record|class|struct|delegate\s[\s\S]*|record\s+struct)\s*\Z|\bdelegate\s").search(before):
        return None
    if language in ("java", "csharp"):
        if before[-1:] in ("=", ",", "(", "+", "-", "/", "%", "|", "!", "<", "&", ":"):
            return None
        if before.endswith(".") and language == "csharp":
            before = pattern(r"(?:[\w<>,]+\s*\.\s*)+\Z").sub("", before)
        words = pattern(r"[^\W\d]\w*").findall(before)
        typed = [w for w in words if w not in _MODIFIERS]
        if not typed and bare != last and not text.startswith(("operator", "~")):
            return None
        return Head(span, text, owner, opening, True)
    return _dart_head(source, scope, span, text, before, opening, has_body)


_PLAIN = re.compile(r"[\w\s*]*\Z")
_MODIFIERS = frozenset(
    ("public", "private", "protected", "static", "final", "abstract", "native", "synchronized", "default",
     "strictfp", "internal", "sealed", "override", "virtual", "extern", "unsafe", "async", "partial", "readonly", "new")
)  # fmt: skip


def _is_macro(text: str) -> bool:
    return len(text) > 2 and text.isupper()


def _dart_head(
    source: Source, scope: Scope, span: Span, text: str, before: str, opening: int, has_body: bool
) -> Head | None:
    owner = scope.owner
    if before[-1:] in ("=", ",", "(", "+", "-", "/", "%", "|", "!", "<", "&", ":"):
        return None
    named = pattern(r"(?<![\w$.])((?:[^\W\d]|\$)[\w$]*)(?:<[^()]*>)?\s*\.\s*\Z").search(before)
    last = owner.rpartition(".")[2]
    if before.endswith("."):
        if named is None or named.group(1) != last:
            return None
    elif not has_body and text != last and not pattern(r"[\w>?\])]").search(before) and not scope.owner:
        return None
    if pattern(r"\b(?:get|return|new|await|yield|throw|assert)\s*\Z").search(before):
        return None
    return Head(span, text, owner, opening, True)
