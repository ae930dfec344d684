"""Claims: the typed statements that documents make, each with its exact place.

Kinds extract claims; rules compare claims with claims. A claim says what stands in the
document, never what is true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Where a statement stands. Rules use it to choose the side to report and to speak about it.
FRONT_MATTER = "front matter"
FIELD = "field"
HEADING = "heading"
FOOTER = "footer"
ROW = "row"
BOX = "box"
LINE = "line"
#: Not in the text at all: the file's own path says so.
PATH = "path"
BUCKET = "bucket"


class Subject(NamedTuple):
    """What a claim is about: a type of thing and its identity within the document's scope.

    `type`: ``document``, ``milestone``, ``phase``, ``plan``, ``requirement``, ``issue``,
    ``task``, ``section``, ``test``, ``threat``. `id` is normalised (``7`` for phase ``07``).
    """

    type: str
    id: str


class Status(NamedTuple):
    """`subject` is in `state` (see `auditlint.reading.words`), as written in `raw`."""

    subject: Subject
    state: str
    raw: str
    span: Span
    source: str


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


class EffortSum(NamedTuple):
    """A stated total effort and its parts. Each is ``(low, high, unit, span)``."""

    total: tuple[float, float, str, Span]
    parts: tuple[tuple[float, float, str, Span], ...]


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


class Remark(NamedTuple):
    """What a row says of `subject` besides its verdict: the text of its other cells."""

    subject: Subject
    text: str
    span: Span


class Quoted(NamedTuple):
    """A row tells what another document says of `subject`.

    `of` is which one: ``requirements``, ``summary`` or ``verification``; `raw` is the cell.
    """

    subject: Subject
    of: str
    raw: str
    span: Span


class Fingerprint(NamedTuple):
    """The document is about `files` (as written) as they were when their digest was `digest`."""

    digest: str
    files: tuple[str, ...]
    span: Span


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


class Criterion(NamedTuple):
    """What must be true of `subject` (a phase or plan), or was looked at in a report (a row)."""

    subject: Subject
    text: str
    span: Span


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


class Reverified(NamedTuple):
    """The report was made again, after work on what an earlier one had found."""

    span: Span


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


Claim = Any

_T = TypeVar("_T")


class Claims:
    """The claims of one document, by type, in source order."""

    __slots__ = ("_by_type", "all")

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self.all: list[Claim] = list(claims)
        self._by_type: dict[type, list[Claim]] = {}
        for claim in self.all:
            self._by_type.setdefault(type(claim), []).append(claim)

    def of(self, kind: type[_T]) -> list[_T]:
        """Return the claims of one type."""
        return self._by_type.get(kind, [])

    def names(self) -> set[str]:
        """Return the names of the claim types that occur."""
        return {kind.__name__ for kind in self._by_type}

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)
