r"""Whether a text holds what a document wants of it: the very words, else a bounded pattern.

Patterns of documents are never given to a pattern engine. One is taken apart into the literal
pieces between its wild parts (``.*``, ``\s+``, ``\w+``, ``[^)]*``), each piece is looked for on
its own, and all pieces that occur make a match: more than the pattern asks for may pass, never
less. So the time is linear, and "no" is certain.
"""

from __future__ import annotations

from functools import lru_cache

from auditlint.reading.numbers import pattern

#: Longer wishes are prose.
_LONGEST = 300
#: So many texts are kept folded: whoever looks for several wishes asks of one text after another.
_FOLDED = 4
#: A pattern of more alternatives or pieces is none that a person wrote.
_MOST = 40
#: Letters that name a class of characters behind a backslash, or a place between characters.
_CLASSES = frozenset("dDwWsSbBAZz")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def holds(text: str, wanted: str) -> bool | None:
    """Whether `text` holds `wanted`, literally or as a pattern; None where that is undecidable.

    White space, quotes and letter case may differ: then it is undecidable.
    """
    if not wanted or len(wanted) > _LONGEST:
        return None
    if wanted in text:
        return True
    if wanted[0] == wanted[-1] == "/":
        return None  # A pattern between slashes, or a route.
    found = _matches(text, wanted)
    if found is not False:
        return found
    loosely = (
        _folded(wanted) in _folded(text) or _is_spread(text, wanted) or _is_flag(text, wanted)
        or _is_heading(text, wanted)
    )
    return None if loosely else False


def _is_flag(text: str, wanted: str) -> bool:
    """Whether a wanted option, ``--dry-run``, may be made of a name: ``dry_run``, ``dryRun``."""
    if pattern(r"--[A-Za-z][\w-]*").fullmatch(wanted) is None:
        return False
    first, *others = wanted[2:].split("-")
    names = {"-".join((first, *others)), "_".join((first, *others)),
             first + "".join(one.capitalize() for one in others)}
    return any(has_word(text, one) for one in names)


def has_word(text: str, name: str) -> bool:
    """Whether `name` occurs in a text as a word of its own."""
    at = text.find(name)
    while at >= 0:
        before, behind = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not (before.isalnum() or before == "_") and not (behind.isalnum() or behind == "_"):
            return True
        at = text.find(name, at + 1)
    return False


def _is_heading(text: str, wanted: str) -> bool:
    """Whether a heading of the same words is there: ``## [1.2.0]`` for ``## v1.2.0``."""
    if wanted[0] != "#" or "\n#" not in f"\n{text}":
        return False
    words = set(_heading_words(wanted))
    return bool(words) and any(
        words <= set(_heading_words(line)) for line in text.splitlines() if line[:1] == "#"
    )


def _heading_words(line: str) -> list[str]:
    found: list[str] = pattern(r"\w[\w.]*\w|\w").findall(line.casefold())
    return [one[1:] if pattern(r"v\d").match(one) is not None else one for one in found]


#: So far apart the words of a wish may stand.
_APART = 200


def _is_spread(text: str, wanted: str) -> bool:
    """Whether the words of a wish of several occur near one another, in their order."""
    words = pattern(r"[\w.]{2,}").findall(wanted)
    if len(words) < 2:
        return False
    # `def tides` may have become `tides = ...`, and `ADD COLUMN tide` is also written `ADD tide`.
    words = [word for word in words if word not in KEYWORDS] or words
    at = text.find(words[0])
    for _ in range(_MOST):
        if at < 0:
            return False
        place = at
        for word in words[1:]:
            place = text.find(word, place + 1, at + _APART)
            if place < 0:
                break
        else:
            return True
        at = text.find(words[0], at + 1)
    return True  # It is everywhere: not to be decided.


def _matches(text: str, wanted: str) -> bool | None:
    try:
        alternatives = list(_alternatives(wanted))
    except ValueError:
        # Without a backslash it is code that was meant as it stands, such as `def tides(`.
        return None if "\\" in wanted else False
    if len(alternatives) > _MOST or sum(map(len, alternatives)) > _MOST:
        return None
    if not any(alternatives):
        return None
    # A wild alternative says nothing.
    return any(not pieces or all(piece in text for piece in pieces) for pieces in alternatives)


@lru_cache(maxsize=_FOLDED)
def _folded(text: str) -> str:
    """`text` without what is written in more than one way."""
    folded = text.lower() if text.isascii() else text.casefold()
    # One pass of C for each sign; a table of signs would be asked for every character.
    for sign, other in (("'", '"'), ("`", '"'), (";", ""), (",", "")):
        folded = folded.replace(sign, other)
    return "".join(folded.split())


