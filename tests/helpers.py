"""Shared by all tests: lint a text through the whole engine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from auditlint.config import Config
from auditlint.engine import check_document
from auditlint.findings import Diagnostic
from auditlint.selection import selected_codes

if TYPE_CHECKING:
    from pathlib import Path

AUDIT = ".planning/v1.0-MILESTONE-AUDIT.md"


def outcome(text: str | bytes, path: str, explicit: bool = True, **options: Any) -> Any:
    """Check `text` as the document at `path`; `options` are fields of the configuration.

    Preview rules run unless ``preview=False`` is given.
    """
    options.setdefault("preview", True)
    config = Config(**options)
    data = text.encode() if isinstance(text, str) else text
    return check_document(path, data, len(data), config, selected_codes(config), explicit)


def lint(text: str | bytes, path: str = AUDIT, **options: Any) -> list[Diagnostic]:
    """Return the diagnostics for `text` as the document at `path`."""
    return list(outcome(text, path, **options).diagnostics)


def found(text: str | bytes, code: str, path: str = AUDIT, **options: Any) -> list[str]:
    """Return ``line:column message`` for every diagnostic of one rule."""
    return [
        f"{one.place.line}:{one.place.column} {one.message}"
        for one in lint(text, path, **options)
        if one.code == code
    ]


def write_tree(folder: Path, text: str) -> None:
    """Write the files of `text`, each behind a line ``==> PATH <==``, below `folder`."""
    pieces = re.split(r"^==> (\S+) <==\n", text, flags=re.MULTILINE)
    for path, content in zip(pieces[1::2], pieces[2::2], strict=True):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")


def lint_tree(folder: Path, text: str, **options: Any) -> list[Diagnostic]:
    """Write a tree of files and lint it as a whole, project rules included.

    `options` are fields of the configuration; preview rules run unless ``preview=False``.
    """
    from auditlint import session
    from auditlint.engine import Task, is_candidate
    from auditlint.source.tree import WorkTree
    from auditlint.targets import Group

    write_tree(folder, text)
    options.setdefault("preview", True)
    config = Config(**options)
    tree = WorkTree(str(folder))
    tasks = [Task(path, False) for path in tree.files() if is_candidate(config, path)]
    shown = {task.path: task.path for task in tasks}
    return list(session.run([Group(tree, tasks, shown, 0)], config, 1).report.diagnostics)


def found_in_tree(folder: Path, text: str, code: str, **options: Any) -> list[str]:
    """Return ``path:line:column message`` for every diagnostic of one rule in a tree."""
    return [
        f"{one.place.path}:{one.place.line}:{one.place.column} {one.message}"
        for one in lint_tree(folder, text, **options)
        if one.code == code
    ]
