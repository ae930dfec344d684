"""The configuration: its values and their defaults. Loading lives in `auditlint.settings`."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """How much of a document is read before DOC009 says that it is too much, and how many findings
    of one rule are listed of it."""

    file_bytes: int = 4 * 1024 * 1024
    yaml_depth: int = 64
    yaml_aliases: int = 100
    table_rows: int = 20_000
    findings: int = 100


class Config(NamedTuple):
    """The effective configuration of a run.

    `select`, `extend_select` and `ignore` hold codes, names, families and code prefixes.
    `severity` maps a code or family to a level. `kinds` maps a kind id to path globs.
    `source` is the file that was read, relative to the root, or "" for none. `cache_dir` is
    the cache folder, relative to the root of the tree. `schemas` holds a team's own schemas: a
    kind id, the file's path relative to the root, and its text, which has been checked.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()
    fail_on: str = "warning"
    severity: tuple[tuple[str, str], ...] = ()
    preview: bool = False
    archived: bool = False
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limits: Limits = Limits()
    source: str = ""
    cache_dir: str = ".auditlint_cache"
    schemas: tuple[tuple[str, str, str], ...] = ()


class ConfigProblem(NamedTuple):
    """One thing that is wrong in a configuration.

    `path` is the file as printed, or the option (``--select``); `line` and `column` count from
    1 and are 0 where there is no place.
    """

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        if not self.line:
            return f"{self.path}: error: {self.message}"
        return f"{self.path}:{self.line}:{self.column}: error: {self.message}"


class ConfigError(Exception):
    """A configuration that cannot be used; its text is one line per problem."""

    def __init__(self, problems: list[ConfigProblem]) -> None:
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = problems
