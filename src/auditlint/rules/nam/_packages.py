"""Which names a repository's packages have, had, and which names are near them."""

from __future__ import annotations

import sys
from functools import cached_property, partial
from typing import TYPE_CHECKING

from auditlint.evidence.manifests import normalised
from auditlint.evidence.manifests.readers import reader_of
from auditlint.evidence.nearness import nearness
from auditlint.reading.numbers import pattern
from auditlint.rules.ruling import Ground, right, unclear
from auditlint.views.mentions import IMPORTED, OWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from auditlint.claims import NamesPackage
    from auditlint.evidence import Evidence
    from auditlint.evidence.manifests import Manifest
    from auditlint.ledger import Facts
    from auditlint.rules.ruling import Ruling

    #: The name that is right, and the manifest that says so; or what tells why there is none.
    Meant = tuple[str, Manifest] | Callable[[], Ruling]

#: A manifest's first content and folder moves are looked at for so many manifests and steps.
_MANIFESTS = 50
_STEPS = 10

#: Endings of files that code imports by their own names, or by their folders'.
_SOURCES = (".py", ".pyi", ".pyx", ".rs", ".ts", ".tsx", ".js", ".mjs", ".dart", ".jl")

_BUILT_IN = frozenset(("crate", "self", "super", "std", "core", "alloc", "test", "proc_macro"))


class Packages:
    """The packages of one repository, asked for one name at a time."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._former: dict[str, dict[str, Manifest]] = {}

    @property
    def manifests(self) -> tuple[Manifest, ...]:
        """All manifests that name a package."""
        return self._evidence.manifests.all

    def ecosystem_of(self, claim: NamesPackage) -> str:
        """The ecosystem of a claim; an import that may be of any language is Python's, unless
        another language's package here is called so."""
        if claim.ecosystem:
            return claim.ecosystem
        own = self._evidence.manifests
        folded = claim.name.casefold()
        for ecosystem in own.modules:
            if ecosystem != "pypi":
                names = (*own.modules[ecosystem], *own.names.get(ecosystem, ()))
                if any(_tail(one).casefold() == folded for one in names):
                    return ""
        return "pypi"

    def meant(self, claim: NamesPackage, ecosystem: str) -> Meant:
        """Return the name that `claim` should have used, and the manifest that says so.

        What tells why not where the name is right, somebody else's, or near none or several.
        """
        if not any(one.ecosystem == ecosystem and one.name for one in self.manifests):
            return partial(unclear, f"no manifest here names a package of its kind ({ecosystem})")
        known = self._known(claim, ecosystem)
        if known:
            return partial(self._told, claim, ecosystem, known)
        if claim.manifest:
            return self._in_manifest(claim, ecosystem)
        found = {
            name: one for name, one in self._candidates(claim, ecosystem)
            if _is_near(claim.name, name, claim.role == OWN)
        }
        if not found:
            return self._renamed(claim, ecosystem)
        return next(iter(found.items())) if len(found) == 1 else partial(_several, found)

    def _told(self, claim: NamesPackage, ecosystem: str, known: str) -> Ruling:
        key = normalised(claim.name, ecosystem)
        return right(known, *(
            Ground(f"named '{one.name}'", one.path, one.line) for one in self.manifests
            if one.ecosystem == ecosystem
            and (normalised(one.name, ecosystem) == key or claim.name in one.modules)
        ))

    def at_odds(self) -> Iterator[tuple[Manifest, Manifest]]:
        """Yield the pairs of manifests in one folder that call one package by near names."""
        first: dict[tuple[str, str], Manifest] = {}
        for one in self.manifests:
            if not one.name:
                continue
            other = first.setdefault((one.ecosystem, one.path.rpartition("/")[0]), one)
            keys = {normalised(each.name, each.ecosystem) for each in (one, other)}
            if len(keys) == 2 and _is_near(one.name, other.name, True):
                yield other, one

    def _candidates(
        self, claim: NamesPackage, ecosystem: str
    ) -> Iterator[tuple[str, Manifest]]:
        for one in self.manifests:
            if one.ecosystem != ecosystem or not one.name:
                continue
            if claim.role == IMPORTED:
                for module in one.modules:
                    yield module, one
            else:
                yield one.name, one

    def _known(self, claim: NamesPackage, ecosystem: str) -> str:
        """Say whose name it is; "" where that is not known."""
        own = self._evidence.manifests
        # "Kiln.jl" and "kiln.js" are how one speaks of a package of that language.
        name = pattern(r"\.(?:jl|js|py|rs)$").sub("", claim.name)
        key = normalised(name, ecosystem)
        if key in own.names.get(ecosystem, ()) and (
            claim.role != IMPORTED or ecosystem != "pypi" or not own.modules.get(ecosystem)
        ):
            return "a package of the repository is called so"
        if name in own.modules.get(ecosystem, ()) or name in self._sources:
            return "a module, source file or folder of the repository is called so"
        dependencies = own.dependencies.get(ecosystem, frozenset())
        if key in dependencies or normalised(_tail(name), ecosystem) in dependencies:
            return "it is a dependency"
        if ecosystem == "pypi":
            # A module built from Rust is called what its source says.
            built = claim.role == IMPORTED and "pyo3" in own.dependencies.get("cargo", ())
            if built:
                return "a module that is built from Rust is called what its source says"
            return "it is of the standard library" if name in sys.stdlib_module_names else ""
        return "it is of the language" if name in _BUILT_IN else ""

    @cached_property
    def _sources(self) -> frozenset[str]:
        """The names of source files, without endings, and of the folders that hold them."""
        found: set[str] = set()
        for path in self._evidence.files.listed:
            if path.endswith(_SOURCES) and not path.startswith("."):
                folders = path.split("/")
                found.add(folders.pop().partition(".")[0])
                found.update(folders)
        return frozenset(found)

    def _in_manifest(self, claim: NamesPackage, ecosystem: str) -> Meant:
        named = [
            one for one in self.manifests
            if one.ecosystem == ecosystem and one.name
            and (one.path == claim.manifest or one.path.endswith("/" + claim.manifest))
        ]
        if len(named) != 1:
            return partial(unclear, f"there are {len(named)} such manifests with a package's name")
        text = self._evidence.contents.text(named[0].path) or ""
        if f'"{claim.name}"' in text or f"'{claim.name}'" in text:
            return partial(right, "it is a name in there", Ground(path=named[0].path))
        name = named[0].name
        if _is_near(claim.name, name, True) or self._was_called(claim.name, named[0]):
            return name, named[0]
        return partial(_several, {name: named[0]})

    def _renamed(self, claim: NamesPackage, ecosystem: str) -> Meant:
        """Find the package that once was called so: its folder was, or its manifest said so."""
        if not self._evidence.history.is_known:
            return partial(unclear, f"{_NOT_NEAR}, and {self._evidence.history.doubt}")
        found = {
            name: one for name, one in self._candidates(claim, ecosystem)
            if _tail(name) in self._later_names(_tail(claim.name))
            or self._was_called(claim.name, one)
        }
        return next(iter(found.items())) if len(found) == 1 else partial(_several, found)

    def _later_names(self, name: str) -> set[str]:
        found = {name}
        for _ in range(_STEPS):
            more = {new for one in found for new in self._moves.get(one, ())} - found
            if not more:
                break
            found |= more
        return found - {name}

    @cached_property
    def _moves(self) -> dict[str, set[str]]:
        """What the last components of moved folders became, beside each other only."""
        found: dict[str, set[str]] = {}
        for move in self._evidence.history.folder_moves:
            above, _, old = move.old.rpartition("/")
            beside, _, new = move.new.rpartition("/")
            if above == beside and old and new:
                found.setdefault(old, set()).add(new)
        return found

    def _was_called(self, name: str, manifest: Manifest) -> bool:
        """Whether a manifest was first committed with another name, this one."""
        if manifest.path not in self._former and len(self._former) < _MANIFESTS:
            first = self._evidence.history.first_write(manifest.path)
            self._former[manifest.path] = {} if first is None else {
                normalised(one.name, one.ecosystem): one
                for one in self._read_at(first.id, manifest.path) if one.name
            }
        return normalised(name, manifest.ecosystem) in self._former.get(manifest.path, {})

    def _read_at(self, commit: str, path: str) -> list[Manifest]:
        text = self._evidence.contents.text(path, commit)
        reader = reader_of(path)
        return [*reader(path, text)] if text is not None and reader is not None else []

    def was_wrong(self, claim: NamesPackage, facts: Facts, manifest: Manifest) -> bool:
        """Whether the name was wrong when a historical document was last written.

        False in doubt: without history, or where there was no such manifest yet.
        """
        written = self._evidence.history.last_write(facts.path)
        if written is None:
            return False
        then = self._read_at(written.id, manifest.path)
        if not any(one.name for one in then):
            return False
        key = normalised(claim.name, manifest.ecosystem)
        if any(
            key == normalised(one.name, one.ecosystem) or claim.name in one.modules for one in then
        ):
            return False
        # It may have been right later, or for a while: then it has a place in history.
        top = manifest.path.rpartition("/")[0]
        return not any(
            self._evidence.history.existed(
                "/".join(part for part in (top, inner, _tail(claim.name) + ending) if part)
            ) is not False
            for inner in ("src", "python", "lib", "") for ending in ("", ".py")
        ) and not self._was_called(claim.name, manifest)


