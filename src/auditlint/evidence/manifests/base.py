"""What a manifest says, and how names compare in each ecosystem."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.reading.numbers import pattern

PYPI = "pypi"
NPM = "npm"
CARGO = "cargo"
GO = "go"
SWIFT = "swift"
MAVEN = "maven"
NUGET = "nuget"
COMPOSER = "composer"
HEX = "hex"
PUB = "pub"
JULIA = "julia"
CMAKE = "cmake"
RUBYGEMS = "rubygems"


class Manifest(NamedTuple):
    """One package, as a manifest at `path` describes it.

    `name` is as written, at `line` (from 1); "" and 0 where the manifest names none. `modules`
    are the names under which its code is imported; `dependencies` are the normalised names of
    what it declares to need, for whatever purpose.
    """

    path: str
    ecosystem: str
    name: str
    line: int
    modules: tuple[str, ...] = ()
    dependencies: frozenset[str] = frozenset()


def normalised(name: str, ecosystem: str) -> str:
    """Return the form in which two names of one package are equal."""
    if ecosystem == PYPI:
        return pattern(r"[-_.]+").sub("-", name).lower()
    if ecosystem in (CARGO, HEX, PUB):
        return name.replace("-", "_").lower() if ecosystem == CARGO else name
    if ecosystem in (NPM, NUGET, COMPOSER, CMAKE, SWIFT):
        return name.lower()
    return name


def line_of(text: str, offset: int) -> int:
    """Return the line, counted from 1, of an offset."""
    return text.count("\n", 0, offset) + 1
