"""The tasks of a progress tracker: boxes, against the numbers that its tables and lines state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import LINE, Boxed, Count, Subject, Tally, Tracked
from auditlint.kinds.freeform.tracked_parts import parts
from auditlint.kinds.freeform.tracked_statistics import leaves_of, statistics
from auditlint.parsing.structure import DONE, OTHER
from auditlint.reading import words
from auditlint.reading.numbers import ends_with, fractions, is_approximate, pattern
from auditlint.reading.ranges import Ranges
from auditlint.source.text import Span
from auditlint.views.places import boxes_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.kinds.freeform.tracked_parts import Part
    from auditlint.kinds.freeform.tracked_statistics import Stated
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Item, Section


TASKS = "tasks"

PHASES = "phases"


def task_claims(document: Document) -> Iterator[Claim]:
    found = parts(document)
    by_subject: dict[Subject, list[Section]] = {}
    for one in found:
        by_subject.setdefault(one.subject, []).append(one.section)
    rows: list[Stated] = []
    header: Span | None = None
    for table in document.tables:
        some = list(statistics(table))
        if some:
            if header is not None:
                rows, header = [], None  # Two statistics tables: neither is the tracker's.
                break
            rows, header = some, Span(table.start, table.header_end)
    tracked: list[Item] = []
    pairs: list[tuple[Stated, Section, list[Item]]] = []
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


def _tallies(
    document: Document, rows: list[Stated], header: Span | None, tracked: list[Item],
    found: list[Part],
) -> Iterator[Claim]:
    leaves = leaves_of(rows)
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
        before = prose[max(0, match.start() - 20) : match.start()]
        if tables.holds(match.start()) or ends_with(before, _PARTIAL):
            continue
        yield Count(
            match[2].casefold(), None, int(match[1]), Span(match.start(1), match.end(1)), LINE,
            is_approximate(prose, match.start(1), match.end(1)),
        )


_HEADLINES = ("status", "current status", "overall status", "progress", "overall progress",
              "completion", "tasks", "tasks complete", "tasks completed", "overall")


def _headline(
    document: Document, rows: list[Stated], tracked: list[Item], found: list[Part]
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
            # Without rows and boxes of its own it may still be held against the list it tracks.
            yield Tracked(
                "", one.done, one.total, one.span, one.span, _marks(tracked),
                tracked[0].section.title_span if tracked else one.span,
                tuple((leaf.done, leaf.total, leaf.row.span) for leaf in leaves_of(rows)),
            )
            break
