"""Progress tracker: phases with checkboxes, a statistics table, a headline and a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import (
    FIELD,
    HEADING,
    LINE,
    ROW,
    Boxed,
    Count,
    Dated,
    Status,
    Subject,
    Tally,
    Tracked,
)
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.parsing.structure import DONE, OTHER, plain
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import fractions, integer, is_approximate, pattern
from auditlint.reading.ranges import Ranges
from auditlint.source.text import Span
from auditlint.views.efforts import sums
from auditlint.views.headings import own_status
from auditlint.views.places import boxes_within, fields_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Cell, Item, Row, Section, Table
    from auditlint.views.headings import OwnStatus

KIND = Kind(
    id="progress-tracker",
    title="Progress tracker",
    framework="free-form",
    nature=LIVING,
    paths=("IMPLEMENTATION_PROGRESS.md",),
    names=("*progress*.md", "*tracker*.md", "*tracking*.md"),
    heading=r"\bprogress(?: (?:tracker|tracking|report|log|summary|status|overview|update))?\W*$"
    r"|\b(?:progress|status|task|project|implementation|migration) track(?:er|ing)\b"
    r"|\b(?:implementation|project|migration|development|refactoring) progress\b",
    headings=(
        r"^\W*(?:phase|stage|step|epic|milestone|sprint|week|part) \d",
        r"\bstatistics\b|\btimeline\b|\boverall progress\b|\bprogress (?:summary|overview)\b",
        r"\bsuccess criteria\b|\bnext steps\b|\bcompleted\b|\bremaining\b",
    ),
    fields=("status", "current status", "overall progress", "estimated effort", "progress"),
    least=2,
)

DOCUMENT = Subject("document", "")
TASKS = "tasks"
PHASES = "phases"

_UNITS = "phases?|stages?|steps?|epics?|milestones?|sprints?|weeks?|parts?|waves?|iterations?"
_UNIT = r"\W{0,8}(" + _UNITS + r")\s+#?(\d{1,4}(?:\.\d{1,4}){0,3}[A-Za-z]?)(?![\w/.]*\d)"


class Part(NamedTuple):
    """A section that the tracker tracks, with its subject."""

    subject: Subject
    section: Section


def _subject(unit: str, number: str) -> Subject | None:
    identity = phase_id(number)
    if identity is None:
        return None
    return Subject(unit.casefold().rstrip("s"), str(identity))


def parts(document: Document) -> list[Part]:
    """Return the sections whose heading begins with ``Phase N``, ``Step N.M`` and the like."""
    memo = document.memo.get(__name__)
    if memo is None:
        memo = []
        for section in document.sections:
            match = pattern(_UNIT, 2).match(section.title)
            if match is None or section.level < 2:
                continue
            subject = _subject(match[1], match[2])
            if subject is not None:
                memo.append(Part(subject, section))
        document.memo[__name__] = memo
    result: list[Part] = memo
    return result


def model(document: Document) -> Mapping:
    """Build the model: title, headings, status, phases with their boxes."""
    builder = base_model(document)
    status = document.field("status", "current status", "overall status")
    if status is not None and status.value:
        builder.text("status", plain(status.value), status.value_span)
    nodes = []
    for one in parts(document):
        span = one.section.title_span
        node = ModelBuilder(span).text("id", one.subject.id, span)
        node.text("title", one.section.title, span)
        own = _heading_status(document, one.section)
        if own is not None:
            node.text("status", own.raw, own.span)
        boxes = boxes_within(document, one.section.span)
        if boxes:
            node.value("tasks", len(boxes), span)
            node.value("done", sum(1 for box in boxes if box.box == DONE), span)
        nodes.append(node.build())
    if nodes:
        builder.list("phases", nodes, nodes[0].span)
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract statuses of phases, counts of tasks, and sums of effort."""
    yield from _statuses(document)
    yield from _tasks(document)
    yield from sums(document)
    for field in document.fields:
        if field.key.casefold() in ("last updated", "updated"):
            yield Dated(DOCUMENT, "updated", field.value, field.value_span, FIELD)


# ------------------------------------------------------------------------------- statuses


def _heading_status(document: Document, section: Section) -> OwnStatus | None:
    span = section.title_span
    return own_status(document.text[span.start : span.end], span.start)


