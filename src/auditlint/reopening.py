"""Documents of the ledger, parsed again for the few that a project rule has to look into."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditlint import registry
from auditlint.parsing.document import Document
from auditlint.source.text import UndecodableError, decode
from auditlint.source.tree import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditlint.config import Config
    from auditlint.ledger import Ledger
    from auditlint.source.tree import WorkTree

#: So many parsed documents are kept; rules go through them in the order of their paths.
_KEPT = 64


def reopener(tree: WorkTree, ledger: Ledger, config: Config) -> Callable[[str], Document | None]:
    """Return a function from a path in `ledger` to its document, None where it cannot be read."""

    @lru_cache(maxsize=_KEPT)
    def document(path: str) -> Document | None:
        facts = ledger.by_path.get(path)
        if facts is None:
            return None
        try:
            read = tree.read(path, config.limits.file_bytes)
            text = decode(read.data)
        except (UnreadableError, UndecodableError):
            return None
        if read.size > config.limits.file_bytes:
            return None
        return Document(path, text, config.limits, registry.kind_entry(facts.kind).kind.format)

    return document
