"""Reports made by hand, for the tests of the writers."""

from __future__ import annotations

from typing import Any

from auditlint.findings import (
    Diagnostic,
    Place,
    PlacedEdit,
    PlacedFix,
    RelatedPlace,
    Report,
    Suppression,
)
from auditlint.report import Options

AUDIT = ".planning/v2.0-MILESTONE-AUDIT.md"
ROADMAP = ".planning/ROADMAP.md"

AUDIT_TEXT = """\
# Audit

Debt: 5 items (2 Info, 3 Deferred)

| Id  | Level |
| --- | ----- |
| D-1 | Info  |
| D-2 | Info  |
| D-3 | Info  |
"""

#: Text that must never reach a terminal or a runner as it is.
HOSTILE = (
    "a\x1b[31mb\x07c\x9bd\u202ee\u2066f\u2028g\x85h\r\ni\tj\x7fk\ufeffl"
    "::error::m %0A::error::n ##[error]o\n::warning file=x::p"
)


def place(line: int, column: int, end_column: int, path: str = AUDIT, end_line: int = 0) -> Place:
    """Return a place, on one line unless `end_line` is given."""
    return Place(path, line, column, end_line or line, end_column)


def diagnostic(
    message: str = "2 Info stated, but 3 rows are Info",
    *,
    where: Place | None = None,
    severity: str = "error",
    code: str = "CNT005",
    name: str = "breakdown",
    **fields: Any,
) -> Diagnostic:
    """Return a diagnostic at `where`."""
    fields.setdefault("fingerprint", "0123456789abcdef")
    return Diagnostic(code, name, severity, message, where or place(3, 16, 22), **fields)


def rich() -> Diagnostic:
    """Return a diagnostic with everything: related places, a fix and data."""
    return diagnostic(
        related=(
            RelatedPlace(place(7, 9, 13), "this row is Info"),
            RelatedPlace(place(2, 3, 7, ROADMAP), "the plan says 3"),
        ),
        fix=PlacedFix("unsafe", 'write "3 Info"', (PlacedEdit(place(3, 16, 17), "3"),)),
        data={
            "subject": "Info",
            "stated": 2,
            "counted": 3,
            "share": 0.5,
            "known": True,
            "of": None,
        },
    )


def notice(message: str = "a small thing") -> Diagnostic:
    """Return a diagnostic of the lowest level."""
    return diagnostic(
        message, where=place(9, 3, 6), severity="notice", code="STA007", name="wrong-bucket"
    )


def warning(message: str = "another thing") -> Diagnostic:
    """Return a warning."""
    return diagnostic(
        message,
        where=place(5, 3, 5),
        severity="warning",
        code="BOX004",
        name="open-box-in-complete",
    )


def suppressed() -> Diagnostic:
    """Return a suppressed diagnostic."""
    return diagnostic("not shown", suppression=Suppression("known", 4))


def report(
    *diagnostics: Diagnostic,
    hidden: tuple[Diagnostic, ...] = (),
    documents: int = 14,
    crashed: int = 0,
) -> Report:
    """Return a report over `diagnostics`, in the order of reports."""
    ordered = sorted(diagnostics, key=lambda one: one.sort_key)
    return Report(ordered, hidden, documents, documents + 6, crashed)


def options(**fields: Any) -> Options:
    """Return options that read the sample document."""
    texts = {AUDIT: AUDIT_TEXT, ROADMAP: "# Roadmap\n- Info: 3\n"}
    return Options(**{"read": texts.get, **fields})
