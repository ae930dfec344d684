"""Checking what a configuration says, key by key: values for `Config`, or everything wrong.

Nothing in a configuration names anything that could run, or be opened outside the repository.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint import registry
from auditlint.config import ConfigError, ConfigProblem, Limits
from auditlint.settings import options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from auditlint.settings.configfile import ConfigFile
    from auditlint.settings.tomlplaces import Path

#: So many problems are told in one go.
_MOST_PROBLEMS = 50


def shown_value(value: object) -> str:
    """Return `value` as it may be printed: quoted, short, without control characters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value) if abs(value) < 10**15 else "a huge number"
    if not isinstance(value, str):
        return {"list": "a list", "dict": "a table"}.get(type(value).__name__, "a date or time")
    text = value if len(value) <= 60 else value[:57] + "..."
    safe = "".join(
        char if char.isprintable() else f"\\u{ord(char):04x}" for char in text
    )
    return f'"{safe}"'


class Reader:
    """Checks values and collects what is wrong. `where` says for a path what to print.

    `root` is the folder that files are relative to.
    """

    def __init__(
        self, where: Callable[[Path, bool], tuple[str, int, int]], root: str = ""
    ) -> None:
        self.where = where
        self.root = root
        self.problems: list[ConfigProblem] = []
        self.left_out = 0
        self._own: frozenset[str] = frozenset()

    def wrong(self, path: Path, message: str, of_key: bool = False) -> None:
        """Note a problem with the value (or the key) at `path`."""
        if len(self.problems) >= _MOST_PROBLEMS:
            self.left_out += 1
            return
        shown, line, column = self.where(path, of_key)
        self.problems.append(ConfigProblem(shown, line, column, message))

    def near(self, word: str, known: Iterable[str]) -> str:
        """Return ``; did you mean "..."?`` for the nearest of `known`, or ""."""
        if len(self.problems) >= _MOST_PROBLEMS or len(word) > 60:
            return ""
        from difflib import get_close_matches

        found = get_close_matches(word, list(known), 1, 0.6)
        return f'; did you mean "{found[0]}"?' if found else ""

    def finish(self) -> None:
        """Raise `ConfigError` if anything is wrong."""
        if self.problems:
            if self.left_out:
                last = self.problems[-1]
                self.problems.append(last._replace(message=f"and {self.left_out} more problems"))
            raise ConfigError(self.problems)

    def table(self, values: dict[str, Any]) -> dict[str, Any]:
        """Read a whole table of settings; returns fields of `auditlint.config.Config`."""
        fields: dict[str, Any] = {}
        self._own = _own_kinds(values.get("kinds"), values.get("schemas"))
        for key, value in values.items():
            option = options.BY_KEY.get(key)
            if option is None:
                self.wrong((key,), f"unknown key {shown_value(key)}" + self._hint(key), True)
                continue
            read = self.value(option, value, (key,))
            if read is not None:
                fields[option.field] = read
        return fields

    def _hint(self, key: str) -> str:
        if key == "tool":
            return "; in this file the keys stand at the top, without [tool.auditlint]"
        if key in (one.key for one in options.LIMIT_KEYS):
            return "; it belongs under [limits]"
        return self.near(key.replace("_", "-").lower(), options.BY_KEY)

    def value(self, option: options.Option, value: Any, path: Path) -> Any:
        """Read one value; None when it is wrong."""
        read: Callable[[Any, Path], Any] = {
            options.SELECTORS: self.selectors,
            options.GLOBS: self.globs,
            options.THRESHOLD: self.threshold,
            options.SWITCH: self.switch,
            options.SELECTORS_BY_GLOB: self.selectors_by_glob,
            options.LEVELS: self.levels,
            options.GLOBS_BY_KIND: self.globs_by_kind,
            options.LIMITS: self.limits,
            options.FOLDER: self.folder,
            options.SCHEMAS: self.schemas,
        }[option.shape]
        return read(value, path)

    def _strings(self, value: Any, path: Path, what: str) -> list[tuple[Path, str]]:
        if not isinstance(value, list | tuple):
            name = path[0] if len(path) == 1 else shown_value(path[-1])
            self.wrong(path, f"{name} must be a list of {what}, not {shown_value(value)}")
            return []
        out = []
        for index, one in enumerate(value):
            if isinstance(one, str):
                out.append(((*path, index), one))
            else:
                self.wrong((*path, index), f"a {what[:-1]} is a string, not {shown_value(one)}")
        return out

    def selectors(self, value: Any, path: Path) -> tuple[str, ...]:
        """Read a list of codes, names, families and prefixes."""
        good = []
        for place, one in self._strings(value, path, "rules"):
            if registry.codes_for(one):
                good.append(one)
            else:
                self.wrong(place, f"{shown_value(one)} names no rule{self._rule_like(one)}")
        return tuple(good)

    def _rule_like(self, selector: str) -> str:
        if len(self.problems) >= _MOST_PROBLEMS or len(selector) > 60:
            return ""
        near = registry.suggest(selector)
        return f'; did you mean "{near}"?' if near else ""

    def globs(self, value: Any, path: Path) -> tuple[str, ...]:
        """Read a list of globs."""
        return tuple(
            one for place, one in self._strings(value, path, "globs") if self._glob(one, place)
        )

    def _glob(self, glob: str, path: Path, of_key: bool = False) -> bool:
        from auditlint.source.globs import read

        broken = read(glob).broken
        if broken:
            self.wrong(path, f"the glob {shown_value(glob)} cannot be used: {broken}", of_key)
        return not broken

    def _choice(self, value: Any, path: Path, known: tuple[str, ...], what: str) -> str | None:
        if isinstance(value, str) and value in known:
            return value
        near = self.near(value.lower(), known) if isinstance(value, str) else ""
        self.wrong(
            path, f"{what} must be one of {', '.join(known)}, not {shown_value(value)}{near}"
        )
        return None

    def threshold(self, value: Any, path: Path) -> str | None:
        """Read `fail-on`."""
        return self._choice(value, path, options.THRESHOLDS, str(path[-1]))

    def switch(self, value: Any, path: Path) -> bool | None:
        """Read true or false."""
        if isinstance(value, bool):
            return value
        self.wrong(path, f"{path[-1]} must be true or false, not {shown_value(value)}")
        return None

    def folder(self, value: Any, path: Path) -> str | None:
        """Read a folder inside the repository."""
        return self._inner(value, path, "a folder")

    def _inner(self, value: Any, path: Path, what: str) -> str | None:
        """Read a path inside the repository: no part of it is git's or leads up."""
        if not isinstance(value, str):
            self.wrong(path, f"{path[-1]} must be a string, not {shown_value(value)}")
            return None
        parts = [part for part in value.split("/") if part not in ("", ".")]
        if not parts or value.startswith("/") or any(
            part == ".." or part.casefold() == ".git" or not part.isprintable()
            or "\\" in part or ":" in part
            for part in parts
        ) or len(value) > options.LONGEST_FOLDER:
            self.wrong(
                path, f"{path[-1]} must name {what} inside the repository, with / between"
                f" folders, not {shown_value(value)}"
            )
            return None
        return "/".join(parts)

    def _table(self, value: Any, path: Path, of: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.wrong(path, f"{path[-1]} must be a table of {of}, not {shown_value(value)}")
        return {}

    def selectors_by_glob(
        self, value: Any, path: Path
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Read `per-file-ignores`."""
        out = []
        for glob, selectors in self._table(value, path, "globs with lists of rules").items():
            place = (*path, glob)
            if self._glob(glob, place, of_key=True):
                out.append((glob, self.selectors(selectors, place)))
        return tuple(out)

    def levels(self, value: Any, path: Path) -> tuple[tuple[str, str], ...]:
        """Read `severity`; names become codes."""
        out = []
        for key, level in self._table(value, path, "rules with levels").items():
            place = (*path, key)
            rule = registry.BY_NAME.get(key)
            if rule is None and key not in registry.BY_CODE and key not in registry.FAMILIES:
                self.wrong(
                    place,
                    f"{shown_value(key)} names no rule or family{self._rule_like(key)}", True,
                )
                continue
            if isinstance(level, str) and level in ("off", "none", "ignore", "disabled"):
                self.wrong(place, f"{shown_value(level)} is no level; switch a rule off by ignore")
                continue
            chosen = self._choice(level, place, options.LEVEL_NAMES, "a level")
            if chosen is not None:
                out.append((rule.code if rule else key, chosen))
        return tuple(out)

    def globs_by_kind(self, value: Any, path: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Read `kinds`."""
        out = []
        for kind, globs in self._table(value, path, "kinds with lists of globs").items():
            place = (*path, kind)
            if self._is_kind(kind, place):
                out.append((kind, self.globs(globs, place)))
        return tuple(out)

    def _is_kind(self, kind: str, path: Path) -> bool:
        if kind in registry.KIND_BY_ID or kind in self._own:
            return True
        near = self.near(kind, registry.KIND_BY_ID)
        hint = near or "; one of your own has globs under kinds and a file under schemas"
        self.wrong(path, f"{shown_value(kind)} is no kind of document{hint}", True)
        return False

    def schemas(self, value: Any, path: Path) -> tuple[tuple[str, str, str], ...]:
        """Read `schemas`, and the files that it names."""
        out = []
        for kind, name in self._table(value, path, "kinds with schema files").items():
            place = (*path, kind)
            if not self._is_kind(kind, place):
                continue
            file = self._inner(name, place, "a file")
            text = self._schema(file, place) if file is not None else None
            if file is not None and text is not None:
                out.append((kind, file, text))
        return tuple(out)

    def _schema(self, file: str, path: Path) -> str | None:
        from auditlint.settings import ownschemas

        try:
            text, problems = ownschemas.read(self.root, file)
        except ownschemas.UnusableSchemaError as error:
            self.wrong(path, f"the schema {shown_value(file)} {error}")
            return None
        self.problems += problems
        return text if not problems else None

    def limits(self, value: Any, path: Path) -> Limits:
        """Read `limits`."""
        known = {one.key: one for one in options.LIMIT_KEYS}
        chosen: dict[str, int] = {}
        for key, number in self._table(value, path, "limits").items():
            place = (*path, key)
            limit = known.get(key)
            if limit is None:
                near = self.near(key.replace("_", "-"), known)
                self.wrong(place, f"unknown limit {shown_value(key)}{near}", True)
            elif isinstance(number, bool) or not isinstance(number, int):
                self.wrong(place, f"{key} must be a whole number, not {shown_value(number)}")
            elif not limit.least <= number <= limit.most:
                self.wrong(
                    place,
                    f"{key} must be from {limit.least:,} to {limit.most:,}, not {number:,}"
                    if abs(number) < 10**15
                    else f"{key} must be from {limit.least:,} to {limit.most:,}",
                )
            else:
                chosen[limit.field] = number
        return Limits(**chosen)


def _own_kinds(globs: Any, files: Any) -> frozenset[str]:
    """Return the ids of a team's own kinds: those that have both globs and a schema."""
    if not isinstance(globs, dict) or not isinstance(files, dict):
        return frozenset()
    from auditlint.reading.numbers import pattern

    search = pattern(options.OWN_KIND).search
    return frozenset(one for one in globs if one in files and len(one) <= 60 and search(one))


def validate(file: ConfigFile, root: str = "") -> dict[str, Any]:
    """Check a file's values; returns fields of `auditlint.config.Config`.

    The files that it names are relative to `root` ("": the current folder). Raises `ConfigError` with everything that is wrong.
    """

    def where(path: Path, of_key: bool) -> tuple[str, int, int]:
        return (file.shown, *file.position(path, of_key))

    reader = Reader(where, root)
    fields = reader.table(file.values)
    reader.problems.sort(key=lambda one: (one.path != file.shown, one.line, one.column))
    reader.finish()
    return fields
