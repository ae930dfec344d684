"""Files that are none, that are too large, or that are no text; and documents that cite too much."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.hook.repository import environment, needs_git
from tests.security.support import (
    PATIENCE,
    SOURCE,
    TREE,
    auditlint,
    check,
    no_crash,
    project,
    write_tree,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [needs_git, pytest.mark.skipif(os.name == "nt", reason="there are no named pipes")]

#: One file of every sort that is read.
READ = (
    ".planning/STATE.md", ".planning/ROADMAP.md", ".planning/config.json",
    ".planning/phases/01-tides/01-01-PLAN.md", ".planning/phases/01-tides/01-VERIFICATION.md",
    "src/weirlog/tides.py", "include/weir.h", "tools/generate.sh", "pyproject.toml", "CLAUDE.md",
    "openspec/changes/add-gate/.openspec.yaml", "openspec/changes/add-gate/tasks.md",
    "docs/TIDE_REVIEW.md",
)


def _all_commands(root: Path) -> None:
    done = check(root, "--output-format", "full")
    no_crash(done)
    assert done.status == 1
    for command in (("signatures", "import_tides"), ("trace",), ("why", "TIDE-01")):
        no_crash(auditlint(root, *command))


def test_named_pipes(tmp_path: Path) -> None:
    # All at once: whoever opens one waits for ever. (Git keeps the files as they were.)
    repository = project(tmp_path / "repository")
    for path in READ:
        if path != ".planning/ROADMAP.md":
            (repository.root / path).unlink()
            os.mkfifo(repository.root / path)
    no_crash(check(repository.root))
    for path in READ:
        if path.startswith((".planning/S", "docs")):
            no_crash(check(repository.root, path))
    no_crash(auditlint(repository.root, "signatures", "import_tides"))


def test_named_pipes_without_git(tmp_path: Path) -> None:
    write_tree(tmp_path / "tree")
    for path in READ:
        (tmp_path / "tree" / path).unlink()
        os.mkfifo(tmp_path / "tree" / path)
    no_crash(check(tmp_path / "tree"))


@pytest.mark.parametrize("path", READ[::2])
def test_folders_called_like_files(tmp_path: Path, path: str) -> None:
    repository = project(tmp_path / "repository")
    (repository.root / path).unlink()
    (repository.root / path / "inner.md").mkdir(parents=True)
    no_crash(check(repository.root))


def test_devices(tmp_path: Path) -> None:
    repository = project(tmp_path / "repository")
    for name, device in (("zero", "/dev/zero"), ("random", "/dev/urandom"), ("tty", "/dev/tty")):
        (repository.root / ".planning" / f"{name}.md").symlink_to(device)
        (repository.root / "src" / f"{name}.py").symlink_to(device)
    _all_commands(repository.root)
    for path in (".planning/zero.md", "/dev/zero", "/dev/null"):
        no_crash(check(repository.root, path))


_LIMITED = """\
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))
from auditlint.__main__ import main
sys.argv = ["auditlint", *sys.argv[1:]]
sys.exit(main())
"""


def _in_bounds(root: Path, *arguments: str) -> None:
    """Run in 600 MB of address space, in which no file of hundreds of MB can be held."""
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, *arguments], cwd=root, capture_output=True, text=True,
        env=environment(root.parent, PYTHONPATH=str(SOURCE)), timeout=PATIENCE, check=False,
        errors="backslashreplace",
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "MemoryError" not in done.stderr + done.stdout
    assert "LNT000" not in done.stdout
    assert done.returncode in (0, 1, 2)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is not bounded elsewhere")
@pytest.mark.parametrize("paths", [READ[::2], READ[1::2], READ[5:9]], ids=["even", "odd", "code"])
def test_huge_files(tmp_path: Path, paths: tuple[str, ...]) -> None:
    repository = project(tmp_path / "repository")
    for path in paths:
        with (repository.root / path).open("r+b") as stream:
            stream.truncate(900 << 20)  # Nothing but holes: it takes no room on the disk.
    _in_bounds(repository.root, "check", "--preview", "--no-cache", "--jobs", "1")
    _in_bounds(repository.root, "signatures", "import_tides")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is not bounded elsewhere")
def test_huge_files_in_history(tmp_path: Path) -> None:
    # What stood at a commit is asked for by size before it is read.
    repository = project(tmp_path / "repository")
    for path in ("src/weirlog/tides.py", "src/weirlog/gate.py"):
        with (repository.root / path).open("r+b") as stream:
            stream.truncate(50 << 20)
    repository.git("-c", "core.compression=1", "add", "--all")
    repository.git("commit", "--quiet", "--no-verify", "--message", "huge")
    for path in ("src/weirlog/tides.py", "src/weirlog/gate.py"):
        (repository.root / path).write_text(TREE[path])
    repository.commit()
    _in_bounds(repository.root, "check", "--preview", "--no-cache", "--jobs", "1")


SOURCES = {
    "minified.py": b"def import_tides(path): return 1;" * 160_000,
    "minified.js": b"function import_tides(a,b){return import_tides(a)};x.import_tides=1;" * 70_000,
    "minified.c": b"int start_gate(int a){return start_gate(a);}" * 110_000,
    "open.js": b"(" * 900_000 + b"import_tides", "braces.c": b"{" * 900_000 + b"start_gate(",
    "binary.py": bytes(range(256)) * 2_000 + b"def import_tides(path):\n",
    "nul.py": b"def import_tides(path):\n    return 1\n\0", "empty.py": b"",
    "utf16.py": "def import_tides(path):\n    return 1\n".encode("utf-16"),
    "latin.py": "# -*- coding: latin-1 -*-\n# \xe9\xff\ndef import_tides(path):\n    return 1\n".encode("latin-1"),
    "shift.c": "// \u8868\u793a\nint start_gate(int level) { return 0; }\n".encode("shift-jis"),
    "mark.py": b"\xef\xbb\xbfdef import_tides(path):\n    return 1\n",
    "invalid.ts": b"export function import_tides(\xff\xfe: number) {}\n",
    "deep.py": b"def import_tides(a=" + b"(" * 5_000 + b")" * 5_000 + b"):\n    pass\n",
    "sums.py": b"def import_tides(a=" + b"1+" * 100_000 + b"1):\n    pass\n",
    "minus.py": b"x = " + b"-" * 50_000 + b"1\ndef import_tides(a):\n    pass\n",
    "indented.py": b"".join(b" " * one + b"if 1:\n" for one in range(900)) + b" " * 901 + b"import_tides\n",
    "digits.py": b"x = " + b"9" * 100_000 + b"\ndef import_tides(a):\n    pass\n",
    "names.rs": b"fn import_tides<" + b"T:" * 9_000 + b">() {}\n",
}


def test_odd_sources(tmp_path: Path) -> None:
    repository = project(tmp_path / "repository")
    for name, data in SOURCES.items():
        (repository.root / "src" / name).write_bytes(data)
    plan = repository.root / ".planning/phases/01-tides/01-01-PLAN.md"
    listed = "".join(f"  - src/{name}\n" for name in SOURCES)
    plan.write_text(TREE[str(plan.relative_to(repository.root))].replace(
        "files_modified:\n", f"files_modified:\n{listed}"
    ).replace("  artifacts:\n", "  artifacts:\n" + "".join(
        f"    - path: src/{name}\n      provides: x\n      contains: \"(a+)+$ never\"\n" for name in SOURCES
    )))
    repository.commit()
    _all_commands(repository.root)
    found = auditlint(repository.root, "signatures", "import_tides").output
    for name in ("latin.py", "mark.py"):
        assert f"src/{name}:" in found


def test_a_document_that_cites_very_many_paths(tmp_path: Path) -> None:
    repository = project(tmp_path / "repository")
    (repository.root / ".planning" / "STATE.md").write_text(
        "# State\n\n" + "".join(f"`src/weirlog/x{one}.py:9`\n" for one in range(10_000))
    )
    done = check(repository.root, "--output-format", "concise")
    no_crash(done)
    assert "SIG002" in done.output


def test_a_document_that_cites_very_many_hashes(tmp_path: Path) -> None:
    repository = project(tmp_path / "repository")
    (repository.root / ".planning" / "STATE.md").write_text(
        "# State\n\n" + "".join(f"Commit `{one:06x}f`\n" for one in range(10_000))
    )
    done = check(repository.root, "--output-format", "concise")
    no_crash(done)
    assert done.output.count("REF003") <= 1


def test_strange_names_in_the_index_and_the_history(tmp_path: Path) -> None:
    repository = project(tmp_path / "repository")
    folder = os.fsencode(repository.root) + b"/src/weirlog/"
    names = (
        b"a\nb.py", b"a\"b.py", b"a'b.py", b"a\\b.py", b"a\tb.py", b"\x1b[31m.py", b"\xff\xfe.py",
        b"-rf.py", b"--help.py", b":(glob)**.py", b"*.py", b"[a].py", b" .py", b"a .py ", b"\xe2\x80\xae.py",
        b"HEAD", b"@{0}", b"~", b"$(touch x).py", b"`touch x`.py", b"a;touch x.py", b"%0A.py", b"C:.py",
        b"con.py", b"x" * 250 + b".py",
    )
    for name in names:
        with open(folder + name, "wb") as stream:
            stream.write(b"def import_tides(path):\n    return None\n")
    repository.commit()
    repository.git("mv", "src/weirlog", "src/gauge\n\"log\x1b")
    repository.commit()
    _all_commands(repository.root)
    assert not [one for one in repository.root.rglob("x") if one.is_file()]
