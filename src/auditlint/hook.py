"""The pre-commit hook: what a commit holds, and whether there is anything to do at all.

Most commits touch no planning document, and the hook runs in every one of them. Its fast way
out is decided here, before the command line, a parser or a schema is loaded: one call of git,
and string comparisons.
"""

from __future__ import annotations

import os

from auditlint.source.git import GitError, find_root, is_current, run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditlint.findings import Diagnostic

#: The configuration files that may lie in a repository's top folder, the winning one first.
CONFIGURATION_FILES = ("auditlint.toml", "pyproject.toml")

#: The key in a diagnostic's data that holds the path which a finding says is missing.
MISSING_PATH = "missing_path"

# A larger configuration is left to the full run, which says what is wrong with it.
_CONFIGURATION_LIMIT = 1 << 20

# Options that cannot change the outcome of a run in which there is nothing to report.
_HARMLESS = frozenset(
    (
        "--tracked",
        "--archived",
        "--exit-zero",
        "--no-archived",
        "--no-cache",
        "--no-preview",
        "--notices",
        "--preview",
        "--quiet",
        "-q",
    )
)


def in_commit() -> bool:
    """Whether this process runs as a hook of a real ``git commit``.

    git sets ``GIT_INDEX_FILE`` for a commit's hooks. `pre-commit` sets its own variable when it
    compares two revisions (before a push, in CI); then the index means nothing.
    """
    return "GIT_INDEX_FILE" in os.environ and "PRE_COMMIT_FROM_REF" not in os.environ


def changes(root: str) -> list[tuple[str, str]]:
    """Return what the commit in progress changes: (status letter, path) for each path.

    Letters as in ``git diff --name-status``; a rename is a ``D`` and an ``A``. Raises
    `GitError`.
    """
    try:
        output = run(
            root,
            (
                "diff-index",
                "--cached",
                "--name-status",
                "--no-renames",
                "--no-ext-diff",
                "--no-textconv",
                "--no-relative",
                "--ignore-submodules=dirty",
                "-z",
                "HEAD",
                "--",
            ),
        )
    except GitError:
        # There is no HEAD before the first commit, and all of the index is new.
        output = run(root, ("ls-files", "--cached", "-z"))
        return [("A", os.fsdecode(name)) for name in output.split(b"\0") if name]
    fields = output.split(b"\0")
    return [
        (os.fsdecode(letter), os.fsdecode(name))
        for letter, name in zip(fields[0::2], fields[1::2], strict=False)
    ]


def staged_paths(root: str) -> set[str] | None:
    """Return the paths that the commit in progress adds, changes or deletes.

    Relative to `root`, with ``/``; a rename counts with both names. None when no commit of the
    repository at `root` is in progress, or git cannot tell: then everything counts.
    """
    if not in_commit() or not is_current(root):
        return None
    try:
        return {path for _letter, path in changes(root)}
    except GitError:
        return None


def split(
    diagnostics: Iterable[Diagnostic], staged: set[str] | None
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Split into (those that concern the commit, the others), each in the given order.

    A diagnostic concerns the commit when its place, a related place or the path that it says is
    missing (`MISSING_PATH`; also a folder that held a deleted file) is among `staged`. With
    None for `staged` all of them do.
    """
    inside: list[Diagnostic] = []
    outside: list[Diagnostic] = []
    for one in diagnostics:
        (inside if staged is None or _concerns(one, staged) else outside).append(one)
    return inside, outside


def _concerns(diagnostic: Diagnostic, staged: set[str]) -> bool:
    if diagnostic.place.path in staged:
        return True
    if any(one.place.path in staged for one in diagnostic.related):
        return True
    missing = diagnostic.data.get(MISSING_PATH)
    if not isinstance(missing, str) or not missing:
        return False
    folder = missing.rstrip("/") + "/"
    return missing in staged or any(path.startswith(folder) for path in staged)


def nothing_to_do(arguments: Sequence[str]) -> bool:
    """Whether the command line `arguments` (without the program) needs no run at all.

    True only in a real commit that changes no planning document and no configuration and
    deletes nothing, for ``check --tracked`` at a repository's root and for its whole tree.
    """
    if arguments[:1] != ["check"] or "--tracked" not in arguments:
        return False
    if not _HARMLESS.issuperset(arguments[1:]) or not in_commit():
        return False
    try:
        here = os.getcwd()
        if find_root(here) != here:
            return False
        staged = changes(here)
    except (OSError, GitError):
        return False
    if not all(letter in ("A", "M", "T") for letter, _path in staged):
        return False
    paths = [path for _letter, path in staged]
    if any(path in CONFIGURATION_FILES or is_planning_path(path) for path in paths):
        return False
    globs = configured_globs(here)
    if globs is None:
        return False
    if globs and paths:
        from auditlint.source.globs import matches

        return not any(matches(glob, path) for path in paths for glob in globs)
    return True


def is_planning_path(path: str) -> bool:
    """Whether `path` alone makes the file a planning document, or asks for a look at it."""
    from auditlint._relevant import NAMES, PATHS
    from auditlint.source.pathpatterns import path_matches, segment_matches

    name = path.rpartition("/")[2]
    if name.endswith(".md"):
        folded = name.casefold()
        if any(segment_matches(pattern, folded) for pattern in NAMES):
            return True
    return any(
        segment_matches(last, name) and any(path_matches(one, path) for one in patterns)
        for last, patterns in PATHS
    )


def configured_globs(root: str) -> list[str] | None:
    """Return the globs of the ``kinds`` setting of the configuration at `root`.

    None when it cannot be told from a quick look; an empty list when there is no such setting.
    """
    for name in CONFIGURATION_FILES:
        try:
            data = _bytes_of(os.path.join(root, name))
        except FileNotFoundError:
            continue
        except OSError:
            return None
        own = name == "auditlint.toml"
        # A key may be spelled with an escape, so a backslash and "u" count as any word.
        escaped = b"\\u" in data or b"\\U" in data or b"\\x" in data
        if not own and b"auditlint" not in data and not escaped:
            continue
        if b"kinds" not in data and not escaped:
            if own or b"tool.auditlint" in data:
                return []
            continue
        table = _table(data, own)
        if table is None:
            continue
        return _globs(table)
    return []


def _bytes_of(path: str) -> bytes:
    """Return the bytes of a small regular file; OSError for anything else."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(handle, "rb") as stream:
        data = stream.read(_CONFIGURATION_LIMIT + 1)
    if data is None or len(data) > _CONFIGURATION_LIMIT:
        raise OSError("not a small regular file")
    return data


def _table(data: bytes, own: bool) -> object:
    """Return the settings' table in a configuration file; None where it has none."""
    import tomllib

    try:
        table: object = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return ()
    if own:
        return table
    for key in ("tool", "auditlint"):
        table = table.get(key) if isinstance(table, dict) else None
    return table


def _globs(table: object) -> list[str] | None:
    """Return all globs of the table's ``kinds``; None where it is not as it should be."""
    if not isinstance(table, dict):
        return None
    kinds = table.get("kinds", {})
    if not isinstance(kinds, dict):
        return None
    found: list[str] = []
    for globs in kinds.values():
        if not isinstance(globs, list) or not all(isinstance(one, str) for one in globs):
            return None
        found += globs
    return found
