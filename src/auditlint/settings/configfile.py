"""One configuration file: from bytes to TOML, and the places of its keys.

The file may come from a repository that nobody vouches for: it is bounded in size and nesting
before it is parsed. What it says is checked by `auditlint.settings.configreader`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.config import ConfigError, ConfigProblem

if TYPE_CHECKING:
    from auditlint.settings.tomlplaces import Path, Places

#: Larger files are refused: parsing TOML is not linear for every input.
LARGEST = 256 * 1024
#: More dots in one line would be a key nested beyond reason.
_MOST_DOTS = 400


class ConfigFile:
    """A configuration file that has been read.

    `shown` is its path as printed. `values` is its table of settings as TOML gives it;
    `prefix` is where that table stands in the file (``tool.auditlint`` in pyproject.toml).
    """

    __slots__ = ("_places", "prefix", "shown", "source", "values")

    def __init__(self, shown: str, source: str, values: dict[str, Any], prefix: Path) -> None:
        self.shown = shown
        self.source = source
        self.values = values
        self.prefix = prefix
        self._places: Places | None = None

    @property
    def places(self) -> Places:
        """Where the file's keys and values stand."""
        if self._places is None:
            from auditlint.settings.tomlplaces import places

            self._places = places(self.source)
        return self._places

    def position(self, path: Path, of_key: bool) -> tuple[int, int]:
        """Return line and column of the key or value at `path` below the table; (0, 0): unknown."""
        from auditlint.source.text import LineIndex

        path = self.prefix + path
        first, second = self.places.values, self.places.keys
        if of_key:
            first, second = second, first
        while path:
            span = first.get(path) or second.get(path)
            if span is not None:
                position = LineIndex(self.source).position(span.start)
                return position.line, position.column
            path = path[:-1]
        return 0, 0

    def line_of(self, *path: str) -> int:
        """Return the line of a key below the table, or 0."""
        return self.position(path, of_key=True)[0]


def _failed(shown: str, message: str, line: int = 0, column: int = 0) -> ConfigError:
    return ConfigError([ConfigProblem(shown, line, column, message)])


def parse(data: bytes, shown: str, pyproject: bool) -> ConfigFile | None:
    """Read TOML; None for a pyproject.toml without our table. Raises `ConfigError`."""
    if len(data) > LARGEST:
        raise _failed(shown, f"the file is larger than {LARGEST:,} bytes")
    try:
        source = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        raise _failed(shown, "not UTF-8 text", line, column) from None
    for number, text in enumerate(source.split("\n"), 1):
        if text.count(".") > _MOST_DOTS:
            raise _failed(shown, f"more than {_MOST_DOTS} dots in one line", number, 1)
    import tomllib

    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        message, line, column = _cause(str(error), source)
        raise _failed(shown, message, line, column) from None
    except RecursionError:
        raise _failed(shown, "nested too deeply") from None
    except ValueError:
        raise _failed(shown, "a number that is too long") from None
    if not pyproject:
        return ConfigFile(shown, source, values, ())
    tool = values.get("tool")
    table = tool.get("auditlint") if isinstance(tool, dict) else None
    if table is None:
        return None
    found = ConfigFile(shown, source, {}, ("tool", "auditlint"))
    if not isinstance(table, dict):
        raise _failed(shown, "tool.auditlint must be a table", *found.position((), of_key=True))
    found.values = table
    return found


def _cause(message: str, source: str) -> tuple[str, int, int]:
    """Take the place out of tomllib's message: what is wrong, line, column."""
    text, bracket, place = message.rpartition(" (at ")
    if not bracket:
        return f"not TOML: {message}", 0, 0
    words = place.rstrip(")").replace(",", "").split()
    if len(words) == 4 and words[1].isdigit() and words[3].isdigit():
        return f"not TOML: {text}", int(words[1]), int(words[3])
    lines = source.rstrip("\n").split("\n")
    return f"not TOML: {text}", len(lines), len(lines[-1]) + 1
