"""C preprocessor lines out of the way of brackets.

Directives are blanked. Of a conditional the branches all stay where each of them closes what it
opens; otherwise only the first one stays, so that brackets balance.
"""

from __future__ import annotations

from auditlint.evidence.signatures.masking import blank
from auditlint.reading.numbers import pattern

_DIRECTIVE = r"^[ \t]*+#[ \t]*+(\w*)[^\n\\]*(?:\\[\s\S][^\n\\]*)*"


def without_directives(text: str) -> str:
    """Return `text` (comments and strings blanked) without preprocessor lines."""
    pieces: list[str] = []
    branches: list[list[tuple[int, int]]] = []  # of each open conditional: (piece, depth) per branch
    at = depth = 0
    for match in pattern(_DIRECTIVE, 8).finditer(text):
        code = text[at : match.start()]
        depth += _net(code)
        pieces += (code, blank(match.group()))
        at = match.end()
        word = match.group(1)
        if word in ("if", "ifdef", "ifndef"):
            branches.append([(len(pieces), depth)])
        elif word in ("else", "elif", "elifdef", "elifndef") and branches:
            branches[-1].append((len(pieces), depth))
        elif word == "endif" and branches:
            depth = _join(pieces, branches.pop(), depth)
    pieces.append(text[at:])
    return "".join(pieces)


def _net(code: str) -> int:
    return (
        code.count("{") + code.count("(") + code.count("[")
        - code.count("}") - code.count(")") - code.count("]")
    )  # fmt: skip


def _join(pieces: list[str], starts: list[tuple[int, int]], depth: int) -> int:
    """Keep the branches where all of them balance, else the first; return the depth behind."""
    ends = [*(start for start, _ in starts[1:]), len(pieces)]
    depths = [*(one for _, one in starts[1:]), depth]
    if len(starts) == 1 or all(
        after == before for (_, before), after in zip(starts, depths, strict=True)
    ):
        return depth
    for index in range(1, len(starts)):
        for piece in range(starts[index][0], ends[index]):
            pieces[piece] = blank(pieces[piece])
    return depths[0]
