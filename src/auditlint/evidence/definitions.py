"""The functions that the repository's sources define, by name; only what is asked for is read.

This is the one place that knows how signatures are read (`auditlint.evidence.signatures`). A
file is looked into only if it holds one of the wanted names, and what would need too many files
is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.evidence import signatures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditlint.evidence import Evidence
    from auditlint.evidence.signatures import Signature

#: A name that more files may define is too common to say which function is meant.
DEFINING_LIMIT = 24
#: So many bytes of sources are looked through at most, and so many read for their functions.
SCAN_LIMIT = 400_000_000
READ_LIMIT = 24_000_000

#: Everything that is no part of an identifier becomes a space.
_BLANK = bytes(
    code if chr(code) in "_$" or (chr(code).isalnum() and code < 128) else 32 for code in range(256)
)


class Definitions:
    """Definitions, declarations and bindings of functions in the work tree."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        #: What rules derive from it and ask for again.
        self.memo: dict[object, Any] = {}
        self._sources: list[str] | None = None
        self._holding: dict[str, list[str] | None] = {}
        self._read: dict[str, tuple[Signature, ...] | None] = {}
        self._named: dict[str, tuple[Signature, ...] | None] = {}
        self._scanned = 0
        self._parsed = 0

    def want(self, names: Iterable[str]) -> None:
        """Look for the files that hold any of `names`: all at once is cheapest."""
        wanted: dict[bytes, list[str]] = {}
        for name in names:
            if name not in self._holding:
                wanted.setdefault(name.rstrip("!?").encode("utf-8", "replace"), []).append(name)
        if not wanted:
            return
        found: dict[bytes, list[str]] = {one: [] for one in wanted}
        # In a file's words there are no others; a few are found faster one by one.
        words = {one for one in wanted if one.isascii()} if len(wanted) > _FEW else set()
        others = wanted.keys() - words
        for path in self._all_sources():
            data = self._data(path) or b""
            self._scanned += len(data)
            if self._scanned > SCAN_LIMIT:
                self._holding.update(dict.fromkeys(one for each in wanted.values() for one in each))
                return
            for one in others:
                if one in data:
                    found[one].append(path)
            if words:
                for one in words & set(data.translate(_BLANK).split()):
                    found[one].append(path)
        for key, paths in found.items():
            for name in wanted[key]:
                self._holding[name] = paths

    def occurs(self, name: str) -> bool | None:
        """Whether any source file holds `name`; None if that is not known."""
        self.want((name,))
        paths = self._holding[name]
        return None if paths is None else bool(paths)

    def named(self, name: str) -> tuple[Signature, ...] | None:
        """Return every function called `name`; None if that is not known."""
        if name not in self._named:
            self._named[name] = self._find(name)
        return self._named[name]

    def in_file(self, path: str) -> tuple[Signature, ...] | None:
        """Return the functions of a file; None if they are not known."""
        if path not in self._read:
            data = self._data(path)
            self._parsed += len(data or b"")
            known = data is not None and len(data) <= signatures.SIZE_LIMIT
            if not known or data is None or self._parsed > READ_LIMIT:
                self._read[path] = None
            else:
                self._read[path] = tuple(signatures.read(path, data))
        return self._read[path]

    def body(self, one: Signature) -> str:
        """Return the text from a function's name to the next function of its file."""
        data = self._data(one.path) or b""
        try:
            text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        starts = [each.span.start for each in self.in_file(one.path) or () if each.span.start > one.span.start]
        return text[one.span.start : min(starts, default=len(text))]

    def at(self, commit: str, path: str) -> Sequence[Signature]:
        """Return the functions that a file had at a commit; none where it was not there."""
        data = self._evidence.contents.at(commit, path)
        if data is None or len(data) > signatures.SIZE_LIMIT:
            return ()
        return signatures.read(path, data)

    def each(self, name: str, but: frozenset[str] = frozenset()) -> Iterator[Signature | None]:
        """Yield the functions called `name`, reading file by file; None where the rest is unknown.

        Files whose names end in one of `but` (without the dot) are left out.
        Files that were read already come first: often their functions answer the question.
        """
        known = self._named.get(name)
        if known is not None:
            yield from known
            return
        self.want((name,))
        paths = self._holding[name]
        if paths is None:
            yield None
            return
        count = 0
        encoded = name.encode()
        for path in sorted(paths, key=lambda one: one not in self._read):
            if path.rpartition(".")[2].casefold() in but:
                continue
            if path not in self._read and not may_define(self._data(path) or b"", encoded):
                continue
            count += 1
            read = self.in_file(path) if count <= DEFINING_LIMIT else None
            if read is None:
                yield None
                return
            yield from (one for one in read if one.name == name)

    def _find(self, name: str) -> tuple[Signature, ...] | None:
        found: list[Signature] = []
        for one in self.each(name):
            if one is None:
                return None
            found.append(one)
        return tuple(sorted(found, key=lambda one: (one.path, one.span.start)))

    def languages(self) -> frozenset[str]:
        """Return the endings of the source files' names, without the dot."""
        return frozenset(one.rpartition(".")[2].casefold() for one in self._all_sources())

    def _all_sources(self) -> list[str]:
        if self._sources is None:
            self._sources = sorted(filter(signatures.is_source, self._evidence.files.listed))
        return self._sources

    def _data(self, path: str) -> bytes | None:
        return self._evidence.contents.read(path)


#: In front of a name these say that it is used, not defined.
_USES = frozenset(b".(=!|+-[?,{&")
_USING = frozenset((
    b"return", b"await", b"new", b"throw", b"yield", b"in", b"not", b"import", b"from", b"use",
    b"if", b"else", b"and", b"or", b"case", b"go", b"defer", b"assert", b"raise", b"require",
    b"using", b"typeof", b"try", b"print", b"when",
))  # fmt: skip
#: So many bytes in front of a name are looked at.
_BEFORE = 200
#: Behind the name of a function that is defined.
_BEHIND = frozenset(b"(<=:?!\"[")


def may_define(data: bytes, name: bytes) -> bool:
    """Say whether a file may define `name`; one that only imports and calls it need not be read."""
    at = data.find(name)
    while at >= 0:
        end = at + len(name)
        if not _is_word(data, at - 1) and not _is_word(data, end) and _may_be_head(data, at, end):
            return True
        at = data.find(name, end)
    return False


def _is_word(data: bytes, at: int) -> bool:
    return 0 <= at < len(data) and (data[at : at + 1].isalnum() or data[at] in b"_$")


def _may_be_head(data: bytes, start: int, end: int) -> bool:
    # Only the last words matter, and the lines of a minified file have no end.
    begin = max(0, start - _BEFORE)
    words = data[data.rfind(b"\n", begin, start) + 1 or begin : start].split()
    if words and words[-1] == b"def":
        return True
    behind = data[end : end + 40].lstrip()
    if not behind or behind[0] not in _BEHIND:
        return False
    if not words:
        return True
    last = words[-1]
    if last in (b"&", b"&&") or last.endswith((b"::", b">", b"*", b"&", b"\"")):
        return not last.endswith((b"&&", b"->", b"=>"))
    return last[-1] not in _USES and last not in _USING


#: Fewer names are looked for one by one.
_FEW = 8


def definitions(evidence: Evidence) -> Definitions:
    """Return the definitions of a repository; made once for all rules."""
    known: Definitions | None = evidence.memo.get(__name__)
    if known is None:
        known = evidence.memo[__name__] = Definitions(evidence)
    return known
