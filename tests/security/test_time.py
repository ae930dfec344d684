"""Texts made to take time: twice the size may take twice as long, never four times.

Nothing is held against a clock: each case is measured at a size and at four times that size, and
the ratio of the two is what counts.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import pytest

from auditlint import session
from auditlint.config import Config, Limits
from auditlint.engine import Task
from auditlint.evidence.definitions import may_define
from auditlint.evidence.manifests.readers import reader_of
from auditlint.parsing.document import Document
from auditlint.reading.loose import holds
from auditlint.source.tree import WorkTree
from auditlint.targets import Group
from auditlint.views.citations import citations, read_path
from auditlint.views.hedges import Hedges
from auditlint.views.mentions import mentions
from auditlint.views.signatures import read_signature, signatures
from tests.helpers import outcome, write_tree

pytestmark = pytest.mark.growth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Linear is 4 and quadratic is 16; between them lies the noise of a busy machine.
RATIO = 9.0
#: What takes less, in seconds, is too short to be compared.
SHORT = 0.0015
#: A case that still is too short at this size is no trap.
LARGEST = 1 << 17


def _measured(work: Callable[[int], object], size: int, times: int) -> float:
    best = float("inf")
    for _ in range(times):
        begin = time.process_time()
        work(size)
        best = min(best, time.process_time() - begin)
    return best


def is_linear(work: Callable[[int], object], size: int = 1 << 9, largest: int = LARGEST) -> bool:
    """Whether four times the size takes about four times as long."""
    work(size)
    gc.collect()
    gc.disable()
    try:
        while (small := _measured(work, size, 1)) < SHORT and size < largest:
            size *= 4
        if small < SHORT:
            return True
        ratio = 0.0
        for _ in range(4):
            small = min(small, _measured(work, size, 1))
            ratio = _measured(work, size * 4, 1) / small
            if ratio < RATIO:
                return True
        return False
    finally:
        gc.enable()


#: Pieces that are repeated; what follows makes the last match fail.
PIECES = {
    "paths": "`src/a.py` ", "lines": "`src/a.py:12-20` ", "deep": "`" + "a/" * 60 + "x.py` ",
    "colons": "`a/b:1:1-1,1,1` ", "ticks": "`", "at": "@", "references": "@a/b.py\n",
    "references in a line": "@a/b.", "links": "[x](a/b.md) ", "brackets": "[", "half": "[x](",
    "hashes": "commit `abcdef1` ", "words": "commit ", "columns": "| commit ",
    "rows": "| `abcdef1` | commit |\n", "lists": "- not `a/b.py`\n", "deep lists": "  - `a/b.py`\n",
    "headings": "# not `a/b.py`\n", "quotes": "> ", "imports": "import ", "from": "from 'x' ",
    "packages": "package ", "python": "Python package `x` ", "install": "`pip install a b c` ",
    "installed": "pip install ", "add": " add ", "crates": "`x` crate ", "names": "name = ",
    "manifests": "pyproject.toml name = \"x\" ", "bindings": "Python bindings (x) ",
    "calls": "`f(a, b)` ", "open": "`f(", "nested": "`f(a: (b), c: [d])` ", "types": "`f(a: ",
    "equal": "`f(a=b=c=d)` ", "declarations": "int f(int a);\n", "fences": "```python\ndef f(a, b):\n",
    "comments": "<!-- ", "boxes": "- [ ] T001 [P] [US1] do `a/b.py`\n", "strike": "~~",
    "stories": "### User Story 1 - x (Priority: P1)\n", "stated": "- **FR-001**: x\n",
    "requirements": "### Requirement: x\n#### Scenario: y\n", "if": "if it exists ", "when": "when ",
    "spaces": " ", "blank": "\n", "tabs": "\t", "carriage": "\r\n", "colon": "**a:** ", "null": "\0",
}  # fmt: skip


def _document(text: str) -> Document:
    document = Document("docs/notes.md", text, Limits(file_bytes=1 << 30))
    # What the readers share is not theirs.
    assert document.prose is not None
    assert document.sections is not None
    assert document.tables is not None
    return document


READERS: dict[str, Callable[[Document], object]] = {
    "citations": lambda document: list(citations(document)),
    "mentions": lambda document: list(mentions(document)),
    "signatures": lambda document: list(signatures(document, "instructions")),
    "hedges": lambda document: [
        hedges.at(offset)
        for hedges in (Hedges(document),)
        for offset in range(0, len(document.text), max(1, len(document.text) // 200))
    ],
}


@pytest.mark.parametrize("reader", READERS)
def test_readers_of_documents(reader: str) -> None:
    slow = []
    for name, piece in PIECES.items():
        known: dict[int, Document] = {}

        def work(size: int, piece: str = piece, known: dict[int, Document] = known) -> None:
            if size not in known:
                known[size] = _document(piece * (size * 4 // len(piece)) + "\n")
            READERS[reader](known[size])

        # The first call parses; from there on only the reader is measured.
        if not is_linear(work, 1 << 10, 1 << 10):
            slow.append(name)
    assert slow == []


@pytest.mark.parametrize(
    "path",
    [
        "specs/001-x/spec.md", "specs/001-x/tasks.md", "specs/001-x/plan.md",
        "openspec/changes/x/tasks.md", "openspec/changes/x/specs/y/spec.md", "openspec/specs/y/spec.md",
        ".planning/STATE.md", ".planning/phases/01-x/01-01-PLAN.md", "CLAUDE.md",
    ],
)
def test_whole_documents(path: str) -> None:
    slow = []
    for name in ("boxes", "stories", "stated", "requirements", "paths", "rows", "deep lists", "headings"):
        piece = PIECES[name]

        def work(size: int, piece: str = piece) -> None:
            outcome(piece * (size // len(piece)), path)

        if not is_linear(work, 1 << 11, 1 << 14):
            slow.append(name)
    assert slow == []


@pytest.mark.parametrize(
    "front",
    [
        "a: [" * 9, "{a: " * 9, "- " * 20 + "\n", "? ", "a: |\n", "&a [*a, ", "a: \"", "a: '", "!!x ",
        "must_haves:\n  artifacts:\n    - path: a/b\n      contains: \"(a+)+$\"\n", "a: b: c: ", "#", "%",
    ],
    ids=repr,
)
def test_front_matter(front: str) -> None:
    def work(size: int) -> None:
        outcome("---\n" + front * (size // len(front)) + "\n---\n# Plan\n", ".planning/phases/01-x/01-01-PLAN.md")

    assert is_linear(work, 1 << 11, 1 << 14)


WISHES = (
    "(a+)+$", "(a|a)*b", "(a|aa)+$", "a*a*a*a*a*a*a*a*b", "(.*)*x", "(?:a?){99}a{99}", "[a-a]*[^a]",
    "((((((((((a)*)*)*)*)*)*)*)*)*)*b", "(?=(a+))\\1b", "\\1\\2", "a{1,99999}b", "[", "(", "\\",
    ".*.*.*.*.*.*.*.*x", "a|" * 99, "a b " * 70, "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "a" * 300,
    "([a-zA-Z]+)*\\d", "(?#", "(*PRUNE)", "[[:alpha:]]+", "aa ba " * 40,
)


@pytest.mark.parametrize("wish", WISHES, ids=lambda one: ascii(one)[:30])
@pytest.mark.parametrize("text", ["a", "aa ba\n"], ids=ascii)
def test_wishes(wish: str, text: str) -> None:
    known: dict[int, str] = {}

    def work(size: int) -> None:
        if size not in known:
            known[size] = text * (size * 4 // len(text))
        holds(known[size], wish)

    assert is_linear(work, 1 << 12)


def test_wishes_without_an_end() -> None:
    for piece in ("(", "[", "\\", "a|", "(a|", "{1,", "a{1}", ".*", "[]", "\\|"):
        def work(size: int, piece: str = piece) -> None:
            holds("a" * size, piece * size)

        assert is_linear(work), piece


def test_single_spans() -> None:
    for piece in ("a", "a/", "a.", ":1", "#", "a:", "::a", "-1", ",1", "(", "a(", "a, ", "a: ", "=", "*", "<a"):
        def work(size: int, piece: str = piece) -> None:
            # As long as a span may be: the time of one is bounded, that of many is linear.
            text = (piece * 300)[:300]
            for _ in range(size // 300):
                read_path(text)
                read_signature(f"f({text}"[:300])
                read_signature(f"{text}("[:300])

        assert is_linear(work, 1 << 11), piece


@pytest.mark.parametrize("piece", [b"wanted ", b"wanted", b"def wanted(", b"x.wanted\n", b"wanted" + b" " * 50])
def test_the_filter_of_sources(piece: bytes) -> None:
    # On one line: a minified file.
    assert is_linear(lambda size: may_define(piece.replace(b"def", b"new") * (size * 4 // len(piece)), b"wanted"))


MANIFESTS = (
    "pyproject.toml", "setup.cfg", "setup.py", "package.json", "Cargo.toml", "go.mod", "Package.swift",
    "pom.xml", "build.gradle", "a.csproj", "composer.json", "mix.exs", "pubspec.yaml", "Project.toml",
    "CMakeLists.txt", "a.gemspec",
)


@pytest.mark.parametrize("path", MANIFESTS)
def test_manifests(path: str) -> None:
    reader = reader_of(path)
    assert reader is not None
    slow = []
    for piece in ('"', "'", "[", "{", "<a>", "<!--", "</", "/*", "#", "a = [", 'name = "', "project(", " ", "\\",
                  "a.", "[a.", "[a]\n", "a=1\n", '{"a":', "require (\n", "setup(name=", "&a *a ", "- ", "\n",
                  'Package(name: "x" ', "<!DOCTYPE x [<!ENTITY a '"):
        def work(size: int, piece: str = piece) -> None:
            list(reader(path, piece * (size // len(piece))))

        if not is_linear(work, 1 << 10, 1 << 10):
            slow.append(piece)
    assert slow == []


def _run(root: Path) -> None:
    tree = WorkTree(str(root), False)
    tasks = [Task(path, False) for path in tree.files() if path.endswith((".md", ".json"))]
    session.run([Group(tree, tasks, {one.path: one.path for one in tasks}, 0)], Config(preview=True), 1)


def _citing(number: int) -> dict[str, str]:
    # As many files as citations of files beside them that are not there.
    return {
        ".planning/STATE.md": "# State\n\n" + "".join(f"See `src/gate_{one:05}x.py`.\n\n" for one in range(number)),
        **{f"src/gate_{one:05}.py": "" for one in range(number)},
    }


def _missing(number: int) -> dict[str, str]:
    # A long list of what never was.
    return {
        **_citing(1),
        ".planning/STATE.md": "# State\n\n" + "".join(
            f"`src/x{one}.py:9`, `src/y{one}/`, [z](z/{one}.md), `{one:06x}f`\n" for one in range(20 * number)
        ),
    }


def _naming(number: int) -> dict[str, str]:
    # A listed file whose strings nearly name the files that are there.
    return {
        **{f"include/weir/gate_{one:05}.h": "" for one in range(number)},
        ".planning/phases/01-a/01-01-PLAN.md": "---\nphase: 01-a\nplan: 01\nfiles_modified: [tools/a.sh]\n---\n",
        "tools/a.sh": "".join(f"cp \"include/weir/gate_{one:05}x.h\"\n" for one in range(number)),
    }


def _changes(number: int) -> dict[str, str]:
    # Every change touches the same requirement of the same specification.
    delta = "## MODIFIED Requirements\n### Requirement: Gate\nIt SHALL open.\n#### Scenario: x\n- **WHEN** a\n- **THEN** b\n"
    tree = {"openspec/specs/gate/spec.md": "# Gate\n## Purpose\nx\n## Requirements\n" + delta.partition("\n")[2]}
    for one in range(number):
        tree[f"openspec/changes/c{one}/proposal.md"] = "## Why\nx\n## What Changes\n- y\n"
        tree[f"openspec/changes/c{one}/tasks.md"] = "## 1. x\n- [ ] 1.1 y\n"
        tree[f"openspec/changes/c{one}/specs/gate/spec.md"] = delta
    return tree


def _signing(number: int) -> dict[str, str]:
    return {
        ".planning/codebase/ARCHITECTURE.md": "# Architecture\n\n" + "".join(
            f"`start_{one}(level, name_{one})` is in `src/a.py`.\n\n" for one in range(number)
        ),
        "src/a.py": "".join(f"def start_{one}(level):\n    return 1\n" for one in range(number)),
    }


def _specifications(number: int) -> dict[str, str]:
    return {
        f"specs/{one:03}-x/{name}.md": text
        for one in range(number)
        for name, text in {
            "spec": "# Feature Specification: x\n\n### User Story 1 - a (Priority: P1)\n\n- **FR-001**: x MUST y\n",
            "tasks": "# Tasks\n\n- [ ] T001 [US1] do `src/a.py`\n- [x] T002 [US9] do\n", "plan": "# Implementation Plan: x\n",
        }.items()
    }


@pytest.mark.parametrize(
    ("tree", "number"),
    [(_citing, 120), (_missing, 50), (_naming, 150), (_changes, 15), (_signing, 60), (_specifications, 15)],
    ids=["citing", "missing", "naming", "changes", "signing", "specifications"],
)
def test_whole_trees(tmp_path: Path, tree: Callable[[int], dict[str, str]], number: int) -> None:
    def work(size: int) -> None:
        root = tmp_path / str(size)
        if not root.exists():
            for path, text in tree(size).items():
                write_tree(root, f"==> {path} <==\n{text}")
        _run(root)

    for size in (number, number * 4):
        work(size)  # The files are written, what is imported late is imported.
    assert is_linear(work, number, number)
