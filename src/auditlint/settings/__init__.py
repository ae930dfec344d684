"""The configuration of a run: found, read, and overridden by the command line.

One file counts: ``auditlint.toml``, or ``pyproject.toml`` with ``[tool.auditlint]``, in the
nearest folder from the current one up to the root. Without a file nothing but this module is
imported: no TOML parser, no table of options.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from auditlint.config import Config, ConfigError, ConfigProblem

if TYPE_CHECKING:
    from auditlint.settings.configfile import ConfigFile

FILE_NAME = "auditlint.toml"
PYPROJECT = "pyproject.toml"

#: No more of a file is read than this; beyond `configfile.LARGEST` it is refused anyway.
_READ_AT_MOST = 4 * 1024 * 1024

_COMMAND_LINE = "command line"
#: What the command line adds to, instead of replacing it.
_ADDED = ("extend_select", "ignore", "extend_exclude", "per_file_ignores", "severity")
_SELECTORS = ("select", "extend_select", "ignore")


class Loaded:
    """A configuration and where it came from."""

    __slots__ = ("_file", "_overridden", "config")

    def __init__(
        self,
        config: Config,
        file: ConfigFile | None = None,
        overridden: frozenset[str] = frozenset(),
    ) -> None:
        self.config = config
        self._file = file
        self._overridden = overridden

    @property
    def origins(self) -> dict[str, str]:
        """Where each value came from, by key (``select``, ``limits.table-rows``).

        ``default``, ``command line`` or ``auditlint.toml:3``; both, where the command line added
        to what the file says.
        """
        from auditlint.settings import options

        out: dict[str, str] = {}
        for option in options.OPTIONS:
            if option.shape == options.LIMITS:
                for limit in options.LIMIT_KEYS:
                    out[f"limits.{limit.key}"] = self._origin("limits", limit.key)
            else:
                out[option.key] = self._origin(option.key)
        return out

    def _origin(self, *path: str) -> str:
        found = []
        field = path[0].replace("-", "_")
        if self._file is not None:
            value: Any = self._file.values
            for key in path:
                value = value.get(key) if isinstance(value, dict) else None
            if value is not None and not self._replaced(field):
                found.append(f"{self._file.shown}:{self._file.line_of(*path)}")
        if field in self._overridden:
            found.append(_COMMAND_LINE)
        return ", ".join(found) or "default"

    def _replaced(self, field: str) -> bool:
        """Whether the command line took the place of what the file says."""
        if field in ("extend_select", "ignore") and "select" in self._overridden:
            return True
        return field in self._overridden and field not in _ADDED

    def override(self, **command_line: Any) -> Loaded:
        """Return this configuration with the options of the command line; see `override`."""
        return override(self, **command_line)


def load(
    start_folder: str, root: str | None, explicit: str | None = None, isolated: bool = False
) -> Loaded:
    """Find and read the configuration for a run in `start_folder` of the repository `root`.

    `explicit` is a file named by the user, who may name any; `isolated` reads none. `root` is
    None outside a repository: then only `start_folder` itself is looked at. Raises
    `ConfigError` for a file that cannot be used.
    """
    file: ConfigFile | None
    if explicit is not None:
        file = _named(start_folder, root, explicit)
    elif isolated:
        return Loaded(Config())
    else:
        file = find(start_folder, root)
    if file is None:
        return Loaded(Config())
    from auditlint.settings.configreader import validate

    fields = validate(file, start_folder if root is None else root)
    return Loaded(Config(**fields, source=file.shown), file)


def find(start_folder: str, root: str | None) -> ConfigFile | None:
    """Return the nearest configuration file from `start_folder` up to `root`, or None."""
    folder = os.path.abspath(start_folder)
    top = os.path.abspath(root) if root is not None else folder
    if not _inside(folder, top):
        folder = top
    while True:
        for name in (FILE_NAME, PYPROJECT):
            file = _found(folder, name, top)
            if file is not None:
                return file
        above = os.path.dirname(folder)
        if folder == top or above == folder:
            return None
        folder = above


def _inside(path: str, top: str) -> bool:
    return path == top or path.startswith(top.rstrip(os.sep) + os.sep)


def _found(folder: str, name: str, top: str) -> ConfigFile | None:
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        return None
    shown = os.path.relpath(path, top).replace(os.sep, "/")
    if not _inside(os.path.realpath(path), os.path.realpath(top)):
        if name == PYPROJECT:
            return None
        raise _error(shown, "a link that leaves the repository is not followed")
    return _read(path, shown, name == PYPROJECT)


def _named(start_folder: str, root: str | None, explicit: str) -> ConfigFile:
    path = os.path.abspath(os.path.join(start_folder, explicit))
    top = os.path.abspath(root) if root is not None else os.path.abspath(start_folder)
    shown = explicit.replace(os.sep, "/")
    if _inside(path, top) and path != top:
        shown = os.path.relpath(path, top).replace(os.sep, "/")
    file = _read(path, shown, os.path.basename(path) == PYPROJECT)
    if file is None:
        raise _error(shown, "it has no table [tool.auditlint]")
    return file


def _read(path: str, shown: str, pyproject: bool) -> ConfigFile | None:
    try:
        with open(path, "rb") as stream:
            data = stream.read(_READ_AT_MOST)
    except OSError as error:
        raise _error(shown, f"cannot be read: {error.strerror or error}") from None
    # Most projects have a pyproject.toml that says nothing about auditlint: do not parse it.
    if pyproject and not mentions_auditlint(data):
        return None
    from auditlint.settings.configfile import parse

    return parse(data, shown, pyproject)


def mentions_auditlint(data: bytes) -> bool:
    """Whether a pyproject.toml may hold the table ``[tool.auditlint]``; parses nothing."""
    if b"[tool.auditlint" in data:
        return True
    if b"auditlint" not in data:
        return False
    for line in data.split(b"\n"):
        if b"auditlint" in line:
            bare = line.translate(None, b" \t\"'")
            if bare.startswith((b"[tool.auditlint", b"tool.auditlint", b"auditlint=",
                                b"auditlint.", b"tool={")):
                return True
    return False


def _error(shown: str, message: str) -> ConfigError:
    return ConfigError([ConfigProblem(shown, 0, 0, message)])


def override(loaded: Loaded, **command_line: Any) -> Loaded:
    """Return `loaded` with the options of the command line, by field of `Config`; None: not given.

    Lists of rules may be separated by commas. `select` sets aside what the file selects and
    ignores; `extend_select`, `ignore`, `extend_exclude`, `per_file_ignores` and `severity` add
    to what the file says; all else replaces it. A rule that `extend_select` names runs although
    the file ignores it. Raises `ConfigError`.
    """
    given = {key: value for key, value in command_line.items() if value is not None}
    for key in ("select", "extend_select", "ignore", "exclude", "extend_exclude"):
        # click gives an empty tuple for an option that is not there.
        if key in given and not given[key]:
            del given[key]
    if not given:
        return loaded
    from auditlint.settings import options
    from auditlint.settings.configreader import Reader

    def where(path: tuple[str | int, ...], of_key: bool) -> tuple[str, int, int]:
        return f"--{path[0]}", 0, 0

    reader = Reader(where)
    read: dict[str, Any] = {}
    for field, value in given.items():
        option = options.BY_KEY[field.replace("_", "-")]
        if field in _SELECTORS:
            words = [value] if isinstance(value, str) else value
            value = [one.strip() for word in words for one in word.split(",") if one.strip()]
        read[field] = reader.value(option, value, (option.key,))
    reader.finish()
    return Loaded(
        _merged(loaded.config, read), loaded._file, loaded._overridden | frozenset(given)
    )


def _merged(config: Config, given: dict[str, Any]) -> Config:
    if "select" in given:
        config = config._replace(extend_select=(), ignore=())
    elif given.get("extend_select") and config.ignore:
        from auditlint import registry

        wanted = frozenset().union(*map(registry.codes_for, given["extend_select"]))
        ignored = frozenset().union(*map(registry.codes_for, config.ignore))
        if wanted & ignored:
            config = config._replace(ignore=tuple(sorted(ignored - wanted)))
    for field in _ADDED:
        if field in given:
            given[field] = getattr(config, field) + given[field]
    return config._replace(**given)


def effective(loaded: Loaded) -> dict[str, Any]:
    """Return the effective values as a configuration file would hold them."""
    from auditlint.settings.options import plain

    return plain(loaded.config)


def check(
    path: str, shown: str | None = None, root: str | None = None
) -> list[ConfigProblem]:
    """Return everything that is wrong with the configuration file at `path`; empty when valid.

    `shown` is the path to print; `root` is the repository (None: the file's own folder). The text of a problem is ``path:line:column: error: message``.
    """
    from auditlint.settings.configreader import validate

    label = path.replace(os.sep, "/") if shown is None else shown
    try:
        file = _read(path, label, os.path.basename(path) == PYPROJECT)
        if file is not None:
            validate(file, os.path.dirname(os.path.abspath(path)) if root is None else root)
    except ConfigError as error:
        return error.problems
    return []
