"""What pre-commit and the hook's fast way out need of the kinds: generated from the registry.

`tools/generate.py` writes both files; nothing here is run by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.hook import CONFIGURATION_FILES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.kinds.base import Kind

_ANY = "[^/]*"


def path_patterns(kinds: Iterable[Kind]) -> list[str]:
    """Return the path patterns of all kinds, sorted, each once."""
    return sorted({pattern for kind in kinds for pattern in kind.paths})


def name_patterns(kinds: Iterable[Kind]) -> list[str]:
    """Return the file-name patterns of all kinds, case-folded, sorted, each once."""
    return sorted({pattern.casefold() for kind in kinds for pattern in kind.names})


def relevant(kinds: list[Kind]) -> str:
    """Return the text of ``_relevant.py``: the patterns, grouped by their last segment."""
    groups: dict[str, list[str]] = {}
    for pattern in path_patterns(kinds):
        groups.setdefault(pattern.rpartition("/")[2], []).append(pattern)
    return "\n".join(
        [
            '"""Generated from the kinds by ``python tools/generate.py``; not edited."""',
            "",
            "# ruff: noqa",
            "from __future__ import annotations",
            "",
            "# (last segment, patterns that end in it)",
            "PATHS: tuple[tuple[str, tuple[str, ...]], ...] = (",
            *(f"    {(last, tuple(groups[last]))!r}," for last in sorted(groups)),
            ")",
            "",
            "# case-folded patterns of the names of Markdown files",
            "NAMES: tuple[str, ...] = (",
            *(f"    {pattern!r}," for pattern in name_patterns(kinds)),
            ")",
            "",
        ]
    )


def segment_expression(segment: str) -> str:
    """Return the regular expression for one segment of a pattern."""
    if segment.startswith("#+"):
        # A number, but not the year of a date.
        digits, rest = r"(?![0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))[0-9]+", segment[2:]
    else:
        rest = segment.lstrip("#")
        digits = "[0-9]" * (len(segment) - len(rest))
    return digits + _ANY.join(re.escape(part) for part in re.split(r"\*+", rest))


def path_expression(pattern: str) -> str:
    """Return the regular expression for what a path pattern describes, without anchors."""
    expression = ""
    parts = pattern.split("/")
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if part == "**":
            expression += ".*" if last else "(?:[^/]+/)*"
        else:
            expression += segment_expression(part) + ("" if last else "/")
    return expression


def file_expression(kinds: list[Kind]) -> list[str]:
    """Return the lines of a verbose regular expression for the planning documents' paths."""
    choices = [path_expression(pattern) for pattern in path_patterns(kinds)]
    # Names are compared without letter case, but only those of Markdown files.
    choices += [f"(?i:{segment_expression(pattern)})(?<=\\.md)" for pattern in name_patterns(kinds)]
    lines = [("  " if number == 0 else "| ") + one for number, one in enumerate(choices)]
    return ["(?sx)(?:^|/)(?:", *lines, r")\Z"]


def manifest(kinds: list[Kind]) -> str:
    """Return the text of ``.pre-commit-hooks.yaml``."""
    documents = "\n".join("    " + line for line in file_expression(kinds))
    configuration = "|".join(re.escape(name) for name in CONFIGURATION_FILES)
    return f"""\
# Generated from the kinds by `python tools/generate.py`; not edited.

# The whole tree, also when a commit only deletes a document or edits the configuration: what
# one document says is held against the others, so it takes no file names and runs always. It
# ends at once where nothing in the commit concerns it.
- id: auditlint
  name: auditlint
  description: Find where planning documents contradict themselves, each other or the repository.
  entry: auditlint check --tracked
  language: python
  pass_filenames: false
  always_run: true
  require_serial: true
  stages: [pre-commit, pre-merge-commit, pre-push, manual]
  minimum_pre_commit_version: 3.2.0

# Each changed document by itself.
- id: auditlint-files
  name: auditlint (changed documents)
  description: Check each changed planning document by itself.
  entry: auditlint check --document-rules --force-exclude
  language: python
  types: [text]
  files: |
{documents}
  require_serial: true
  stages: [pre-commit, pre-merge-commit, pre-push, manual]
  minimum_pre_commit_version: 3.2.0

- id: auditlint-config
  name: auditlint (configuration)
  description: Validate the configuration of auditlint.
  entry: auditlint config --check
  language: python
  files: ^(?:{configuration})$
  pass_filenames: false
  require_serial: true
  stages: [pre-commit, pre-merge-commit, pre-push, manual]
  minimum_pre_commit_version: 3.2.0
"""
