"""A YAML file as nodes with places, in the shape of front matter that is the whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.parsing.frontmatter import Block, FrontMatter, read_block
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.config import Limits


def read(text: str, limits: Limits) -> FrontMatter:
    """Return a YAML text in the shape of front matter.

    Of a file that is no YAML, or no mapping of keys, `root` holds the scalars at the top that
    could be recovered, and `problem` says why. Of several documents in one file the first counts.
    """
    return read_block(text, Block(Span(0, len(text)), len(text)), limits, "it")
