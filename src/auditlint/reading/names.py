"""Names of phases and milestones: whether two of them can be one name.

A shortened form, ``&`` for and, another case, an abbreviation or another ending ("auth" for
authentication) is the same name. Names in other scripts are not compared.
"""

from __future__ import annotations

#: Words that name no subject: two names that share only these share nothing.
_EMPTY = frozenset(
    ("the", "and", "of", "for", "a", "an", "to", "in", "on", "with", "phase", "inserted", "v")
)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded; none where it is in another script."""
    if not name.isascii() and any(char.isalpha() and not char.isascii() for char in name):
        return ()
    folded = "".join(char if char.isalnum() else " " for char in name.casefold())
    return tuple(
        one for one in folded.split()
        if len(one) > 1 and one not in _EMPTY and not one.isdigit()
    )


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, as words, share a word, its beginning, or an abbreviation."""
    if any(_same(left, right) for left in one for right in other):
        return True
    return _joined(one, other) or _joined(other, one)


def _same(left: str, right: str) -> bool:
    if left == right:
        return True
    shorter = min(len(left), len(right))
    if shorter >= 3 and (left.startswith(right) or right.startswith(left)):
        return True
    if shorter >= 4 and left[:4] == right[:4]:
        return True
    # "db" in "mongodb", "ui" in "webui".
    return shorter >= 2 and (left.endswith(right) or right.endswith(left))


def _joined(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a word of `one` is made of several of `other`: initials, or written together."""
    whole = "".join(other)
    initials = "".join(word[0] for word in other)
    return any(len(word) >= 2 and (word in initials or word in whole) for word in one)