def _alternatives(wanted: str) -> list[list[str]]:
    """Take a pattern apart: for each alternative at its top level the pieces it must hold.

    Raises ValueError for what is no pattern.
    """
    found: list[list[str]] = [[]]
    piece: list[str] = []

    def end() -> None:
        if piece:
            found[-1].append("".join(piece))
            piece.clear()

    at = 0
    while at < len(wanted):
        char = wanted[at]
        if char == "\\":
            if at + 1 >= len(wanted):
                raise ValueError(wanted)
            following = wanted[at + 1]
            if following in _CLASSES:
                end()
            elif following.isdigit() or following == "\\":
                raise ValueError(wanted)
            elif following == "|":
                end()  # As in grep.
                found.append([])
            else:
                piece.append(_ESCAPES.get(following, following))
            at += 2
        elif char == "(":
            # What a group holds may be one of several: it is wild.
            end()
            at = _behind_group(wanted, at)
        elif char == "[":
            end()
            at = _behind_class(wanted, at)
        elif char in ".^$":
            end()
            at += 1
        elif char in "*?":
            if piece:
                piece.pop()
            end()
            at += 1
        elif char == "+":
            end()
            at += 1
        elif char == "{" and _is_repeat(wanted, at):
            if piece:
                piece.pop()
            end()
            at = wanted.index("}", at) + 1
        elif char == "|":
            end()
            found.append([])
            at += 1
        else:
            piece.append(char)
            at += 1
    end()
    return found


def _behind_group(wanted: str, at: int) -> int:
    depth = 0
    while at < len(wanted):
        char = wanted[at]
        if char == "\\":
            at += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    raise ValueError(wanted)


def _behind_class(wanted: str, at: int) -> int:
    end = wanted.find("]", at + 2)
    while end > 0 and wanted[end - 1] == "\\":
        end = wanted.find("]", end + 1)
    if end < 0:
        raise ValueError(wanted)
    return end + 1


def _is_repeat(wanted: str, at: int) -> bool:
    end = wanted.find("}", at)
    inner = wanted[at + 1 : end]
    return end > 0 and inner.replace(",", "").isdigit() and inner.count(",") < 2

#: What is not to be there.
_NEGATION = r"(?:no|not|never|without|absence|absent)[ ]"
#: ``open_gate method``: a name with what it is the name of.
_NOUNS = frozenset((
    "method", "methods", "function", "functions", "class", "classes", "field", "fields", "property", "properties",
    "constant", "constants", "helper", "helpers", "section", "sections", "imports", "call", "calls", "hook",
    "hooks", "prop", "props", "tests", "entry", "entries", "usage", "keys",
))  # fmt: skip


def is_code(text: str) -> bool:
    """Whether a wanted text is code rather than a description of it."""
    if len(text) < 3 or text[0] == "!" or not text.isascii() or any(one in text for one in ("...", "…", " / ", " + ")):
        return False
    if pattern(_NEGATION, 2).match(text) is not None:
        return False
    first, _, last = text.partition(" ")
    if last in _NOUNS and first not in KEYWORDS:
        return False
    if " " not in text:
        # Three names without a bracket are a list of several things.
        return pattern(r"[\w.:-]+(?:,[\w.:-]+){2,}").fullmatch(text) is None
    if pattern(r"\A[^({\[]*, ").search(text) is not None:
        return False  # A list of several things.
    if pattern(r"[\w.-]+: ?\S+").fullmatch(text) is not None:
        return True
    plain = [
        word for word in text.split()
        if word not in KEYWORDS and pattern(r"[^\W\d_]{2,}[,:;]?").fullmatch(word) is not None
        and word.islower()
    ]
    if len(plain) > 1:
        return False
    if pattern(r"[(){}\[\]=;<>_|\\\"'`#@$]|::|->|\w\.\w|\w:").search(text) is not None:
        return True
    names = [word for word in text.split() if word not in KEYWORDS]
    return 0 < len(names) <= 2 and text.split()[0] in KEYWORDS


KEYWORDS = frozenset((
    "pub", "fn", "def", "class", "func", "function", "export", "default", "import", "from",
    "interface", "struct", "enum", "const", "let", "var", "type", "impl", "trait", "mod", "use",
    "async", "static", "public", "private", "protected", "abstract", "final", "namespace",
    "package", "module", "defmodule", "model", "for", "extends", "implements", "CREATE", "TABLE",
    "ALTER", "INSERT", "INTO", "SELECT", "INDEX", "describe", "it", "test", "sealed", "record",
    "object", "val", "ADD", "COLUMN", "IF", "NOT", "EXISTS",
))  # fmt: skip
