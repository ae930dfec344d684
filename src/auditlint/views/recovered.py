"""A part of front matter that can be read although the whole is no YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.parsing.frontmatter import compose
from auditlint.parsing.nodes import Mapping
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.config import Limits
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Node


def value_of(document: Document, key: str, limits: Limits) -> Node | None:
    """Return the value of a top-level key: of the whole front matter, or, where that is no YAML,
    of the lines of this key alone, if they are YAML."""
    front = document.front
    if front is None:
        return None
    if front.valid:
        return front.root.get(key)
    start, end = front.block.yaml
    heads = pattern(rf"^{key}:[ \t]*$", re.MULTILINE).finditer(document.text, start, end)
    found = list(heads)
    if len(found) != 1:
        return None
    behind = pattern(r"^[^\s#-]", re.MULTILINE).search(document.text, found[0].end(), end)
    span = Span(found[0].start(), behind.start() if behind is not None else end)
    root, _, problem, limit = compose(document.text, span, limits)
    if problem is not None or limit is not None or not isinstance(root, Mapping):
        return None
    return root.get(key)
