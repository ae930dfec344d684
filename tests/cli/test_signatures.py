"""``auditlint signatures``: what it prints, in which form, and how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import write_tree

ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment["PYTHONPATH"] = str(ROOT / "src")
    return subprocess.run(
        [sys.executable, "-m", "auditlint", "signatures", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


TREE = """\
==> include/kiln.h <==
int kiln_fire(struct kiln *k, const char *clay, int cone);
==> py/kiln.py <==
class Kiln:
    def fire(self, clay):
        lib.kiln_fire(self.k, clay)
==> src/kiln.rs <==
// fire
impl Kiln { pub fn fire(&self, clay: &str, cone: u8) { todo!() } }
==> notes.md <==
fire(clay)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    write_tree(tmp_path, TREE)
    return tmp_path


def test_text(project: Path) -> None:
    done = run(project, "fire")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "py/kiln.py:2: Kiln.fire(self, clay) [python]",
        "src/kiln.rs:2: Kiln.fire(self: &self, clay: &str, cone: u8) [rust, stub]",
    ]


def test_declaration_and_folder(project: Path) -> None:
    done = run(project, "kiln_fire", "include")
    assert done.stdout == (
        "include/kiln.h:1: kiln_fire(k: struct kiln *, clay: const char *, cone: int) [cpp, declaration]\n"
    )


def test_json(project: Path) -> None:
    done = run(project / "py", "Kiln.fire", "kiln.py", "--format", "json")
    value = json.loads(done.stdout)
    assert (value["version"], value["name"]) == (1, "Kiln.fire")
    [found] = value["signatures"]
    assert (found["path"], found["line"], found["owner"]) == ("kiln.py", 2, "Kiln")
    assert [one["kind"] for one in found["parameters"]] == ["receiver", "positional"]
    assert found["calls"] == ["kiln_fire"]


def test_nothing_found(project: Path) -> None:
    done = run(project, "Oven.fire")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no function Oven.fire found" in done.stderr


@pytest.mark.parametrize("arguments", [("fire", "missing"), ("fire", "notes.md"), ("a..b",), ()])
def test_usage_errors(project: Path, arguments: tuple[str, ...]) -> None:
    done = run(project, *arguments)
    assert (done.returncode, done.stdout) == (2, "")


def test_what_is_printed_is_harmless(project: Path) -> None:
    (project / "a.ts").write_text("function late(a: '\x1b[31m##[error]') { }\n", encoding="utf-8")
    done = run(project, "late")
    assert "\x1b" not in done.stdout
    assert "##[" not in done.stdout


def test_links_out_of_the_tree_are_not_read(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.py"
    outside.write_text("def secret(a): pass\n", encoding="utf-8")
    (project / "link.py").symlink_to(outside)
    assert run(project, "secret").returncode == 1
    assert run(project, "secret", "link.py").stdout == ""