def _statuses(document: Document) -> Iterator[Claim]:
    for one in parts(document):
        own = _heading_status(document, one.section)
        if own is not None:
            yield Status(one.subject, own.state, own.raw, own.span, HEADING)
        for field in _own_fields(document, one.section):
            if field.key.casefold() == "status":
                yield Status(
                    one.subject, words.state(field.value), field.value, field.value_span, FIELD
                )
    top = parts(document)[0].section.start if parts(document) else len(document.text)
    for field in document.fields:
        if field.key_span.start >= top:
            break
        if field.key.casefold() in ("status", "current status", "overall status", "progress"):
            yield from _listed(field)
    yield from _lines(document)
    yield from _rows(document)


def _own_fields(document: Document, section: Section) -> Iterator[Field]:
    end = section.children[0].start if section.children else section.end
    yield from fields_within(document, Span(section.start, end))


def _listed(field: Field) -> Iterator[Claim]:
    """``Phase 1 COMPLETE | Phase 2-4 PENDING``: one statement for each phase named."""
    base = field.value_span.start
    for piece in pattern(r"[^|;,]+").finditer(field.value):
        match = pattern(
            r"\W{0,8}(" + _UNITS + r")\s+(\d{1,3}(?:\.\d{1,3})*)(?:\s?[-–]\s?(\d{1,3}))?\W+", 2
        ).match(piece[0])
        if match is None:
            continue
        rest = pattern(r"\s[-–—(]").split(piece[0][match.end() :].strip(), maxsplit=1)[0]
        word = words.read(rest)
        if word.state == words.UNKNOWN or word.tail:
            continue
        start = base + piece.start() + match.end()
        span = Span(start, start + len(rest))
        numbers = [match[2]]
        if match[3] and match[2].isdigit() and int(match[2]) < int(match[3]) < 100:
            numbers = [str(one) for one in range(int(match[2]), int(match[3]) + 1)]
        for number in numbers:
            subject = _subject(match[1], number)
            if subject is not None:
                yield Status(subject, word.state, rest, span, FIELD)


def _lines(document: Document) -> Iterator[Claim]:
    """Lines and items that begin with a phase and end in its status, outside headings.

    ``- **Phase 2**: 3-5 days (pending)``; ``✅ **Phase 1 COMPLETE**:``.
    """
    prose = document.prose
    hidden = Ranges(
        [one.span for one in document.tables] + [one.title_span for one in document.sections]
    )
    line = (
        r"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:[^\w\s|#\[]{1,12}[ \t]+)?"
        r"((?:[^\w\s|#\[]{1,8}[ \t]*)?\*{0,2}(" + _UNITS + r")\s+(\d{1,3}(?:\.\d{1,3})*)"
        r"(?![\d./\-–])[^\n]*)"
    )
    for match in pattern(_mojibake_tolerant(line), 2 | 8).finditer(prose):
        if hidden.holds(match.start(1)):
            continue
        subject = _subject(match[2], match[3])
        own = own_status(match[1], match.start(1))
        if subject is not None and own is not None:
            yield Status(subject, own.state, own.raw, own.span, LINE)


def _mojibake_tolerant(source: str) -> str:
    """Let a leading symbol be one that was read as another code page, letters included."""
    return source.replace(r"[^\w\s|#\[]{1,12}[ \t]+", r"(?:[^\w\s|#\[]|[^\x00-\x7f]){1,12}[ \t]+")


_STATUS_COLUMNS = ("status", "state", "current status")


def _rows(document: Document) -> Iterator[Claim]:
    for table in document.tables:
        column = table.column(*_STATUS_COLUMNS)
        if column < 1:
            continue
        for row in table.rows:
            subject = _row_subject(table, row)
            if subject is None or column >= len(row.cells):
                continue
            cell = row.cells[column]
            yield Status(subject, words.state(cell.text), cell.text, cell.span, ROW)


