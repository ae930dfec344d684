"""What is said of front matter that cannot be read."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.source.text import Span


class Problem(NamedTuple):
    """Why the block could not be read. `cause` and `help` are sentences for people."""

    span: Span
    cause: str
    help: str = ""
