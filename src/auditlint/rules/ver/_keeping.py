"""What it takes for the text of a file to keep what a plan promised of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.reading.loose import has_word, holds, is_code
from auditlint.reading.numbers import pattern
from auditlint.rules.ver._near import is_near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.claims import Promised
    from auditlint.evidence.standing import Standing


#: What passes names on without writing them down.
_PASSES_ON = r"export\s*\*|import\s+\*|::\*|__getattr__|#include|\brequire\(|module\.exports\s*="
#: Lines are a guess: of so many times what there is nobody speaks.
TOLERANCE = 2


def fails(promise: Promised, text: str) -> bool:
    """Whether a text is not what was promised."""
    return bool(
        any(lacks(text, each[0]) for each in promise.contains)
        or any(not has_word(text, each[0]) for each in promise.exports)
        or lines_of(text) * TOLERANCE < promise.least
    )


def lacks(text: str, wanted: str) -> bool:
    """Whether a text surely does not hold what is wanted of it."""
    return is_code(wanted) and holds(text, wanted) is False


def has(text: str, name: str) -> bool:
    """Whether a text names what it is to export, or passes names on."""
    return has_word(text, name) or pattern(_PASSES_ON).search(text) is not None


def lines_of(text: str) -> int:
    """Return how many lines a text has; one without a line end at its end counts too."""
    return text.count("\n") + (not text.endswith("\n"))


def is_named(found: Standing, then: Iterable[str], name: str) -> bool:
    """Whether a file is named for what is wanted of it, as components are, or has it by a name
    that is near: the plan could not know how it would be called."""
    return name in found.now.rpartition("/")[2] or is_near(then, found.now, name)
