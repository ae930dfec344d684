"""Globs over repository paths, with the meaning they have in a ``.gitignore``.

``*`` stands for any characters but ``/``, ``?`` for one, ``[a-z]`` and ``[!a-z]`` for one of a
set, ``**`` for any number of folders. A glob without a slash (one at its end aside) matches at
any depth; a slash at its start or inside ties it to the root. A glob that matches a folder
matches all below it; one that ends in a slash matches folders only. Letter case counts.

Globs come from configuration files that nobody vouches for, so they are matched by hand: a run
of ``*`` costs at most the length of the glob times the length of the path, never more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

#: A longer glob is refused by the configuration.
LONGEST = 500

_CLASSES: dict[str, Callable[[str], bool]] = {
    "alnum": str.isalnum,
    "alpha": str.isalpha,
    "blank": lambda char: char in " \t",
    "cntrl": lambda char: ord(char) < 32 or ord(char) == 127,
    "digit": lambda char: char in "0123456789",
    "graph": lambda char: 32 < ord(char) < 127,
    "lower": str.islower,
    "print": lambda char: 32 <= ord(char) < 127,
    "punct": lambda char: 32 < ord(char) < 127 and not char.isalnum(),
    "space": str.isspace,
    "upper": str.isupper,
    "xdigit": lambda char: char in "0123456789abcdefABCDEF",
}


class _Set(NamedTuple):
    """``[...]``: ranges of characters and names of classes, perhaps inverted."""

    inverted: bool
    ranges: tuple[tuple[str, str], ...]
    classes: tuple[str, ...]

    def holds(self, char: str) -> bool:
        found = any(low <= char <= high for low, high in self.ranges) or any(
            _CLASSES[name](char) for name in self.classes
        )
        return found != self.inverted


class _Star:
    """``*`` within a segment."""


class _Any:
    """``?``."""


_STAR = _Star()
_ANY = _Any()
_Token = str | _Star | _Any | _Set

#: A segment: its text when it has no wildcard, else its tokens; ``None`` is ``**``.
_Segment = str | tuple[_Token, ...] | None


class Glob(NamedTuple):
    """A glob, read. `broken` says in words why it matches nothing; "" when it is fine."""

    segments: tuple[_Segment, ...] = ()
    anchored: bool = False
    folders_only: bool = False
    broken: str = ""


class _BrokenError(ValueError):
    pass


def _read_set(text: str, at: int) -> tuple[_Set, int]:
    """Read the set whose ``[`` stands before `at`; return it and the offset behind its ``]``."""
    inverted = text[at : at + 1] in ("!", "^")
    if inverted:
        at += 1
    ranges: list[tuple[str, str]] = []
    classes: list[str] = []
    first = True
    while True:
        char = text[at : at + 1]
        if not char or char == "/":
            raise _BrokenError("a [ that never closes")
        if char == "]" and not first:
            return _Set(inverted, tuple(ranges), tuple(classes)), at + 1
        first = False
        if char == "[" and text[at + 1 : at + 2] == ":":
            close = text.find(":]", at + 2)
            name = text[at + 2 : close] if close >= 0 else ""
            if name not in _CLASSES:
                raise _BrokenError(f"an unknown character class [:{name}:]")
            classes.append(name)
            at = close + 2
            continue
        low, at = _member(text, at)
        if text[at : at + 1] == "-" and text[at + 1 : at + 2] not in ("]", ""):
            high, at = _member(text, at + 1)
            ranges.append((low, high))
        else:
            ranges.append((low, low))


def _member(text: str, at: int) -> tuple[str, int]:
    if text[at] == "\\":
        if at + 1 >= len(text):
            raise _BrokenError("a backslash at its end")
        return text[at + 1], at + 2
    return text[at], at + 1


def _segments(glob: str) -> list[_Segment]:
    """Cut a glob at its slashes and read each segment."""
    out: list[_Segment] = []
    tokens: list[_Token] = []
    start = at = 0
    while at < len(glob):
        char = glob[at]
        if char == "/":
            out.append(_segment(glob[start:at], tokens))
            tokens = []
            start = at = at + 1
        elif char == "*":
            if not tokens or tokens[-1] is not _STAR:
                tokens.append(_STAR)
            at += 1
        elif char == "?":
            tokens.append(_ANY)
            at += 1
        elif char == "[":
            found, at = _read_set(glob, at + 1)
            tokens.append(found)
        else:
            literal, at = _member(glob, at)
            if tokens and isinstance(tokens[-1], str):
                tokens[-1] += literal
            else:
                tokens.append(literal)
    out.append(_segment(glob[start:], tokens))
    return out


def _segment(source: str, tokens: list[_Token]) -> _Segment:
    if source == "**":
        return None
    if not tokens:
        return ""
    if len(tokens) == 1 and isinstance(tokens[0], str):
        return tokens[0]
    return tuple(tokens)


@lru_cache(maxsize=2048)
def read(glob: str) -> Glob:
    """Read a glob; what is wrong with it stands in `Glob.broken`."""
    if len(glob) > LONGEST:
        return Glob(broken=f"longer than {LONGEST} characters")
    if "\0" in glob or "\n" in glob or "\r" in glob:
        return Glob(broken="a line end or NUL in it")
    if glob.startswith("!"):
        return Glob(broken="a leading ! (nothing is included back); write \\! for the character")
    if glob.startswith(("./", "../")) or "/../" in glob or glob.endswith("/.."):
        return Glob(broken="a . or .. folder: globs start at the root of the repository")
    anchored = "/" in glob[:-1]
    try:
        segments = _segments(glob.removeprefix("/"))
    except _BrokenError as error:
        return Glob(broken=str(error))
    folders_only = False
    if segments[-1] == "" and len(segments) > 1:
        folders_only = True
        segments.pop()
        if segments == [None]:
            segments = [(_STAR,)]
            anchored = False
    while len(segments) > 1 and segments[-1] is None:
        # "a/**" is all that is below a folder "a".
        folders_only = True
        segments.pop()
    if "" in segments:
        return Glob(broken="empty" if segments == [""] else "nothing between two slashes")
    return Glob(tuple(segments), anchored, folders_only)


def _fits(segment: _Segment, name: str) -> bool:
    """Whether one name matches one segment (which is not ``**``)."""
    if isinstance(segment, str):
        return segment == name
    if segment is None:
        return True
    return _tokens_fit(segment, name)


def _tokens_fit(tokens: tuple[_Token, ...], name: str) -> bool:
    """Match with one point to go back to: behind the last star, one character further on."""
    index = at = 0
    back_index = back_at = -1
    length = len(name)
    while True:
        if index == len(tokens):
            if at == length:
                return True
        else:
            token = tokens[index]
            if isinstance(token, _Star):
                if index + 1 == len(tokens):
                    return True
                index += 1
                back_index, back_at = index, at
                continue
            if isinstance(token, str):
                if name.startswith(token, at):
                    index += 1
                    at += len(token)
                    continue
            elif at < length and (isinstance(token, _Any) or token.holds(name[at])):
                index += 1
                at += 1
                continue
        if back_index < 0 or back_at >= length:
            return False
        back_at += 1
        literal = tokens[back_index]
        if isinstance(literal, str):
            back_at = name.find(literal, back_at)
            if back_at < 0:
                return False
        index, at = back_index, back_at


def _tail_fits(segments: tuple[_Segment, ...], names: Sequence[str], folders_only: bool) -> bool:
    """Whether `segments` match a folder on the way to ``names``, or all of it.

    The leftmost place of every part is the best one, because what is below a match matches.
    """
    index = at = 0
    back_index = back_at = -1
    while True:
        if index == len(segments):
            return at < len(names) or not folders_only
        segment = segments[index]
        if segment is None:
            index += 1
            back_index, back_at = index, at
            if index == len(segments):
                return at < len(names)
            continue
        if at < len(names) and _fits(segment, names[at]):
            index += 1
            at += 1
            continue
        if back_index < 0 or back_at >= len(names):
            return False
        back_at += 1
        index, at = back_index, back_at


def matches(glob: str, path: str) -> bool:
    """Whether `glob` matches the file `path` (relative to the root, with ``/``).

    A glob that cannot be read matches nothing; the configuration reports it.
    """
    read_glob = read(glob)
    if read_glob.broken:
        return False
    names = path.split("/")
    segments = read_glob.segments
    if read_glob.anchored or segments[0] is None:
        return _tail_fits(segments, names, read_glob.folders_only)
    if read_glob.folders_only:
        names.pop()
    segment = segments[0]
    return any(_fits(segment, name) for name in names)


def first_match(globs: Iterable[str], path: str) -> str | None:
    """Return the first of `globs` that matches `path`, or None."""
    for glob in globs:
        if matches(glob, path):
            return glob
    return None
