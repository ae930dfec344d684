"""Where keys and values stand in a TOML file, which `tomllib` does not say.

Read only when a place is asked for: for a message, or by ``auditlint config``. The text must be
TOML that `tomllib` has accepted; anything else gives fewer places, never an error.
"""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from auditlint.source.text import Span

Path = tuple[str | int, ...]


class Places(NamedTuple):
    """The first place of every key, and of every value of a key or of a list, by path."""

    keys: dict[Path, Span]
    values: dict[Path, Span]


def places(source: str) -> Places:
    """Return the places in `source`, whose line ends must be ``\\n``."""
    scanner = _Scanner(source)
    with suppress(IndexError, ValueError, RecursionError):
        scanner.document()
    return Places(scanner.keys, scanner.values)


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}

    def document(self) -> None:
        prefix: Path = ()
        counts: dict[Path, int] = {}
        while self.blanks():
            if self.source[self.at] != "[":
                self.pair(prefix)
                continue
            several = self.source.startswith("[[", self.at)
            self.at += 2 if several else 1
            prefix = self.key(())
            self.at += 2 if several else 1
            if several:
                counts[prefix] = counts.get(prefix, -1) + 1
                prefix = (*prefix, counts[prefix])

    def blanks(self) -> bool:
        """Go to the next character that is no blank, line end or comment; False at the end."""
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "#":
                end = self.source.find("\n", self.at)
                self.at = end if end >= 0 else len(self.source)
            elif char in " \t\n\r":
                self.at += 1
            else:
                return True
        return False

    def key(self, prefix: Path) -> Path:
        path = prefix
        while True:
            self.blanks()
            start = self.at
            char = self.source[start]
            if char in "\"'":
                self.string()
                name = _unquoted(self.source[start : self.at])
            else:
                while self.source[self.at] not in " \t.=]\n":
                    self.at += 1
                name = self.source[start : self.at]
            path = (*path, name)
            self.keys.setdefault(path, Span(start, self.at))
            self.blanks()
            if self.source[self.at] != ".":
                return path
            self.at += 1

    def pair(self, prefix: Path) -> None:
        path = self.key(prefix)
        if self.source[self.at] != "=":
            raise ValueError("no pair")
        self.at += 1
        self.value(path)

    def value(self, path: Path) -> None:
        self.blanks()
        start = self.at
        char = self.source[start]
        if char in "\"'":
            self.string()
        elif char == "[":
            self.at += 1
            index = 0
            while self.blanks() and self.source[self.at] != "]":
                self.value((*path, index))
                index += 1
                self.blanks()
                if self.source[self.at] == ",":
                    self.at += 1
            self.at += 1
        elif char == "{":
            self.at += 1
            while self.blanks() and self.source[self.at] != "}":
                self.pair(path)
                self.blanks()
                if self.source[self.at] == ",":
                    self.at += 1
            self.at += 1
        else:
            while self.at < len(self.source) and self.source[self.at] not in ",]}#\n \t":
                self.at += 1
            if self.at == start:
                raise ValueError("no value")
        self.values.setdefault(path, Span(start, self.at))

    def string(self) -> None:
        """Go behind the string that begins here."""
        source = self.source
        mark = source[self.at]
        if source.startswith(mark * 3, self.at):
            at = self.at + 3
            while not source.startswith(mark * 3, at):
                at += 2 if source[at] == "\\" and mark == '"' else 1
            at += 3
            # A string may end in one or two quotes of its own.
            while source.startswith(mark, at):
                at += 1
            self.at = at
            return
        at = self.at + 1
        while source[at] != mark:
            at += 2 if source[at] == "\\" and mark == '"' else 1
        self.at = at + 1


def _unquoted(quoted: str) -> str:
    if "\\" not in quoted or quoted[0] == "'":
        return quoted[1:-1]
    import tomllib

    name: str = tomllib.loads(f"name = {quoted}")["name"]
    return name
