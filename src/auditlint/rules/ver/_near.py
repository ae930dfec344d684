"""Whether a file holds a promised name by another, near one: what a plan guessed before the work."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Words of a test's name that say nothing of what is tested.
_PLAIN = frozenset((
    "test", "tests", "spec", "suite", "e2e", "it", "should", "when", "the", "a", "is", "of", "with", "and", "or", "to",
    "in", "on", "for", "get", "def", "fn", "func",
))  # fmt: skip
#: Of another name only this: ``tide_impl`` is ``tide``.
_OF_CODE = frozenset(("impl",))
_WORD = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+"
_NAME = r"[A-Za-z_$][\w$]*(?:-[a-z][\w$]*)*"
_TEST = r"(?i)(?:test|it|e2e|spec)(?![a-z])|(?:Test|Spec)[A-Z_]|(?:.*[a-z_])?(?:Tests?|Specs?|Suite)\Z"
#: The beginning of a word that stands for it: ``dir`` for ``directory``.
_SHORT = 3


def name_of(wanted: str) -> str:
    """Return the name that a piece of code defines, "" where it is anything but one definition."""
    from auditlint.reading.loose import KEYWORDS

    quoted = pattern(r"(?:test\.)?(?:describe|it|test)\(?[\s'\"`]+([^'\"`]{3,80})['\"`]?\)?").fullmatch(wanted)
    if quoted is not None:
        return "_".join(["test", *quoted[1].split()])
    found: list[str] = pattern(_NAME).findall(wanted)
    names = [one for one in found if one not in KEYWORDS]
    rest = pattern(_NAME).sub("", wanted).strip(" (){:=;")
    return names[0] if len(names) == 1 and not rest else ""


def is_near(texts: Iterable[str], path: str, wanted: str) -> bool:
    """Whether one of `texts`, the content of the file at `path`, has a name for what is `wanted`.

    Of a test one half of its words is enough: its plan could not know how it would be called. Of
    anything else every word has to be there, some maybe as the file's own name.
    """
    name = name_of(wanted)
    is_test = pattern(_TEST).match(name) is not None
    words = words_of(name) - (_PLAIN if is_test else _OF_CODE)
    if not words:
        return False
    least = (len(words) + 1) // 2 if is_test else len(words)
    stem, folder = path.rpartition("/")[2], path.rpartition("/")[0].rpartition("/")[2]
    own = words_of(stem) | words_of(folder)
    return any(_has_near(text, words, own, least) for text in texts)


def words_of(name: str) -> frozenset[str]:
    """Return the words of a name in small letters: those of ``findTide`` are find and tide."""
    found: list[str] = pattern(_WORD).findall(name)
    return frozenset(one.lower() for one in found)


def _has_near(text: str, words: frozenset[str], own: frozenset[str], least: int) -> bool:
    rest = [one for one in words if not _is_in(one, own)]
    if len(words) - len(rest) >= least:
        return True
    return any(
        sum(_is_in(one, other) for one in rest) + len(words) - len(rest) >= least
        for other in _all_words(text)
    )


def _is_in(word: str, others: frozenset[str]) -> bool:
    return word in others or any(
        len(one) >= _SHORT <= len(word) and (word.startswith(one) or one.startswith(word))
        for one in others
    )


@lru_cache(maxsize=4)
def _all_words(text: str) -> frozenset[frozenset[str]]:
    """Return the words of every name in a text."""
    return frozenset(map(words_of, set(pattern(_NAME).findall(text))))
