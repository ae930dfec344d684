"""Manifests that are programs (Swift, Gradle, Elixir, Ruby, CMake): what they say literally."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.manifests.base import (
    CMAKE,
    HEX,
    MAVEN,
    RUBYGEMS,
    SWIFT,
    Manifest,
    line_of,
    normalised,
)
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_CHARACTERS = 512 * 1024

_MULTILINE = 8


def read_swift(path: str, text: str) -> Iterator[Manifest]:
    """Read Package.swift: the package, its targets and products, and what it depends on."""
    code = _without(text, r'"(?:[^"\\\n]|\\.)*"?|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?')
    found = pattern(r'\bPackage\s*\(\s*name\s*:\s*"([^"\\\n]{1,200})"').search(code)
    if found is None:
        return
    modules = pattern(
        r'\.(?:target|executableTarget|library|executable|systemLibrary|macro)\s*\(\s*name\s*:\s*'
        r'"([^"\\\n]{1,200})"'
    ).findall(code)
    needed = pattern(r'\burl\s*:\s*"([^"\\\n]{1,300})"').findall(code)
    names = {normalised(_stem(one), SWIFT) for one in needed}
    names.update(normalised(one, SWIFT) for one in pattern(
        r'\bpackage\s*:\s*"([^"\\\n]{1,200})"').findall(code))
    yield _manifest(path, SWIFT, code, found, tuple(modules), frozenset(names))


def read_gradle(path: str, text: str) -> Iterator[Manifest]:
    """Read build.gradle or settings.gradle, also in Kotlin: only a settings file has a name."""
    code = _without(text, r"""'[^'\n]*'?|"(?:[^"\\\n]|\\.)*"?|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?""")
    found = pattern(r"""\brootProject\.name\s*=\s*["']([^"'$\n]{1,200})["']""").search(code)
    modules = pattern(
        r"""^[ \t]*(?:group|namespace)[ \t]*=?[ \t]*["']([\w.]{1,200})["']""", _MULTILINE
    ).findall(code)
    needed = pattern(
        r"""^[ \t]*\w+[ \t(]{1,20}["'][\w.-]{1,100}:([\w.-]{1,100})(?::[^"'\n]{0,100})?["']""",
        _MULTILINE,
    ).findall(code)
    if found:
        yield _manifest(path, MAVEN, code, found, tuple(modules), frozenset(needed))
    elif modules or needed:
        yield Manifest(path, MAVEN, "", 0, tuple(modules), frozenset(needed))


def read_mix(path: str, text: str) -> Iterator[Manifest]:
    """Read mix.exs: the application, its module, and its dependencies."""
    code = _without(text, r'"(?:[^"\\\n]|\\.)*"?|#[^\n]*')
    found = pattern(r"\bapp:\s*:(\w{1,200})").search(code)
    if found is None:
        return
    needed = pattern(r"\{\s*:(\w{1,200})\s*,").findall(code)
    module = "".join(part[:1].upper() + part[1:] for part in found.group(1).split("_"))
    project = pattern(r"\bdefmodule\s+([\w.]{1,200})\.MixProject\b").search(code)
    modules = dict.fromkeys([project.group(1) if project else module, module])
    yield _manifest(path, HEX, code, found, tuple(modules), frozenset(needed))


def read_gemspec(path: str, text: str) -> Iterator[Manifest]:
    """Read a gemspec."""
    code = _without(text, r"""'[^'\n]*'?|"(?:[^"\\\n]|\\.)*"?|#[^\n]*""")
    found = pattern(
        r"""^[ \t]*\w+\.name[ \t]*=[ \t]*["']([\w.-]{1,200})["']""", _MULTILINE).search(code)
    if found is None:
        return
    needed = pattern(
        r"""\.add_(?:runtime_|development_)?dependency[ (]{0,10}["']([\w.-]{1,200})["']"""
    ).findall(code)
    module = found.group(1).replace("-", "/")
    yield _manifest(path, RUBYGEMS, code, found, (module,), frozenset(needed))


def read_cmake(path: str, text: str) -> Iterator[Manifest]:
    """Read CMakeLists.txt: the project, its libraries and programs, and what it looks for."""
    code = _without(text, r'"(?:[^"\\]|\\.)*"?|#[^\n]*')
    found = pattern(r'^[ \t]*project\s*\(\s*"?([\w.+-]{1,200})"?[\s)]', _MULTILINE | 2).search(code)
    targets = pattern(
        r'^[ \t]*add_(?:library|executable)\s*\(\s*"?([\w.+-]{1,200})"?[\s)]', _MULTILINE | 2
    ).findall(code)
    needed = pattern(
        r"^[ \t]*(?:find_package|FetchContent_Declare|CPMAddPackage)\s*\(\s*(?:NAME\s+)?"
        r"([\w.+-]{1,200})", _MULTILINE | 2
    ).findall(code)
    names = frozenset(normalised(one, CMAKE) for one in needed)
    if found:
        yield _manifest(path, CMAKE, code, found, tuple(dict.fromkeys(targets)), names)
    elif targets or names:
        yield Manifest(path, CMAKE, "", 0, tuple(dict.fromkeys(targets)), names)


def _manifest(
    path: str, ecosystem: str, code: str, found: re.Match[str], modules: tuple[str, ...],
    needed: frozenset[str],
) -> Manifest:
    return Manifest(
        path, ecosystem, found.group(1), line_of(code, found.start(1)), modules, needed
    )


def _without(text: str, tokens: str) -> str:
    """Return `text` with its comments blanked out; `tokens` matches strings and comments.

    Their ends are optional in the patterns, so that no unclosed one is scanned twice.
    """

    def blank(found: re.Match[str]) -> str:
        token = found.group()
        if token[0] in "\"'":
            return token
        return pattern(r"[^\n]").sub(" ", token)

    return pattern(tokens).sub(blank, text) if len(text) <= _CHARACTERS else ""


def _stem(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2].removesuffix(".git")
