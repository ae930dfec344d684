"""What auditlint says of a folder, as text that can be kept beside it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from auditlint import session
from auditlint.config import Config
from auditlint.engine import Task, is_candidate
from auditlint.source.tree import WorkTree
from auditlint.targets import Group
from tests.traps.building import git


def copied(folder: Path, copy: Path) -> None:
    """Copy the tree in `folder` to `copy`; where a file ``repository`` is beside it, as a git
    repository of an empty commit and one with the tree: what a history begins with may be imported.
    """
    shutil.copytree(folder, copy)
    if (folder.parent / "repository").is_file():
        git(copy, "init", "--quiet", "--initial-branch=main")
        git(copy, "commit", "--quiet", "--allow-empty", "--message", "Nothing yet")
        git(copy, "add", "--all")
        git(copy, "commit", "--quiet", "--message", "The tree")


def report(folder: Path) -> str:
    """Return every diagnostic about the tree in `folder`, with its related places, as lines.

    All rules run, the preview ones too. The tree is copied first, so that the repository it is
    kept in is no evidence about it.
    """
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name, "tree")
        copied(folder, copy)
        config = Config(preview=True)
        tree = WorkTree(str(copy))
        tasks = [Task(path, False) for path in tree.files() if is_candidate(config, path)]
        shown = {task.path: task.path for task in tasks}
        found = session.run([Group(tree, tasks, shown, 0)], config, 1).report.diagnostics
    lines = []
    for one in found:
        place = one.place
        lines.append(
            f"{place.path}:{place.line}:{place.column}: {one.severity}: {one.message} [{one.code}]"
        )
        for related in one.related:
            where = related.place
            lines.append(f"    {where.path}:{where.line}:{where.column}: {related.message}")
    return "".join(line + "\n" for line in lines)
