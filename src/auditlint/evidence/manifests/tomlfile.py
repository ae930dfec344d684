"""TOML files: their values, and the line of a key."""

from __future__ import annotations

from typing import Any

from auditlint.reading.numbers import pattern

#: Larger files are no manifests.
_CHARACTERS = 256 * 1024

#: The parser's time grows with the square of a dotted key's length: how many dots a line may have.
_DOTS = 100


def load(text: str) -> dict[str, Any] | None:
    """Return the values of a TOML file; None where it is none, or a hostile one."""
    if len(text) > _CHARACTERS or _is_dotted(text):
        return None
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError, OverflowError):
        return None


def _is_dotted(text: str) -> bool:
    """Whether a line has more dots, outside quotes, than any manifest's."""
    quoted = pattern(r"""'[^'\n]*'?|"(?:[^"\\\n]|\\.)*"?""")
    return any(
        line.count(".") > _DOTS and quoted.sub("", line).count(".") > _DOTS
        for line in text.split("\n")
    )


def line_of_key(text: str, section: str, key: str) -> int:
    """Return the line, from 1, of ``key = ...`` in ``[section]``; 0 where it is written else."""
    inside = False
    header = pattern(r"\s*\[\s*([^\[\]]+?)\s*\]")
    entry = pattern(rf"""\s*["']?{key}["']?\s*=""")
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip()[:1] == "[":
            found = header.match(line)
            name = found.group(1) if found else ""
            inside = name.replace('"', "").replace("'", "").replace(" ", "") == section
        elif inside and entry.match(line):
            return number
    return 0
