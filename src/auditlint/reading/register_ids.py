"""How a register calls its entries, learnt from the document: strong ids such as ``GAP-3``, and
weak ones (``Issue #4``, ``F1``, ``#12``) that are ids only where a register shows itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.ids import expand
from auditlint.reading.numbers import pattern
from auditlint.reading.severities import WORDS
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Mark(NamedTuple):
    """An id at the start of a text: as written, its prefix, its place, and whether it is weak."""

    id: str
    prefix: str
    start: int
    end: int
    weak: bool


_KINDS = (
    "issue|bug|finding|gap|defect|problem|vulnerability|violation|deviation|concern|risk|story|item"
)
#: A hyphen alone does not end a word in front: "HIGH-CF-1" is an id as it stands.
_LEAD = r"\W{0,6}(?:(?:" + _KINDS + "|" + WORDS + r")\b(?:[^\w-]|\W{2,4})){0,2}"
_STRONG = (
    r"(?:(?i:" + _LEAD + r")|\W{0,4})"
    r"((?-i:[A-Z][A-Z0-9]{0,11}(?:[-_][A-Z0-9]{1,12}){0,3}-\d{1,5}[a-z]?))\b(?![-.]\d)"
)
_WORDED = (
    r"\W{0,6}(?:(?:" + WORDS + r")\W{1,3})?((issue|bug|finding|gap|defect|problem|vulnerability|"
    r"violation|deviation)[ ]?#?[ ]?(\d{1,4}(?:\.\d{1,2})?))(?![.\w-]*\d)(?=\W|$)"
)
_LETTERED = r"\W{0,6}(([A-OR-UW-Z][A-Z]?)\d{1,3})(?=[ ]*(?:[.:)\]—–]|-[ ]|\*\*|$))"
_HASHED = r"[^\w#]{0,6}(#(\d{1,5}))(?=[ ]*(?:[.:)\]—–]|-[ ]|\*\*|$))"

#: ``1. High — ...``, ``2. [Critical] ...``: a number is an id where a severity stands behind it.
_NUMBERED = (
    r"[^\w#]{0,6}#?((\d{1,3})[.):])[ ]+\W{0,6}(?:" + WORDS + r")\b\W{0,4}(?:[—–:|\])]|[ ]-[ ])"
)

#: First parts of names that others give: advisories, standards, encodings.
_FOREIGN = frozenset(
    ("CVE", "GHSA", "CWE", "RUSTSEC", "ISO", "RFC", "UTF", "SHA", "AES", "OWASP", "WCAG", "PEP",
     "HTTP", "EN", "NIST", "TLS", "MD", "ES")
)


def mark(text: str) -> Mark | None:
    """Read the id that `text` begins with, beside words and marks of severity; None for none."""
    match = pattern(_STRONG).match(text)
    if match is not None:
        prefix = match[1].rpartition("-")[0]
        if prefix.partition("-")[0] not in _FOREIGN:
            return Mark(match[1], prefix, match.start(1), match.end(1), False)
        return None
    match = pattern(_WORDED, re.IGNORECASE).match(text)
    if match is not None:
        return Mark(match[1], match[2].casefold(), match.start(1), match.end(1), True)
    match = pattern(_HASHED).match(text)
    if match is not None:
        return Mark(match[1], "#", match.start(1), match.end(1), True)
    match = pattern(_NUMBERED, re.IGNORECASE).match(text)
    if match is not None:
        return Mark("#" + match[2], "#", match.start(1), match.end(1), True)
    match = pattern(_LETTERED).match(text)
    if match is not None:
        return Mark(match[1], match[2], match.start(1), match.end(1), True)
    return None


class Known:
    """The ids of a register, and where a text names them."""

    __slots__ = ("_ids", "_prefixes", "_weak")

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids: dict[str, str] = {}
        prefixes: set[str] = set()
        weak: set[str] = set()
        for one in ids:
            self._ids.setdefault(_key(one), one)
            if pattern(r"[A-Z][A-Z0-9]*(?:[-_][A-Z][A-Z0-9]*)*-\d{1,5}[a-z]?").fullmatch(one):
                prefixes.add(one.rpartition("-")[0])
            else:
                weak.add(one.rstrip("0123456789."))
        self._prefixes = frozenset(prefixes)
        parts = [_prefix_pattern(one) for one in sorted(weak, key=len, reverse=True)[:50]]
        self._weak = (
            re.compile(r"(?<![\w/#-])(?:" + "|".join(parts) + r")\d{1,5}(?:\.\d{1,2})?(?![\w-]|\.\d)", re.IGNORECASE)
            if parts else None
        )

    def named(self, text: str, base: int) -> Iterator[tuple[str, Span]]:
        """Yield the entries that `text` names, and ids of the same strong prefixes."""
        for one in expand(text, base, self._prefixes):
            yield one.id, one.span
        if self._weak is not None:
            for match in self._weak.finditer(text):
                known = self._ids.get(_key(match[0]))
                if known is not None:
                    yield known, Span(base + match.start(), base + match.end())


def _prefix_pattern(prefix: str) -> str:
    word = prefix.rstrip("# ")
    return re.escape(prefix) if word == prefix or not word else re.escape(word) + r"[ ]?#?[ ]?"


def _key(identity: str) -> str:
    return "".join(identity.casefold().replace("#", "").split()) if identity[0] != "#" else identity
