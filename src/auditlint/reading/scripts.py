"""Whether a text is in a script whose words nothing here can read."""

from __future__ import annotations

from auditlint.reading.numbers import pattern

#: Letters that are not Latin ones.
_STRANGE = "[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff]"


def is_strange(text: str) -> bool:
    """Whether a text holds letters that are not Latin ones."""
    return not text.isascii() and pattern(_STRANGE).search(text) is not None
