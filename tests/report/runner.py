"""A model of how GitHub's runner finds workflow commands in a line of output.

After ``ActionCommand.cs`` of actions/runner: first ``::name key=value,...::data`` at the start of
a line (white space aside), else ``##[name key=value;...]data`` anywhere in it.
"""

from __future__ import annotations

from typing import NamedTuple

COMMANDS = frozenset(
    (
        "error",
        "warning",
        "notice",
        "debug",
        "group",
        "endgroup",
        "add-mask",
        "add-matcher",
        "remove-matcher",
        "echo",
        "set-output",
        "save-state",
        "set-env",
        "add-path",
        "stop-commands",
    )
)


class Command(NamedTuple):
    """A command that the runner would obey."""

    name: str
    properties: dict[str, str]
    data: str


def commands(output: str) -> list[Command]:
    """Return all commands in `output`; every line end that .NET knows ends a line."""
    return [found for line in output.splitlines() if (found := parse(line)) is not None]


def parse(line: str) -> Command | None:
    """Return the command in one line, if it holds one."""
    stripped = line.lstrip()
    if stripped.startswith("::"):
        head, separator, data = stripped[2:].partition("::")
        name, _, properties = head.partition(" ")
        if separator and name in COMMANDS:
            return Command(name, _properties(properties, ",", _property), _data(data))
    at = line.find("##[")
    if at >= 0 and "]" in line[at:]:
        head, _, data = line[at + 3 :].partition("]")
        name, _, properties = head.partition(" ")
        if name in COMMANDS:
            return Command(name, _properties(properties, ";", _data), _data(data))
    return None


def _properties(text: str, separator: str, unescape: object) -> dict[str, str]:
    found = {}
    for pair in text.strip().split(separator):
        key, equals, value = pair.partition("=")
        if key and equals and value:
            found[key] = unescape(value)  # type: ignore[operator]
    return found


def _data(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _property(text: str) -> str:
    for token, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(token, char)
    return text
