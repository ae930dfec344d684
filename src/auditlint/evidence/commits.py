"""Cited commit hashes: what the repository has under them, asked for in one git call."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.repository import is_shallow
from auditlint.source.git import GitError, run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.evidence.repository import Repository

COMMIT = "commit"
TAG = "tag"
BLOB = "blob"
TREE = "tree"
#: Several objects begin so, and more than one of them, or none, is a commit.
AMBIGUOUS = "ambiguous"
MISSING = "missing"
#: Without git, in a shallow or partial clone, or where git failed, missing means nothing.
UNKNOWN = "unknown"

#: The shortest abbreviation that git itself accepts.
SHORTEST = 4


class Resolved(NamedTuple):
    """What a hash names: `state` is one of the constants above; `id` is the full identifier of
    the commit (of the one that a tag names), "" for none."""

    state: str
    id: str = ""


class Commits:
    """The commits of the whole repository, also those that HEAD does not hold."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._known: dict[str, Resolved] = {}
        self._partial: bool | None = None

    def resolve(self, identifier: str) -> Resolved:
        """Return what one hash names. Ask `resolve_all` for many: each call starts git."""
        return self.resolve_all((identifier,))[identifier]

    def resolve_all(self, identifiers: Iterable[str]) -> dict[str, Resolved]:
        """Return what each hash names; what is no hexadecimal word is `UNKNOWN`."""
        wanted = list(identifiers)
        asked = sorted({one.lower() for one in wanted if _is_hash(one)} - self._known.keys())
        if asked:
            self._ask(asked)
        return {one: self._known.get(one.lower(), Resolved(UNKNOWN)) for one in wanted}

    @property
    def doubt(self) -> str:
        """Why a commit that is not here may be one all the same; "" where it is none."""
        if self._repository.git is None:
            return "this is no git repository"
        return "this is a shallow clone: older commits are not known" if self._is_partial() else ""

    def told(self, identifiers: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Return the time (in seconds since 1970) and the subject of commits, by full identifier.

        The subject is as somebody wrote it: it may hold anything. What cannot be read is left out.
        """
        top = self._repository.git
        asked = sorted({one for one in identifiers if _is_hash(one)})
        if top is None or not asked:
            return {}
        form = ("log", "--no-walk=unsorted", "--ignore-missing", "--no-color", "--no-decorate",
                "--no-notes", "--no-show-signature", "-s", "-z", "--encoding=UTF-8",
                "--format=%H %ct %s", "--stdin")
        try:
            output = run(top, form, data="".join(f"{one}\n" for one in asked).encode("ascii"))
        except GitError:
            return {}
        lines = (one.split(" ", 2) for one in output.decode("utf-8", "replace").split("\0"))
        return {one[0]: (int(one[1]), one[2]) for one in lines if len(one) == 3}

    def _ask(self, hashes: list[str]) -> None:
        top = self._repository.git
        if top is None:
            return
        # With a wish for a commit git chooses it among the objects that begin so.
        data = "".join(f"{one}\n{one}^{{commit}}\n" for one in hashes).encode("ascii")
        form = "--batch-check=%(objectname) %(objecttype)"
        try:
            output = run(top, ("-c", "core.disambiguate=none", "cat-file", form), data=data)
        except GitError:
            return
        lines = output.decode("ascii", "replace").split("\n")
        if len(lines) < 2 * len(hashes):
            return
        for index, one in enumerate(hashes):
            state = self._judged(one, lines[2 * index], lines[2 * index + 1])
            self._known[one] = state

    def _judged(self, given: str, plain: str, peeled: str) -> Resolved:
        commit, _, kind = peeled.partition(" ")
        identifier = commit if kind == COMMIT else ""
        name, _, kind = plain.partition(" ")
        if kind in (COMMIT, TAG, BLOB, TREE):
            if not name.startswith(given):
                # A branch has this name, which hides the object.
                return Resolved(UNKNOWN)
            return Resolved(kind, identifier)
        if kind == AMBIGUOUS:
            own = identifier.startswith(given)
            return Resolved(COMMIT, identifier) if identifier and own else Resolved(AMBIGUOUS)
        return Resolved(UNKNOWN if self._is_partial() else MISSING)

    def _is_partial(self) -> bool:
        """Whether the repository may lack commits that others have."""
        if self._partial is None:
            top = self._repository.git
            try:
                self._partial = top is None or is_shallow(top)
            except GitError:
                self._partial = True
        return self._partial


def _is_hash(text: str) -> bool:
    return SHORTEST <= len(text) <= 64 and all(letter in "0123456789abcdefABCDEF" for letter in text)
