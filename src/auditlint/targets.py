"""What a run looks at: paths given by a user, as files of the trees they belong to.

A path belongs to its own repository, or to its own folder where there is none: that is its
root. Paths are printed relative to the current repository, or as given when they lie outside.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from auditlint.engine import Task, is_candidate, recognise_path
from auditlint.source.tree import WorkTree, find_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.config import Config

#: Folders that mark the top of a planning tree: the folder above them is the root.
_FRAMEWORK_FOLDERS = (".planning", "openspec", ".specify")


class MissingPathError(ValueError):
    """A path that does not exist."""


class Group(NamedTuple):
    """The tasks of one tree. `shown` maps a path in the tree to the path that is printed."""

    tree: WorkTree
    tasks: list[Task]
    shown: dict[str, str]
    files: int


def current_root() -> str:
    """Return the root of the repository around the current folder, or the folder itself."""
    here = os.getcwd()
    return find_root(here) or here


def root_of(path: str) -> tuple[str, bool]:
    """Return the root that `path` (absolute) belongs to, and whether it is a repository.

    Without a repository: the folder above a framework's folder, else the current folder where
    it is above the path, else the path's own folder.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    repository = find_root(folder)
    if repository is not None:
        return repository, True
    parts = folder.split(os.sep)
    for index, part in enumerate(parts):
        if part in _FRAMEWORK_FOLDERS:
            return os.sep.join(parts[:index]) or os.sep, False
    here = os.getcwd()
    if path == here or path.startswith(here.rstrip(os.sep) + os.sep):
        return here, False
    return folder, False


def _relative(path: str, root: str) -> str:
    relative = os.path.relpath(path, root)
    return "" if relative == "." else relative.replace(os.sep, "/")


def resolve(
    paths: Sequence[str], config: Config, tracked_only: bool = False, force_exclude: bool = False
) -> list[Group]:
    """Turn the paths of a command line into groups of tasks; none means the repository here.

    Raises `MissingPathError` for a path that does not exist.
    """
    here = current_root()
    groups: dict[str, Group] = {}
    for given in paths or ("",):
        # The last component stays as it is: a link that is named is judged as a link.
        full = os.path.join(
            os.path.realpath(os.path.dirname(os.path.abspath(given))),
            os.path.basename(os.path.abspath(given)),
        ) if given else here
        if given and not os.path.lexists(full):
            raise MissingPathError(f"{given}: no such file or folder")
        root, is_repository = root_of(full)
        group = groups.get(root)
        if group is None:
            group = groups[root] = Group(WorkTree(root, is_repository), [], {}, 0)
        inside = _same_or_below(full, here)
        if os.path.isdir(full) and not os.path.islink(full):
            listed = _folder(group.tree, _relative(full, root), config, tracked_only)
            tasks = [Task(path, False) for path in listed]
        else:
            tasks = [Task(_relative(full, root), True)]
            if force_exclude:
                tasks = [one for one in tasks if not is_excluded(one.path, config, "")]
        for task in tasks:
            if task.path in group.shown:
                continue
            group.shown[task.path] = _shown(given, full, root, here, task.path, inside)
            group.tasks.append(task)
    for group in groups.values():
        group.tasks.sort()
    return list(groups.values())


def _same_or_below(path: str, folder: str) -> bool:
    real = os.path.realpath(folder)
    return path in (folder, real) or path.startswith(
        (folder.rstrip(os.sep) + os.sep, real.rstrip(os.sep) + os.sep)
    )


def _shown(given: str, full: str, root: str, here: str, path: str, inside: bool) -> str:
    if inside:
        if root == here:
            return path
        absolute = os.path.join(root, *path.split("/"))
        real = os.path.realpath(here)
        base = real if absolute.startswith(real) else here
        return _relative(absolute, base)
    if os.path.isdir(full):
        below = os.path.relpath(os.path.join(root, *path.split("/")), full)
        return os.path.join(given, below).replace(os.sep, "/")
    return given.replace(os.sep, "/")


def _folder(
    tree: WorkTree, below: str, config: Config, tracked_only: bool
) -> list[str]:
    """List the planning documents below a folder of the tree, exclusions applied."""

    def wanted(path: str) -> bool:
        return (
            path.endswith((".md", ".json", ".yaml", ".yml", ".txt", ".markdown"))
            and is_candidate(config, path)
            and not is_excluded(path, config, below)
        )

    return tree.files(below, tracked_only, wanted)


def is_excluded(path: str, config: Config, named: str) -> bool:
    """Whether `exclude` leaves `path` out.

    A pattern that leaves out the folder `named` as a whole does not apply: it was asked for.
    """
    globs = (*config.exclude, *config.extend_exclude)
    if not globs:
        return False
    from auditlint.source.globs import matches

    return any(
        matches(glob, path) and not (named and matches(glob, named)) for glob in globs
    )


def is_planning_document(config: Config, path: str) -> bool:
    """Whether the configuration or the path alone says that a file is a planning document."""
    return recognise_path(config, path) is not None
