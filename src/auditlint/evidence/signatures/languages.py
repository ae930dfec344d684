"""The languages whose functions are read: suffixes, comments, strings, brackets."""

from __future__ import annotations

from typing import NamedTuple


class Opening(NamedTuple):
    """A comment or string that needs more than a pattern to find its end.

    `close` is a pattern; ``\\1`` in it stands for the opener's first group, quoted as text.
    `reopen` is the opener that nests, `hole` the start of code inside a string.
    """

    opener: str
    close: str
    is_string: bool = True
    reopen: str = ""
    hole: str = ""


class Language(NamedTuple):
    """How a language is written, as far as the scanner must know.

    `comments` and `strings` are patterns that match a whole one. `angles` says whether ``<>``
    may hold commas in a type. `reader` names the module that finds function heads.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    comments: tuple[str, ...]
    strings: tuple[str, ...]
    openings: tuple[Opening, ...] = ()
    angles: bool = False
    preprocessor: bool = False
    pattern_literals: bool = False


_LINE = r"//[^\n]*"
_SCRIPT_LINE = r"(?<!http:)(?<!https:)//[^\n]*"  # an address may stand in markup
_HASH = r"#[^\n]*"
_DOUBLE = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_SINGLE = r"'[^'\\\n]*(?:\\.[^'\\\n]*)*'"
_CHARACTER = r"'(?:[^'\\\n]|\\(?:[^\n'xuU0-9]|'|[xuU0-9][0-9A-Fa-f{}]*+))'"
_NUMBER = r"(?<![\w$])\d[\w']*+"
_BLOCK = Opening(r"/\*", r"\*/", is_string=False)
_NESTED = Opening(r"/\*", r"\*/", is_string=False, reopen="/*")
_TRIPLE = Opening(r'"""', r'(?<!\\)"""')
_C_COMMENTS = (r"//[^\n\\]*(?:\\.[^\n\\]*)*",)
_C_STRINGS = (_DOUBLE, r"'(?!')[^'\\\n]*(?:\\.[^'\\\n]*)*'")

LANGUAGES = (
    Language("python", (".py", ".pyi"), "python", (), ()),
    Language(
        "c", (".c",), "statements",
        (*_C_COMMENTS, r"^[ \t]*+#[ \t]*+(?:error|warning|pragma)[^\n]*"), (_NUMBER, *_C_STRINGS), (_BLOCK,),
        preprocessor=True,
    ),
    Language(
        "cpp", (".h", ".hh", ".hpp", ".hxx", ".cc", ".cpp", ".cxx", ".ipp", ".inl"), "statements",
        (*_C_COMMENTS, r"^[ \t]*+#[ \t]*+(?:error|warning|pragma)[^\n]*"), (_NUMBER, *_C_STRINGS),
        (Opening(r'(?:u8|[uUL])?R"([^()\\\s"]{0,16})\(', r'\)\1"'), _BLOCK), angles=True, preprocessor=True,
    ),
    Language(
        "javascript", (".js", ".mjs", ".cjs", ".jsx"), "script", (_SCRIPT_LINE,), (_DOUBLE, _SINGLE),
        (_BLOCK, Opening("`", "`", hole="${")), pattern_literals=True,
    ),
    Language(
        "typescript", (".ts", ".mts", ".cts", ".tsx"), "script", (_SCRIPT_LINE,), (_DOUBLE, _SINGLE),
        (_BLOCK, Opening("`", "`", hole="${")), angles=True, pattern_literals=True,
    ),
    Language(
        "rust", (".rs",), "keywords", (_LINE,), (_CHARACTER,),
        (Opening(r'\b[bc]?r(#*)"', r'"\1'), Opening('"', '"', reopen=""), _NESTED), angles=True,
    ),
    Language("go", (".go",), "keywords", (_LINE,), (_DOUBLE, _CHARACTER, r"`[^`]*+`"), (_BLOCK,)),
    Language(
        "java", (".java",), "statements", (_LINE,), (_CHARACTER,),
        (_TRIPLE, Opening('"', r'["\n]'), _BLOCK), angles=True,
    ),
    Language(
        "kotlin", (".kt", ".kts"), "keywords", (_LINE,), (_CHARACTER,),
        (Opening('"""', r'"""(?!")', hole="${"), Opening('"', r'["\n]', hole="${"), _NESTED), angles=True,
    ),
    Language(
        "csharp", (".cs",), "statements", (_LINE, r"^[ \t]*+#[^\n]*"), (_CHARACTER, r'@"[^"]*(?:""[^"]*)*"'),
        (
            Opening(r'\$*("{3,})', r"\1"), Opening(r'(?:\$@|@\$)"', r'"', hole="{"),
            Opening(r'\$"', r'["\n]', hole="{"), Opening('"', r'["\n]'), _BLOCK,
        ),
        angles=True,
    ),
    Language(
        "julia", (".jl",), "julia", (r"#(?!=)[^\n]*",), (r"(?<![\w)\]}'.])'(?:[^'\\\n]{1,4}|\\[^\n']*+|\\')'",),
        (Opening("#=", "=#", is_string=False, reopen="#="), Opening(r'raw"', '"'), Opening('"""', '"""', hole="$("),
         Opening('"', '"', hole="$("), Opening("`", "`", hole="$(")),
    ),
    Language(
        "dart", (".dart",), "statements", (_LINE,), (r"\br(?:'''[\s\S]*?'''|\"\"\"[\s\S]*?\"\"\")", r"\br'[^'\n]*+'", r'\br"[^"\n]*+"'),
        (Opening("'''", "'''", hole="${"), Opening('"""', '"""', hole="${"), Opening("'", r"['\n]", hole="${"),
         Opening('"', r'["\n]', hole="${"), _NESTED),
        angles=True,
    ),
    Language(
        "lua", (".lua",), "lua", (r"--(?!\[=*\[)[^\n]*",), (_DOUBLE, _SINGLE),
        (Opening(r"--\[(=*)\[", r"\]\1\]", is_string=False), Opening(r"\[(=*)\[", r"\]\1\]")),
    ),
    Language(
        "ruby", (".rb", ".rake", ".gemspec"), "ruby",
        (r"^=begin\b[\s\S]*?(?:^=end\b[^\n]*|\Z)", r"^__END__[ \t]*$[\s\S]*", _HASH),
        (r"(?<![\w)\]}\"'])\?[\"'#`/](?=[\s,)\].;]|$)", r":\"[^\"\\\n]*(?:\\.[^\"\\\n]*)*\"", r"\$[`'\"/]"),
        (Opening('"', '"', hole="#{"), Opening("'", "'"), Opening("`", "`", hole="#{")), pattern_literals=True,
    ),
    Language(
        "php", (".php", ".phtml"), "keywords", (_LINE, r"#(?!\[)[^\n]*"), (),
        (
            Opening(r"<<<[ \t]*[\"']?([A-Za-z_]\w*)[\"']?(?=[ \t]*\r?\n)", r"^[ \t]*\1\b"), Opening("'", "'"),
            Opening('"', '"', hole="{$"), Opening("`", "`"), _BLOCK,
        ),
    ),
    Language(
        "swift", (".swift",), "keywords", (_LINE,), (),
        (
            Opening(r'(#+)"""', r'"""\1'), Opening(r'(#+)"', r'"\1'), Opening('"""', '"""', hole="\\("),
            Opening('"', r'["\n]', hole="\\("), _NESTED,
        ),
        angles=True,
    ),
)  # fmt: skip

_BY_SUFFIX = {suffix: one for one in LANGUAGES for suffix in one.suffixes}
_BY_NAME = {one.name: one for one in LANGUAGES}


def of_path(path: str) -> Language | None:
    """Return the language of a file by its name's suffix, or None for any other file."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return _BY_SUFFIX.get(name[dot:].lower()) if dot >= 0 else None


def by_name(name: str) -> Language:
    """Return the language called `name`; raises KeyError for none."""
    return _BY_NAME[name]
