"""Which reader reads which file, by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from auditlint.evidence.manifests.base import Manifest

    Reader = Callable[[str, str], Iterator[Manifest]]

#: File names, and the module and function that read them.
_BY_NAME = {
    "pyproject.toml": ("python", "read_pyproject"),
    "setup.cfg": ("python", "read_setup_cfg"),
    "setup.py": ("python", "read_setup_py"),
    "package.json": ("jsonfile", "read_npm"),
    "composer.json": ("jsonfile", "read_composer"),
    "Cargo.toml": ("tables", "read_cargo"),
    "Project.toml": ("tables", "read_julia"),
    "JuliaProject.toml": ("tables", "read_julia"),
    "go.mod": ("tables", "read_go"),
    "pubspec.yaml": ("tables", "read_pub"),
    "Package.swift": ("scripts", "read_swift"),
    "pom.xml": ("xmlfile", "read_pom"),
    "build.gradle": ("scripts", "read_gradle"),
    "build.gradle.kts": ("scripts", "read_gradle"),
    "settings.gradle": ("scripts", "read_gradle"),
    "settings.gradle.kts": ("scripts", "read_gradle"),
    "mix.exs": ("scripts", "read_mix"),
    "CMakeLists.txt": ("scripts", "read_cmake"),
}

_BY_ENDING = {
    ".csproj": ("xmlfile", "read_dotnet"),
    ".fsproj": ("xmlfile", "read_dotnet"),
    ".vbproj": ("xmlfile", "read_dotnet"),
    ".gemspec": ("scripts", "read_gemspec"),
}


def reader_of(path: str) -> Reader | None:
    """Return the reader for the manifest at `path`; None where it is no manifest."""
    name = path.rpartition("/")[2]
    place = _BY_NAME.get(name) or _BY_ENDING.get(name[name.rfind(".") :])
    if place is None:
        return None
    from importlib import import_module

    reader: Reader = getattr(import_module(f"auditlint.evidence.manifests.{place[0]}"), place[1])
    return reader


def is_manifest(path: str) -> bool:
    """Whether `path` is that of a manifest, by its name."""
    name = path.rpartition("/")[2]
    return name in _BY_NAME or name[name.rfind(".") :] in _BY_ENDING
