"""What documents say of things: what they are called, how they stand, since when."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.claims.subject import Subject
from auditlint.source.text import Span


class Status(NamedTuple):
    """`subject` is in `state` (see `auditlint.reading.words`), as written in `raw`."""

    subject: Subject
    state: str
    raw: str
    span: Span
    source: str


class Defines(NamedTuple):
    """The document defines `subject`; `name` is its title or description."""

    subject: Subject
    span: Span
    name: str


class Cites(NamedTuple):
    """The document refers to `subject` in the role `role` (``checklist``, ``recommendation``,
    ``requirement``, ``dependency``, ``row``...). `context` is the section or item around it."""

    subject: Subject
    span: Span
    role: str
    context: Span


class Boxed(NamedTuple):
    """A checkbox that stands for `subject`: `state` is ``done``, ``open`` or ``other``."""

    subject: Subject
    state: str
    span: Span
    text_span: Span


class Dated(NamedTuple):
    """`event` of `subject` happened at `when` (source text: ISO date or datetime)."""

    subject: Subject
    event: str
    when: str
    span: Span
    source: str


class Named(NamedTuple):
    """The document calls `subject` by `name` at `span`."""

    subject: Subject
    name: str
    span: Span
    source: str


class Unreadable(NamedTuple):
    """The front matter is no YAML (at `span`): what its lists hold is not known."""

    span: Span


class Verdict(NamedTuple):
    """A row or entry of a report judges `subject`, in whatever state it finds it.

    An id of "" is that of a row whose requirement could not be read: the report may judge more
    than is known.
    """

    subject: Subject
    state: str
    raw: str
    span: Span
    source: str


class Entry(NamedTuple):
    """An entry of a report that bears on the report's own status.

    `type`: ``gap``, ``failed row``, ``human check``, ``debt``, ``unsatisfied requirement``,
    ``finding``, ``threat``. `open` is whether it still stands. `ids` are the subjects it names.
    `blocking` is false where the entry itself says that it is not.
    """

    type: str
    label: str
    open: bool
    span: Span
    ids: tuple[str, ...] = ()
    blocking: bool = True


class Belongs(NamedTuple):
    """The document itself belongs to `subject`: its phase, plan, change or feature.

    `subject.id` is normalised (``7`` for ``07-parser``), `raw` is as written. What the file's
    path says has the source `PATH` and an empty span at the start of the document.
    """

    subject: Subject
    raw: str
    span: Span
    source: str


class Severity(NamedTuple):
    """An issue's severity, by its own field or row, by the heading of the section it stands in
    (`source` ``heading``), or by the bucket it is scheduled in (``bucket``).

    `rank` is 0 for the worst. Ranks compare across scales (``P0`` is as bad as ``critical``),
    but only two levels of one `scale` can contradict each other.
    """

    subject: Subject
    level: str
    rank: int
    span: Span
    source: str
    scale: str = ""


class Remark(NamedTuple):
    """What a row says of `subject` besides its verdict: the text of its other cells."""

    subject: Subject
    text: str
    span: Span


class Reverified(NamedTuple):
    """The report was made again, after work on what an earlier one had found."""

    span: Span
