"""Which class, struct, implementation or trait a place belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source

_HEADS = {
    "rust": r"^[ \t]*(?:pub(?:\([^)]*\))?\s+|unsafe\s+|default\s+|auto\s+)*(impl|trait)\b",
    "kotlin": r"(?<![\w.:])(class|interface|object)\s+(`[^`\n]+`|\w+)",
    "swift": r"(?<![\w.])(class|struct|enum|extension|protocol|actor)\s+(?!func\b|var\b|let\b)([\w.]+)",
    "php": r"(?<![\w$>:])(class|interface|trait|enum)\s+(\w+)",
    "go": r"^[ \t]*(?:type\s+)?(\w+)(?:\s*\[[^\]\n]*\])?\s+(interface)\s*(?=\{)",
    "javascript": r"(?<![\w.$])(class)\b(?:\s+(?!extends\b|implements\b)([\w$]+))?(?=[\s{])",
    "typescript": r"(?<![\w.$])(class|interface)\b(?:\s+(?!extends\b|implements\b)([\w$]+))?(?=[\s{<])",
}
_STOP = {
    "kotlin": r"\b(?:class|interface|object|fun|val|var|typealias|enum|package|import)\b|[};=]",
    "swift": r"\b(?:class|struct|enum|extension|protocol|func|var|let)\s|[};]",
    "php": r"[;}]",
    "rust": r"[;}]",
    "javascript": r"[;}]|=>",
    "typescript": r"[;}]|=>",
}


class Region(NamedTuple):
    """The body of an owner: the offsets of its braces; `kind` is the word that begins it."""

    start: int
    end: int
    owner: str
    kind: str


def regions(source: Source) -> list[Region]:
    """Return the bodies of all owners in the order of the text."""
    name = source.language.name
    found: list[Region] = []
    last = -1
    for match in pattern(_HEADS[name], re.MULTILINE).finditer(source.code):
        if name == "go":
            start = match.end()
            owner, kind = match.group(1), "interface"
        else:
            kind = match.group(1)
            start, head_end = _body(source, match.end(), name)
            if start < 0 or start == last:
                continue
            owner = (
                _rust_owner(source.code[match.end() : head_end], kind) if name == "rust"
                else (match.group(2) or "").strip("`")
            )  # fmt: skip
        end = source.partner.get(start, -1)
        if end > start:
            found.append(Region(start, end, owner, kind))
            last = start
    return found


def _body(source: Source, at: int, name: str) -> tuple[int, int]:
    """Return the offset of the brace that opens the body of a head that ends at `at`, or -1."""
    code = source.code
    begin = at
    search = pattern(r"[{(\[]|" + _STOP[name]).search
    limit = min(len(code), at + 5000)
    while (match := search(code, at, limit)) is not None:
        one = match.group()
        if one == "{":
            if name in ("typescript", "javascript") and pattern(r"[<,=|&:]\s*\Z").search(code, begin, match.start()):
                at = source.after_group(match.start())
                if at < 0:
                    return -1, -1
                continue
            return match.start(), match.start()
        if one not in ("(", "["):
            return -1, -1
        at = source.after_group(match.start())
        if at < 0:
            return -1, -1
    return -1, -1


def _rust_owner(head: str, kind: str) -> str:
    """``<T> Trait<T> for path::Type<T> where ...`` belongs to Type."""
    head = _without_angles(head).partition(" where ")[0]
    head = pattern(r"\s").sub(" ", head)
    if kind == "impl" and " for " in head:
        head = head.partition(" for ")[2]
    if kind == "trait":
        head = head.partition(":")[0]
    words = pattern(r"[^\W\d]\w*").findall(head.partition(" where ")[0])
    words = [word for word in words if word not in ("dyn", "mut", "const", "where")]
    return words[-1] if words else ""


def _without_angles(text: str) -> str:
    depth = 0
    kept: list[str] = []
    for index, one in enumerate(text[:2000]):
        if one == "<":
            depth += 1
        elif one == ">" and text[index - 1 : index] not in ("-", "="):
            depth = max(0, depth - 1)
        elif depth == 0:
            kept.append(one)
    return "".join(kept)


class Owners:
    """Answers, for offsets in rising order, which owner's body they stand in."""

    def __init__(self, source: Source) -> None:
        self.all = regions(source)
        self._regions = self.all
        self._next = 0
        self._open: list[Region] = []

    def at(self, offset: int) -> Region | None:
        """Return the innermost region around `offset`; offsets must not fall."""
        while self._next < len(self._regions) and self._regions[self._next].start < offset:
            region = self._regions[self._next]
            self._next += 1
            while self._open and self._open[-1].end < region.start:
                self._open.pop()
            outer = self._open[-1].owner if self._open else ""
            if outer and region.owner and len(self._open) < 8:
                region = region._replace(owner=f"{outer}.{region.owner}")
            elif outer and not region.owner:
                region = region._replace(owner=outer)
            self._open.append(region)
        while self._open and self._open[-1].end < offset:
            self._open.pop()
        return self._open[-1] if self._open else None
