"""Requirements: where they are assigned, traced, judged and specified."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.claims.subject import Subject
from auditlint.source.text import Span


class Assigned(NamedTuple):
    """A requirement is assigned to a phase (`phase` normalised).

    `source` is ``row`` or ``field``; ``line`` where the text says more than that ("foundation
    for AUTH-01", "AUTH-01 (partial)"), so that it may be no plain assignment.
    """

    requirement: str
    phase: str
    span: Span
    source: str


class Listed(NamedTuple):
    """A list names a requirement without putting it in scope: future, excluded, struck out, or
    merely mentioned."""

    requirement: str
    span: Span


class Traced(NamedTuple):
    """A row of a traceability table is about a requirement.

    `mapped` says whether it names its phases; None where that cannot be told, or where it
    means more than it names ("Phases 1-3", "all phases", "Phase 2+").
    """

    requirement: str
    mapped: bool | None
    span: Span


class Satisfied(NamedTuple):
    """A row calls `subject` satisfied (`verdict` at `span`), and says of it `cells` besides.

    `cells` are the other status-like cells of the row: (column heading, raw text, span).
    """

    subject: Subject
    verdict: str
    span: Span
    cells: tuple[tuple[str, str, Span], ...]


class Quoted(NamedTuple):
    """A row tells what another document says of `subject`.

    `of` is which one: ``requirements``, ``summary`` or ``verification``; `raw` is the cell.
    """

    subject: Subject
    of: str
    raw: str
    span: Span


class Criterion(NamedTuple):
    """What must be true of `subject` (a phase, plan or requirement), or was looked at in a report
    (a row: `text` is what all its cells say).

    `state` is how the document itself judges it, at `judged`; "" where it does not.
    """

    subject: Subject
    text: str
    span: Span
    state: str = ""
    judged: Span = Span(0, 0)


class Specified(NamedTuple):
    """A specification states a requirement, or a delta says what becomes of it.

    `operation`: "" in a main specification; ``added``, ``modified``, ``removed``,
    ``renamed from`` or ``renamed to`` in a delta. `statement` is the requirement's text (""
    where it is only named), `scenarios` are the names of its scenarios with their places.
    `placed` is whether it stands in the section that requirements belong into.
    """

    name: str
    operation: str
    span: Span
    statement: str
    scenarios: tuple[tuple[str, Span], ...]
    placed: bool = True
    block: bool = True
    """Whether it has a heading of its own; a list item only names it."""
