"""Modules that a package has by where its files lie, beyond what its manifest says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.manifests.base import PYPI, Manifest

if TYPE_CHECKING:
    from auditlint.evidence.files import Files

#: Top-level folders with Python files that nobody imports as the package.
_ASIDE = frozenset((
    "test", "tests", "doc", "docs", "example", "examples", "scripts", "tools", "benchmarks",
    "benchmark", "bench", "migrations", "build", "dist",
))  # fmt: skip


def modules_of(manifest: Manifest, files: Files) -> tuple[str, ...]:
    """Return the importable modules that lie beside the manifest, sorted.

    Python's: folders with ``__init__.py`` and single files, in ``src`` or ``python`` or at the
    manifest's own side.
    """
    if manifest.ecosystem != PYPI:
        return ()
    top = manifest.path.rpartition("/")[0]
    found: set[str] = set()
    for inner in ("src", "python", "lib", ""):
        folder = "/".join(part for part in (top, inner) if part)
        for name in files.entries(folder):
            full = f"{folder}/{name}" if folder else name
            if name.isidentifier() and files.is_listed(f"{full}/__init__.py"):
                if name not in _ASIDE:
                    found.add(name)
            elif inner and name.endswith((".py", ".pyi")) and name[:1] != "_":
                found.add(name.partition(".")[0])
    return tuple(sorted(one for one in found if one.isidentifier()))
