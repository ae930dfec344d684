"""The packages that a repository defines: names, modules and dependencies, by ecosystem.

Manifests are data: they are parsed, never run. What a manifest computes (a name from a
variable) is not known and left out.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from auditlint.evidence.manifests.base import Manifest, normalised
from auditlint.evidence.manifests.layout import modules_of
from auditlint.evidence.manifests.readers import is_manifest, reader_of

if TYPE_CHECKING:
    from auditlint.evidence.contents import Contents
    from auditlint.evidence.files import Files

__all__ = ["Manifest", "Manifests", "normalised"]

#: Manifests in folders of these names belong to others, or are no real ones.
_FOREIGN = frozenset((
    "node_modules", "vendor", "third_party", "third-party", "thirdparty", "external", "deps",
    "_deps", "build", "dist", "target", "fixtures", "__fixtures__", "testdata", "test-data",
    "site-packages", ".venv", "venv", "templates", "template",
))  # fmt: skip

#: How many manifests are read, the ones nearest to the root first.
LIMIT = 1_000


class Manifests:
    """The manifests of a tree."""

    def __init__(self, files: Files, contents: Contents) -> None:
        self._files = files
        self._contents = contents

    @cached_property
    def all(self) -> tuple[Manifest, ...]:
        """Every manifest that names a package or declares dependencies, by path.

        Manifests of vendored code, fixtures and templates are left out.
        """
        paths = [path for path in self._files.listed if self._is_own(path)]
        paths.sort(key=lambda path: (path.count("/"), path))
        found: list[Manifest] = []
        for path in paths[:LIMIT]:
            text = self._contents.text(path)
            reader = reader_of(path)
            if text is None or reader is None:
                continue
            for one in reader(path, text):
                modules = (*one.modules, *modules_of(one, self._files))
                found.append(one._replace(modules=tuple(dict.fromkeys(modules))))
        return tuple(sorted(found))

    @cached_property
    def names(self) -> dict[str, dict[str, Manifest]]:
        """By ecosystem, the normalised names of the packages that are defined here."""
        found: dict[str, dict[str, Manifest]] = {}
        for one in self.all:
            if one.name:
                key = normalised(one.name, one.ecosystem)
                found.setdefault(one.ecosystem, {}).setdefault(key, one)
        return found

    @cached_property
    def modules(self) -> dict[str, frozenset[str]]:
        """By ecosystem, the names under which the packages' code is imported."""
        found: dict[str, set[str]] = {}
        for one in self.all:
            found.setdefault(one.ecosystem, set()).update(one.modules)
        return {ecosystem: frozenset(names) for ecosystem, names in found.items()}

    @cached_property
    def dependencies(self) -> dict[str, frozenset[str]]:
        """By ecosystem, the normalised names of all packages that any manifest depends on."""
        found: dict[str, set[str]] = {}
        for one in self.all:
            found.setdefault(one.ecosystem, set()).update(one.dependencies)
        return {ecosystem: frozenset(names) for ecosystem, names in found.items()}

    def of_ecosystem(self, ecosystem: str) -> tuple[Manifest, ...]:
        """Return the manifests of one ecosystem, by path."""
        return tuple(one for one in self.all if one.ecosystem == ecosystem)

    @staticmethod
    def _is_own(path: str) -> bool:
        return is_manifest(path) and _FOREIGN.isdisjoint(path.split("/")[:-1])
