"""The vocabulary of results: findings, the places they point at, and fixes.

Rules yield `Finding`s, whose places are spans of offsets in a document. The engine turns each
into a `Report`ed `Diagnostic` with lines and columns, level and fingerprint; writers see only
those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ERROR = "error"
WARNING = "warning"
NOTICE = "notice"

#: The three levels, worst first. "info" is not among them: GitHub's runner drops it silently.
SEVERITIES = (ERROR, WARNING, NOTICE)

SAFE = "safe"
UNSAFE = "unsafe"


class Related(NamedTuple):
    """The other side of a disagreement. `path` is ``""`` for the finding's own document."""

    span: Span
    message: str
    path: str = ""


class Edit(NamedTuple):
    """Replace `span` by `text`. `path` is ``""`` for the finding's own document."""

    span: Span
    text: str
    path: str = ""


class Fix(NamedTuple):
    """Text edits that make the weaker statement say what the stronger evidence says."""

    applicability: str
    """`SAFE`: what the document says stays true whatever was meant; `UNSAFE`: a person decides."""
    message: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One disagreement, as a rule reports it.

    `data` holds the finding's identity (subject and values, never line numbers): it feeds the
    fingerprint and machine formats. `severity` overrides the rule's own level where a rule has
    several; `code` is set by the engine from the rule that yielded it unless a rule speaks for
    several codes. `path` names the document of a project rule's finding; a document rule leaves
    it empty.
    """

    span: Span
    message: str
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    data: Mapping[str, str | int | float | bool | None] = {}
    severity: str = ""
    code: str = ""
    path: str = ""


class Place(NamedTuple):
    """A range in a file as people count: from 1, columns in code points, end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class RelatedPlace(NamedTuple):
    """A related place of a diagnostic, with the words that say what stands there."""

    place: Place
    message: str


class PlacedEdit(NamedTuple):
    """An edit with its place resolved."""

    place: Place
    text: str


class PlacedFix(NamedTuple):
    """A fix with its edits' places resolved."""

    applicability: str
    message: str
    edits: tuple[PlacedEdit, ...]


class Suppression(NamedTuple):
    """Why a diagnostic is not shown: the reason its author gave, and where."""

    reason: str
    line: int


class Diagnostic(NamedTuple):
    """A finding with its level, its place resolved and its fingerprint: what writers print."""

    code: str
    name: str
    severity: str
    message: str
    place: Place
    fingerprint: str
    related: tuple[RelatedPlace, ...] = ()
    fix: PlacedFix | None = None
    data: Mapping[str, str | int | float | bool | None] = {}
    suppression: Suppression | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order of every report: path, line, column, code, message."""
        place = self.place
        return (place.path, place.line, place.column, self.code, self.message)


class Report(NamedTuple):
    """The outcome of a run.

    `documents` counts the planning documents that were checked, `files` all files looked at.
    `internal_errors` counts rules that crashed (each is an LNT000 among the diagnostics too).
    """

    diagnostics: Sequence[Diagnostic]
    suppressed: Sequence[Diagnostic]
    documents: int
    files: int
    internal_errors: int = 0

    def count(self, severity: str) -> int:
        """Return how many diagnostics have the level `severity`."""
        return sum(1 for one in self.diagnostics if one.severity == severity)

    def exit_code(self, fail_on: str = WARNING, exit_zero: bool = False) -> int:
        """Return the process exit status: 0 clean, 1 findings at `fail_on` or worse, 2 crashed.

        `fail_on` is a level, or ``"never"``.
        """
        if self.internal_errors:
            return 2
        if exit_zero or fail_on == "never":
            return 0
        failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        return int(any(one.severity in failing for one in self.diagnostics))
