"""Counts, scores, sums and progress: stated numbers and what is listed."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.source.text import Span


class Count(NamedTuple):
    """A stated number of `noun`: ``N/M`` (`done` of `total`), or just `total` (`done` None).

    `noun` is a normal form such as ``requirements``, ``phases``, ``integration``, ``flows``,
    ``debt items``, ``issues``, ``truths``, ``tasks``; two counts are compared only when their
    nouns are equal. `scope` limits the count to one section, phase or milestone ("" for the
    whole document).
    """

    noun: str
    done: int | None
    total: int | None
    span: Span
    source: str
    approximate: bool = False
    scope: str = ""


class Tally(NamedTuple):
    """What is listed: `total` entries of `noun`, `done` of them in a done state.

    `done` is None when some entry's state is unknown. `complete` is false when the list may be
    partial, so that only a stated number below it is wrong. `span` is the list's heading or
    table header; `entries` are the places of its rows.
    """

    noun: str
    done: int | None
    total: int
    span: Span
    entries: tuple[Span, ...]
    complete: bool = True
    scope: str = ""
    partial: int = 0
    """How many entries are partly done: whether a score counts them is not for us to say."""


class Boxes(NamedTuple):
    """How many checkboxes the document holds in each state, whatever they stand for."""

    done: int
    open: int
    other: int
    span: Span


class Parts(NamedTuple):
    """A breakdown: a whole and the numbers it is made of, ``146 (47 + 78 + 21)``.

    Each part has a label ("" where the text names none). `counted` holds, per label, what the
    document lists under it, where that is known.
    """

    noun: str
    whole: int | None
    parts: tuple[tuple[str, int, Span], ...]
    span: Span
    counted: tuple[tuple[str, int], ...] = ()
    entries: tuple[Span, ...] = ()


class Tracked(NamedTuple):
    """A tracker's statement about boxes: `label` has `done` of `total` tasks.

    `boxes` are (done, span) of the boxes in the section the statement is about; `section` is
    that section's heading. A headline (`label` "") is about the whole document: its boxes
    are all that the tracker tracks, and `rows` are the (done, total, span) of its table.
    """

    label: str
    done: int | None
    total: int | None
    done_span: Span
    total_span: Span
    boxes: tuple[tuple[bool, Span], ...]
    section: Span
    rows: tuple[tuple[int | None, int | None, Span], ...] = ()
    noun: str = "box"
    """What `boxes` are, where they are rows of a table with a status each."""


class EffortSum(NamedTuple):
    """A stated total effort and its parts. Each is ``(low, high, unit, span)``."""

    total: tuple[float, float, str, Span]
    parts: tuple[tuple[float, float, str, Span], ...]


class Counter(NamedTuple):
    """A report's counter of its own entries: `label` is `stated` (at `span`), `counted` are there.

    `listed` says in words what was counted (``headings CR-``, ``tests with the result pass``);
    `entries` are their places. `summed` says that `counted` is the sum of other counters.
    """

    label: str
    stated: int
    counted: int
    span: Span
    listed: str
    entries: tuple[Span, ...] = ()
    summed: bool = False


class Coverage(NamedTuple):
    """A coverage block's number: `stated` (at `span`) for `label` (``total``, ``mapped``...).

    `accepted` holds every number that the document's own lists give for it, each with words
    that say what was counted; a block that agrees with any of them is right. `listed` is the
    place of the first list.
    """

    label: str
    stated: int
    span: Span
    accepted: tuple[tuple[int, str], ...]
    listed: Span


class Progress(NamedTuple):
    """A statement on how far the work is.

    `measure`: ``phases`` or ``plans`` (`done` of `total`, each None where it is not stated),
    ``percent`` (`percent`), ``bar`` (`done` of `total` cells filled, `percent` as written
    beside it), or ``current phase`` and ``current plan`` (the number `done` of `total`).
    `scope` limits it to one phase or milestone in the document's own words; "" where the
    statement is about all that the document tracks.
    """

    measure: str
    done: int | None
    total: int | None
    percent: float | None
    span: Span
    source: str
    scope: str = ""
