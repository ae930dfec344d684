"""Statuses as the messages of this family quote them."""

from __future__ import annotations

from auditlint.parsing.structure import plain
from auditlint.reading import words


def said(raw: str) -> str:
    """Quote a status, shortened, without emphasis and brackets."""
    text = plain(words.repaired(raw)).strip("()[] ")
    return repr(text if len(text) <= 40 else text[:39] + "…")
