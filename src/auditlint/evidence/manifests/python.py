"""Python: pyproject.toml, setup.cfg, and setup.py as text."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from auditlint.evidence.manifests.base import PYPI, Manifest, line_of, normalised
from auditlint.evidence.manifests.tomlfile import line_of_key, load
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A larger setup.py is not looked at, nor more lists of requirements, nor more of each.
_CHARACTERS = 256 * 1024
_LISTS = 20
_LIST_CHARACTERS = 20_000

# What a requirement begins with: "name[extra] >= 1; python_version > '3'".
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"


def read_pyproject(path: str, text: str) -> Iterator[Manifest]:
    """Read pyproject.toml: the ``project`` table, else Poetry's, Flit's or a bare build table."""
    data = load(text)
    if data is None:
        return
    project = _table(data, "project")
    poetry = _table(data, "tool", "poetry")
    name = _text(project.get("name")) or _text(poetry.get("name"))
    section = "project" if _text(project.get("name")) else "tool.poetry"
    needed: list[str] = [*_texts(project.get("dependencies"))]
    for group in (_table(project, "optional-dependencies"), _table(data, "dependency-groups")):
        for one in group.values():
            needed += _texts(one)
    needed += _texts(_table(data, "build-system").get("requires"))
    tables = [poetry, *(one for one in _table(poetry, "group").values() if isinstance(one, dict))]
    for table in tables:
        for key in ("dependencies", "dev-dependencies"):
            needed += [one for one in _table(table, key) if one != "python"]
    modules = [*_texts(_table(data, "tool", "setuptools").get("packages"))]
    modules += _texts(_table(data, "tool", "setuptools").get("py-modules"))
    modules += [
        _text(one.get("include")) for one in poetry.get("packages") or () if isinstance(one, dict)
    ] if isinstance(poetry.get("packages"), list) else []
    modules.append(_text(_table(data, "tool", "flit", "module").get("name")))
    for build in ("wheel", "sdist"):
        hatch = _table(data, "tool", "hatch", "build", "targets", build)
        modules += [one.rpartition("/")[2] for one in _texts(hatch.get("packages"))]
    scikit = _table(data, "tool", "scikit-build", "wheel").get("packages")
    modules += [one.rpartition("/")[2] for one in _texts(scikit)]
    if not name and not needed:
        return
    yield Manifest(
        path, PYPI, name, line_of_key(text, section, "name") if name else 0,
        _modules(modules), _requirements(needed),
    )


def read_setup_cfg(path: str, text: str) -> Iterator[Manifest]:
    """Read setup.cfg: the sections ``metadata`` and ``options``."""
    section = ""
    key = ""
    name, line = "", 0
    needed: list[str] = []
    modules: list[str] = []
    for number, raw in enumerate(text.splitlines(), 1):
        stripped = raw.strip()
        if not stripped or stripped[0] in "#;":
            continue
        if stripped[0] == "[" and raw[0] == "[":
            section, key = stripped.strip("[]").strip(), ""
            continue
        if raw[0] not in " \t":
            key, _, stripped = (part.strip() for part in stripped.partition("="))
        if section == "metadata" and key == "name" and stripped and not name:
            if pattern(_NAME).fullmatch(stripped):
                name, line = stripped, number
        elif section in ("options", "options.extras_require") and stripped:
            if key in ("install_requires", "setup_requires", "tests_require") or (
                section == "options.extras_require"
            ):
                needed.append(stripped)
            elif key in ("packages", "py_modules"):
                modules += stripped.replace(",", " ").split()
    if name or needed:
        yield Manifest(path, PYPI, name, line, _modules(modules), _requirements(needed))


def read_setup_py(path: str, text: str) -> Iterator[Manifest]:
    """Read what setup.py says literally; it is never run."""
    call = pattern(r"\bsetup\s*\(").search(text) if len(text) <= _CHARACTERS else None
    if call is None:
        return
    found = pattern(r"""[(,\s]name\s*=\s*["']([^"'\s]{1,200})["']""").search(text, call.start())
    name = found.group(1) if found and pattern(_NAME).fullmatch(found.group(1)) else ""
    needed: list[str] = []
    lists = pattern(r"\b(?:install|tests|setup|extras)_require\w*\s*=\s*[\[{]").finditer(text)
    for one in islice(lists, _LISTS):
        window = text[one.end() : one.end() + _LIST_CHARACTERS]
        inside = pattern(r"""[^"'\]}]*(?:"[^"\n]*"[^"'\]}]*|'[^'\n]*'[^"'\]}]*)*""").match(window)
        needed += pattern(r"""["']([^"'\n]{1,200})["']""").findall(inside.group() if inside else "")
    modules: list[str] = []
    for one in pattern(r"\b(?:packages|py_modules)\s*=\s*\[([^\]]{0,2000})\]").finditer(text):
        modules += pattern(r"""["']([\w.]{1,200})["']""").findall(one.group(1))
    if name or needed:
        line = line_of(text, found.start(1)) if name and found else 0
        yield Manifest(path, PYPI, name, line, _modules(modules), _requirements(needed))


def _modules(names: Iterable[str]) -> tuple[str, ...]:
    """Return the top-level modules of dotted names; what is no identifier is left out."""
    top = (one.replace("/", ".").removeprefix("src.").partition(".")[0] for one in names)
    return tuple(dict.fromkeys(one for one in top if one.isidentifier()))


def _requirements(texts: Iterable[str]) -> frozenset[str]:
    found = (pattern(_NAME).match(one.strip()) for one in texts)
    return frozenset(normalised(one.group(), PYPI) for one in found if one)


def _table(data: Any, *keys: str) -> dict[str, Any]:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
