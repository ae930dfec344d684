"""What was asked: a place in a document, a document, or a subject by its name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The types that can be named, and the other words for them.
TYPES = {
    "phase": "phase", "plan": "plan", "requirement": "requirement", "req": "requirement",
    "milestone": "milestone", "issue": "issue", "task": "task", "threat": "threat",
    "test": "test", "section": "section",
}


class Question(NamedTuple):
    """A question: `path` with a `line` (0: the whole document), or an `id`, maybe with a `type`."""

    text: str
    path: str = ""
    line: int = 0
    type: str = ""
    id: str = ""


def read(words: Sequence[str]) -> Question:
    """Read the words of a command line; a file that exists wins over a subject of its name."""
    text = " ".join(words)
    if len(words) == 1:
        if os.path.lexists(text) and not os.path.isdir(text):
            return Question(text, path=text)
        place = pattern(r"([^\n]+?):(\d{1,9})(?::\d{1,9})?").fullmatch(text)
        if place is not None:
            return Question(text, path=place[1], line=int(place[2]))
        head, _, tail = text.partition(" ")
        if tail and head.casefold() in TYPES:
            return read((head, tail.strip()))  # Quoted as one word: the same question.
        if text.endswith(".md") or (os.sep in text and not _is_scoped(text)):
            return Question(text, path=text)
        return Question(text, id=text)
    kind = TYPES.get(words[0].casefold(), "")
    return Question(text, type=kind, id=" ".join(words[1:]) if kind else text)


def _is_scoped(text: str) -> bool:
    """Whether a slash stands between a milestone and what is of it: ``v1.0/7``."""
    return pattern(r"v?\d[\w.]*/[\w.-]+").fullmatch(text) is not None
