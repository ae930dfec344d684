"""What the paths that documents cite come to in the repository: each asked once, for all rules.

Paths in code spans and behind an ``@`` are meant from the root of the repository, from the
document's own folder, or from a folder above it; a path that is the end of an existing one is
taken for that one (packages are cited from within). Targets of links are relative to the
document. What may mean something else than a path of this repository is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from auditlint.claims import CitesPath, Modifies
from auditlint.evidence.repository import above, normal
from auditlint.evidence.spelt import Spelt
from auditlint.evidence.successors import is_standing
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditlint.evidence import Evidence
    from auditlint.ledger import Facts, Ledger

FOUND = "found"
#: Only a path of other letter case exists.
CASE = "case"
MISSING = "missing"
#: It may be another repository's, a pattern, ignored, behind a link, one of several...
UNKNOWN = "unknown"

#: The role of a path in a plan's list of files.
LISTED = "listed"
_LINK = "link"
#: What a path written with one ending may exist with: imports name what will be compiled.
_ENDINGS = {
    "js": ("ts", "tsx", "jsx", "mts", "d.ts"), "jsx": ("tsx",), "mjs": ("mts", "ts"),
    "cjs": ("cts", "ts"), "ts": ("tsx", "d.ts"), "tsx": ("ts",), "h": ("hpp", "hh"),
}
#: Characters that make a link's target a pattern, a placeholder or prose.
_NO_TARGET = frozenset("<>{}*|$\\\"`\n\t ")


#: What is meant by a path, its state, and what exists or why that is not known.
Answer = tuple[str, str, str]

#: Why it is not known what a citation means.
_IGNORED = "git ignores it: it may be there or not"
_OUTSIDE = "it leads out of the repository"
_PATTERN = "it may be a pattern, a placeholder or prose"
_BEYOND = "it lies in a submodule, or behind a link that leads out of the repository"
_STANDING = "it is a folder of the framework's own, which is not there while it is empty"
_OTHERS = "it begins in no folder that this repository is known to have or to have had"


def _several(paths: Sequence[str]) -> str:
    return f"it may be any of several: {paths[0]}, {paths[1]}"


class Cited(NamedTuple):
    """A cited path and what it comes to.

    `path` is what is meant, relative to the root; `found` is what exists, for `FOUND` and `CASE`,
    and for `UNKNOWN` the words that say why (`reason`).
    `anchor` is what follows the ``#`` of a link's target.
    """

    facts: Facts
    claim: CitesPath
    path: str
    state: str
    found: str = ""
    anchor: str = ""

    @property
    def is_link(self) -> bool:
        """Whether a link cites it."""
        return self.claim.role == _LINK

    @property
    def reason(self) -> str:
        """Why it is not known what is meant; "" where it is."""
        return self.found if self.state == UNKNOWN else ""


def cited(evidence: Evidence, ledger: Ledger) -> list[Cited]:
    """Return every citation of every document, in the order of the documents."""
    known: list[Cited] | None = evidence.memo.get(__name__)
    if known is None:
        known = evidence.memo[__name__] = _Resolver(evidence).all(ledger)
    return known


def listed(evidence: Evidence, ledger: Ledger) -> Iterator[Cited]:
    """Yield what plans list as files they modify and what is not there, as if it were cited."""
    for facts in ledger.by_path.values():
        if "Modifies" not in facts.types:
            continue
        for one in facts.of(Modifies):
            path = normal(one.path)
            if path is not None and evidence.files.exists(path) is False:
                yield Cited(facts, CitesPath(one.path, None, one.span, LISTED), path, MISSING)


class _Resolver:
    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._spelt = Spelt(evidence.repository.tree.root)
        self._known: dict[tuple[str, str], Answer] = {}
        self._anywhere: dict[tuple[str, bool], Answer] = {}
        self._beginnings: dict[tuple[str, str], tuple[str, ...]] = {}

    def all(self, ledger: Ledger) -> list[Cited]:
        found = [
            self._resolved(facts, claim)
            for facts in ledger.by_path.values()
            if "CitesPath" in facts.types
            for claim in facts.of(CitesPath)
        ]
        missing = {one.path for one in found if one.state == MISSING}
        ignored = self._evidence.files.ignored(missing) if missing else frozenset()
        return [
            one._replace(state=UNKNOWN, found=_IGNORED)
            if one.state == MISSING and one.path in ignored else one
            for one in found
        ]

    def _resolved(self, facts: Facts, claim: CitesPath) -> Cited:
        folder = facts.path.rpartition("/")[0]
        anchor = ""
        text = claim.path
        if claim.role == _LINK:
            text, _, anchor = text.partition("#")
            text = unquote(text.partition("?")[0])
            if not text:
                return Cited(facts, claim, facts.path, FOUND, facts.path, anchor)
            key = (text, folder)
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = self._target(text, folder)
            return Cited(facts, claim, *known, anchor)
        return Cited(facts, claim, *self._path(text, folder))

    def _target(self, text: str, folder: str) -> Answer:
        """Resolve a link's target."""
        inner = normal(f"{folder}/{text}" if folder else text)
        if inner is None or text[0] == "/" or not _NO_TARGET.isdisjoint(text) or "..." in text or "()" in text:
            return text, UNKNOWN, _OUTSIDE if inner is None else _PATTERN
        if self._spelt.has(inner):
            return inner, FOUND, inner
        numbered = pattern(r"(.+?):\d{1,7}(?:[-:]\d{1,7})?").fullmatch(inner)
        if numbered is not None:
            return inner, UNKNOWN, "a number stands behind it, as behind lines of code"
        name = inner.rpartition("/")[2]
        if ("/" not in text and "@" in text) or not (text.endswith("/") or "." in name.strip(".")):
            return inner, UNKNOWN, "it may be a page of a site, a placeholder or an address"
        return self._judged(inner)

    def _judged(self, inner: str) -> Answer:
        exists = self._evidence.files.exists(inner)
        if exists is not False:
            return inner, FOUND if exists else UNKNOWN, inner if exists else _BEYOND
        variants = self._evidence.files.case_variants(inner)
        if variants:
            only = len(variants) == 1
            return inner, CASE if only else UNKNOWN, variants[0] if only else _several(variants)
        if is_standing(inner):
            return inner, UNKNOWN, _STANDING
        return inner, MISSING, ""

    def _path(self, text: str, folder: str) -> Answer:
        """Resolve a path of a code span or reference, in a document in `folder`."""
        rooted = text.startswith("/")
        inner = normal(text[1:] if rooted else text)
        if inner is None:
            return text, UNKNOWN, _OUTSIDE
        if self._spelt.has(inner):
            return inner, FOUND, inner
        if rooted:
            return text, UNKNOWN, "it is absolute, for all that is known"
        for one in self._begins(inner.partition("/")[0], folder):
            if self._spelt.has(f"{one}/{inner}"):
                return f"{one}/{inner}", FOUND, f"{one}/{inner}"
        # Documents of all folders cite the same path: what does not depend on theirs is asked once.
        key = (inner, text.endswith("/"))
        known = self._anywhere.get(key)
        if known is None:
            known = self._anywhere[key] = self._of_any_folder(*key)
        return known

    def _begins(self, first: str, folder: str) -> tuple[str, ...]:
        """Return those of `folder` and the folders above it that hold an entry named `first`."""
        key = (first, folder)
        known = self._beginnings.get(key)
        if known is None:
            known = self._beginnings[key] = tuple(
                one for one in (folder, *above(folder)) if one and self._spelt.has(f"{one}/{first}")
            )
        return known

    def _of_any_folder(self, inner: str, is_folder: bool) -> Answer:
        ends = self._evidence.files.by_suffix(inner, is_folder, 2)
        if ends:
            only = len(ends) == 1
            return inner, FOUND if only else UNKNOWN, ends[0] if only else _several(ends)
        judged = self._judged(inner)
        if judged[1] != MISSING:
            return judged
        rest = inner.partition("/")[2]
        if "/" in rest and self._spelt.has(rest):
            return rest, FOUND, rest  # The repository's own name stands in front.
        ending = inner.rpartition(".")[2]
        if ending.istitle() and len(ending) > 2:
            return inner, UNKNOWN, "it may be a name in a module"  # ``kiln/types.Signal``
        if self._is_other_ending(inner):
            return inner, UNKNOWN, "a file of another ending is there, which imports name so"
        return judged if self._is_ours(inner) else (inner, UNKNOWN, _OTHERS)

    def _is_other_ending(self, path: str) -> bool:
        stem, _, ending = path.rpartition(".")
        return any(
            self._spelt.has(f"{stem}.{one}") or self._evidence.files.by_suffix(f"{stem}.{one}")
            for one in _ENDINGS.get(ending, ())
        )

    def _is_ours(self, path: str) -> bool:
        """Whether the path begins in a folder that this repository has or had."""
        first = path.partition("/")[0]
        if self._spelt.has(first) or self._evidence.files.exists(first):
            return True
        return self._evidence.history.existed(first) is True
