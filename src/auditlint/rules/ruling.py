"""What a rule makes of one statement, and by what evidence; told, and made, only if it was asked.

A rule that holds documents against the repository calls ``context.judged(path, span, make, *about)``
where it decides: ``make(*about)`` returns the verdict, and is called only where somebody asks
about that place (``auditlint why``). `right`, `wrong` and `unclear` make verdicts of constants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol, TypeVarTuple

    from auditlint.source.text import Span

    _About = TypeVarTuple("_About")

    class Judged(Protocol):
        """Takes what a rule made of the statement at a place; None where that is nothing to tell."""

        def __call__(
            self, path: str, span: Span, make: Callable[[*_About], Ruling | None], *about: *_About
        ) -> None:
            """Take the word of a rule."""


class Ground(NamedTuple):
    """What a verdict rests on: words, a file, a line of it (from 1), a commit by its full
    identifier. What it has not is empty, or 0."""

    words: str = ""
    path: str = ""
    line: int = 0
    commit: str = ""


class Ruling(NamedTuple):
    """Whether a statement `holds` (None: that cannot be told), in words, with the evidence."""

    holds: bool | None
    words: str
    grounds: tuple[Ground, ...] = ()


def right(words: str, *grounds: Ground) -> Ruling:
    """Say that a statement holds."""
    return Ruling(True, words, grounds)


def wrong(words: str, *grounds: Ground) -> Ruling:
    """Say that a statement does not hold."""
    return Ruling(False, words, grounds)


def unclear(words: str, *grounds: Ground) -> Ruling:
    """Say why it cannot be told whether a statement holds."""
    return Ruling(None, words, grounds)
