"""OpenSpec tasks: the numbered groups of checkboxes that implement one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FIELD, HEADING, Boxed, Count, Defines, Subject, Tally, Task
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.openspec.changes import title_claims
from auditlint.kinds.scores import heading_count
from auditlint.kinds.task_counts import TASKS, stated_tasks
from auditlint.parsing.structure import DONE, OTHER
from auditlint.reading.numbers import fractions, is_past, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Item, Section

KIND = Kind(
    id="openspec-tasks",
    title="OpenSpec tasks",
    framework="openspec",
    nature=LIVING,
    paths=("openspec/changes/*/tasks.md", "openspec/changes/archive/*/tasks.md"),
    # A group whose tasks bear its number; a guide with chapters and some numbered boxes has none.
    lines=(
        (
            r"^ {0,3}##[ \t]+(\d{1,4})\.[ \t][^\n]*\n(?:(?![#-])[^\n]*\n){0,12}"
            r"[-*][ \t]+\[[ xX]\][ \t]+\1\.\d+[ \t]"
        ),
    ),
)

_ID = r"(?:\*\*|`)?(\d{1,4}(?:\.\d{1,4}[A-Za-z]{0,2}){1,5})(?=[\s:)*`]|\.(?!\w)|$)"
_GROUP = r"(?:Phase[ ]+)?(\d{1,4})(?:[.):]|[ ]+[-–—])[ ]*(.*)"


def model(document: Document) -> Mapping:
    """Build the model: the groups with their numbers, names and tasks."""
    groups = []
    for section, items in _groups(document):
        builder = ModelBuilder(section.title_span)
        if section.level:
            match = pattern(_GROUP).fullmatch(section.title)
            if match is not None:
                builder.text("number", match[1], section.title_span)
            builder.text("name", match[2] if match else section.title, section.title_span)
        builder.list("tasks", [_task(item) for item in items], section.title_span)
        groups.append(builder.build())
    top = Span(document.body, document.body)
    return base_model(document).list("groups", groups, top).build()


def _task(item: Item) -> Mapping:
    builder = ModelBuilder(item.text_span)
    identity, span = task_id(item)
    if identity:
        builder.text("id", identity, span)
    builder.text("box", item.box or "", item.box_span)
    return builder.text("text", item.text, item.text_span).build()


def task_id(item: Item) -> tuple[str, Span]:
    """Return the number that a task's text begins with (``2.3``, ``2.3a.1``) and its place."""
    match = pattern(_ID).match(item.text)
    if match is None:
        return "", item.text_span
    start = item.text_span.start
    return match[1], Span(start + match.start(1), start + match.end(1))


def group_of(section: Section) -> tuple[str, Section]:
    """Return the number of the group that a section lies in (``## 2. Storage``), and its heading.

    As OpenSpec reads them, groups are headings of the second level; "" where there is none.
    """
    for one in section.ancestors():
        if one.level == 2:
            match = pattern(r"(\d{1,4})\.(?:\s.*)?").fullmatch(one.title)
            return (match[1].lstrip("0") or "0" if match else ""), one
    return "", section


def _groups(document: Document) -> list[tuple[Section, list[Item]]]:
    """The sections that hold boxes themselves, in source order, with their boxes."""
    groups: dict[int, tuple[Section, list[Item]]] = {}
    for item in document.boxes:
        groups.setdefault(item.section.start, (item.section, []))[1].append(item)
    return list(groups.values())


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract tasks and boxes, tallies of each group and of all, and stated task counts."""
    groups = _groups(document)
    everything: list[Item] = []
    flat = whole = True
    for section, items in groups:
        if _is_of_tasks(section):
            everything += items
        else:
            whole = False
        for item in items:
            identity, span = task_id(item)
            subject = Subject("task", identity)
            if identity:
                yield Defines(subject, span, item.text)
            yield Boxed(subject, item.box or OTHER, item.box_span, item.text_span)
            group, above = group_of(section)
            yield Task(identity, item.box or OTHER, span, group, above.title_span)
        if any(_is_nested(item) for item in items):
            flat = False
        elif section.level:
            yield _tally(items, section.title_span, str(section.start))
    # Boxes below boxes: whether a stated number counts them is not for us to say.
    if flat and everything:
        title = document.title
        span = title.title_span if title is not None else everything[0].span
        # Whether a stated number counts criteria too is not for us to say.
        yield _tally(everything, span, "")._replace(complete=whole)
    yield from _stated(document, groups)
    yield from stated_tasks(document)
    yield from title_claims(document)


def _is_of_tasks(section: Section) -> bool:
    """Whether a section's boxes are tasks, and no criteria by which they are judged."""
    criteria = (
        r"\b(?:criteria|criterion|metrics?|definition of done|goals?|targets?|kpis?|gates?|risks?|"
        r"approvals?|sign-?off)\b"
    )
    return not any(
        pattern(criteria, 2).search(one.title) for one in section.ancestors() if one.level > 1
    )


def _is_nested(item: Item) -> bool:
    above = item.parent
    while above is not None:
        if above.box is not None:
            return True
        above = above.parent
    return False


def _tally(items: list[Item], span: Span, scope: str) -> Tally:
    known = all(item.box != OTHER for item in items)
    done = sum(1 for item in items if item.box == DONE)
    return Tally(
        TASKS, done if known else None, len(items), span,
        tuple(item.span for item in items), scope=scope,
    )


def _stated(document: Document, groups: list[tuple[Section, list[Item]]]) -> Iterator[Claim]:
    """Counts of tasks in fields ("**Progress:** 3/5 tasks") and, where it is the convention, in
    the headings of groups ("## 1. Storage (3/5)")."""
    starts = {section.start for section, _ in groups}
    for field in document.fields:
        key = field.key.casefold()
        about_tasks = "task" in key
        if (not about_tasks and "task" not in field.value.casefold()) or is_past(key):
            continue
        section = document.section_at(field.key_span.start)
        scope = str(section.start) if section.start in starts and section.level > 1 else ""
        base = field.value_span.start
        for one in fractions(field.value, base):
            behind = field.value[one.span.end - base :]
            if is_past(field.value[: one.span.start - base]):
                continue
            if about_tasks or pattern(r"[ ]*(?:\w+[ ]+)?tasks?\b").match(behind.casefold()):
                yield Count(
                    TASKS, one.done, one.total, one.span, FIELD, one.approximate, scope
                )
            break
    yield from _heading_counts(document, groups)


def _heading_counts(
    document: Document, groups: list[tuple[Section, list[Item]]]
) -> Iterator[Claim]:
    named = [section for section, _ in groups if section.level]
    found = []
    for section in named:
        source = document.text[section.title_span.start : section.title_span.end]
        score = heading_count(section.title, section.title_span, source)
        if score is not None:
            found.append((section, score))
    if len(found) < 2 or len(found) * 3 < len(named) * 2:
        return
    for section, (done, total, span) in found:
        yield Count(TASKS, done, total, span, HEADING, scope=str(section.start))