_NOT_NEAR = "no package of the repository has a name near it"


def _several(found: dict[str, Manifest]) -> Ruling:
    said = "it may be any of these names, or another's" if found else f"{_NOT_NEAR}, nor ever had"
    return unclear(said, *(Ground(f"named '{name}'", one.path, one.line) for name, one in found.items()))


def _is_near(name: str, right: str, own: bool) -> bool:
    """Whether `name` is a slip for `right`; one may go on where the other ends only in what is
    said of the project's `own` package, since many packages are called after another."""
    scope, other_scope = (text.partition("/")[0] if text[:1] == "@" else "" for text in (name, right))
    if scope and other_scope and _tail(name) == _tail(right):
        name, right = scope, other_scope
    elif scope != other_scope:
        return False
    else:
        name, right = _tail(name), _tail(right)
    one, other = (pattern(r"[@_.-]").sub("", text).casefold() for text in (name, right))
    if one == other:
        return name != right
    if _letters(one) == _letters(other):
        return False  # Another version.
    short, long = sorted((one, other), key=len)
    if long.startswith(short) or long.endswith(short):
        return own and len(short) >= 4
    if len(short) < 5:
        return False
    distance = nearness(one, other)
    return _is_swapped(one, other) or (
        distance is not None and (distance == 2 or len(short) >= 9)
    )


def _is_swapped(one: str, other: str) -> bool:
    """Whether two neighbouring letters changed places."""
    at = [index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    return (
        len(one) == len(other) and len(at) == 2 and at[1] == at[0] + 1
        and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
    )


def _letters(text: str) -> str:
    return pattern(r"[0-9]").sub("", text)


def _tail(name: str) -> str:
    return name.rpartition("/")[2]
