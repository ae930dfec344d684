"""Trees on which every project rule fires or stays silent, and how a run over one is compared."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from auditlint import session
from auditlint.config import Config
from auditlint.engine import Task, is_candidate
from auditlint.findings import Diagnostic, Place
from auditlint.source.tree import WorkTree
from auditlint.targets import Group
from tests.helpers import write_tree
from tests.rules.test_pages import TREES

ROOT = Path(__file__).resolve().parents[2]


class Tree(NamedTuple):
    """A tree of files by path."""

    name: str
    files: dict[str, str]

    def write(self, folder: Path) -> Path:
        """Write the files below `folder`, line ends as they are, and return it."""
        for path, text in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        return folder


def _of_folder(name: str, folder: Path) -> Tree:
    return Tree(name, {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*")) if path.is_file()
    })


def _of_page(name: str, text: str, folder: Path) -> Tree:
    write_tree(folder, text)
    return _of_folder(name, folder)


def all_trees(scratch: Path) -> list[Tree]:
    """Return every tree of the rule pages, of tests/trees, and the examples."""
    pages = [
        _of_page(f"{one.code}-{one.wanted}-{number}", one.text, scratch / str(number))
        for number, one in enumerate(TREES)
    ]
    drift = [
        _of_folder(f"{path.parent.name}-drift", path)
        for path in sorted((ROOT / "tests" / "trees").glob("*/drift"))
    ]
    return [*pages, *drift, _of_folder("examples", ROOT / "examples")]


CONFIG = Config(preview=True, archived=False)


def run(
    folder: Path, jobs: int = 1, cache: session.Cache = session.NO_CACHE,
    repository: bool = False,
) -> list[Diagnostic]:
    """Check a folder as a whole with every rule."""
    tree = WorkTree(str(folder), repository)
    tasks = [Task(path, False) for path in tree.files() if is_candidate(CONFIG, path)]
    shown = {task.path: task.path for task in tasks}
    group = Group(tree, tasks, shown, 0)
    return list(session.run([group], CONFIG, jobs, cache=cache).report.diagnostics)


def moved(found: list[Diagnostic], by: dict[str, tuple[int, int]]) -> list[Diagnostic]:
    """Return diagnostics as they are when `by[path]` = (line, count) lines were put in.

    `count` lines stand before what was line `line`; fingerprints must not change, edits are not
    compared.
    """

    def place(one: Place) -> Place:
        if one[1:] == (1, 1, 1, 1):
            return one  # The document as a whole.
        line, count = by.get(one.path, (0, 0))
        shift = [count if count and number >= line else 0 for number in (one.line, one.end_line)]
        return one._replace(line=one.line + shift[0], end_line=one.end_line + shift[1])

    return [
        one._replace(
            place=place(one.place),
            related=tuple(each._replace(place=place(each.place)) for each in one.related),
            fix=None,
        )
        for one in found
    ]
