"""Cargo.toml, Project.toml (Julia), and the line formats go.mod and pubspec.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.evidence.manifests.base import CARGO, GO, JULIA, PUB, Manifest, normalised
from auditlint.evidence.manifests.tomlfile import line_of_key, load
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_CARGO_TABLES = ("dependencies", "dev-dependencies", "build-dependencies")


def read_cargo(path: str, text: str) -> Iterator[Manifest]:
    """Read Cargo.toml: the package, or a workspace that is none itself."""
    data = load(text)
    if data is None:
        return
    package = _table(data.get("package"))
    name = package.get("name")
    tables = [data, _table(data.get("workspace")), *_table(data.get("target")).values()]
    needed: set[str] = set()
    for table in tables:
        for key in _CARGO_TABLES:
            for alias, value in _table(_table(table).get(key)).items():
                own = _table(value).get("package")
                needed.update((alias, own) if isinstance(own, str) else (alias,))
    modules: list[str] = []
    library = _table(data.get("lib")).get("name")
    if isinstance(library, str):
        modules.append(library)
    elif isinstance(name, str):
        modules.append(name.replace("-", "_"))
    if not isinstance(name, str) and not needed:
        return
    written = name if isinstance(name, str) else ""
    yield Manifest(
        path, CARGO, written, line_of_key(text, "package", "name") if written else 0,
        tuple(modules), frozenset(normalised(one, CARGO) for one in needed),
    )


def read_julia(path: str, text: str) -> Iterator[Manifest]:
    """Read Project.toml; other tools have files of that name, so it needs a uuid or deps."""
    data = load(text)
    if data is None:
        return
    name = data.get("name")
    needed = {*_table(data.get("deps")), *_table(data.get("extras")), *_table(data.get("weakdeps"))}
    if not needed and "uuid" not in data:
        return
    written = name if isinstance(name, str) else ""
    line = _line(text, r"^name\s*=") if written else 0
    yield Manifest(path, JULIA, written, line, (written,) if written else (), frozenset(needed))


def read_go(path: str, text: str) -> Iterator[Manifest]:
    """Read go.mod: the module path, and what it requires or replaces."""
    found = pattern(r"^module[ \t]+\"?([^\s\"]+)", 8).search(text)
    needed: set[str] = set()
    inside = False
    for line in text.split("\n"):
        words = line.partition("//")[0].split()
        if not words:
            continue
        if words[0] == "require" and words[1:2] == ["("]:
            inside = True
        elif words[0] == ")":
            inside = False
        elif inside:
            needed.add(words[0])
        elif words[0] == "require" and len(words) > 2:
            needed.add(words[1])
    if found is None:
        return
    name = found.group(1)
    yield Manifest(path, GO, name, _line(text, r"^module[ \t]"), (name,), frozenset(needed))


def read_pub(path: str, text: str) -> Iterator[Manifest]:
    """Read pubspec.yaml by its lines: the keys at the margin, and those one level below."""
    name, line = "", 0
    section = ""
    indent = ""
    needed: set[str] = set()
    entry = pattern(r"""([ \t]*)["']?([A-Za-z_]\w*)["']?[ \t]*:[ \t]*["']?([^"'#\r\n]*)""")
    for number, raw in enumerate(text.split("\n"), 1):
        found = entry.match(raw)
        if found is None:
            continue
        margin, key, value = found.groups()
        if not margin:
            section, indent = key, ""
            if key == "name" and not name and pattern(r"\w+").fullmatch(value.strip()):
                name, line = value.strip(), number
        elif section in ("dependencies", "dev_dependencies", "dependency_overrides"):
            indent = indent or margin
            if margin == indent:
                needed.add(key)
    if name:
        yield Manifest(path, PUB, name, line, (name,), frozenset(needed))


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _line(text: str, source: str) -> int:
    found = pattern(source, 8).search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
