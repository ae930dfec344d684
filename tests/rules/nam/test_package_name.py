from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree
from tests.traps.test_traps import build

CODE = "NAM001"

PYTHON = (
    '==> pyproject.toml <==\n[project]\nname = "kilnlog"\ndependencies = ["kilnlib"]\n'
    "\n==> src/kilnlog/__init__.py <==\n\n"
)
NPM = '==> package.json <==\n{\n  "name": "@kiln/logger",\n  "dependencies": {"zod": "1"}\n}\n'
CARGO = '==> Cargo.toml <==\n[package]\nname = "kiln-log"\nversion = "0.1.0"\n'


def project(text: str) -> str:
    return f"==> .planning/PROJECT.md <==\n# Project\n\n{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PYTHON + project("`pip install kilnlog`"), id="the-name"),
        pytest.param(PYTHON + project("`from kilnlog import Log`"), id="the-module"),
        pytest.param(PYTHON + project("`pip install KilnLog`"), id="another-spelling"),
        pytest.param(PYTHON + project("`pip install kilnlib`"), id="a-dependency"),
        pytest.param(PYTHON + project("`from kilnlib import x`"), id="a-dependency-imported"),
        pytest.param(PYTHON + project("`pip install kiln`"), id="another-that-it-extends"),
        pytest.param(PYTHON + project("`pip install kilnlog-plot`"), id="another-that-extends-it"),
        pytest.param(PYTHON + project("`pip install rich`"), id="another"),
        pytest.param(PYTHON + project("The npm package `kilnlgo`"), id="another-ecosystem"),
        pytest.param(PYTHON + NPM + project("The npm package `kilnlgo`"), id="near-no-npm-package"),
        pytest.param(project("`pip install kilnlgo`"), id="no-manifest"),
        pytest.param(
            PYTHON + project("Not the Python package `kilnlgo`, which is somebody else's"),
            id="hedged",
        ),
        pytest.param(
            PYTHON + project("Python package name is `kilnlgo`; the manifest says `kilnlog`"),
            id="both-names",
        ),
        pytest.param(
            PYTHON + "==> tools/kilnlgo.py <==\n\n" + project("`from kilnlgo import x`"),
            id="another-module",
        ),
        pytest.param(
            PYTHON + project('Python package renamed from "kilnlgo" to "kilnlog"'), id="renamed"
        ),
        pytest.param(NPM + project("`npm install @oven/loger`"), id="another-scope"),
        pytest.param(CARGO + project("The `kiln_log` crate"), id="dashes-of-a-crate"),
        pytest.param(CARGO + project("`cargo add kiln-log2`"), id="another-version"),
        pytest.param(
            '==> Project.toml <==\nname = "Kiln"\nuuid = "1"\n' + project("Julia bindings (Kiln.jl)"),
            id="with-the-languages-ending",
        ),
        pytest.param(
            '==> Project.toml <==\nname = "Kilnlog"\nuuid = "1"\n'
            '\n==> pyproject.toml <==\n[project]\nname = "kilnlogs"\n\n'
            "==> kilnlogs/__init__.py <==\n\n" + project("`import Kilnlog`"),
            id="another-languages-import",
        ),
        pytest.param(
            PYTHON + "==> .planning/milestones/v1.0-ROADMAP.md <==\n# R\n\n`pip install kilnlgo`\n",
            id="archived",
        ),
    ],
)
def test_silent(tmp_path: Path, text: str) -> None:
    assert found_in_tree(tmp_path, text, CODE) == []


AT = ".planning/PROJECT.md:3"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            PYTHON + project("`pip install kilnlgo`"),
            f"{AT}:14 the Python package is 'kilnlgo' here, but 'kilnlog' in pyproject.toml",
            id="swapped",
        ),
        pytest.param(
            PYTHON + project("`from kiln_log import Log` and `from kiln_log import x`"),
            f"{AT}:7 the Python module is 'kiln_log' here, but 'kilnlog' in pyproject.toml"
            " (2 places)",
            id="a-module-with-separators",
        ),
        pytest.param(
            PYTHON + project("- python/ # Python bindings (kiln)"),
            f"{AT}:30 the Python package is 'kiln' here, but 'kilnlog' in pyproject.toml",
            id="the-beginning-of-its-own",
        ),
        pytest.param(
            PYTHON + project('`pyproject.toml` has `name = "kilnlogger"`'),
            f"{AT}:31 the Python package is 'kilnlogger' here, but 'kilnlog' in pyproject.toml",
            id="what-the-manifest-holds",
        ),
        pytest.param(
            NPM + project("`npm install @kiln/loger`"),
            f"{AT}:14 the npm package is '@kiln/loger' here, but '@kiln/logger' in package.json",
            id="npm",
        ),
        pytest.param(
            CARGO + project("`cargo add kilnlog`"),
            f"{AT}:12 the Cargo package is 'kilnlog' here, but 'kiln-log' in Cargo.toml",
            id="cargo",
        ),
        pytest.param(
            PYTHON + "==> setup.cfg <==\n[metadata]\nname = kilnlogs\n\n"
            + project("`pip install kilnlog`"),
            f"{AT}:14 the Python package is 'kilnlog' in pyproject.toml, but 'kilnlogs' in"
            " setup.cfg",
            id="two-manifests",
        ),
    ],
)
def test_fires(tmp_path: Path, text: str, wanted: str) -> None:
    assert found_in_tree(tmp_path, text, CODE) == [wanted]


def test_one_cause_is_one_finding(tmp_path: Path) -> None:
    text = PYTHON + project("`pip install kilnlgo`") + (
        "==> .planning/STATE.md <==\n# State\n\nThe Python package `kilnlgo` works.\n"
    )
    found = found_in_tree(tmp_path, text, CODE)
    assert len(found) == 1
    assert found[0].endswith("(2 places in 2 documents)")


MOVED = (
    '==> pyproject.toml <==\n[project]\nname = "oven"\n'
    "==> src/oven/__init__.py <==\nONE = 1\n==> src/oven/log.py <==\nTWO = 2\n"
    "==> .planning/phases/01-log/01-01-SUMMARY.md <==\n# Summary\n\n`from oven import log` works.\n"
    "==> .planning/PROJECT.md <==\n# Project\n\n{said}\n"
    "==> commit: one <==\n"
    '==> pyproject.toml <==\n[project]\nname = "kiln"\n'
    "==> moved: src/oven src/kiln <==\n"
    "==> commit: two <==\n"
)


def reported(folder: Path, said: str) -> list[str]:
    build(folder, MOVED.replace("{said}", said))
    return found_in_tree(folder, "", CODE)


def test_a_renamed_package_is_found_in_history(tmp_path: Path) -> None:
    assert reported(tmp_path, "`from oven import log` reads it.") == [
        ".planning/PROJECT.md:3:7 the Python module is 'oven' here, but 'kiln' in pyproject.toml"
    ]


def test_what_was_right_when_it_was_written_is_left_alone(tmp_path: Path) -> None:
    assert reported(tmp_path, "`from kiln import log` reads it.") == []


def test_hostile_names_cost_little(tmp_path: Path) -> None:
    names = " ".join(f"kilnlog{'x' * (n % 40)}{n}" for n in range(3_000))
    assert found_in_tree(tmp_path, PYTHON + project(f"```sh\npip install {names}\n```"), CODE) == []
