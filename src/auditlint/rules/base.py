"""What a rule is, and what it sees.

A rule is one file ``rules/<family>/<name>.py`` with three things: a docstring that is its
page (headings "What it does", "Why is this bad?", "Example", "How to fix"), ``RULE`` with its
metadata, and ``check(context)``, a generator of findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from auditlint.claims import Claims
    from auditlint.config import Config
    from auditlint.kinds.base import Kind
    from auditlint.ledger import Ledger
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping


class Rule(NamedTuple):
    """A rule's metadata, read by the registry.

    `fix` is ``"safe"``, ``"unsafe"`` or ``""``. `kinds` limits the rule to kind ids (a trailing
    ``*`` matches a prefix); empty means all. `needs` names what a document must have for the
    rule to be loaded at all: ``front`` (and ``front-problem``, ``front-limit``,
    ``front-duplicate``), ``tables``, ``boxes``, ``sections``, ``fields``,
    ``fences``, ``schema-error`` (the model is invalid), ``schema-key`` (it has a misspelt key), or
    the name of a claim type (``Count``); all must be there. `triggers` are
    substrings of which the text must hold at least one.
    """

    code: str
    name: str
    summary: str
    severity: str
    fix: str = ""
    kinds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    preview: bool = False
    since: str = "0.1.0"
    scope: str = "document"
    """``document``: one document decides, and the rule sees a `Context`; ``project``: the ledger
    decides, the rule sees a `ProjectContext` and names the document of every finding."""

    @property
    def family(self) -> str:
        """The three letters that the code begins with."""
        return self.code[:3]


class ProjectContext(NamedTuple):
    """What a project rule sees: the claims of all documents, by planning tree."""

    ledger: Ledger
    config: Config


class Context(NamedTuple):
    """What a document rule sees: one document, its kind, its model and its claims."""

    document: Document
    kind: Kind
    model: Mapping
    claims: Claims
    config: Config
