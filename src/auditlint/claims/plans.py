"""Plans and tasks: their order, what they touch, what they promise."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.claims.subject import Subject
from auditlint.source.text import Span


class Scheduled(NamedTuple):
    """The plan itself is executed in `wave` of its phase (None where it does not say).

    `restarts` is whether it closes gaps of executed plans, so that its waves begin anew;
    `coupled` are the plans (``3-2``) that it may share files with, by its own word.
    """

    wave: int | None
    span: Span
    restarts: bool = False
    coupled: tuple[str, ...] = ()


class Modifies(NamedTuple):
    """The plan itself modifies the file at `path`, as written but for ``./`` and quotes."""

    path: str
    span: Span


class Depends(NamedTuple):
    """`subject` can only be done after `on`. What is optional or one of several is left out."""

    subject: Subject
    on: Subject
    span: Span


class Fingerprint(NamedTuple):
    """The document is about `files` (as written) as they were when their digest was `digest`."""

    digest: str
    files: tuple[str, ...]
    span: Span


class Task(NamedTuple):
    """A task of a task list, as its own line says.

    `id` is as written (``T007``, ``2.3``; "" for none), at `span`; `state` is that of its box.
    `group` is the number (``2``) or the user story (``US2``) that the heading above, at
    `group_span`, gives to its tasks; "" where it gives none. `lane` is the place in the text of
    the run of tasks that may be done at the same time as this one; -1 for none. `stories`,
    `requirements` and `after` (the tasks that it waits for) are what it names, `paths` the
    files that it changes, each with its place.
    """

    id: str
    state: str
    span: Span
    group: str
    group_span: Span
    lane: int = -1
    stories: tuple[tuple[str, Span], ...] = ()
    requirements: tuple[tuple[str, Span], ...] = ()
    after: tuple[tuple[str, Span], ...] = ()
    paths: tuple[tuple[str, Span], ...] = ()


class Promised(NamedTuple):
    """A plan promises a file of the repository at `path` (as written but for quotes and ``./``).

    `contains` are texts it is to hold, `exports` the names it is to define, each with its place;
    `least` is how many lines it is to have (0 where that is not said), `least_span` where.
    """

    path: str
    span: Span
    contains: tuple[tuple[str, Span], ...]
    exports: tuple[tuple[str, Span], ...]
    least: int
    least_span: Span


class Linked(NamedTuple):
    """A plan promises that the file `source` leads to `target`, which `pattern` shows.

    A side that is no plain path of a file is "". `span` is that of the pattern, or of the source.
    """

    source: str
    target: str
    source_span: Span
    target_span: Span
    pattern: str
    span: Span