def _row_subject(table: Table, row: Row) -> Subject | None:
    """What a row is about: ``2.1`` below "Phase", or ``Phase 2.1: Name``."""
    if row.ragged or not row.cells:
        return None
    label = row.cells[0].plain
    match = pattern(_UNIT, 2).match(label)
    if match is not None:
        return _subject(match[1], match[2])
    unit = table.headings[0].casefold().rstrip("s") if table.header else ""
    if pattern(_UNITS, 2).fullmatch(unit) and pattern(r"\d[\d.]*[A-Za-z]?(?=$|[ .:(])").match(label):
        number = pattern(r"\d+(?:\.\d+)*[A-Za-z]?").match(label)
        return _subject(unit, number[0]) if number else None
    return None


# ---------------------------------------------------------------------------------- tasks


class _Stated(NamedTuple):
    """What a row states: done and total, each with its place."""

    subject: Subject
    label: str
    done: int | None
    total: int | None
    done_span: Span
    total_span: Span
    row: Row


_TOTAL_COLUMNS = ("tasks", "total", "total tasks", "items", "# tasks", "task count")
_DONE_COLUMNS = ("complete", "completed", "done", "finished", "tasks complete", "tasks done")


def _tasks(document: Document) -> Iterator[Claim]:
    found = parts(document)
    by_subject: dict[Subject, list[Section]] = {}
    for one in found:
        by_subject.setdefault(one.subject, []).append(one.section)
    rows: list[_Stated] = []
    header: Span | None = None
    for table in document.tables:
        some = list(_statistics(table))
        if some:
            if header is not None:
                rows, header = [], None  # Two statistics tables: neither is the tracker's.
                break
            rows, header = some, Span(table.start, table.header_end)
    tracked: list[Item] = []
    pairs: list[tuple[_Stated, Section, list[Item]]] = []
    for stated in rows:
        sections = by_subject.get(stated.subject, [])
        boxes = boxes_within(document, sections[0].span) if len(sections) == 1 else []
        if boxes:
            pairs.append((stated, sections[0], boxes))
            tracked += boxes
    if rows and len(pairs) * 3 >= len(rows) * 2:
        for stated, section, boxes in pairs:
            yield Tracked(
                stated.label, stated.done, stated.total, stated.done_span, stated.total_span,
                _marks(boxes), section.title_span,
            )
    if not pairs:
        tracked = _phase_boxes(document, found)
    yield from _tallies(document, rows, header, tracked, found)
    yield from _stated_counts(document, found)
    yield from _headline(document, rows, tracked, found)
    for box in tracked:
        yield Boxed(Subject("task", str(box.start)), box.box or OTHER, box.box_span, box.text_span)


def _marks(boxes: list[Item]) -> tuple[tuple[bool, Span], ...]:
    return tuple((one.box == DONE, one.box_span) for one in boxes)


def _phase_boxes(document: Document, found: list[Part]) -> list[Item]:
    ranges = Ranges(one.section.span for one in found)
    return [one for one in document.boxes if ranges.holds(one.start)]


def _statistics(table: Table) -> Iterator[_Stated]:
    """The rows of a table that states tasks by phase."""
    total = table.column(*_TOTAL_COLUMNS)
    done = table.column(*_DONE_COLUMNS)
    if total < 1 and done < 1:
        return
    for row in table.rows:
        subject = _row_subject(table, row)
        if subject is None:
            continue
        stated = _stated(row, subject, total, done)
        if stated is not None:
            yield stated


def _stated(row: Row, subject: Subject, total: int, done: int) -> _Stated | None:
    label = row.cells[0].plain
    for column in (total, done):
        cell = _cell(row, column)
        if cell is None:
            continue
        for one in fractions(cell.text, cell.start):
            if one.approximate:
                return None
            return _Stated(subject, label, one.done, one.total, one.span, one.span, row)
    whole = _cell(row, total)
    part = _cell(row, done)
    number = integer(whole.plain) if whole else None
    count = integer(part.plain) if part else None
    if number is None or whole is None:
        return None
    return _Stated(
        subject, label, count, number, part.span if part else whole.span, whole.span, row
    )


def _cell(row: Row, column: int) -> Cell | None:
    return row.cells[column] if 0 <= column < len(row.cells) else None


