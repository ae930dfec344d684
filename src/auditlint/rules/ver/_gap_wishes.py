"""What the words of a gap ask of a file, as far as they quote it: out of this text, into that one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.source.text import Span

#: An exchange of one text for another; nothing but its two sides matters.
EXCHANGE = "exchange"
#: Names that are to be added.
ADD = "add"
#: Names that are to be defined: a mention is not enough.
DEFINE = "define"
#: Text that is there and should not be.
DROP = "drop"
#: A file that is to be made, or is called missing.
MAKE = "make"

_LONGEST = 1_500


class Wish(NamedTuple):
    """One wish: `old` is to go, `new` is to come; `file` is the file it names, "" for none.

    `is_reason` says that the gap's reason states it, in a clause that says nothing else.
    """

    type: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    file: str
    span: Span
    is_reason: bool = False


class _Quote(NamedTuple):
    text: str
    start: int
    end: int
    quoted: bool


#: Quoted text, or a name that no prose has: ``camelCase``, ``snake_case``, ``Type.Member``.
_QUOTE = (
    r"`(?P<tick>[^`\n]{1,200})`"
    r"|(?<!\w)'(?P<single>[^'\n]{2,200})'(?!\w)"
    r"|\"(?P<double>[^\"\n]{2,200})\""
    r"|[“](?P<curly>[^”\n]{2,200})[”]"
    r"|(?<![\w/.@-])(?P<name>\.?[A-Za-z_][\w]*(?:(?:\.|::)[A-Za-z_]\w*)*(?:\(\))?)(?![\w/])"
)
_CASED = r"[a-z][a-z0-9]*[A-Z]\w*|[A-Z][a-z0-9]+[A-Z]\w*|\w+_\w+|\w+(?:\.|::)[A-Z]\w+"
_FILE = r"(?<![\w/.@-])(?P<file>(?:\.?[\w@-][\w.@-]*/)*[\w-][\w.-]*\.[A-Za-z][A-Za-z0-9]{0,7})(?![\w/(])"


def wishes(text: str, span: Span, is_asked: bool) -> Iterator[Wish]:
    """Yield what one text of a gap asks; `is_asked` says that it lists what is missing."""
    if len(text) > _LONGEST or _hedged(text):
        return
    quotes = list(_quotes(text))
    files = [
        match["file"] for match in pattern(_FILE).finditer(text)
        if not any(one.start < match.start() and match.end() < one.end - 1 for one in quotes)
    ]
    quotes = [one for one in quotes if one.text not in files]
    file = files[0] if len(set(files)) == 1 else ""
    if files and not file:
        return
    exchange = _exchange(text, quotes)
    if exchange is not None:
        yield Wish(EXCHANGE, (exchange[0],), (exchange[1],), file, span)
        return
    if is_asked:
        yield from _asked(text, quotes, file, span)
    else:
        yield from _stated(text, quotes, file, span)


#: Words that make of a text no plain wish: alternatives, conditions, questions, doubts.
_HEDGES = (
    r"\b(?:either|alternatively|or|if|whether|consider|optional\w*|could|might|maybe|verify|decide|"
    r"deferred|investigate|unless|wire)\b|\?"
)


def _hedged(text: str) -> bool:
    return pattern(_HEDGES, 2).search(text) is not None


def _quotes(text: str) -> Iterator[_Quote]:
    for match in pattern(_QUOTE).finditer(text):
        inner = match[match.lastgroup or 0]
        quoted = match.lastgroup != "name"
        if not quoted and pattern(_CASED).fullmatch(inner.strip(".()")) is None:
            continue
        yield _Quote(inner, match.start(), match.end(), quoted)


_CHANGE = r"\b(?:change|replace|update|rename|set|mark|tick|switch|correct|fix)\b"
_INTO = r"(?:[^.;]{0,80}\b)?(?:to|with|by|into)(?: be)?[: ]*|\s*(?:→|->|=>)\s*"


def _exchange(text: str, quotes: list[_Quote]) -> tuple[str, str] | None:
    """Return the two sides of ``Change `A` to `B` ``."""
    verb = pattern(_CHANGE, 2).search(text)
    if verb is None or len(quotes) < 2:
        return None
    old, new = quotes[0], quotes[1]
    if old.start < verb.end() or old.start - verb.end() > 40 or (len(quotes) > 2 and quotes[2].quoted):
        return None
    if pattern(_INTO, 2).fullmatch(text[old.end : new.start].lstrip(" ")) is None:
        return None
    before, after = old.text, new.text
    if after in ("[x]", "[X]") and "[ ]" in before:
        after = before.replace("[ ]", after, 1)
    return (before, after) if before != after else None


_ADD = (
    r"(?:[-*] )?(?:add|implement|create|define|export|expose|import|introduce|include|call|"
    r"register|write|declare|missing)\b"
)
_MAKE = (
    r"(?:[-*] )?(?:create|add|write|missing|generate)\b (?:(?:the|a|an|new|missing|file|test|module|component|"
    r"document|script)\s+){0,4}`?\Z"
)
_NO_FILE = (
    r"(?:the )?(?:file|module|component|test file|script|document)?\s*(?:is |was )?(?:completely )?(?:missing|does not exist|"
    r"doesn't exist|not created|never created|absent|no such file|not found)(?:\s*(?:[.,;:(—–]|-\s).*|\s+(?:from|in|on) "
    r"(?:the )?(?:codebase|repository|repo|disk|file ?system)\b.*)?"
)


def _asked(text: str, quotes: list[_Quote], file: str, span: Span) -> Iterator[Wish]:
    if file and pattern(_MAKE, 2).match(text[: text.find(file)]) is not None:
        yield Wish(MAKE, (), (), file, span)
    elif (
        quotes and pattern(_ADD, 2).match(text) is not None
        and pattern(r"\btests?\b", 2).search(text) is None
    ):
        names = tuple(dict.fromkeys(one.text for one in quotes if _is_telling(one.text)))
        if names:
            yield Wish(ADD, (), names, file, span)


_UNWANTED = (
    r"\b(?:still|hardcoded|hard-coded|uses|imports|calls|contains|has|shows|says|reads|references|returns|claims)\b[^.;,]{0,30}\Z"
)


def _stated(text: str, quotes: list[_Quote], file: str, span: Span) -> Iterator[Wish]:
    """What is said of a file: that it is not there, or what is wrong in it."""
    if pattern(_NO_FILE, 2).fullmatch(text.strip()) is not None:
        yield Wish(MAKE, (), (), file, span)
        return
    for one in quotes:
        if _is_telling(one.text) and pattern(_UNWANTED, 2).search(text[: one.start]) is not None:
            yield Wish(DROP, (one.text,), (), file, span)
            return


def _is_telling(text: str) -> bool:
    return len(text) >= 6 and sum(map(str.isalnum, text)) >= 4
