"""What a rule is, and what it sees.

A rule is one file ``rules/<family>/<name>.py`` with three things: a docstring that is its
page (headings "What it does", "Why is this bad?", "Example", "How to fix"), ``RULE`` with its
metadata, and ``check(context)``, a generator of findings. A rule whose subject is decided inside
documents and across them (``scope="both"``) also has ``check_project(context)``, which says
only what two documents say together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from auditlint.claims import Claims, Subject
    from auditlint.config import Config
    from auditlint.evidence import Evidence
    from auditlint.kinds.base import Kind
    from auditlint.ledger import Ledger
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.rules.ruling import Judged, Ruling
    from auditlint.source.text import Span
    from auditlint.source.tree import Read

    #: Why a rule is silent, or what finds that out: it is called only where somebody listens.
    Reason = str | Callable[[], str]
    #: Told by a rule that it stays silent on a statement (`path`, `span`) about a subject, and why.
    Undecided = Callable[[Subject, Reason, str, Span], None]

    class Watch(Protocol):
        """Listens to the rules: gives, for a rule's code, what that rule tells."""

        def undecided(self, code: str) -> Undecided:
            """Return what is told where the rule is silent by decision."""

        def judged(self, code: str) -> Judged:
            """Return what is told where the rule holds a statement against the repository."""


#: The scope of a rule with a document half and a project half.
BOTH = "both"


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
    decides, the rule sees a `ProjectContext` and names the document of every finding; ``both``:
    ``check`` does the first and ``check_project`` the second. The `needs` of a project rule are
    types of claim, and kinds (``openspec-*``), of which some document must have one (``a|b``: one
    of the two); without any it needs a planning tree."""
    preview_project: bool = False
    """Of a rule of both scopes: whether its project half runs only with preview."""
    project_needs: tuple[str, ...] = ()
    """Of a rule of both scopes: what `needs` is to a project rule, for its project half."""

    @property
    def family(self) -> str:
        """The three letters that the code begins with."""
        return self.code[:3]


def _nothing(path: str) -> Read | None:
    return None


def _no_files(folder: str) -> list[str]:
    return []


def unheard(subject: Subject, reason: Reason, path: str, span: Span) -> None:
    """Take a rule's word that it cannot decide, and forget it: nobody asked why."""


def unasked(path: str, span: Span, make: Callable[..., Ruling | None], *about: object) -> None:
    """Take a rule's word that it has a verdict, and do not ask which."""


def _no_document(path: str) -> Document | None:
    return None


class ProjectContext(NamedTuple):
    """What a project rule sees: the claims of all documents, by planning tree.

    `evidence` is what the repository itself says: files, history, commits, package names; it
    computes nothing before it is asked.
    `read` gives a file of the tree by its path: None where there is no such file or it may not
    be read, and nothing but its size where it is larger than `limits.file_bytes`. `files` lists
    the paths of all files below a folder; it may ask git, so it is for what is nearly a finding.
    `undecided` is told where the rule is silent by decision, and `judged` what it makes of a
    statement that it holds against the repository (`auditlint.rules.ruling`); only
    ``auditlint why`` listens.
    `document` parses a document of the ledger again, None where it cannot be read; it is for
    what is nearly a finding too.
    """

    ledger: Ledger
    config: Config
    evidence: Evidence
    read: Callable[[str], Read | None] = _nothing
    files: Callable[[str], list[str]] = _no_files
    undecided: Undecided = unheard
    document: Callable[[str], Document | None] = _no_document
    judged: Judged = unasked


class Context(NamedTuple):
    """What a document rule sees: one document, its kind, its model and its claims."""

    document: Document
    kind: Kind
    model: Mapping
    claims: Claims
    config: Config
    undecided: Undecided = unheard
