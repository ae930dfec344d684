"""package.json and composer.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from auditlint.evidence.manifests.base import COMPOSER, NPM, Manifest, normalised
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARACTERS = 1024 * 1024

_NPM_TABLES = (
    "dependencies", "devDependencies", "peerDependencies", "optionalDependencies",
)  # fmt: skip


def read_npm(path: str, text: str) -> Iterator[Manifest]:
    """Read package.json."""
    data = _load(text)
    if data is None:
        return
    name = data.get("name")
    written = name if isinstance(name, str) else ""
    needed = {one for key in _NPM_TABLES for one in _table(data.get(key))}
    if written or needed:
        yield Manifest(
            path, NPM, written, line_of_member(text, "name") if written else 0,
            (written,) if written else (), frozenset(normalised(one, NPM) for one in needed),
        )


def read_composer(path: str, text: str) -> Iterator[Manifest]:
    """Read composer.json; modules are the namespaces that are loaded by PSR-4 or PSR-0."""
    data = _load(text)
    if data is None:
        return
    name = data.get("name")
    written = name if isinstance(name, str) else ""
    needed = {one for key in ("require", "require-dev") for one in _table(data.get(key))
              if "/" in one}
    modules: dict[str, None] = {}
    for key in ("autoload", "autoload-dev"):
        for standard in ("psr-4", "psr-0"):
            for space in _table(_table(data.get(key)).get(standard)):
                if key == "autoload" and space.strip("\\"):
                    modules[space.strip("\\")] = None
    if written or needed:
        yield Manifest(
            path, COMPOSER, written, line_of_member(text, "name") if written else 0,
            tuple(modules), frozenset(normalised(one, COMPOSER) for one in needed),
        )


def line_of_member(text: str, key: str) -> int:
    """Return the line, from 1, of a member of the outermost object; 0 where it is not found."""
    depth = 0
    tokens = pattern(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', 16)
    for token in tokens.finditer(text):
        what = token.group()
        if what in "{[":
            depth += 1
        elif what in "}]":
            depth -= 1
        elif depth == 1 and what == f'"{key}"' and text[token.end() : token.end() + 100].lstrip()[:1] == ":":
            return text.count("\n", 0, token.start()) + 1
    return 0


def _load(text: str) -> dict[str, Any] | None:
    if len(text) > _CHARACTERS:
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
