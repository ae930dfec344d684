"""One parameter's text: cut out of its list, without its default, its lead taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source

#: More parameters than any function has.
LIMIT = 300
#: A longer parameter is no parameter.
LENGTH = 4000
#: Longer texts of a type are cut.
TYPE_LIMIT = 200


class Piece(NamedTuple):
    """One parameter's text: `code` is masked, without its default; `type` reads the original."""

    source: Source
    start: int
    code: str
    has_default: bool

    def original(self, start: int, end: int) -> str:
        """Return what stands between two offsets of `code`, with white space folded."""
        end = min(end, start + TYPE_LIMIT)
        text = self.source.code[self.start + start : self.start + end]
        return " ".join(text.split())


def equals(source: Source, start: int, end: int) -> int:
    """Return the offset of the first ``=`` outside brackets that assigns, or -1."""
    code = source.code
    search = pattern(r"[(\[{]|(?<![=!<>+\-*/%&|^~])=(?![=>~])").search
    at = start
    while (match := search(code, at, end)) is not None:
        if match.group() == "=":
            return match.start()
        at = source.after_group(match.start())
        if at < 0:
            return -1
    return -1


def cut(source: Source, start: int, end: int) -> Piece:
    at = equals(source, start, end)
    stop = end if at < 0 else at
    code = source.code[start:stop]
    lead = len(code) - len(code.lstrip())
    return Piece(source, start + lead, code.strip(), at >= 0)


def without(piece: Piece, lead: str) -> Piece:
    """Take attributes, decorators and modifier words (pattern `lead`) off the front."""
    code = piece.code
    at = 0
    search = pattern(lead).match
    while (match := search(code, at)) is not None and match.end() > at:
        at = match.end()
        if code[at - 1] in "([":
            end = piece.source.after_group(piece.start + at - 1)
            if end < 0 or end - piece.start > len(code):
                return piece
            at = end - piece.start
    rest = code[at:]
    at += len(rest) - len(rest.lstrip())
    return piece._replace(start=piece.start + at, code=rest.strip())


def folded(text: str) -> str:
    return " ".join(text[:TYPE_LIMIT].split())


def colon(piece: Piece) -> int:
    """Return the offset in the piece's code of the first ``:`` outside brackets, or -1."""
    at = 0
    search = pattern(r"[(\[{]|(?<!:):(?!:)").search
    while (match := search(piece.code, at)) is not None:
        if match.group() == ":":
            return match.start()
        at = piece.source.after_group(piece.start + match.start()) - piece.start
        if at <= 0:
            return -1
    return -1
