"""What project rules are to know of a document: its claims, what it cites, where its lines begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.age import age_of
from auditlint.ledger.facts import Facts
from auditlint.source.digest import sha256
from auditlint.views.citations import citations
from auditlint.views.mentions import mentions
from auditlint.views.signatures import signatures

if TYPE_CHECKING:
    from auditlint.claims import Claims
    from auditlint.kinds.base import Kind
    from auditlint.parsing.document import Document


def facts_of(document: Document, kind: Kind, claims: Claims) -> Facts:
    """Return the facts of a document: its own claims, and what every document may cite."""
    return Facts(
        document.path, kind.id, age_of(document.path, kind),
        (
            *claims, *citations(document), *mentions(document),
            *signatures(document, kind.id),
        ),
        document.lines.starts, "auditlint:" in document.text,
        _digest(document.text) if kind.id in _COPIED else "",
    )


#: Kinds of which a second copy is put into the archive when a milestone is closed.
_COPIED = frozenset(("gsd-milestone-audit",))


def _digest(text: str) -> str:
    """A digest of what a text says: line ends, indentation and climbing links are left out."""
    said = " ".join(text.replace("../", "").split())
    return sha256(said.encode("utf-8", "replace"))
