"""What documents cite of the repository: paths, commits, signatures, packages."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.source.text import Span


class CitesPath(NamedTuple):
    """The document cites a path of the repository, as written but for the lines behind it.

    `role`: ``code`` (a code span), ``reference`` (behind an ``@``), or ``link`` (a link's
    target, relative to the document). Whether the words around say that the file is gone or yet
    to be made is asked of the document (`auditlint.views.hedges.Hedges`).
    """

    path: str
    lines: tuple[int, int] | None
    span: Span
    role: str


class CitesCommit(NamedTuple):
    """The document names a commit by its abbreviated or full hash, where commits are named."""

    commit: str
    span: Span


class WritesSignature(NamedTuple):
    """The document writes the signature of a function, in a code span.

    `owner` is what stands in front of the name, its parts joined with dots. Each parameter is
    (name, type, what it is): ``required``, ``optional``, ``variadic``, ``keywords``,
    ``receiver``, or ``open`` for an ellipsis; none where the function is merely named (``f()``).
    `is_declared` is false where it may be a call with variables as well.
    """

    name: str
    owner: str
    parameters: tuple[tuple[str, str, str], ...]
    is_declared: bool
    span: Span


class NamesPackage(NamedTuple):
    """The document calls a package, module or crate by `name`, at `span` and at `others`.

    `ecosystem` is ``pypi``, ``npm``, ``cargo``...; "" where the language is not said. `role`:
    ``imported``, ``installed``, ``spoken of``, or ``own`` where the text says so of the project's
    own package; `manifest` is the manifest that is said to hold the name.
    """

    name: str
    ecosystem: str
    role: str
    span: Span
    others: tuple[Span, ...] = ()
    manifest: str = ""