def _leaves(rows: list[_Stated]) -> list[_Stated]:
    """The rows that no other row is a part of: ``2.1`` stands for itself, ``2`` for its parts."""
    wholes: set[str] = set()
    for one in rows:
        above, dot, _ = one.subject.id.rpartition(".")
        while dot:
            wholes.add(above)
            above, dot, _ = above.rpartition(".")
    return [one for one in rows if one.subject.id not in wholes]


def _tallies(
    document: Document, rows: list[_Stated], header: Span | None, tracked: list[Item],
    found: list[Part],
) -> Iterator[Claim]:
    leaves = _leaves(rows)
    if header is not None and leaves:
        yield Tally(
            TASKS, None, sum(one.total or 0 for one in leaves), header,
            tuple(one.total_span for one in leaves),
        )
    if tracked:
        yield Tally(TASKS, None, len(tracked), tracked[0].box_span,
                    tuple(one.box_span for one in tracked))
    tops = _top_phases(found)
    if len(tops) > 1:
        # Only phases numbered without a gap are all phases; others may stand elsewhere.
        whole = sorted(one.subject.id for one in tops) == sorted(
            str(number + 1) for number in range(len(tops))
        )
        yield Tally(PHASES, None, len(tops), tops[0].section.title_span,
                    tuple(one.section.title_span for one in tops), complete=whole)


def _top_phases(found: list[Part]) -> list[Part]:
    """The phases that are no part of another; each once."""
    seen: dict[str, Part] = {}
    for one in found:
        if one.subject.type == "phase" and "." not in one.subject.id:
            seen.setdefault(one.subject.id, one)
    return list(seen.values())


_STATED_COUNT = (
    r"(?<![\w.,/$#~-])(\d{1,5}) (?:total |planned |individual )?(tasks|phases)\b"
    r"(?! (?:of|per|each|left|remain|remaining|done|complete|completed|pending|were|in|that|with)\b)"
)
_PARTIAL = ("remaining", "other", "another", "additional", "more", "new", "these", "first", "last",
            "next", "of", "completed", "finished", "up to", "of the", "the remaining", "phase", "step",
            "stage", "sprint", "week", "day", "milestone", "epic", "part", "tier", "level",
            "priority", "wave", "iteration", "version")


def _stated_counts(document: Document, found: list[Part]) -> Iterator[Claim]:
    """Sentences above the first phase that say how many tasks or phases there are."""
    if not found:
        return
    prose = document.prose
    stop = found[0].section.start
    tables = Ranges(one.span for one in document.tables)
    for match in pattern(_STATED_COUNT, 2).finditer(prose, document.body, stop):
        before = prose[max(0, match.start() - 20) : match.start()].rstrip().casefold()
        if tables.holds(match.start()) or any(
            before == word or before.endswith(" " + word) for word in _PARTIAL
        ):
            continue
        yield Count(
            match[2].casefold(), None, int(match[1]), Span(match.start(1), match.end(1)), LINE,
            is_approximate(prose, match.start(1), match.end(1)),
        )


_HEADLINES = ("status", "current status", "overall status", "progress", "overall progress",
              "completion", "tasks", "tasks complete", "tasks completed", "overall")


def _headline(
    document: Document, rows: list[_Stated], tracked: list[Item], found: list[Part]
) -> Iterator[Claim]:
    """``**Current Status**: 3/54 tasks complete`` above the first phase."""
    stop = found[0].section.start if found else len(document.text)
    for field in document.fields:
        if field.key_span.start >= stop:
            return
        key = field.key.casefold()
        if key not in _HEADLINES:
            continue
        for one in fractions(field.value, field.value_span.start):
            behind = field.value[one.span.end - field.value_span.start :]
            lead = field.value[: one.span.start - field.value_span.start]
            if any(char.isalpha() for char in words.repaired(lead)):
                break  # "Target: 29/58 tasks" is no progress.
            if one.approximate or not (
                key.startswith("tasks") or pattern(r"\W{0,3}(?:tasks?|items)\b", 2).match(behind)
            ):
                continue
            leaves = _leaves(rows)
            if leaves or tracked:
                yield Tracked(
                    "", one.done, one.total, one.span, one.span, _marks(tracked),
                    tracked[0].section.title_span if tracked else one.span,
                    tuple((leaf.done, leaf.total, leaf.row.span) for leaf in leaves),
                )
            break
