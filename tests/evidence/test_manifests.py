"""Names, modules and dependencies of packages, by ecosystem."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from auditlint.evidence.manifests import normalised
from auditlint.evidence.manifests.readers import reader_of
from tests.helpers import write_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditlint.evidence import Evidence

    Make = Callable[[Path], Evidence]


def read(path: str, text: str) -> list[tuple[str, str, int, tuple[str, ...], list[str]]]:
    """Return ecosystem, name, line, modules and sorted dependencies of each manifest."""
    reader = reader_of(path)
    assert reader is not None
    return [
        (one.ecosystem, one.name, one.line, one.modules, sorted(one.dependencies))
        for one in reader(path, text)
    ]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param(
            "pyproject.toml",
            '[build-system]\nrequires = ["hatchling>=1"]\n\n[project]\nversion = "1"\n'
            'name = "My_Tool.kit"\ndependencies = ["PyYAML>=6", "a.b[x] ; os == \'x\'"]\n'
            '[project.optional-dependencies]\ndev = ["Ruff"]\n'
            '[dependency-groups]\ntest = ["pytest", {include-group = "dev"}]\n'
            '[tool.hatch.build.targets.wheel]\npackages = ["src/toolkit"]\n',
            [("pypi", "My_Tool.kit", 6, ("toolkit",),
              ["a-b", "hatchling", "pytest", "pyyaml", "ruff"])],
            id="pyproject",
        ),
        pytest.param(
            "pyproject.toml",
            '[tool.poetry]\nname = "tool"\npackages = [{include = "core", from = "src"}]\n'
            '[tool.poetry.dependencies]\npython = "^3.11"\nrequests = "*"\n'
            '[tool.poetry.group.dev.dependencies]\nmypy = "*"\n',
            [("pypi", "tool", 2, ("core",), ["mypy", "requests"])],
            id="poetry",
        ),
        pytest.param("pyproject.toml", "[tool.ruff]\nline-length = 100\n", [], id="tools-only"),
        pytest.param("pyproject.toml", "<<<<<<< ours\n", [], id="no-toml"),
        pytest.param("pyproject.toml", 'project = 1\n[tool]\npoetry = "x"\n', [], id="odd-types"),
        pytest.param(
            "setup.cfg",
            "[metadata]\n# a comment\nname = tool\n\n[options]\npackages =\n    tool\n    tool.sub\n"
            "install_requires =\n    requests>=2\n    six\n[options.extras_require]\ndev = pytest\n"
            "[flake8]\nname = other\n",
            [("pypi", "tool", 3, ("tool",), ["pytest", "requests", "six"])],
            id="setup-cfg",
        ),
        pytest.param(
            "setup.py",
            "from setuptools import setup\nNAME = 'x'\nsetup(\n    name='tool',\n"
            "    packages=['tool', 'tool.sub'],\n    install_requires=[\n        'requests>=2',\n"
            "        \"six\",\n    ],\n)\n",
            [("pypi", "tool", 4, ("tool",), ["requests", "six"])],
            id="setup-py",
        ),
        pytest.param("setup.py", "setup(name=NAME)\n", [], id="setup-py-computed"),
        pytest.param(
            "package.json",
            '{\n  "scripts": {"name": "x"},\n  "name": "@Scope/tool",\n'
            '  "dependencies": {"React": "1"},\n  "devDependencies": {"vite": "1"}\n}\n',
            [("npm", "@Scope/tool", 3, ("@Scope/tool",), ["react", "vite"])],
            id="package-json",
        ),
        pytest.param("package.json", '["name"]', [], id="package-json-list"),
        pytest.param("package.json", '{"name": 1, "dependencies": []}', [], id="package-json-odd"),
        pytest.param(
            "Cargo.toml",
            '[package]\nname = "my-crate"\n[dependencies]\nserde = "1"\n'
            'json = { package = "serde-json", version = "1" }\n'
            "[target.'cfg(unix)'.dependencies]\nlibc = \"1\"\n",
            [("cargo", "my-crate", 2, ("my_crate",), ["json", "libc", "serde", "serde_json"])],
            id="cargo",
        ),
        pytest.param(
            "Cargo.toml",
            '[workspace]\nmembers = ["crates/*"]\n[workspace.dependencies]\nanyhow = "1"\n',
            [("cargo", "", 0, (), ["anyhow"])],
            id="cargo-workspace",
        ),
        pytest.param(
            "go.mod",
            "// header\nmodule example.org/tool/v2\n\ngo 1.22\n\nrequire (\n"
            "\texample.org/one v1.0.0 // indirect\n)\nrequire example.org/two v1.0.0\n",
            [("go", "example.org/tool/v2", 2, ("example.org/tool/v2",),
              ["example.org/one", "example.org/two"])],
            id="go",
        ),
        pytest.param(
            "Package.swift",
            "// swift-tools-version:5.9\n// Package(name: \"old\"\nlet package = Package(\n"
            '    name: "Tool",\n    products: [.library(name: "ToolKit", targets: ["Tool"])],\n'
            '    dependencies: [.package(url: "https://example.org/x/Log.git", from: "1.0.0")],\n'
            '    targets: [.target(name: "Tool")]\n)\n',
            [("swift", "Tool", 4, ("ToolKit", "Tool"), ["log"])],
            id="swift",
        ),
        pytest.param(
            "pom.xml",
            '<?xml version="1.0"?>\n<!-- <artifactId>no</artifactId> -->\n'
            '<project xmlns="http://example.org">\n  <parent><groupId>org.example</groupId>'
            "<artifactId>above</artifactId></parent>\n  <artifactId>tool</artifactId>\n"
            "  <dependencies><dependency><groupId>x</groupId><artifactId>log</artifactId>"
            "</dependency></dependencies>\n</project>\n",
            [("maven", "tool", 5, ("org.example",), ["above", "log"])],
            id="pom",
        ),
        pytest.param(
            "pom.xml", "<project><artifactId>${name}</artifactId></project>", [], id="pom-variable"
        ),
        pytest.param(
            "settings.gradle.kts",
            '// rootProject.name = "old"\nrootProject.name = "tool"\n',
            [("maven", "tool", 2, (), [])],
            id="gradle-settings",
        ),
        pytest.param(
            "build.gradle",
            "group = 'org.example'\ndependencies {\n    implementation 'org.x:log:1.0'\n"
            '    testImplementation("org.y:check:2")\n}\n',
            [("maven", "", 0, ("org.example",), ["check", "log"])],
            id="gradle",
        ),
        pytest.param(
            "src/Tool.Core.csproj",
            '<Project Sdk="Microsoft.NET.Sdk">\n  <PropertyGroup>\n    <PackageId>Tool</PackageId>\n'
            "    <RootNamespace>Tool.Space</RootNamespace>\n  </PropertyGroup>\n  <ItemGroup>"
            '<PackageReference Include="Json.Net" Version="1" /></ItemGroup>\n</Project>\n',
            [("nuget", "Tool", 3, ("Tool.Space",), ["json.net"])],
            id="csproj",
        ),
        pytest.param(
            "src/Tool.Core.csproj", '<Project Sdk="x" />',
            [("nuget", "Tool.Core", 0, ("Tool.Core",), [])], id="csproj-bare",
        ),
        pytest.param(
            "composer.json",
            '{"name": "maker/tool", "require": {"php": ">=8", "other/log": "1"},\n'
            ' "autoload": {"psr-4": {"Maker\\\\Tool\\\\": "src/"}}}',
            [("composer", "maker/tool", 1, ("Maker\\Tool",), ["other/log"])],
            id="composer",
        ),
        pytest.param(
            "mix.exs",
            "defmodule MyTool.MixProject do\n  # app: :old\n  def project, do: [app: :my_tool]\n"
            '  defp deps, do: [{:jason, "~> 1.0"}]\nend\n',
            [("hex", "my_tool", 3, ("MyTool",), ["jason"])],
            id="mix",
        ),
        pytest.param(
            "pubspec.yaml",
            "name: tool # a comment\ndependencies:\n  path: ^1.0.0\n  flutter:\n    sdk: flutter\n"
            "dev_dependencies:\n  test: any\n",
            [("pub", "tool", 1, ("tool",), ["flutter", "path", "test"])],
            id="pub",
        ),
        pytest.param(
            "Project.toml",
            'name = "Tool"\nuuid = "x"\n[deps]\nJSON = "y"\n',
            [("julia", "Tool", 1, ("Tool",), ["JSON"])],
            id="julia",
        ),
        pytest.param("Project.toml", '[deploy]\nname = "x"\n', [], id="another-project-toml"),
        pytest.param(
            "CMakeLists.txt",
            "# project(old)\ncmake_minimum_required(VERSION 3.20)\nproject(tool\n  VERSION 1)\n"
            'add_library(tool_core STATIC a.c)\nfind_package(Log REQUIRED)\nmessage("project(x)")\n',
            [("cmake", "tool", 3, ("tool_core",), ["log"])],
            id="cmake",
        ),
        pytest.param("CMakeLists.txt", "project(${NAME})\n", [], id="cmake-variable"),
        pytest.param(
            "tool.gemspec",
            'Gem::Specification.new do |s|\n  s.name = "my-tool"\n  s.add_dependency "log", "1"\n'
            "  s.add_development_dependency('rspec')\nend\n",
            [("rubygems", "my-tool", 2, ("my/tool",), ["log", "rspec"])],
            id="gemspec",
        ),
    ],
)
def test_reading(path: str, text: str, expected: list[object]) -> None:
    assert read(path, text) == expected


@pytest.mark.parametrize("path", ["README.md", "toml", "x/package.json.md", "csproj", ""])
def test_no_manifest(path: str) -> None:
    assert reader_of(path) is None


@pytest.mark.parametrize(
    ("ecosystem", "one", "other"),
    [
        ("pypi", "My_Tool.Kit", "my-tool-kit"),
        ("npm", "@Scope/Tool", "@scope/tool"),
        ("cargo", "my-crate", "my_crate"),
        ("nuget", "Json.Net", "json.net"),
    ],
)
def test_normalised(ecosystem: str, one: str, other: str) -> None:
    assert normalised(one, ecosystem) == normalised(other, ecosystem)


BOMB = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + one)} "{"&" + chr(97 + one) + ";" * 10}">' for one in range(20)
) + ']><project><artifactId>&u;</artifactId><name>&u;</name></project>'


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pom.xml", BOMB),
        ("pom.xml", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><project><artifactId>&x;</artifactId>'),
        ("pom.xml", "<a>" * 300_000),
        ("pom.xml", "<" * 900_000),
        ("pom.xml", "<!--" * 200_000),
        ("x.csproj", "<a " * 300_000),
        ("package.json", "[" * 900_000),
        ("package.json", '{"name":' * 100_000),
        ("package.json", "1" * 900_000),
        ("package.json", '{"a":"name",' + '"b":"name",' * 80_000 + '"name" : "x"}'),
        ("composer.json", '{"a":"' + "\\" * 900_000),
        ("Cargo.toml", "a" + ".a" * 120_000 + " = 1"),
        ("Cargo.toml", '"a"' + '."a"' * 60_000 + " = 1"),
        ("Cargo.toml", "x = " + "[" * 250_000),
        ("Cargo.toml", "x = {a=" * 30_000),
        ("Cargo.toml", ("[" + "a." * 90 + "a]\n") * 1_200),
        ("pyproject.toml", "'" * 250_000),
        ("setup.py", "setup(" + "name = '" * 100_000),
        ("setup.py", "setup(" + "install_requires=[" * 3_000),
        ("setup.cfg", "[metadata]\n" + " x\n" * 200_000),
        ("Package.swift", "/*" * 200_000),
        ("Package.swift", "Package(" + " " * 400_000),
        ("Package.swift", "/* " * 150_000),
        ("Package.swift", '"' + '\\"' * 200_000),
        ("CMakeLists.txt", '"' + '\\"' * 200_000),
        ("Cargo.toml", "x = " + "." * 200 + '"' + '\\"' * 100_000),
        ("setup.py", "setup(" + "packages=[" * 20_000),
        ("mix.exs", '"' * 400_001),
        ("build.gradle", "implementation " * 30_000),
        ("build.gradle", "a" * 500_000),
        ("CMakeLists.txt", "project (" * 50_000),
        ("CMakeLists.txt", " " * 500_000),
        ("tool.gemspec", "s.name = " * 50_000),
        ("go.mod", "require (\n" + "x\n" * 300_000),
        ("pubspec.yaml", " " * 900_000 + "x"),
        ("pubspec.yaml", "name: " + "x" * 900_000),
    ],
    ids=range(36),
)
def test_hostile(path: str, text: str) -> None:
    start = time.process_time()
    read(path, text)
    assert time.process_time() - start < 5


TREE = """\
==> pyproject.toml <==
[project]
name = "tool"
dependencies = ["requests"]
==> src/toolkit/__init__.py <==
==> src/single.py <==
==> tests/__init__.py <==
==> js/package.json <==
{"name": "tool-js", "dependencies": {"react": "1"}}
==> node_modules/other/package.json <==
{"name": "other"}
==> tests/fixtures/package.json <==
{"name": "fixture"}
"""


def test_manifests_of_a_tree(tmp_path: Path, evidence_of: Make) -> None:
    write_tree(tmp_path, TREE)
    manifests = evidence_of(tmp_path).manifests
    assert [(one.path, one.name) for one in manifests.all] == [
        ("js/package.json", "tool-js"), ("pyproject.toml", "tool"),
    ]
    assert manifests.modules["pypi"] == {"toolkit", "single"}
    assert manifests.names["npm"].keys() == {"tool-js"}
    assert manifests.dependencies == {"npm": {"react"}, "pypi": {"requests"}}
    assert [one.path for one in manifests.of_ecosystem("pypi")] == ["pyproject.toml"]
