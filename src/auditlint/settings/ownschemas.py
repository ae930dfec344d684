"""A team's own schemas: the files that the configuration names, read and checked.

Imported only where there is one. A schema is data: to read it runs nothing and fetches nothing.
"""

from __future__ import annotations

from auditlint.config import ConfigProblem
from auditlint.schema.own import LARGEST, SchemaError, effective, shown
from auditlint.schema.ownjson import place
from auditlint.source.tree import UnreadableError, WorkTree


class UnusableSchemaError(Exception):
    """A file that cannot be read at all; the message says why."""


def read(root: str, path: str) -> tuple[str, list[ConfigProblem]]:
    """Return the text of the schema at `path`, relative to `root`, and what is wrong with it.

    Raises `UnusableSchemaError`: no such file, outside of the root, too large, no text.
    """
    try:
        found = WorkTree(root, is_repository=False).read(path, LARGEST)
    except UnreadableError as error:
        raise UnusableSchemaError(f"cannot be read: {str(error).removeprefix(f'{path}: ')}") from None
    if found.size > LARGEST:
        raise UnusableSchemaError(f"is larger than {LARGEST:,} bytes")
    try:
        text = found.data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        raise UnusableSchemaError("is not UTF-8 text") from None
    try:
        effective(text)
    except SchemaError as error:
        problems = []
        for one in error.problems:
            line, column = place(text, one)
            where = f"{shown(one.pointer)}: " if one.pointer else ""
            problems.append(ConfigProblem(path, line, column, f"{where}{one.message}"))
        return text, problems
    return text, []
